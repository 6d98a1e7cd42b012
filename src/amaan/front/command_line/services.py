"""`amaan worker` and `amaan sealer`: the two processes of a node that show no page."""

import typer

from amaan.front.machine.logs import configure_structlog
from amaan.front.machine.serving import refuse_unsafe_role, spare_the_collector

CONCURRENCY = 4


def mount(app: typer.Typer) -> None:
    app.command()(worker)
    app.command()(sealer)


def worker() -> None:
    """Do timed and deferred work until a signal, as amaan_worker."""
    from procrastinate.contrib.django import app as queue

    configure_structlog()
    refuse_unsafe_role("amaan_worker")
    spare_the_collector()
    with queue.replace_connector(queue.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        working.run_worker(concurrency=CONCURRENCY, name="amaan", delete_jobs="successful")


def sealer() -> None:
    """Chain facts and sign roots until a signal, as amaan_audit."""
    from amaan.front.sealer import main

    configure_structlog()
    refuse_unsafe_role("amaan_audit")
    raise SystemExit(main())
