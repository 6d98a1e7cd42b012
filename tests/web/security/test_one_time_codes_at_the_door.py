"""Which one-time codes does the sign-in take, and how often?"""

import pytest

from amaan.kernel.reasons import Refused
from amaan.security.actions.passing import nobody
from amaan.security.actions.signing_in import use_code
from tests.factories.nation import as_owner
from tests.web.security.door import Caller, Callers, Clock, lay_in

COUNTED = "SELECT coalesce(sum(failures_since_start), 0) FROM axes_accessattempt"


def counted() -> int:
    return int(as_owner(COUNTED)[0][0])


def at_the_code(caller: Callers) -> Caller:
    lay_in("zara")
    who = caller()
    assert who.password("zara") == 302
    return who


def test_the_code_of_the_step_before_is_taken_and_nothing_counted(
    caller: Callers, clock: Clock
) -> None:
    """Read at second 28, sent at second 2 of the next step."""
    who = at_the_code(caller)
    clock.to_second(28)
    code = clock.code()
    clock.to_second(2)
    assert who.code(code) == 302
    assert who.get("/seat/").headers["Location"] == "/"
    assert counted() == 0


@pytest.mark.parametrize("steps", [-2, 1])
def test_two_steps_before_and_one_ahead_are_wrong_codes(
    caller: Callers, clock: Clock, steps: int
) -> None:
    who = at_the_code(caller)
    refused = who.post("/sign-in/code/", code=clock.code(steps=steps))
    assert refused.status_code == 200
    assert b"This code is not right" in refused.content
    assert counted() == 1


@pytest.mark.parametrize("steps", [0, -1])
def test_a_code_is_taken_once_and_its_return_is_not_counted(
    caller: Callers, clock: Clock, steps: int
) -> None:
    who = at_the_code(caller)
    code = clock.code(steps=steps)
    assert who.code(code) == 302
    again = caller()
    assert again.password("zara") == 302
    refused = again.post("/sign-in/code/", code=code)
    assert refused.status_code == 200
    assert b"This code has been used already" in refused.content
    assert counted() == 0
    clock.to_second(0)
    assert again.code(clock.code()) == 302


def test_a_step_before_the_one_used_is_spent_with_it(caller: Callers, clock: Clock) -> None:
    who = at_the_code(caller)
    before, code = clock.code(steps=-1), clock.code()
    assert who.code(code) == 302
    again = caller()
    assert again.password("zara") == 302
    assert b"used already" in again.post("/sign-in/code/", code=before).content


def test_the_database_remembers_what_is_spent(caller: Callers, clock: Clock) -> None:
    """Not the memory of one process: another process of the site sees it too."""
    lay_in("zara")
    ((person,),) = as_owner("SELECT id FROM security_staff WHERE username = 'zara'")
    use_code(person=person, code=clock.code(), by=nobody(), at=clock())
    spent = "SELECT step FROM security_spent_code WHERE staff_id = %s"
    assert as_owner(spent, person) == [(int(clock().timestamp()) // 30,)]
    with pytest.raises(Refused) as refused:
        use_code(person=person, code=clock.code(), by=nobody(), at=clock())
    assert [reason.code for reason in refused.value.reasons] == ["one-time-code-used"]


def test_urdu_digits_and_spaces_are_taken(caller: Callers, clock: Clock) -> None:
    who = at_the_code(caller)
    urdu = clock.code().translate({ord(str(n)): chr(0x06F0 + n) for n in range(10)})
    assert who.code(f"{urdu[:3]} {urdu[3:]}") == 302
