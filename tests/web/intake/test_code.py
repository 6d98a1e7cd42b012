"""Does the way back with a code treat a wrong and an unknown one alike, and lock nobody out?"""

import base64
import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connections
from django.utils.timezone import now

from amaan.intake.views import beginning, entering
from amaan.kernel.ids import uuid7
from amaan.kernel.tracking_code import TrackingCode
from amaan.keyservice.client import transaction_open
from amaan.keyservice.core import stretching
from amaan.keyservice.port import KeyServiceBusy
from tests.sites import SiteClient, public_site
from tests.web.intake import walking

URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def other_secret(code: TrackingCode) -> TrackingCode:
    return TrackingCode(code.locator, f"{(int(code.secret) + 1) % 10**12:012}")


def tried(code: TrackingCode, **more: str) -> bytes:
    form = {"code": code.digits, "altcha": walking.proof(), **more}
    response = public_site().post("/track/", form)
    assert response.status_code == 422
    # What is drawn anew for each page says nothing about the code.
    fresh = rb'(csrfmiddlewaretoken" value|data-challenge|data-salt|data-signature)="[^"]*"'
    text = re.sub(fresh, rb"\1", response.content)
    return text.replace(code.digits.encode(), b"CODE")


@pytest.mark.security(3)
def test_wrong_and_unknown_codes_get_equal_bytes_and_equal_work(
    db: object, public_client: SiteClient
) -> None:
    known = walking.report(public_client)
    unknown = TrackingCode(f"{(int(known.locator) + 1) % 10**7:07}", known.secret)
    runs: list[tuple[int, int]] = []
    real = stretching._argon2id

    def counted(secret: str, salt: bytes, cost: stretching.Cost) -> bytes:
        runs.append((cost.memory, cost.passes))
        return real(secret, salt, cost)

    with patch.object(stretching, "_argon2id", counted):
        wrong = tried(other_secret(known))
        stranger = tried(unknown)
    assert wrong == stranger
    assert b"does not match" in wrong
    assert len(runs) == 2
    assert runs[0] == runs[1]


def spoilt(payload: bytes) -> str:
    return base64.b64encode(payload).decode()


FIELDS = b'{"algorithm":"SHA-256","challenge":"c","salt":"%s","signature":"s","number":%s}'
HOSTILE = {
    "half a character": spoilt(FIELDS % (b"\\ud800", b"1")),
    "half a character in bytes": spoilt(FIELDS % (b"\xed\xa0\x80", b"1")),
    "nested": spoilt(b"[" * 2_900),
    "nested and long": spoilt(b"[" * 5_000),
    "long": spoilt(FIELDS % (b"a" * 4_000, b"1")),
    "a long number": spoilt(FIELDS % (b"a", b"9" * 5_000)),
    "no number": spoilt(FIELDS % (b"a", b"NaN")),
    "no base64": "ک" * 40,
}


@pytest.mark.parametrize("altcha", HOSTILE.values(), ids=list(HOSTILE))
def test_a_hostile_proof_is_refused_in_words(
    db: object, public_client: SiteClient, altcha: str
) -> None:
    code = TrackingCode("1234567", "123456789012")
    answer = public_client.post("/track/", {"code": code.digits, "altcha": altcha})
    assert answer.status_code == 422
    assert "am-errors" in answer.content.decode()


def test_a_typing_mistake_costs_nothing(db: object, public_client: SiteClient) -> None:
    code = walking.begin(public_client)
    mistyped = code.digits[:-1] + str((int(code.check) + 1) % 10)
    answer = public_client.post("/track/", {"code": mistyped})
    assert "typing mistake" in walking.page(answer)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM intake_attempt")
        assert cursor.fetchone()[0] == 0


@pytest.mark.security(4)
def test_failures_of_others_leave_a_victim_at_base_cost(
    db: object, public_client: SiteClient
) -> None:
    victim = walking.report(public_client)
    target = TrackingCode(f"{(int(victim.locator) + 7) % 10**7:07}", victim.secret)
    attacker = public_site(REMOTE_ADDR="198.51.100.7")
    for number in range(50):
        doubled = 0 if number < 5 else (number - 5) // 5 + 1
        form = {"code": target.digits, "altcha": ""}
        if number < 10:  # paid at the rising cost; dearer ones are laid in below
            form["altcha"] = walking.proof(doubled)
        assert attacker.post("/track/", form).status_code in {200, 422}
    rows = [(uuid7(), target.locator, b"x" * 32, True, now()) for _ in range(9_950)]
    with connections["owner"].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO intake_attempt (id, locator, bucket, failed, at) VALUES (%s,%s,%s,%s,%s)",
            rows,
        )
    inside = public_site().post("/track/", {"code": victim.digits, "altcha": walking.proof()})
    assert inside.status_code == 302


def test_the_cost_rises_and_nobody_is_refused(db: object, public_client: SiteClient) -> None:
    code = walking.report(public_client)
    for _ in range(5):
        tried(other_secret(code))
    cheap = {"code": code.digits, "altcha": walking.proof()}
    assert b"highest=100000" in public_site().post("/track/", cheap).content
    dear = {"code": code.digits, "altcha": walking.proof(1)}
    assert public_site().post("/track/", dear).status_code == 302


def test_a_proof_counts_once(db: object, public_client: SiteClient) -> None:
    code = walking.report(public_client)
    form = {"code": code.digits, "altcha": walking.proof()}
    assert public_site().post("/track/", form).status_code == 302
    assert public_site().post("/track/", form).status_code == 422


def test_without_scripts_a_ticket_ripens(db: object, public_client: SiteClient) -> None:
    code = walking.report(public_client)
    client = public_site()
    asked = client.post("/track/", {"code": code.digits.translate(URDU)})
    form = {"code": code.digits, "ticket": walking.hidden(asked, "ticket")}
    assert client.post("/track/", form).status_code == 200
    with patch.object(entering, "now", lambda: now() + timedelta(seconds=11)):
        assert client.post("/track/", form)["Location"] == "/track/report/"
        assert public_site().post("/track/", form).status_code == 422


@pytest.mark.security("5a", "5b")
def test_the_kdf_runs_outside_transactions_and_overflow_keeps_the_input(
    db: object, public_client: SiteClient
) -> None:
    seen: list[bool] = []
    real = stretching._argon2id

    def watched(secret: str, salt: bytes, cost: stretching.Cost) -> bytes:
        seen.append(transaction_open())
        return real(secret, salt, cost)

    with patch.object(stretching, "_argon2id", watched):
        code = walking.report(public_client)
        public_site().post("/track/", {"code": code.digits, "altcha": walking.proof()})
    assert seen == [False, False]

    def full() -> None:
        raise KeyServiceBusy(7)

    with patch.object(beginning, "new_lock", full):
        busy = public_site().post("/report/", {"key": "keep-this-key"})
    assert (busy.status_code, busy["Retry-After"]) == (503, "7")
    assert walking.hidden(busy, "key") == "keep-this-key"
    assert public_site().post("/report/", {"key": "keep-this-key"})["Location"] == "/report/code/"
