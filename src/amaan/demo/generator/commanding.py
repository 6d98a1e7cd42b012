"""One run of the generator: offices where they are missing, then batches in one process or two."""

import pickle
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import datetime
from multiprocessing import get_context
from typing import Final

from django.conf import settings
from django.db import connection, connections

from amaan.demo.generator.peopling import people
from amaan.demo.generator.pooling import begin, write_one
from amaan.demo.generator.reporting import SharedLock
from amaan.demo.generator.rows import MODELS
from amaan.demo.generator.running import Generator, Run, batches_left
from amaan.intake.actions.beginning import KDF_PARAMETERS, SALT_BYTES
from amaan.intake.models import Code
from amaan.kernel.reasons import Reason, Refused
from amaan.kernel.tracking_code import new_secret
from amaan.keyservice.client import KeydClient
from amaan.keyservice.port import Derived, Door, key_service
from amaan.security.queries.node import in_service

ALONE: Final = 1000  # reports that one process tells before a second one would be ready
PROCESSES: Final = 2

Say = Callable[[str], None]


def generate(*, reports: int, years: int, seed: int, at: datetime, say: Say) -> int:
    """Tell what is missing of a run; the number of reports written.

    Raises Refused `node-in-service-already`: invented reports never stand beside real ones.
    """
    if in_service():
        raise Refused(Reason("node-in-service-already"))
    say(f"offices: {people(key_service(), at)} opened")
    run = Run(reports, years, seed, at, lock_of_this_node())
    left = batches_left(run)
    waiting, done, began = sum(map(len, left)), 0, time.monotonic()
    if waiting < reports:
        say(f"going on: {reports - waiting} of {reports} reports are there already")
    for batch in write_batches(run, left):
        done += batch
        say(progress(done, waiting, time.monotonic() - began))
    look_again()
    return done


def progress(done: int, whole: int, seconds: float) -> str:
    left = seconds / done * (whole - done)
    return f"{done:7} of {whole} reports, {seconds:5.0f} s, about {left:5.0f} s left"


def lock_of_this_node() -> SharedLock:
    """The same for all generated reports: the KDF runs once, on a secret that is not kept.

    A later run has the salt and the verifier from the table, and not the key that sealed the first
    private halves; since nobody has the code, any key that nobody has will do.
    """
    known = Code.objects.filter(complaint__generated=True).first()
    if known is not None:
        reply_key = secrets.token_bytes(32)
        return SharedLock(bytes(known.salt), known.pepper, bytes(known.verifier), reply_key)
    salt = secrets.token_bytes(SALT_BYTES)
    found = stretched(new_secret(), salt)
    return SharedLock(salt, found.pepper, found.verifier, found.reply_key)


def stretched(secret: str, salt: bytes) -> Derived:
    """By the door of the public site, the only one behind which the KDF runs for a report."""
    keys = KeydClient.at(settings.PLACES.run, Door.PUBLIC)
    try:
        return keys.kdf(secret, salt, params=KDF_PARAMETERS)
    finally:
        keys.close()


def write_batches(run: Run, batches: list[range]) -> Iterator[int]:
    """Each batch as it is done: how many reports it has."""
    if sum(map(len, batches)) <= ALONE:
        generator = Generator.of(run) if batches else None
        for batch in batches:
            assert generator is not None  # noqa: S101  (there is a batch)
            generator.write_batch(batch)
            yield len(batch)
        return
    connections.close_all()
    pool = ProcessPoolExecutor(PROCESSES, get_context("spawn"), begin, (pickle.dumps(run),))
    with pool:
        for future in as_completed([pool.submit(write_one, batch) for batch in batches]):
            yield future.result()


def look_again() -> None:
    """The planner learns of the new rows at once."""
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
