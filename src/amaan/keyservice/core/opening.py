"""Who may have what opened or re-wrapped?

Wall 3 of security.md section 7: the live grant is asked here, every time.
"""

from collections.abc import Sequence
from uuid import UUID

import structlog

from amaan.kernel.envelope import KEY_BYTES, CannotOpen, unseal, unwrap, wrap
from amaan.kernel.reasons import Reason, Refused
from amaan.keyservice.core.grants import GrantBook, PassSeat
from amaan.keyservice.core.policy import Counted, Quota, QuotaPolicy
from amaan.keyservice.core.ring import KeyRing
from amaan.keyservice.port import (
    PLATFORM_AGENCY,
    Door,
    Handover,
    KeyWrap,
    LookUp,
    Sealed,
    is_purpose,
)
from amaan.keyservice.wire import BadMessage

LOG = structlog.get_logger("amaan.keyd")


class Gatekeeper:
    """Resolves who asks, counts what they ask, and opens only what a live grant covers."""

    def __init__(self, ring: KeyRing, grants: GrantBook, policy: QuotaPolicy, quota: Quota) -> None:
        self._ring = ring
        self._grants = grants
        self._policy = policy
        self._quota = quota

    def holder(self, door: Door, secret: bytes | None) -> PassSeat | None:
        """The seat behind a pass; None for a worker without one. Raises Refused."""
        if secret is None:
            if door is Door.WORKER:
                return None
            raise Refused(Reason("pass-needed"))
        seat = self._grants.seat_of(secret)
        if seat is None:
            raise Refused(Reason("pass-ended"))
        return seat

    def count_look_up(self, door: Door, what: Counted, amount: int, by: LookUp, job: str) -> None:
        """Count and log a look-up before any value is given; `job` names the budget of a worker."""
        seat = self._counted(door, by.secret, what, amount, job)
        LOG.info("look-up", **_who(seat, job), record=str(by.record), what=what.value, asked=amount)

    def count_link(self, door: Door, secret: bytes | None) -> None:
        seat = self._counted(door, secret, Counted.LINK, 1, "sort")
        LOG.info("link", **_who(seat, "sort"))

    def admit_invented(self) -> None:
        """What is not counted is given for invented people alone: not under the root key of a node
        in service, and not once the database calls the node so. Raises Refused.
        """
        if not self._ring.demonstration:
            raise Refused(Reason("demonstration-only"))
        if self._grants.in_service():
            raise Refused(Reason("node-in-service-already"))

    def open_many(
        self, door: Door, secret: bytes | None, items: Sequence[Sealed], purpose: str
    ) -> list[bytes | None]:
        """Plaintexts in the order of the items.

        None where no grant is live or the envelope does not fit.
        """
        if not is_purpose(purpose):
            raise BadMessage("open: a purpose in small letters expected")
        seat = self._counted_openings(door, secret, items, purpose)
        live = self._live(seat, items, purpose)
        opened = [
            self._open(item) if (item.wrap.unit, item.aad.record) in live else None
            for item in items
        ]
        LOG.info(
            "open",
            **_who(seat, purpose),
            records=sorted({str(item.aad.record) for item in items}),
            asked=len(items),
            opened=sum(text is not None for text in opened),
        )
        return opened

    def rewrap_many(
        self, door: Door, secret: bytes | None, wraps: Sequence[KeyWrap], handover: Handover
    ) -> list[KeyWrap]:
        """New wraps for `to_unit`, all or none; the data keys never leave this function."""
        seat = self._counted(door, secret, Counted.OPEN, len(wraps), "sweep")
        if not self._may_hand_over(seat, handover):
            LOG.warning("rewrap-refused", **_who(seat, handover.cause), record=str(handover.record))
            raise Refused(Reason("no-live-grant"))
        target = self._ring.unit_key(handover.to_unit, PLATFORM_AGENCY)
        boxes = [wrap(self._data_key(one, handover), target.public) for one in wraps]
        LOG.info(
            "rewrap",
            **_who(seat, handover.cause),
            record=str(handover.record),
            from_unit=str(handover.from_unit),
            to_unit=str(handover.to_unit),
            grant=str(handover.grant),
            wraps=len(wraps),
        )
        return [KeyWrap(handover.to_unit, target.key_id, box) for box in boxes]

    def _counted(
        self, door: Door, secret: bytes | None, what: Counted, amount: int, job: str
    ) -> PassSeat | None:
        seat = self.holder(door, secret)
        if seat is not None:
            self._quota.take(seat.actor, what, amount)
        elif job in self._policy.worker_purposes:
            self._quota.take(f"job:{job}", what, amount, job=True)
        else:
            raise Refused(Reason("purpose-unknown", {"purpose": job}))
        return seat

    def _counted_openings(
        self, door: Door, secret: bytes | None, items: Sequence[Sealed], purpose: str
    ) -> PassSeat | None:
        """A person's openings count by text, those of a worker's purpose by number."""
        if secret is None:
            return self._counted(door, secret, Counted.OPEN, len(items), purpose)
        seat = self.holder(door, secret)
        if seat is not None:
            texts = {(item.aad.table, item.aad.record, item.aad.field) for item in items}
            self._quota.open(seat.actor, texts)
        return seat

    def _live(
        self, seat: PassSeat | None, items: Sequence[Sealed], purpose: str
    ) -> frozenset[tuple[UUID, UUID]]:
        """Pairs (unit, record) that may be opened now.

        A seat opens with its own unit's wraps only.
        """
        wanted: dict[UUID, set[UUID]] = {}
        for item in items:
            if seat is None or item.wrap.unit == seat.unit:
                wanted.setdefault(item.wrap.unit, set()).add(item.aad.record)
        holder = None if seat is None else seat.seat
        return frozenset(
            (unit, record)
            for unit, records in wanted.items()
            for record in self._grants.live(unit, holder, records, purpose)
        )

    def _open(self, item: Sealed) -> bytes | None:
        private = self._ring.unit_private(item.wrap.unit, item.wrap.key_id)
        if private is None:
            return None
        try:
            return unseal(item.envelope, _unwrapped(item.wrap, private), item.aad)
        except CannotOpen:
            LOG.warning("does-not-open", record=str(item.aad.record), field=item.aad.field)
            return None

    def _may_hand_over(self, seat: PassSeat | None, handover: Handover) -> bool:
        """May these wraps pass from one unit to the other?

        The grant of the receiving unit is often inserted by the caller's transaction and not
        committed yet, so a live grant of the giving unit is enough too: whoever may open a record
        may hand it over, and the receiver still needs its own live grant at every opening.
        """
        if self._is_live(handover.to_unit, None, handover.record):
            return True
        # A worker re-wraps to a unit's own new key also when the record is closed: no new reader.
        own = handover.from_unit == handover.to_unit
        if seat is None and (own or handover.from_unit in self._policy.sorting_units):
            return True
        if seat is not None and seat.unit != handover.from_unit:
            return False
        holder = None if seat is None else seat.seat
        return self._is_live(handover.from_unit, holder, handover.record)

    def _is_live(self, unit: UUID, seat: UUID | None, record: UUID) -> bool:
        return record in self._grants.live(unit, seat, [record], "rewrap")

    def _data_key(self, one: KeyWrap, handover: Handover) -> bytes:
        private = self._ring.unit_private(one.unit, one.key_id)
        if private is None or one.unit != handover.from_unit:
            raise Refused(Reason("wrap-does-not-open"))
        try:
            return _unwrapped(one, private)
        except CannotOpen as cannot:
            raise Refused(Reason("wrap-does-not-open")) from cannot


def _unwrapped(one: KeyWrap, private: bytes) -> bytes:
    """The data key in a wrap. Anybody can make a wrap, so what comes out need not be a key."""
    data_key = unwrap(one.box, private)
    if len(data_key) != KEY_BYTES:
        raise CannotOpen
    return data_key


def _who(seat: PassSeat | None, purpose: str) -> dict[str, str]:
    """Refs for the log; never a name, a value or a pass."""
    if seat is None:
        return {"by": "worker", "purpose": purpose}
    return {"by": seat.actor, "seat": str(seat.seat), "unit": str(seat.unit), "purpose": purpose}
