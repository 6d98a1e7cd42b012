"""What has become of reports that were sent while processes died? Nothing lost, nothing doubled,
each code opens its own.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.adversity.reporter import Reporter
from tests.adversity.window import GaveUp
from tests.factories.nation import as_owner
from tests.waiting import until

ONCE = ("intake.begun", "intake.code_confirmed", "intake.received")


def count(sql: str) -> int:
    return int(as_owner(f"SELECT count(*) FROM {sql}")[0][0])


def nothing_is_lost(people: Sequence[Reporter]) -> None:
    """Everybody has a receipt, and what it says is kept under the code that was shown."""
    rows = as_owner("SELECT locator, begin_key, status FROM intake_complaint")
    kept = {(str(locator), str(key)): status for locator, key, status in rows}
    for person in people:
        assert person.sent
        assert person.code is not None
        assert kept[person.code.locator, person.begin_key] != "BEGUN"
        assert set(person.shown) == {person.code.locator}, "one key, one number"


def nothing_is_doubled(people: Sequence[Reporter]) -> None:
    """As many records, codes and facts of each step as people, in a database of theirs alone."""
    codes = {person.code.digits for person in people if person.code}
    assert len(codes) == len(people)
    assert count("intake_complaint") == len(people)
    for kind in ONCE:
        assert count(f"ledger_fact WHERE kind = '{kind}'") == len(people), kind
    # In one statement: the worker goes on writing facts meanwhile.
    twice = "(SELECT sequence FROM ledger_fact GROUP BY sequence HAVING count(*) > 1) AS twice"
    assert count(twice) == 0


def came_back(people: Sequence[Reporter]) -> list[str]:
    """Why codes did not open their own status page; empty when each did."""
    with ThreadPoolExecutor(8) as crowd:
        return [said for said in crowd.map(opened, people) if said]


def opened(person: Reporter) -> str:
    assert person.code is not None
    ending = person.code.locator[-4:]  # all that the status page says of the number
    try:
        text = person.come_back()
    except GaveUp as why:
        return f"… {ending}: {why}"
    return "" if f">{ending}<" in text else f"… {ending}: another page"


def everything_is_sorted() -> None:
    """Wait until every report has reached its desk, as each does however often a worker died."""
    until(
        lambda: not count("intake_complaint WHERE status <> 'BEGUN' AND sorted_at IS NULL"),
        "every report at a desk",
        every=0.2,
    )
