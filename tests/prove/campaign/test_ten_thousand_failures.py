"""Ten thousand real failures on one locator and one source: does anybody else pay for them?

Every failure is a post to the real site with the real cost in its key service. The attacker is
given the proofs of work for nothing, which is more than any attacker has. AMAAN_FAILURES says how
many (10000): about ten a second on two idle cores.
"""

import base64
import json
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from random import Random
from typing import Final

import pytest
from altcha import v1
from django.utils.timezone import now

from amaan.intake.adapters.proofs import LIFE, Proofs
from amaan.intake.rules.proving import BASE, CAP
from amaan.kernel.tracking_code import TrackingCode
from amaan.site.settings.public import SECRET_KEY
from tests.adversity.afterwards import count as rows
from tests.adversity.reporter import Reporter
from tests.adversity.storm import reporter
from tests.adversity.window import Window
from tests.live import LiveSites
from tests.prove.keeping import keep, percentile

FAILURES: Final = int(os.environ.get("AMAAN_FAILURES", "10000"))
HANDS: Final = 8
LOOKS: Final = 10  # how often the others come back meanwhile
BUCKET: Final = "127.9.9"


@dataclass(slots=True)
class Attack:
    """Wrong secrets for one locator from one network, as fast as the site answers."""

    node: LiveSites
    target: TrackingCode
    proofs: Proofs
    done: int = 0
    busy: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: "count[int]" = field(default_factory=count)

    def hand(self, number: int) -> None:
        window = Window(base=self.node.public, source=f"{BUCKET}.{number + 1}")
        window.token = window.send("GET", "/track/").hidden("csrfmiddlewaretoken")
        while self.done < FAILURES:
            self.fail(window)

    def fail(self, window: Window) -> None:
        wrong = TrackingCode(self.target.locator, f"{next(self.numbers):012}")
        try:
            page = window.send("POST", "/track/", {"code": wrong.digits, "altcha": self.paid()})
        except (OSError, HTTPException):
            page = None
        with self.lock:
            refused = page is not None and page.status == 422 and "does not match" in page.text
            self.done += refused
            self.busy += not refused

    def paid(self) -> str:
        """A proof at the highest cost, signed by the site, with its solution known."""
        wanted = v1.ChallengeOptions(
            max_number=BASE * CAP,
            number=1,
            hmac_key=self.proofs._key,
            expires=now() + LIFE,
            params={"highest": str(BASE * CAP)},
        )
        made = v1.create_challenge(wanted)
        form = {"algorithm": made.algorithm, "challenge": made.challenge, "number": 1}
        form |= {"salt": made.salt, "signature": made.signature}
        return base64.b64encode(json.dumps(form).encode()).decode()


@dataclass(slots=True)
class Look:
    """Somebody else comes back at the base cost."""

    person: Reporter
    seconds: list[float] = field(default_factory=list)

    def once(self) -> None:
        began = time.monotonic()
        asked = self.person.get("/track/")
        assert int(asked.data("max")) == BASE, "somebody else pays"
        assert "Report …" in self.person.come_back()
        self.seconds.append(time.monotonic() - began)


@pytest.mark.security(4)
def test_nobody_else_pays_for_ten_thousand_failures(live_sites: LiveSites) -> None:
    target, victim = (reporter(live_sites, number, Random(number)) for number in range(2))
    for person in (target, victim):
        person.report()
    assert target.code is not None
    attack, look = Attack(live_sites, target.code, Proofs(SECRET_KEY)), Look(victim)
    began = time.monotonic()
    with ThreadPoolExecutor(HANDS) as hands:
        running = [hands.submit(attack.hand, number) for number in range(HANDS)]
        for share in range(1, LOOKS + 1):
            while attack.done < FAILURES * share // LOOKS and not any(it.done() for it in running):
                time.sleep(0.2)
            look.once()
        for hand in running:
            hand.result()
    keep("campaign-failures", {
        "failures": attack.done,
        "refused for a moment": attack.busy,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "log-in of another meanwhile, seconds": {
            "median": percentile(look.seconds, 0.5), "worst": percentile(look.seconds, 1.0),
        },
    })  # fmt: skip
    assert rows("intake_attempt WHERE failed") >= FAILURES
    gets_in_by_paying(attack, target)


def gets_in_by_paying(attack: Attack, person: Reporter) -> None:
    """The one whose locator was attacked is not locked out: the dear proof opens it."""
    assert person.code is not None
    person.cookies.clear()
    person.token = person.get("/track/").hidden("csrfmiddlewaretoken")
    person.post("/track/", to="/track/report/", code=person.code.digits, altcha=attack.paid())
