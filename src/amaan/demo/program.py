"""`bin/demo`: start, try, stop or clear a whole node on this machine."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from amaan.demo.demonstration import PID_FILE, SITES, Demonstration
from amaan.demo.leftovers import end_leftovers, pid_in
from amaan.demo.nation_card import NationCard, read_card
from amaan.demo.one_time_code import code_now
from amaan.demo.refusing import refuse_in_service, refuse_to_clear
from amaan.node.cluster import ClusterFailed
from amaan.node.database import StepFailed
from amaan.node.log_files import set_aside
from amaan.node.places import Places, places
from amaan.node.processes import answers
from amaan.node.reachable import embedded_cluster
from amaan.site.processes import site_port

STARTED = float(os.environ.get("AMAAN_BEGAN") or time.time())
PAGES = {"public": "/", "staff": "/"}
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def print_card(card: NationCard | None) -> None:
    """Addresses, staff, how to sign in, and codes to follow."""
    for site in SITES:
        typer.secho(f"  {site:7} http://localhost:{site_port(site)}", bold=True)
    if card is None:
        return
    typer.echo(f"\n  Staff (password for all: {card.password}; code: bin/demo otp USER)")
    for seat in card.seats:
        typer.echo(f"    {seat.user:16} {seat.role:28} {seat.unit}")
    typer.echo("\n  Tracking codes")
    for code in card.codes:
        typer.echo(f"    {code}")
    typer.echo("\n  Demonstration: whoever administers this machine is not kept out.")


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    *,
    check: Annotated[bool, typer.Option(help="start, fetch a page of each site, stop")] = False,
    background: Annotated[bool, typer.Option(help="return when ready and keep running")] = False,
) -> None:
    """Start the demonstration and keep it running until Ctrl-C."""
    keep_off(refuse_in_service)
    if context.invoked_subcommand:
        return
    if pid_in(places().run / PID_FILE):
        tell_of_running()
        return
    if background:
        start_in_background()
        return
    raise SystemExit(run(check=check))


def keep_off(refuse: Callable[[Places], None]) -> None:
    """Whatever was asked, it is not done to a node in service."""
    try:
        refuse(places())
    except StepFailed as failed:
        typer.secho(f"bin/demo: {failed}", fg="red", err=True)
        raise SystemExit(1) from failed


def tell_of_running() -> None:
    """Another bin/demo holds this data folder; one that does not answer is starting, or stuck."""
    if not all(answers(site_port(site)) for site in SITES):
        typer.secho(
            "bin/demo: an earlier bin/demo is still starting, or stuck: bin/demo stop ends it",
            fg="red",
            err=True,
        )
        raise SystemExit(1)
    typer.echo("The demonstration is running already (bin/demo stop ends it).")
    print_card(read_card(places()))


def run(*, check: bool) -> int:
    node = Demonstration(places(), typer.echo)
    signal.signal(signal.SIGTERM, interrupt)
    try:
        node.start()
        typer.echo(f"\nReady after {time.time() - STARTED:.1f} s.")
        print_card(read_card(places()))
        if check:
            fetch_first_pages()
        else:
            typer.echo("\n  Ctrl-C stops it.")
            node.watch()
    except (ClusterFailed, StepFailed, OSError) as failure:
        typer.secho(f"\nbin/demo: {failure}", fg="red", err=True)
        return 1
    except KeyboardInterrupt:
        typer.echo("\nstopping")
    finally:
        node.stop()
    return 0


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def fetch_first_pages() -> None:
    for site in SITES:
        began = time.monotonic()
        address = f"http://localhost:{site_port(site)}{PAGES[site]}"
        with urllib.request.urlopen(address, timeout=20) as page:
            size = len(page.read())
        typer.echo(
            f"  {site:7} first page: {size} bytes in {(time.monotonic() - began) * 1000:.0f} ms"
        )
    typer.echo(f"  from the command to the first page of both sites: {time.time() - STARTED:.1f} s")


def start_in_background() -> None:
    where = places()
    where.make()
    log = where.log / "demo.log"
    set_aside(log)
    with log.open("ab") as handle:
        child = subprocess.Popen(
            [sys.executable, "-m", "amaan.demo"],
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            start_new_session=True,
        )
    while child.poll() is None and "Ready after" not in log.read_text(errors="replace"):
        time.sleep(0.2)
    typer.echo(log.read_text(errors="replace"))
    if child.poll() is not None:
        raise SystemExit(child.returncode or 1)


@app.command()
def stop() -> None:
    """Stop a demonstration that runs, and what a broken one left."""
    where = places()
    pid = pid_in(where.run / PID_FILE)
    if pid:
        os.kill(pid, signal.SIGTERM)
    while pid and Path(f"/proc/{pid}").exists():
        time.sleep(0.1)
    end_leftovers(where)
    if (where.secrets / "db-admin").exists():
        embedded_cluster(where).stop()
    typer.echo("stopped")


@app.command()
def otp(user: str) -> None:
    """The present one-time code of a member of the demonstration staff."""
    card = read_card(places())
    seat = card.seat(user) if card else None
    if seat is None:
        typer.secho(f"bin/demo: there is no {user} in the demonstration", fg="red", err=True)
        raise SystemExit(1)
    typer.echo(code_now(seat.otp))


@app.command()
def reset() -> None:
    """Stop and throw away everything that the demonstration holds."""
    keep_off(refuse_to_clear)
    stop()
    where = places()
    for folder in (embedded_cluster(where).folder, where.data / "keys", where.roots, where.stamps):
        shutil.rmtree(folder, ignore_errors=True)
    typer.echo("cleared: the next start begins with an empty database")
