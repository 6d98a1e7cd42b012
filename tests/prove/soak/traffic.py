"""Who uses a node on an ordinary day? Reporters, a desk, an office, and people who only look."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from itertools import count
from random import Random
from typing import Final
from uuid import UUID

from django.db import connections
from django.utils.timezone import localdate, now

from tests.adversity.storm import reporter
from tests.adversity.telling import Desk, desk, judged
from tests.adversity.window import GaveUp
from tests.factories.nation import as_owner, unit_id
from tests.factories.path import OFFICE
from tests.live import LiveSites

LOOKED_AT: Final = {
    "federal": ("/", "/overview/", "/overview/rows/", "/figures/", "/directory/"),
    "coord.pb": ("/", "/overview/", "/directory/units/", "/directory/focal-persons/"),
    "duty.pb": ("/", "/work/", "/reports/", "/reports/?view=open"),
    "sw.gujrat": ("/", "/work/", "/dossiers/", "/referrals/"),
}
# Of the day itself: the reports of the demonstration have tales of their own.
NEXT: Final = (
    "SELECT id FROM intake_complaint WHERE status = %s AND sorted_at IS NOT NULL"
    " AND received_at >= %s LIMIT 20"
)
PAUSE: Final = (0.2, 1.0)  # seconds between two visits of one person
QUOTA: Final = "Too many look-ups in this hour"


@dataclass(slots=True)
class Day:
    """The traffic until `stop`; `times` are seconds of each kind of visit, `failed` what broke."""

    node: LiveSites
    stop: threading.Event = field(default_factory=threading.Event)
    times: dict[str, list[float]] = field(default_factory=dict)
    failed: Counter[str] = field(default_factory=Counter)
    held_back: int = 0  # one officer cannot open more in an hour than the key service allows
    numbers: "count[int]" = field(default_factory=count)
    began: datetime = field(default_factory=now)

    def people(self) -> list[threading.Thread]:
        """Four reporters, the desk, the office, and four who look."""
        looks = [self.look(name) for name in LOOKED_AT]
        works = [("report", self.report)] * 4 + [("desk", self.screen), ("office", self.work)]
        visits = [*works, *(("look", look) for look in looks)]
        return [threading.Thread(target=self.keep_on, args=visit) for visit in visits]

    def keep_on(self, kind: str, visit: Callable[[Random], object]) -> None:
        rng = Random(next(self.numbers))
        while not self.stop.wait(rng.uniform(*PAUSE)):
            began = time.monotonic()
            try:
                visit(rng)
            except (GaveUp, OSError, HTTPException) as why:
                if QUOTA in str(why):
                    self.held_back += 1
                    continue
                self.failed[f"{kind}: {str(why)[:120]}"] += 1
            else:
                self.times.setdefault(kind, []).append(time.monotonic() - began)
        connections.close_all()  # those of this thread

    def report(self, rng: Random) -> None:
        """Tell, leave, come back, write."""
        person = reporter(self.node, next(self.numbers), rng)
        person.report()
        person.come_back()
        person.token = person.get("/track/report/").hidden("csrfmiddlewaretoken")
        person.post(
            "/track/message/", text="They moved at night. (invented)", key=f"m {person.begin_key}"
        )
        for what, times in person.counts.items():
            self.failed[f"report: {what}"] += times

    def look(self, username: str) -> Callable[[Random], object]:
        def visit(rng: Random) -> None:
            window = desk(self.node, username)
            for page in rng.sample(LOOKED_AT[username], 3):
                window.see(page)

        return visit

    def screen(self, rng: Random) -> None:
        """Open one report, judge it, give it to the office."""
        complaint = self.one_in("RECEIVED", rng)
        if complaint is None:
            return
        here = f"/reports/{complaint}"
        duty, screener = desk(self.node, "duty.pb"), desk(self.node, "screener.pb")
        duty.press(f"{here}/acknowledge/")
        screener.press(f"{here}/triage/")
        screener.press(f"{here}/decide/", **judged("As told. (invented)"))
        screener.press(f"{here}/allocate/", unit=str(unit_id(OFFICE)))

    def work(self, rng: Random) -> None:
        """Take one matter up and write two entries."""
        complaint = self.one_in("ALLOCATED", rng)
        if complaint is None:
            return
        officer = desk(self.node, "sw.gujrat")
        page = officer.press(f"/reports/{complaint}/start/", title="A matter (invented)")
        self.write(officer, page)

    def write(self, officer: Desk, page: str) -> None:
        entry = {"happened_on": localdate().isoformat(), "text": "Seen today. (invented)"}
        for kind in ("CONTACT", "RESULT"):
            officer.press(f"{page}entry/", kind=kind, **entry)
        officer.see(page)

    def one_in(self, status: str, rng: Random) -> UUID | None:
        rows = as_owner(NEXT, status, self.began)
        return UUID(str(rng.choice(rows)[0])) if rows else None
