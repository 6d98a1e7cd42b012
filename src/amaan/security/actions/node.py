"""Marking this node in service, and taking it out again: acts with a name and an order, never a
setting.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from amaan.access.transactions import action
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import Reason, refuse_if
from amaan.ledger.actions import record
from amaan.security.models import NodeMark
from amaan.security.queries.node import in_service, readiness, real_keys
from amaan.security.rules.readiness import reasons_against_service


@dataclass(frozen=True, slots=True)
class Answering:
    """The authority that answers for the node, the person in it, and the order that names them."""

    authority: UUID
    responsible: str
    order_number: str


@action
def put_in_service(*, answering: Answering, by: Actor, at: datetime) -> NodeMark:
    """From now on the pages no longer say that reports reach nobody.

    Raises Refused with every condition of security.md section 15 that is lacking, or
    `node-in-service-already`.
    """
    already = [Reason("node-in-service-already")] if in_service() else []
    refuse_if(already, reasons_against_service(readiness(at, to=by), real_keys=real_keys()))
    mark = NodeMark(
        in_service=True,
        authority_id=answering.authority,
        responsible=answering.responsible,
        order_number=answering.order_number,
        marked_at=at,
        marked_by=by.subject,
    )
    return save_mark(mark, by, at)


@action
def take_out_of_service(*, reason: str, by: Actor, at: datetime) -> NodeMark:
    """The pages say again that reports reach nobody. Raises Refused
    `node-not-in-service`.
    """
    refuse_if([] if in_service() else [Reason("node-not-in-service")])
    return save_mark(
        NodeMark(in_service=False, reason=reason, marked_at=at, marked_by=by.subject), by, at
    )


def save_mark(mark: NodeMark, by: Actor, at: datetime) -> NodeMark:
    mark.save(force_insert=True)
    kind = "security.node_in_service" if mark.in_service else "security.node_out_of_service"
    body = {"node": settings.AMAAN_NODE, "order": mark.order_number}
    record(Fact(kind, Ref("node", mark.id), by, at, body=body))
    return mark
