"""How often was a code tried in vain in the last hour, from here and for this locator?"""

from amaan.access.transactions import one_row


def failures(locator: str, bucket: bytes) -> tuple[int, int]:
    """(by locator, by source bucket); an unknown locator counts like a known one."""
    row = one_row(
        "SELECT by_locator, by_bucket FROM intake_attempt_counts(%s, %s)", [locator, bucket]
    )
    return (row[0], row[1]) if row else (0, 0)
