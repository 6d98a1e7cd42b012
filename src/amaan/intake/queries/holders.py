"""The public half of the pair behind a reporter's code, for units that answer."""

from uuid import UUID

from amaan.access.transactions import one_row


def reporter_public(complaint: UUID) -> bytes | None:
    """32 raw bytes; None when the reader does not hold the complaint or there is no code."""
    row = one_row("SELECT intake_reporter_public(%s)", [complaint])
    return bytes(row[0]) if row and row[0] is not None else None
