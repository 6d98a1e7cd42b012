"""How high do the chains stand, which roots were signed, and what did the last check find?

Row-level security decides who sees these rows: the sealer, and staff who hold
`ledger:audit:read`. Everybody else gets empty answers.
"""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from amaan.ledger.models import LedgerCheck, LedgerRoot
from amaan.ledger.rules.roots import Head, Root, RootStatement, heads_of

# One index look-up for each chain; `SELECT DISTINCT` would read every link.
HEADS = """
WITH RECURSIVE chains AS (
    (SELECT chain FROM ledger_link ORDER BY chain LIMIT 1)
    UNION ALL
    SELECT (SELECT chain FROM ledger_link WHERE chain > chains.chain ORDER BY chain LIMIT 1)
      FROM chains WHERE chains.chain IS NOT NULL
)
SELECT chains.chain, head.position + 1, encode(head.hash, 'hex') FROM chains CROSS JOIN LATERAL (
    SELECT position, hash FROM ledger_link
     WHERE ledger_link.chain = chains.chain ORDER BY position DESC LIMIT 1) AS head
ORDER BY chains.chain
"""


def chain_heads(using: str = DEFAULT_DB_ALIAS) -> dict[str, Head]:
    """Height and last hash of every chain, by chain name."""
    with connections[using].cursor() as cursor:
        cursor.execute(HEADS)
        return {chain: Head(height=height, hash=last) for chain, height, last in cursor.fetchall()}


def recent_roots(limit: int = 24, using: str = DEFAULT_DB_ALIAS) -> QuerySet[LedgerRoot]:
    """The last roots, newest first."""
    return LedgerRoot.objects.using(using).order_by("-number")[:limit]


def last_root(node: str, using: str = DEFAULT_DB_ALIAS) -> Root | None:
    row = LedgerRoot.objects.using(using).filter(node=node).order_by("-number").first()
    return as_root(row) if row else None


def root_numbered(number: int, using: str = DEFAULT_DB_ALIAS) -> LedgerRoot | None:
    return LedgerRoot.objects.using(using).filter(number=number).first()


def last_check(using: str = DEFAULT_DB_ALIAS, *, whole: bool = False) -> LedgerCheck | None:
    """The newest verification; with `whole`, the newest that read every chain from its start."""
    checks = LedgerCheck.objects.using(using).order_by("-made_at", "-id")
    return (checks.filter(since=None) if whole else checks).first()


def as_root(row: LedgerRoot) -> Root:
    """A row of the table as what was signed."""
    statement = RootStatement(
        node=row.node,
        number=row.number,
        made_at=row.made_at,
        heads=heads_of(row.heads),
        previous=bytes(row.previous).hex(),
    )
    return Root(
        statement=statement,
        root=bytes(row.root),
        key_id=row.key_id,
        signature=bytes(row.signature),
    )
