"""Who says what to whom, from the first word of a reporter to the last of a service? Every text
that a page takes, sent through the real sites.
"""

from dataclasses import dataclass, field
from html import unescape
from random import Random
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from amaan.kernel.tracking_code import TrackingCode
from tests.adversity.afterwards import everything_is_sorted
from tests.adversity.planted import Plants
from tests.adversity.reporter import Reporter
from tests.adversity.storm import reporter
from tests.adversity.window import GaveUp, Page, Window
from tests.factories.nation import actor, as_owner, unit_id
from tests.factories.path import OFFICE, service_id
from tests.live import LiveSites
from tests.web.staff.reader import Reader

NAMES: Final = (
    "place", "story", "people", "office_words", "safe_hours", "message", "answer", "rejection",
    "desk_message", "screening", "review", "title", "entry", "result", "name", "father",
    "question", "outcome", "needs", "contact", "service", "close_reason",
)  # fmt: skip
STAFF_PASS: Final = "__Host-amaan-staff-pass"


@dataclass(slots=True, kw_only=True)
class Desk(Window):
    """A member of staff who is signed in."""

    pages: list[str] = field(default_factory=list)

    def see(self, path: str) -> Page:
        page = self.send("GET", path)
        if page.status != 200:
            raise GaveUp(f"GET {path}: {page.status}")
        self.pages.append(unescape(page.text))
        return page

    def press(self, path: str, **form: object) -> str:
        """Send a form; where it led. Raises GaveUp when it came back."""
        page = self.send("POST", path, form)
        if page.status != 302:
            said = Reader(page.text).text_of(role="alert") or page.text[:3000]
            raise GaveUp(f"POST {path}: {page.status} {said}")
        return page.location


def desk(node: LiveSites, username: str) -> Desk:
    secret = actor(username).secret
    assert secret is not None
    window = Desk(base=node.staff, cookies={STAFF_PASS: secret.hex()})
    window.token = window.see("/work/").hidden("csrfmiddlewaretoken")
    return window


