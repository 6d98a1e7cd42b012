"""Which step may follow which: one table per machine, versioned, refusing what it does not know.

The table is workflows.md in code. The column of a record holds the state, its facts hold the steps,
and `replay` proves that the two agree (architecture.md section 3).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from amaan.kernel.reasons import Audience, Reason, Refused

State = StrEnum | None
Moves = Mapping[tuple[State, StrEnum], StrEnum | tuple[StrEnum, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Lifecycle:
    """A machine: `moves` maps (state, event) to the next state, or to a tuple of possible ones.

    `None` as a state is "not yet there": its events create the record. A machine without such an
    event begins at `start`. An end may still have edges out (a closed complaint is reopened).

    Raises ValueError when a state cannot be reached or, being no end, cannot be left
    (workflows.md section 12, no. 25).
    """

    name: str
    version: int
    start: StrEnum
    moves: Moves
    ends: frozenset[StrEnum]
    states: tuple[StrEnum, ...] = field(init=False)
    _targets: dict[tuple[str | None, str], tuple[StrEnum, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Plain text meets StrEnum: a state read from the database is looked up as it stands.
        targets = {edge: _as_tuple(to) for edge, to in self.moves.items()}
        reached = [target for to in targets.values() for target in to]
        known = [self.start, *(source for source, _ in targets if source), *reached]
        object.__setattr__(self, "_targets", targets)
        object.__setattr__(self, "states", tuple(dict.fromkeys(known)))
        faults = [*self._unreachable(), *self._dead_ends()]
        if faults:
            raise ValueError(f"{self.tag}: {'; '.join(faults)}")

    @property
    def tag(self) -> str:
        """Name and version as a fact stores them: `complaint@1`."""
        return f"{self.name}@{self.version}"

    def after(self, state: str | None, event: str, to: str | None = None) -> StrEnum:
        """The state after `event` in `state`; `to` chooses where the table allows several.

        Raises Refused: `illegal-step` when the table has no such edge, `step-needs-target` when it
        has several and `to` names none.
        """
        targets = self._targets.get((state, event), ())
        if to is not None:
            targets = tuple(target for target in targets if target == to)
        if not targets:
            raise Refused(self._illegal(state, event))
        if len(targets) > 1:
            raise Refused(Reason("step-needs-target", {"machine": self.name, "event": str(event)}))
        return targets[0]

    def events_from(self, state: str | None) -> tuple[StrEnum, ...]:
        """The events that `state` allows, in the order of the table: the buttons of a page."""
        return tuple(event for (source, event) in self.moves if source == state)

    def reasons_against(self, state: str | None, event: str) -> Iterator[Reason]:
        """The objection to `event` in `state`, when the table has no such edge."""
        if (state, event) not in self._targets:
            yield self._illegal(state, event)

    def replay(self, steps: Iterable[tuple[str, str]]) -> StrEnum:
        """The state that a history of (event, state after it) leads to.

        Raises Refused `impossible-history` with the position (from 1) of the first step that the
        table does not allow, or position 0 when there is no step and the machine needs one.
        """
        # The stored target decides, never a guess: several may follow one step.
        state: StrEnum | None = None if self.events_from(None) else self.start
        for position, (event, to) in enumerate(steps, start=1):
            if to not in self._targets.get((state, event), ()):
                raise self._impossible(position)
            state = self.after(state, event, to)
        if state is None:
            raise self._impossible(0)
        return state

    def mermaid(self) -> str:
        """The diagram for docs/generated: a Mermaid state diagram, one line per edge."""
        lines = ["stateDiagram-v2"]
        if not self.events_from(None):
            lines.append(f"    [*] --> {self.start}")
        for (source, event), targets in self._targets.items():
            lines += [f"    {source or '[*]'} --> {target}: {event}" for target in targets]
        lines += [f"    {state} --> [*]" for state in self.states if state in self.ends]
        return "\n".join(lines) + "\n"

    def _illegal(self, state: str | None, event: str) -> Reason:
        params = {"machine": self.name, "state": str(state or ""), "event": str(event)}
        return Reason("illegal-step", params, Audience.NOBODY)

    def _impossible(self, position: int) -> Refused:
        return Refused(Reason("impossible-history", {"machine": self.tag, "position": position}))

    def _unreachable(self) -> Iterator[str]:
        reached = self._next_states(None) or {self.start}
        waiting = list(reached)
        while waiting:
            onward = self._next_states(waiting.pop()) - reached
            reached |= onward
            waiting += onward
        unknown = [state for state in self.ends if state not in self.states]
        lost = [state for state in self.states if state not in reached]
        yield from (f"{state} cannot be reached" for state in [*lost, *sorted(unknown)])

    def _dead_ends(self) -> Iterator[str]:
        for state in self.states:
            # An edge back to the same state (stop contact) is no way out.
            if state not in self.ends and not self._next_states(state) - {state}:
                yield f"{state} is no end and has no edge out"

    def _next_states(self, state: str | None) -> set[StrEnum]:
        return {t for (source, _), to in self._targets.items() if source == state for t in to}


def _as_tuple(to: StrEnum | tuple[StrEnum, ...]) -> tuple[StrEnum, ...]:
    return to if isinstance(to, tuple) else (to,)
