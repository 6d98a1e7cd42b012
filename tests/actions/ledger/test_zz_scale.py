import resource, time, tracemalloc
from uuid import uuid4
from django.db import connections
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.ledger.actions.recording import row_of
from amaan.ledger.models import LedgerFact
from amaan.ledger.queries.rows import LINKS
from amaan.ledger.rules.canon import event_bytes
from tests.actions.ledger.stand_ins import AT, official

def test_scale(ledger):
    n = 100_000
    t = time.time()
    for start in range(0, n, 5000):
        rows = [row_of(Fact("test.step", about=Ref("thing", uuid4()), by=official("FIA" if i % 3 else "PP"), at=AT, body={"a": i}), sequence=10_000 + i, data_key=None) for i in range(start, start + 5000)]
        for r, m in zip(rows, ledger.keys.mac_many([event_bytes(vars(r)) for r in rows])): r.mac = m
        LedgerFact.objects.using("worker").bulk_create(rows, batch_size=1000)
    print("insert", time.time() - t)
    ledger.ask("ANALYZE ledger_fact; SELECT 1")
    t = time.time(); ledger.seal(); print("seal", time.time() - t)
    ledger.sign()
    r0 = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    t = time.time(); rep = ledger.verify(); print("verify", time.time() - t, rep)
    print("rss grew MB", (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - r0) / 1024)
    tracemalloc.start(); rep = ledger.verify(keys=False); print("peak MB", tracemalloc.get_traced_memory()[1] / 1e6); tracemalloc.stop()
    t = time.time(); ledger.restart(); ledger.seal_now(); print("restart anti-join", time.time() - t)
    t = time.time(); ledger.seal_now(); print("idle pass", time.time() - t)
    with connections["audit"].cursor() as c:
        c.execute("SET enable_hashjoin=on; SET cursor_tuple_fraction=0.1; ")
        c.execute("EXPLAIN " + LINKS, ["FIA", 0]); print("\n".join(x[0] for x in c.fetchall()))
