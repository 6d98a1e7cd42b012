"""How does a person with a browser report while the servers die? As the page does: what was sent is
sent again, with the same key, until an answer comes.
"""

import base64
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPException
from random import Random

from amaan.kernel.tracking_code import TrackingCode, parse
from tests.adversity.window import GaveUp, Page, Window
from tests.waiting import until

TRIES = 200  # of one step, without an answer although every process is up
WAIT = 1.0  # the page waits as long as it is told; who waits less is the harder case
SLIP = re.compile(r'id="code">(.*?)</p>', re.DOTALL)


@dataclass(slots=True, kw_only=True)
class Reporter(Window):
    """One person; `counts` holds how often what came in the place of an answer."""

    district: str
    rng: Random
    counts: Counter[str] = field(default_factory=Counter)
    begin_key: str = ""
    shown: list[str] = field(default_factory=list)  # locators, in the order of the pages
    code: TrackingCode | None = None
    sent: bool = False
    answered: Callable[[], object] = int  # called after every answer
    all_up: Callable[[], bool] = lambda: True  # whether every process that dies is back

    def report(self) -> None:
        """From the first press to the receipt."""
        self.begin()
        self.tell()
        check = self.get("/report/check/")
        self.post("/report/check/", to="/report/sent/", key=check.hidden("key"))
        self.sent = self.get("/report/sent/").status == 200

    def begin(self) -> None:
        start = self.get("/report/")
        self.token, self.begin_key = start.hidden("csrfmiddlewaretoken"), start.hidden("key")
        self.press()
        while self.rng.random() < 0.2:  # went back and pressed again: the code is another one
            self.press()

    def press(self) -> None:
        self.post("/report/", to="/report/code/", key=self.begin_key)
        self.code = code_in(self.get("/report/code/"))
        self.shown.append(self.code.locator)

    def tell(self) -> None:
        """Between the code and the check page."""
        assert self.code is not None
        self.post("/report/code/", last=self.code.digits[-4:])
        self.post("/report/where/", district=self.district)
        self.post("/report/story/", story="They hold a family at the kiln. (invented)")

    def come_back(self) -> str:
        """Type the code anew on another phone; the text of the status page."""
        assert self.code is not None
        self.cookies.clear()
        for _ in range(TRIES):
            asked = self.get("/track/")
            self.token = asked.hidden("csrfmiddlewaretoken")
            form = {"code": self.code.digits, "altcha": solved(asked)}
            answer = self.once("POST", "/track/", form)
            if answer is not None and answer.location == "/track/report/":
                return self.get("/track/report/").text
            if answer is not None and answer.status == 422 and "does not match" in answer.text:
                raise GaveUp("the code opens nothing")
        raise GaveUp(f"no way back in {TRIES} tries")

    def get(self, path: str) -> Page:
        page = self.until_answered("GET", path, {})
        if page.status != 200:
            raise GaveUp(f"GET {path}: {page.status} {page.location}")
        return page

    def post(self, path: str, to: str = "", **form: object) -> Page:
        page = self.until_answered("POST", path, form)
        if page.status != 302 or not page.location.startswith(to):
            raise GaveUp(f"POST {path}: {page.status} {page.location}")
        return page

    def until_answered(self, method: str, path: str, form: Mapping[str, object]) -> Page:
        """The same again until something other than "later" or nothing comes back.

        Nobody knocks at a door that is being mended, and only tries at an open one are counted, so
        that a slow machine changes nothing.
        """
        for _ in range(TRIES):
            until(self.all_up, "every process to be up again")
            page = self.once(method, path, form)
            if page is not None:
                return page
        raise GaveUp(f"{method} {path}: no answer in {TRIES} tries")

    def once(self, method: str, path: str, form: Mapping[str, object]) -> Page | None:
        try:
            page = self.send(method, path, form)
        except (OSError, HTTPException):
            self.counts["no answer"] += 1
            time.sleep(self.rng.uniform(0.3, 0.8))
            return None
        self.answered()
        if page.status < 500:
            return page
        told = "503" if page.wait else "503 without Retry-After"
        self.counts[told if page.status == 503 else f"{page.status} at {method} {path}"] += 1
        time.sleep(min(page.wait or WAIT, WAIT) * self.rng.uniform(0.5, 1))
        return None


def code_in(page: Page) -> TrackingCode:
    slip = SLIP.search(page.text)
    if slip is None:
        raise GaveUp(f"no code in a page of status {page.status}")
    return parse(re.sub(r"<[^>]*>|\D", "", slip[1]))


def solved(page: Page) -> str:
    """The challenge of the page, solved as its script does it."""
    form = {name: page.data(name) for name in ("algorithm", "challenge", "salt", "signature")}
    salt, wanted = form["salt"].encode(), form["challenge"]
    numbers = range(int(page.data("max")) + 1)
    number = next(n for n in numbers if sha256(salt + b"%d" % n).hexdigest() == wanted)
    return base64.b64encode(json.dumps({**form, "number": number}).encode()).decode()
