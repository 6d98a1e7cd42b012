"""A report from the first press to the receipt: CPU beside one bare Argon2id, and bytes beside the
budgets.
"""

import gzip
import os
import re
import time
import urllib.request

from argon2.low_level import Type, hash_secret_raw

from amaan.front.machine.places import places
from amaan.front.machine.processes import site_port
from benchmarks.measuring import Measured, cpu_of_node, median
from benchmarks.visitor import Client

RUNS = 12
CPU_GOAL = 1.4
FIRST_STEP_KB, STATUS_KB = 60, 30
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"')


def base() -> str:
    return f"http://localhost:{site_port('public')}"


def bare_argon2() -> float:
    """CPU seconds of one run of the same parameters, in this process."""
    before = time.process_time()
    hash_secret_raw(b"123456789012", os.urandom(16), 3, 64 * 1024, 1, 32, Type.ID)
    return time.process_time() - before


def begin(client: Client) -> str:
    """One press on the start page; returns the page with the code."""
    first = client.get("/report/")
    client.post("/report/", first.text)
    return client.get("/report/code/").text


def write_down(client: Client, page: str) -> None:
    slip = re.search(r'id="code">(.*?)</p>', page, re.DOTALL)
    shown = re.sub(r"<[^>]*>|\D", "", slip.group(1)) if slip else ""
    client.post("/report/code/", page, last=shown[-4:])


def answer(client: Client) -> None:
    """The questions between: reported apart."""
    where = client.get("/report/where/").text
    district = re.findall(r'<option value="([0-9a-f-]{36})"', where)[0]
    client.post("/report/where/", where, district=district, place="x")
    story = client.get("/report/story/").text
    client.post("/report/story/", story, story="A benchmark, invented.")


def send(client: Client) -> int:
    page = client.get("/report/check/").text
    return client.post("/report/check/", page).status


def measure() -> list[Measured]:
    data = places().data
    settle = Client(base())
    write_down(settle, begin(settle))
    ours, between, theirs, sent = [], [], [], 0
    for _ in range(RUNS):
        client = Client(base())
        with cpu_of_node(data) as first:
            page = begin(client)
        with cpu_of_node(data) as middle:
            write_down(client, page)
            answer(client)
        with cpu_of_node(data) as last:
            sent += send(client) == 302
        ours.append(first[0] + last[0])
        between.append(middle[0])
        theirs.append(bare_argon2())
    ratio = median(ours) / median(theirs)
    return [
        Measured(
            f"begin + submit over HTTP, CPU of the whole node ({sent} of {RUNS} sent)",
            median(ours),
            "CPU s",
            f"<= {CPU_GOAL} x bare Argon2id",
            met=ratio <= CPU_GOAL and sent == RUNS,
            peer="one bare Argon2id run of the same parameters",
            theirs=median(theirs),
            raw=ours,
        ),
        Measured(
            "question pages between begin and submit, CPU of the whole node",
            median(between),
            "CPU s",
            "reported only",
            met=True,
            raw=between,
        ),
        *page_sizes(settle),
    ]


def page_sizes(client: Client) -> list[Measured]:
    """Compressed bytes of a first visit with everything but fonts."""
    first = whole_page(client, "/report/")
    status = whole_page(client, "/track/")
    return [
        Measured("first step of a report, bytes without font", first, "KB", f"<= {FIRST_STEP_KB} KB",
                 met=first <= FIRST_STEP_KB),
        Measured("way back with the code, bytes without font", status, "KB", f"<= {STATUS_KB} KB",
                 met=status <= STATUS_KB),
    ]  # fmt: skip


def whole_page(client: Client, path: str) -> float:
    page = client.get(path)
    total = len(gzip.compress(page.text.encode()))
    for linked in set(LINKED.findall(page.text)):
        if "fonts" in linked and linked.endswith((".woff2",)):
            continue
        with urllib.request.urlopen(client.address(linked), timeout=20) as part:
            total += len(gzip.compress(part.read()))
    return total / 1024
