"""What does the key service answer to one message that came in by one door?"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from amaan.kernel.reasons import OutsideFailed, Reason, Refused
from amaan.keyservice import messages as forms
from amaan.keyservice.core.grants import GrantBook
from amaan.keyservice.core.marks import Marker
from amaan.keyservice.core.opening import LOG, Gatekeeper
from amaan.keyservice.core.policy import Counted, Quota, QuotaPolicy
from amaan.keyservice.core.ring import KeyRing, SecretName
from amaan.keyservice.core.stretching import Stretcher
from amaan.keyservice.port import (
    IDENTITY_PURPOSE,
    VERBS,
    Door,
    KeyServiceBusy,
    KeyServiceStatus,
    Rotatable,
    Verb,
)
from amaan.keyservice.wire import (
    BadMessage,
    Fields,
    encode,
    message_of,
    text_of,
    texts_of,
)

VERSION = "1"
Answer = object


@dataclass(frozen=True)
class ServiceParts:
    """What the dispatcher hands messages to."""

    ring: KeyRing
    marker: Marker
    stretcher: Stretcher
    gatekeeper: Gatekeeper


def assemble_parts(
    ring: KeyRing, grants: GrantBook, policy: QuotaPolicy, stretcher: Stretcher
) -> ServiceParts:
    """All of them over one ring."""
    gatekeeper = Gatekeeper(ring, grants, policy, Quota(policy))
    return ServiceParts(ring, Marker(ring), stretcher, gatekeeper)


class KeyRequest(Fields):
    """One message and the door it came in by."""

    def __init__(self, door: Door, body: bytes) -> None:
        super().__init__(message_of(body))
        self.door = door


Handler = Callable[[KeyRequest], Answer]


class Dispatcher:
    """Checks the door, reads the message, calls one part, writes the reply."""

    def __init__(self, parts: ServiceParts) -> None:
        self._parts = parts
        self._started = time.monotonic()
        self._handlers: Mapping[Verb, Handler] = {
            verb: getattr(self, f"_{verb.value}") for verb in Verb
        }

    def answer(self, door: Door, body: bytes) -> bytes:
        """The reply to one message; only a bug of this service raises."""
        try:
            return encode({"ok": self._serve(KeyRequest(door, body))})
        except Refused as refused:
            return encode({"refused": [forms.reason_form(reason) for reason in refused.reasons]})
        except KeyServiceBusy as busy:
            LOG.warning("busy", door=door.value, retry_after=busy.retry_after)
            return encode({"busy": busy.retry_after})
        except BadMessage as bad:
            LOG.warning("bad-message", door=door.value, why=str(bad))
            return encode({"failed": str(bad), "permanent": True})
        except OutsideFailed as failed:
            LOG.error("outside-failed", door=door.value, why=str(failed))
            return encode({"failed": str(failed), "permanent": failed.permanent})

    def _serve(self, asked: KeyRequest) -> Answer:
        try:
            verb = Verb(asked.text("verb"))
        except ValueError as unknown:
            raise BadMessage("unknown verb") from unknown
        if verb not in VERBS[asked.door]:
            LOG.warning("verb-refused", door=asked.door.value, verb=verb.value)
            raise Refused(Reason("verb-not-here", {"verb": verb.value, "door": asked.door.value}))
        return self._handlers[verb](asked)

    def _kdf(self, asked: KeyRequest) -> Answer:
        derived = self._parts.stretcher.kdf(
            asked.text("secret"),
            asked.blob("salt"),
            asked.number("params"),
            asked.maybe_ident("pepper"),
        )
        return forms.derived_form(derived)

    def _mac_many(self, asked: KeyRequest) -> Answer:
        macs = self._parts.marker.mac_many(asked.blobs("messages"), asked.text("purpose"))
        return texts_of(macs)

    def _index_for_intake(self, asked: KeyRequest) -> Answer:
        values = self._indexed(asked, IDENTITY_PURPOSE)
        # Never refused (a flood must not close the hotline), always logged: oversight watches.
        LOG.info("intake-index", door=asked.door.value, kind=asked.text("kind"), asked=len(values))
        return texts_of(values)

    def _index_many(self, asked: KeyRequest) -> Answer:
        purpose, values = asked.text("purpose"), asked.items("values")
        by = forms.read_look_up(asked)
        # One call with name keys is one search; each exact identifier is a look-up of its own.
        searching = asked.text("kind").startswith("NAME_")
        what, amount = (Counted.SEARCH, 1) if searching else (Counted.EXACT, len(values))
        self._parts.gatekeeper.count_look_up(asked.door, what, amount, by, purpose)
        return texts_of(self._indexed(asked, purpose))

    def _indexed(self, asked: KeyRequest, purpose: str) -> list[bytes]:
        return self._parts.marker.index_many(
            asked.text("kind"), purpose, asked.texts("values"), asked.text("zone")
        )

    def _link(self, asked: KeyRequest) -> Answer:
        self._parts.gatekeeper.count_link(asked.door, asked.maybe_blob("secret"))
        return text_of(self._parts.marker.link(asked.ident("person"), asked.text("compartment")))

    def _link_invented(self, asked: KeyRequest) -> Answer:
        people, compartments = asked.idents("people"), asked.texts("compartments")
        if len(people) != len(compartments):
            raise BadMessage("link_invented: a compartment for each expected")
        self._parts.gatekeeper.admit_invented()
        LOG.info("link-invented", asked=len(people))
        return texts_of(list(map(self._parts.marker.link, people, compartments)))

    def _locators(self, asked: KeyRequest) -> Answer:
        return self._parts.marker.locators(asked.wholes("numbers"))

    def _numbers(self, asked: KeyRequest) -> Answer:
        return self._parts.marker.numbers(asked.texts("locators"))

    def _open_many(self, asked: KeyRequest) -> Answer:
        items = [forms.read_sealed(item) for item in asked.parts("items")]
        opened = self._parts.gatekeeper.open_many(
            asked.door, asked.maybe_blob("secret"), items, asked.text("purpose")
        )
        return [None if text is None else text_of(text) for text in opened]

    def _rewrap_many(self, asked: KeyRequest) -> Answer:
        wraps = [forms.read_wrap(wrap) for wrap in asked.parts("wraps")]
        handover = forms.read_handover(asked)
        secret = asked.maybe_blob("secret")
        done = self._parts.gatekeeper.rewrap_many(asked.door, secret, wraps, handover)
        return [forms.wrap_form(wrap) for wrap in done]

    def _unit_public_keys(self, asked: KeyRequest) -> Answer:
        agency = asked.text("agency")
        return [
            forms.unit_key_form(self._parts.ring.unit_key(unit, agency))
            for unit in asked.idents("units")
        ]

    def _sign(self, asked: KeyRequest) -> Answer:
        return forms.signature_form(self._parts.marker.sign(asked.blob("message")))

    def _verify_key(self, asked: KeyRequest) -> Answer:
        return text_of(self._parts.marker.verify_key(asked.maybe_ident("key")))

    def _rotate(self, asked: KeyRequest) -> Answer:
        what, unit = asked.text("what"), asked.maybe_ident("unit")
        if what not in set(Rotatable):
            raise BadMessage("rotate: unknown key")
        made = self._rotated(Rotatable(what), unit)
        LOG.warning("rotated", what=what, unit=str(unit), key=str(made))
        return str(made)

    def _rotated(self, what: Rotatable, unit: UUID | None) -> UUID:
        if what is not Rotatable.UNIT:
            return self._parts.ring.rotate_secret(SecretName(what.value))
        if unit is None:
            raise BadMessage("rotate: which unit?")
        return self._parts.ring.rotate_unit(unit)

    def _status(self, _asked: KeyRequest) -> Answer:
        slots = self._parts.stretcher.slots
        status = KeyServiceStatus(
            version=VERSION,
            demonstration=self._parts.ring.demonstration,
            slots=slots.count,
            queue=slots.waiting,
            uptime=time.monotonic() - self._started,
        )
        return forms.status_form(status)
