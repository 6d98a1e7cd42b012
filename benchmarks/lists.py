"""The dossier list at ten thousand dossiers: time to the reader, queries, and what row-level
security costs.
"""

import os
import sys
import time
from uuid import UUID

from benchmarks.measuring import Measured, median, percentile, timed
from benchmarks.visitor import Client

DOSSIERS = 10_000
RUNS = 100
P95_MS, QUERIES, RLS_MS, RLS_RATIO = 100.0, 12, 0.3, 1.6
LIST = (
    "SELECT id, number, compartment, status, urgency, form, child, touched_at FROM casework_dossier"
    " WHERE unit = %s AND status = 'OPEN' ORDER BY touched_at DESC, id DESC LIMIT 50"
)


def enter(settings: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = f"amaan.site.settings.{settings}"
    import django

    django.setup()


def measure() -> list[Measured]:
    """In a process of the staff role; rows are made by the owner's connection."""
    enter("staff")
    from benchmarks import scene

    seat = scene.seat("sw.gujrat")
    scene.make_dossiers(seat.unit, DOSSIERS)
    cookie = {scene.PASS_COOKIE: seat.secret.hex()}
    client = Client(f"http://localhost:{os.environ['AMAAN_STAFF_PORT']}", cookies=cookie)
    assert client.get("/dossiers/").status == 200
    times = timed(lambda: client.get("/dossiers/"), RUNS)
    queries = scene.queries_of("/dossiers/", cookie)
    return [
        Measured("dossier list at 10,000 dossiers, p95 over HTTP", percentile(times, 0.95), "ms",
                 f"<= {P95_MS} ms", met=percentile(times, 0.95) <= P95_MS, raw=[round(t, 2) for t in times]),
        Measured("dossier list, SQL statements", queries, "statements", f"<= {QUERIES}",
                 met=queries <= QUERIES),
        row_security(seat.unit, seat.secret),
    ]  # fmt: skip


def row_security(unit: UUID, secret: bytes) -> Measured:
    """The same 50 rows under the plain role with its pass, and past the policies as the owner."""
    from benchmarks import scene

    walled, bare = [], []
    with scene.as_app(secret) as app, scene.as_owner() as owner:
        for _ in range(300):
            walled.append(once(app, unit))
            bare.append(once(owner, unit))
    over, ratio = median(walled) - median(bare), median(walled) / median(bare)
    return Measured(
        "row-level security on a 50-row list",
        median(walled),
        "ms",
        f"<= {RLS_MS} ms over, or <= {RLS_RATIO} x",
        met=over <= RLS_MS or ratio <= RLS_RATIO,
        peer="the same list under the owner's open policy",
        theirs=median(bare),
    )


def once(cursor: object, unit: UUID) -> float:
    began = time.perf_counter()
    cursor.execute(LIST, [unit])  # type: ignore[attr-defined]
    cursor.fetchall()  # type: ignore[attr-defined]
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit("run bin/bench")
