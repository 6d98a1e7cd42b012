"""Do dates, money, shares and time left read as people say them, in both languages?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.ui import amounts, dates
from amaan.ui.language import Language

EN, UR = Language.ENGLISH, Language.URDU


@pytest.mark.parametrize(
    ("hour", "minute", "english", "urdu"),
    [
        (23, 5, "4:05 am", "صبح 4:05"),
        (7, 0, "12:00 pm", "دوپہر 12:00"),
        (11, 18, "4:18 pm", "شام 4:18"),
        (15, 30, "8:30 pm", "رات 8:30"),
        (19, 0, "12:00 am", "رات 12:00"),
        (22, 59, "3:59 am", "رات 3:59"),
    ],
)
def test_an_hour_in_utc_is_said_as_in_karachi(
    hour: int, minute: int, english: str, urdu: str
) -> None:
    moment = datetime(2026, 11, 23, hour, minute, tzinfo=UTC)
    assert dates.time_words(moment, EN) == english
    assert dates.time_words(moment, UR) == urdu


def test_a_day_is_named_in_both_languages() -> None:
    assert dates.day_words(date(2026, 11, 23), EN) == "23 November 2026"
    assert dates.day_words(date(2026, 11, 23), UR) == "23 نومبر 2026"


def test_a_late_moment_in_utc_is_already_the_next_day_in_karachi() -> None:
    moment = datetime(2026, 12, 31, 20, 0, tzinfo=UTC)
    assert dates.moment_words(moment, EN) == "1 January 2027, 1:00 am"
    assert dates.moment_words(moment, UR) == "1 جنوری 2027، رات 1:00"


@pytest.mark.parametrize(
    ("amount", "english", "urdu"),
    [
        (0, "Rs 0", "0 روپے"),
        (20_000, "Rs 20,000", "20,000 روپے"),
        (100_000, "Rs 1 lakh", "1 لاکھ روپے"),
        (240_000, "Rs 2.4 lakh", "2.4 لاکھ روپے"),
        (12_500_000, "Rs 1.25 crore", "1.25 کروڑ روپے"),
    ],
)
def test_large_money_is_said_in_lakh_and_crore(amount: int, english: str, urdu: str) -> None:
    assert amounts.rupees_large(amount, EN) == english
    assert amounts.rupees_large(amount, UR) == urdu


@pytest.mark.parametrize(
    ("length", "english", "urdu"),
    [
        (timedelta(minutes=12), "12 min left", "12 منٹ باقی"),
        (timedelta(minutes=-38), "38 min late", "38 منٹ تاخیر"),
        (timedelta(hours=3, minutes=10), "3 h 10 min left", "3 گھنٹے 10 منٹ باقی"),
        (timedelta(hours=1), "1 h left", "1 گھنٹہ باقی"),
        (timedelta(days=1, hours=4, minutes=9), "1 day 4 h left", "1 دن 4 گھنٹے باقی"),
        (timedelta(days=6, minutes=9), "6 days left", "6 دن باقی"),
        (timedelta(days=-9, hours=-5), "9 days late", "9 دن تاخیر"),
        (timedelta(seconds=40), "0 min left", "0 منٹ باقی"),
    ],
)
def test_a_clock_says_its_two_largest_parts(length: timedelta, english: str, urdu: str) -> None:
    assert amounts.time_left(length, EN) == english
    assert amounts.time_left(length, UR) == urdu


@given(st.datetimes(timezones=st.just(UTC)), st.sampled_from(Language))
def test_digits_are_the_same_in_both_languages(moment: datetime, lang: Language) -> None:
    words = dates.moment_words(moment, lang) if moment.year > 1 else ""
    assert all(char.isascii() for char in words if char.isdigit())
