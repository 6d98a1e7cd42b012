"""What follows from a step of a complaint in upper layers: a withdrawn complaint ends its referrals
and grants.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from amaan.intake.rules.complaint import Event
from amaan.kernel.actor import Actor


class Follower(Protocol):
    """Runs in the same transaction and writes its own facts."""

    def __call__(self, complaint: UUID, *, by: Actor, at: datetime) -> None: ...


_followers: dict[Event, list[Follower]] = {}


def register_follower(event: Event, follower: Follower) -> None:
    """Called by an upper capability at start-up."""
    _followers.setdefault(event, []).append(follower)


def follow(event: Event, complaint: UUID, *, by: Actor, at: datetime) -> None:
    for follower in _followers.get(event, []):
        follower(complaint, by=by, at=at)
