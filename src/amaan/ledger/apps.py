"""Append-only facts: history, audit and outbox are one thing."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "amaan.ledger"
    label = "ledger"