@dataclass(slots=True)
class Telling:
    """One matter with everything that can be said in it; `heard` are pages that show it."""

    node: LiveSites
    plants: Plants
    person: Reporter = field(init=False)
    heard: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.person = reporter(self.node, 0, Random(1))

    def says(self, name: str) -> str:
        return self.plants.texts[name]

    def report(self) -> TrackingCode:
        person, says = self.person, self.says
        person.begin()
        assert person.code is not None
        person.post("/report/code/", last=person.code.digits[-4:])
        person.post("/report/where/", district=person.district, place=says("place"))
        person.post("/report/story/", story=says("story"))
        person.post("/report/people/", people=says("people"))
        person.post("/report/official/", official="YES")
        person.post("/report/office/", office_kind="POLICE", office_words=says("office_words"))
        person.post(
            "/report/contact/",
            contact="PHONE",
            phone=self.plants.phone,
            safe_hours=says("safe_hours"),
        )
        check = person.get("/report/check/")
        self.heard.append(unescape(check.text))
        person.post("/report/check/", to="/report/sent/", key=check.hidden("key"))
        return person.code

    def write(self, name: str, key: str) -> None:
        self.person.post("/track/message/", text=self.says(name), key=key)

    def screened(self) -> UUID:
        """Read, judged by two, given to a unit."""
        everything_is_sorted()
        complaint = UUID(str(as_owner("SELECT id FROM intake_complaint")[0][0]))
        here = f"/reports/{complaint}"
        duty, first, second = (
            desk(self.node, it) for it in ("duty.pb", "screener.pb", "screener2.pb")
        )
        duty.press(f"{here}/acknowledge/")
        duty.press(f"{here}/write/", words=self.says("desk_message"))
        first.press(f"{here}/triage/")
        first.press(f"{here}/decide/", **judged(self.says("screening")))
        view = {"outcome": "LIKELY_TRAFFICKING", "urgency": "U2", "reasons": self.says("review")}
        second.press(f"{here}/review/", **view)
        first.press(f"{here}/allocate/", unit=str(unit_id(OFFICE)))
        first.see(f"{here}/")
        self.heard += first.pages
        return complaint

    def worked(self, complaint: UUID) -> UUID:
        """A dossier with entries and a person; a question and its answer, an outcome and its
        rejection.
        """
        officer, says, here = desk(self.node, "sw.gujrat"), self.says, f"/reports/{complaint}"
        officer.press(f"{here}/start/", title=says("title"))
        dossier = UUID(str(as_owner("SELECT id FROM casework_dossier")[0][0]))
        file, today = f"/dossiers/{dossier}", localdate().isoformat()
        for kind, name in (("CONTACT", "entry"), ("RESULT", "result")):
            officer.press(f"{file}/entry/", kind=kind, happened_on=today, text=says(name))
        officer.press(f"{file}/person/", **self.named())
        officer.press(f"{here}/ask/", words=says("question"))
        self.write("answer", "a1")
        self.applied()
        entry = as_owner("SELECT id FROM casework_entry WHERE kind = 'RESULT'")[0][0]
        given = {"outcome": "SERVICE_GIVEN_FULLY", "entry": entry, "words": says("outcome")}
        officer.press(f"{here}/propose/", **given)
        self.heard.append(unescape(self.person.get("/track/report/").text))
        rejection = {"o-solved": "NO", "o-text": says("rejection"), "key": "r1"}
        self.person.post("/track/solved/", **rejection)
        self.applied()
        officer.see(f"{file}/")
        officer.see(f"{here}/")
        self.heard += officer.pages
        return dossier

    def named(self) -> dict[str, str]:
        return {
            "role": "AFFECTED",
            "name": self.says("name"),
            "father": self.says("father"),
            "cnic": self.plants.cnic,
            "phone": self.plants.phone,
            "sex": "FEMALE",
            "age": "ADULT",
        }

    def referred(self, dossier: UUID) -> None:
        """Sent to a service, served, reported; then the dossier ends."""
        sender, receiver = desk(self.node, "sw.gujrat"), desk(self.node, "legal.pb")
        asked = {"urgency": "U2", "basis": "CONSENT", "consent_how": "SPOKEN"}
        asked |= {"service": str(service_id("LEGAL")), "needs": self.says("needs")}
        here = sender.press(f"/dossiers/{dossier}/refer/", **asked)
        sender.press(f"{here}submit/")
        receiver.see(here)
        receiver.press(f"{here}accept/")
        receiver.press(f"{here}start/", text=self.says("contact"))
        done = {"outcome": "SERVICE_GIVEN_PARTLY", "text": self.says("service")}
        receiver.press(f"{here}report/", **done)
        receiver.see(here)
        sender.press(f"/dossiers/{dossier}/close/", reason=self.says("close_reason"))
        self.heard += receiver.pages

    def applied(self) -> None:
        """Wait until the worker has applied what the reporter decided."""
        sql = "SELECT 1 FROM intake_reporter_act WHERE applied_at IS NULL"
        for _ in range(300):
            if not as_owner(sql):
                return
            self.person.get("/track/report/")
        raise GaveUp("an act was not applied")

    def lost(self) -> None:
        """What somebody types in the wrong place: addresses, a sign-in that fails, an old form."""
        story, stray = self.says("story"), Window(base=self.node.staff)
        for base in (self.node.public, self.node.staff):
            strayed = Window(base=base)
            strayed.send("GET", f"/{self.plants.phone}/?q={self.plants.cnic}")
            strayed.send("POST", "/language/", {"next": self.plants.phone, "story": story})
        stray.token = stray.send("GET", "/sign-in/").hidden("csrfmiddlewaretoken")
        stray.send("POST", "/sign-in/", {"login": "nobody", "password": self.says("people")})
        officer = desk(self.node, "duty.pb")
        officer.token = "old"  # of a form that stood open too long
        officer.send("POST", "/work/notices/read/", {"words": story})


def judged(reasons: str) -> dict[str, object]:
    return {
        "age": "ADULT", "age_basis": "STATED", "act": "YES", "means": "YES", "purpose": "YES",
        "crossing_for_pay": "NO", "forms_found": ["bonded_labour"], "urgency": "U2",
        "outcome": "LIKELY_TRAFFICKING", "reasons": reasons,
    }  # fmt: skip
