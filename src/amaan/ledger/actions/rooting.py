"""Signing the heads of all chains once an hour, and keeping the result of a verification."""

from collections.abc import Mapping
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS

from amaan.ledger.models import LedgerCheck, LedgerRoot
from amaan.ledger.rules.checking import VerificationReport
from amaan.ledger.rules.ports import Folder, Signs
from amaan.ledger.rules.roots import Head, Root, RootStatement


def make_root(
    *,
    statement: RootStatement,
    signer: Signs,
    folder: Folder,
    using: str = DEFAULT_DB_ALIAS,
) -> Root:
    """Sign a statement, add the root to the table and then to the folder.

    Raises OutsideFailed when the key service does not answer; nothing is written then.
    """
    signature = signer.sign(statement.message())
    root = Root(statement, statement.root(), signature.key_id, signature.value)
    row_of(root).save(using=using, force_insert=True)
    folder.keep_root(root)
    return root


def next_statement(
    *, node: str, heads: Mapping[str, Head], at: datetime, last: Root | None
) -> RootStatement:
    """What the next root of a node says: `heads` as the sealer left them, after `last`."""
    if last is None:
        return RootStatement(node=node, number=1, made_at=at, heads=heads)
    return RootStatement(node, last.statement.number + 1, at, heads, last.statement.digest())


def row_of(root: Root) -> LedgerRoot:
    statement = root.statement
    return LedgerRoot(
        made_at=statement.made_at,
        node=statement.node,
        number=statement.number,
        heads={chain: head.plain() for chain, head in statement.heads.items()},
        previous=bytes.fromhex(statement.previous),
        root=root.root,
        key_id=root.key_id,
        signature=root.signature,
    )


def keep_check(
    report: VerificationReport,
    *,
    node: str,
    at: datetime,
    since: datetime | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> LedgerCheck:
    """Keep what a verification found, so that a page can show it."""
    check = LedgerCheck(
        made_at=at,
        node=node,
        since=since,
        facts=report.facts,
        pending=report.pending,
        chains=report.chains,
        roots=report.roots,
        marks=report.marks,
        seconds=report.seconds,
        findings=[bad.plain() for bad in report.findings],
    )
    check.save(using=using, force_insert=True)
    return check
