"""Referral of a person's matter to a service: acceptance, clock, outcome."""

from pathlib import Path

from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "amaan.referral"
    label = "referral"

    def ready(self) -> None:
        from amaan.casework.rules.panels import PANELS
        from amaan.intake.rules.complaint import Event
        from amaan.intake.rules.followers import register_follower
        from amaan.referral.actions.following import withdraw_with_complaint
        from amaan.referral.actions.lateness import register
        from amaan.referral.presenters.panels import referrals_panel
        from amaan.ui import catalogues

        PANELS.register(referrals_panel)
        catalogues.register("referral", Path(__file__).parent / "words.toml")
        register()
        register_follower(Event.WITHDRAW, withdraw_with_complaint)
