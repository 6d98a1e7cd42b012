"""Writes of the referral capability, by who acts: sender, receiver, the person."""

from amaan.referral.actions.answering import (
    accept_referral,
    decline_referral,
    report_outcome,
    see_referral,
    start_service,
)  # fmt: skip
from amaan.referral.actions.following import withdraw_referral
from amaan.referral.actions.sending import (
    ReferralRequest,
    clear_referral,
    confirm_outcome,
    draft_referral,
    recall_referral,
    reroute_referral,
    return_referral,
    submit_referral,
)  # fmt: skip

__all__ = [
    "ReferralRequest",
    "accept_referral",
    "clear_referral",
    "confirm_outcome",
    "decline_referral",
    "draft_referral",
    "recall_referral",
    "report_outcome",
    "reroute_referral",
    "return_referral",
    "see_referral",
    "start_service",
    "submit_referral",
    "withdraw_referral",
]
