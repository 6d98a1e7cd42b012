"""`amaan worker`, `amaan sealer` and `amaan keyd`: the processes of a node that show no page."""

import typer

from amaan.node.command_line.keyd import keyd
from amaan.node.logs import configure_structlog
from amaan.node.serving import refuse_missing_secret, refuse_other_policies, spare_the_collector


def mount(app: typer.Typer) -> None:
    app.command()(worker)
    app.command()(sealer)
    app.command()(keyd)


def refuse_unsafe(role: str) -> None:
    """End the process that may not do its work: without a secret of its own, or too mighty."""
    from django.conf import settings

    configure_structlog()
    refuse_missing_secret(settings.AMAAN_SECRET_FILE)
    refuse_other_policies(role)


def worker() -> None:
    """Do timed and deferred work until a signal, as amaan_worker.

    Exit code 0: a signal asked for the end. Any other: start it again.
    """
    from procrastinate.contrib.django import app as queue

    from amaan.node.working import work_until_asked

    refuse_unsafe("amaan_worker")
    spare_the_collector()
    with queue.replace_connector(queue.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        raise SystemExit(work_until_asked(working))


def sealer() -> None:
    """Chain facts and sign roots until a signal, as amaan_audit."""
    from amaan.ledger.management.process import run_sealer

    refuse_unsafe("amaan_audit")
    run_sealer()
