"""Does a sealed value open only with its key and only in its place, in every version?"""

from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.envelope import (
    CURRENT_VERSION,
    Aad,
    CannotOpen,
    Stamp,
    hkdf,
    new_data_key,
    new_pair,
    open_private,
    seal,
    seal_private,
    stamp_of,
    unseal,
    unwrap,
    version_of,
    wrap,
)
from amaan.kernel.padding import bucket, pad, unpad

KEY = bytes(range(32))
HERE = Aad("intake_complaint", UUID(int=7), "narrative", 1)
HEADER_BYTES = {1: 14, 2: 54}
TAG_BYTES = 16
STAMP = Stamp(UUID(int=3), datetime(2024, 3, 18, 5, tzinfo=UTC), UUID(int=9))


def sealed_by_version_1(text: bytes) -> bytes:
    """An envelope as the first version wrote it; its digest is recorded in the test below."""
    nonce = bytes(range(12))
    return b"\x01\x01" + nonce + AESGCM(KEY).encrypt(nonce, pad(text), bytes(HERE))


@given(st.binary(max_size=3000))
def test_what_is_sealed_opens_again(text: bytes) -> None:
    assert unseal(seal(text, KEY, HERE), KEY, HERE) == text


def test_sealing_twice_gives_two_envelopes() -> None:
    assert seal(b"same", KEY, HERE) != seal(b"same", KEY, HERE)


@pytest.mark.security("14b")
@pytest.mark.parametrize(
    "elsewhere",
    [
        Aad("intake_message", HERE.record, HERE.field, HERE.schema),
        Aad(HERE.table, UUID(int=8), HERE.field, HERE.schema),
        Aad(HERE.table, HERE.record, "place", HERE.schema),
        Aad(HERE.table, HERE.record, HERE.field, 2),
    ],
)
@pytest.mark.parametrize("version", [1, 2])
def test_a_value_moved_to_another_row_or_field_does_not_open(elsewhere: Aad, version: int) -> None:
    envelope = seal(b"text", KEY, HERE) if version == 2 else sealed_by_version_1(b"text")
    assert version_of(envelope) == version
    assert unseal(envelope, KEY, HERE) == b"text"
    with pytest.raises(CannotOpen):
        unseal(envelope, KEY, elsewhere)


@pytest.mark.security("14a")
def test_an_old_envelope_opens_and_migrates_to_the_newest_version() -> None:
    old = sealed_by_version_1("سلام".encode())
    recorded = "3366b9f011553aae9e2c0d3324581e419b2c755e0db6a841f817d01d4260af63"
    assert sha256(old).hexdigest() == recorded, "the format of version 1 is fixed for ever"
    assert unseal(old, KEY, HERE) == "سلام".encode()
    assert stamp_of(old) == Stamp()
    new = seal(unseal(old, KEY, HERE), KEY, HERE, STAMP)
    assert version_of(new) == CURRENT_VERSION == 2
    assert unseal(new, KEY, HERE) == "سلام".encode()


@pytest.mark.security("14b")
@given(st.integers(0, 2**16))
def test_any_changed_byte_keeps_the_envelope_shut(place: int) -> None:
    envelope = bytearray(seal(b"text", KEY, HERE, STAMP))
    envelope[place % len(envelope)] ^= 1
    with pytest.raises(CannotOpen):
        unseal(bytes(envelope), KEY, HERE)


@given(st.binary(max_size=100))
def test_noise_is_no_envelope(noise: bytes) -> None:
    with pytest.raises(CannotOpen):
        unseal(noise, KEY, HERE)


def test_a_version_1_text_that_lies_about_its_length_does_not_open() -> None:
    nonce = bytes(12)
    lying = AESGCM(KEY).encrypt(nonce, b"\xff" * 512, bytes(HERE))
    with pytest.raises(CannotOpen):
        unseal(b"\x01\x01" + nonce + lying, KEY, HERE)


def test_another_key_does_not_open_and_a_weak_key_does_not_seal() -> None:
    with pytest.raises(CannotOpen):
        unseal(seal(b"text", KEY, HERE), new_data_key(), HERE)
    for weak in (b"", bytes(16), bytes(33)):
        with pytest.raises(ValueError, match="32 bytes"):
            seal(b"text", weak, HERE)


def test_the_header_says_which_key_when_and_by_whom() -> None:
    assert stamp_of(seal(b"text", KEY, HERE, STAMP)) == STAMP
    assert stamp_of(seal(b"text", KEY, HERE)) == Stamp()
    with pytest.raises(ValueError, match="zone"):
        Stamp(wrapped_at=datetime(2024, 3, 18))  # noqa: DTZ001  (that is the fault)


def test_a_header_with_an_impossible_time_is_no_envelope() -> None:
    envelope = bytearray(seal(b"text", KEY, HERE))
    envelope[18:26] = b"\xff" * 8
    with pytest.raises(CannotOpen):
        stamp_of(bytes(envelope))


@pytest.mark.parametrize(("table", "field"), [("a|b", "c"), ("a", "b|c")])
def test_names_cannot_blur_where_a_value_belongs(table: str, field: str) -> None:
    with pytest.raises(ValueError, match="bar"):
        Aad(table, UUID(int=1), field, 1)


@pytest.mark.parametrize(
    ("size", "padded"),
    [
        (0, 512),
        (508, 512),
        (509, 1024),
        (5000, 8192),
        (32764, 32768),
        (32765, 65536),
        (70000, 98304),
    ],
)
def test_length_shows_only_as_a_bucket(size: int, padded: int) -> None:
    envelope = seal(b"x" * size, KEY, HERE)
    assert len(envelope) == HEADER_BYTES[2] + padded + TAG_BYTES
    assert unseal(envelope, KEY, HERE) == b"x" * size


@given(st.integers(0, 200_000))
def test_buckets_hold_what_they_are_for(size: int) -> None:
    assert bucket(size) >= size
    assert bucket(bucket(size)) == bucket(size)


@given(st.binary(max_size=2000))
def test_padding_comes_off(text: bytes) -> None:
    assert unpad(pad(text)) == text


def test_a_wrap_opens_only_for_the_other_half() -> None:
    unit, other = new_pair(), new_pair()
    key = new_data_key()
    wrapped = wrap(key, unit.public)
    assert unwrap(wrapped, unit.private) == key
    with pytest.raises(CannotOpen):
        unwrap(wrapped, other.private)
    with pytest.raises(CannotOpen):
        unwrap(wrapped[:20], unit.private)
    assert repr(unit.private) not in repr(unit)


def test_hkdf_gives_the_first_published_vector() -> None:
    okm = hkdf(  # RFC 5869, test case 1
        b"\x0b" * 22, salt=bytes(range(13)), info=bytes(range(0xF0, 0xFA)), length=42
    )
    assert okm.hex() == (
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def test_the_reporters_private_half_opens_only_with_the_key_of_the_code() -> None:
    pair = new_pair()
    where = Aad("intake_complaint", uuid4(), "reply_key", 1)
    rk = hkdf(b"k of the right code", salt=b"pepper", info=b"reply-key")
    other = hkdf(b"k of another code", salt=b"pepper", info=b"reply-key")
    envelope = seal_private(pair.private, rk, where)
    assert open_private(envelope, rk, where) == pair.private
    with pytest.raises(CannotOpen):
        open_private(envelope, other, where)
