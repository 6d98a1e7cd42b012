"""The one way a record changes state: lock the row, ask the table, write the row and its one fact.

Every machine of the platform is a `Machine`; what hangs on a step (clocks, grants, tasks, words to
somebody) belongs to the action that takes it (workflows.md section 1 no. 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.lifecycle import Lifecycle
from amaan.kernel.reasons import NotFound
from amaan.ledger.actions.recording import record


class Stateful(Protocol):
    """A row with a life cycle: its state, and how often it has changed."""

    id: Any
    status: Any
    version: Any

    def save(self, *, update_fields: Any = ...) -> None: ...


Row = TypeVar("Row", bound=Stateful)


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: its event, where it leads when several states may follow (`to`), the columns that
    change with the state, and what its fact says.
    """

    event: str
    to: str | None = None
    reason: str = ""
    key: str = ""
    body: Mapping[str, object] = field(default_factory=dict)
    columns: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Machine(Generic[Row]):
    """A life cycle, the table that holds its rows, and which fact each of its steps makes.

    `record` is the kind of record as facts and grants name it. Raises ValueError when an event of
    the life cycle has no kind of fact.
    """

    lifecycle: Lifecycle
    model: type[Row]
    record: str
    kinds: Mapping[Any, str]

    def __post_init__(self) -> None:
        untold = {str(event) for _, event in self.lifecycle.moves} - set(map(str, self.kinds))
        if untold:
            raise ValueError(f"{self.lifecycle.tag}: no fact for {', '.join(sorted(untold))}")

    def ref(self, row: Row) -> Ref:
        return Ref(self.record, row.id)

    def locked(self, ident: UUID) -> Row:
        """The row, locked for the rest of the action: the second of two who act at once waits here
        and then meets what the first has made (invariant 7).

        Raises NotFound, also for a row that the one who acts may not know of.
        """
        rows = self.model.objects  # type: ignore[attr-defined]  # every model has them
        row: Row | None = rows.select_for_update().filter(pk=ident).first()
        if row is None:
            raise NotFound
        return row

    def take(self, row: Row, step: Transition, *, by: Actor, at: datetime) -> Row:
        """Take one step: state, version and columns change, exactly one fact is written.

        Raises Refused("illegal-step") when the table has no such edge, Refused("step-needs-target")
        when it has several and `step.to` names none.
        """
        before = row.status
        row.status = self.lifecycle.after(before, step.event, step.to)
        row.version += 1
        for name, value in step.columns.items():
            setattr(row, name, value)
        row.save(update_fields=["status", "version", *step.columns])
        self.tell(row, step, before, by=by, at=at)
        return row

    def tell_birth(self, row: Row, step: Transition, *, by: Actor, at: datetime) -> None:
        """Write the fact of a row that was inserted in the first state of `step.event`."""
        first = self.lifecycle.after(None, step.event)
        assert row.status == first, "a row is born in its first state"  # noqa: S101  (our own slip)
        self.tell(row, step, "", by=by, at=at)

    def tell(self, row: Row, step: Transition, before: str, *, by: Actor, at: datetime) -> None:
        record(
            Fact(
                kind=self.kinds[step.event],
                about=self.ref(row),
                by=by,
                at=at,
                machine=self.lifecycle.tag,
                event=step.event,
                before=before,
                after=row.status,
                reason=step.reason,
                body=step.body,
                key=step.key,
            )
        )
