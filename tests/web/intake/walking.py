"""How does a test walk through a report as a reporter without scripts does?"""

import base64
import json
import re
from html import unescape
from typing import Protocol

from altcha import v1
from django.utils.timezone import now

from amaan.intake.actions.stocking import fill_stock
from amaan.intake.adapters.proofs import Proofs
from amaan.intake.rules.proving import highest_number
from amaan.kernel.tracking_code import TrackingCode, parse
from tests.sites import SiteClient, as_role

STORY = "They hold two families at the kiln near the canal."
ANSWERS: dict[str, dict[str, object]] = {
    "who": {"who": "KNOWN"},
    "signs": {"signs": ["DEBT", "PAPERS_TAKEN"]},
    "danger": {"child": "NO", "confined": "NOT_SURE"},
    "story": {"story": STORY},
    "people": {"people": "A man with a red car"},
    "official": {"official": "YES"},
    "office": {"office_kind": "POLICE"},
    "contact": {"contact": "PHONE", "phone": "۰۳۰۰ ۱۲۳۴۵۶۷", "to_police": "NO"},
}


class Shown(Protocol):
    """A response, of whatever class the client says."""

    @property
    def content(self) -> bytes: ...


def page(response: Shown) -> str:
    """The page on one line: how a template is laid out is not what a test asks about."""
    return " ".join(unescape(response.content.decode()).split())


def hidden(response: Shown, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    assert found is not None, name
    return unescape(found[1])


def stock() -> None:
    with as_role("worker"):
        fill_stock()


def shown_code(client: SiteClient) -> TrackingCode:
    slip = re.search(r'id="code">(.*?)</p>', page(client.get("/report/code/")), re.DOTALL)
    assert slip is not None
    return parse("".join(re.findall(r">([\d ]+)<", slip[1])))


def begin(client: SiteClient, key: str = "") -> TrackingCode:
    """Press the button; the code is shown and not yet confirmed."""
    stock()
    wanted = key or hidden(client.get("/report/"), "key")
    assert client.post("/report/", {"key": wanted})["Location"] == "/report/code/"
    return shown_code(client)


def confirm(client: SiteClient, code: TrackingCode) -> str:
    """Type the last digits back; the address of the first question."""
    return str(client.post("/report/code/", {"last": code.digits[-4:]})["Location"])


def first_district(response: Shown) -> str:
    found = re.search(r'<option value="([0-9a-f-]{36})"', response.content.decode())
    assert found is not None
    return found[1]


def answer_all(client: SiteClient, address: str) -> list[str]:
    """Every question as it comes; the addresses visited, the last one is the check page."""
    visited = [address]
    while not visited[-1].endswith("/check/"):
        shown = client.get(visited[-1])
        assert shown.status_code == 200, visited
        slug = visited[-1].split("/")[2]
        answer = ANSWERS.get(slug) or {"district": first_district(shown), "place": "by the canal"}
        visited.append(str(client.post(visited[-1], answer)["Location"]))
    return visited


def report(client: SiteClient) -> TrackingCode:
    """A whole report, sent."""
    code = begin(client)
    answer_all(client, confirm(client, code))
    key = hidden(client.get("/report/check/"), "key")
    assert client.post("/report/check/", {"key": key})["Location"] == "/report/sent/"
    return code


def proof(doubled: int = 0) -> str:
    """A challenge of this site, solved as the browser would."""
    made = Proofs("tests only").challenge(highest_number(doubled), now())
    solution = v1.solve_challenge(
        made["challenge"], made["salt"], "SHA-256", int(made["maxnumber"]), 0
    )
    assert solution is not None
    form = {**made, "number": solution.number}
    del form["maxnumber"]
    return base64.b64encode(json.dumps(form).encode()).decode()
