"""How does each value of the port look on the wire?

Both sides use these pairs, so they cannot drift apart.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from amaan.kernel.envelope import Aad
from amaan.kernel.reasons import Reason
from amaan.keyservice.port import (
    Derived,
    Handover,
    KeyServiceStatus,
    KeyWrap,
    LookUp,
    Sealed,
    Signature,
    UnitPublicKey,
)
from amaan.keyservice.wire import BadMessage, Fields, text_of

Form = dict[str, object]
_REF: Final = re.compile(r"[A-Za-z0-9_.:-]{0,80}")


def wrap_form(wrap: KeyWrap) -> Form:
    return {"unit": str(wrap.unit), "key": str(wrap.key_id), "box": text_of(wrap.box)}


def read_wrap(form: Fields) -> KeyWrap:
    return KeyWrap(form.ident("unit"), form.ident("key"), form.blob("box"))


def sealed_form(sealed: Sealed) -> Form:
    aad = sealed.aad
    return {
        "table": aad.table,
        "record": str(aad.record),
        "field": aad.field,
        "schema": aad.schema,
        "wrap": wrap_form(sealed.wrap),
        "envelope": text_of(sealed.envelope),
    }


def read_sealed(form: Fields) -> Sealed:
    return Sealed(read_aad(form), read_wrap(form.part("wrap")), form.blob("envelope"))


def read_aad(form: Fields) -> Aad:
    table, field = form.text("table"), form.text("field")
    if "|" in table or "|" in field:
        raise BadMessage("table or field holds a bar")
    return Aad(table, form.ident("record"), field, form.number("schema"))


def handover_form(handover: Handover) -> Form:
    return {
        "record": str(handover.record),
        "from": str(handover.from_unit),
        "to": str(handover.to_unit),
        "grant": None if handover.grant is None else str(handover.grant),
        "cause": handover.cause,
    }


def read_handover(form: Fields) -> Handover:
    return Handover(
        record=form.ident("record"),
        from_unit=form.ident("from"),
        to_unit=form.ident("to"),
        grant=form.maybe_ident("grant"),
        cause=_ref(form.text("cause")),
    )


def _ref(text: str) -> str:
    """A cause goes into the log, so it may only look like a Ref or a code."""
    if not _REF.fullmatch(text):
        raise BadMessage("cause: a Ref expected")
    return text


def look_up_form(look_up: LookUp) -> Form:
    return {
        "secret": None if look_up.secret is None else text_of(look_up.secret),
        "record": None if look_up.record is None else str(look_up.record),
    }


def read_look_up(form: Fields) -> LookUp:
    return LookUp(form.maybe_blob("secret"), form.maybe_ident("record"))


def derived_form(derived: Derived) -> Form:
    return {
        "verifier": text_of(derived.verifier),
        "reply_key": text_of(derived.reply_key),
        "pepper": derived.pepper,
    }


def read_derived(form: Fields) -> Derived:
    return Derived(form.blob("verifier"), form.blob("reply_key"), form.text("pepper"))


def unit_key_form(key: UnitPublicKey) -> Form:
    return {"key": str(key.key_id), "public": text_of(key.public)}


def read_unit_key(form: Fields) -> UnitPublicKey:
    return UnitPublicKey(form.ident("key"), form.blob("public"))


def signature_form(signature: Signature) -> Form:
    return {"key": str(signature.key_id), "value": text_of(signature.value)}


def read_signature(form: Fields) -> Signature:
    return Signature(form.ident("key"), form.blob("value"))


def status_form(status: KeyServiceStatus) -> Form:
    return asdict(status)


def read_status(form: Fields) -> KeyServiceStatus:
    return KeyServiceStatus(
        version=form.text("version"),
        demonstration=bool(form.number("demonstration")),
        slots=form.number("slots"),
        queue=form.number("queue"),
        uptime=form.real("uptime"),
    )


def reason_form(reason: Reason) -> Mapping[str, object]:
    return {"code": reason.code, "params": dict(reason.params)}


def read_reason(form: Fields) -> Reason:
    return Reason(form.text("code"), form.params("params"))
