"""Does the repository hold a secret? Looks for keys and passwords in every file that git would
take.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from amaan.node.places import REPOSITORY

LARGEST = 2_000_000
PATTERNS = {
    "private key": re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{16}"),
    "cloud key": re.compile(rb"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "access token": re.compile(
        rb"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|glpat-[\w-]{20,}|xox[abp]-[\w-]{20,})"
    ),
    "password in an address": re.compile(
        rb"\b[a-z]+://[^/\s:@'\"{}$]+:[^/\s:@'\"{}$]{6,}@[a-z0-9]"
    ),
    "signed token": re.compile(rb"\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\."),
}
NEVER_KEPT = re.compile(r"(^|/)(\.env|id_rsa|id_ed25519|.*\.(?:pem|p12|pfx|keystore))$")


def tracked() -> list[Path]:
    """Files that are in git, or would be with the next `git add`."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    paths = (REPOSITORY / name.decode() for name in done.stdout.split(b"\0") if name)
    return [path for path in paths if path.is_file()]


def findings() -> Iterator[str]:
    for path in tracked():
        where = path.relative_to(REPOSITORY)
        if NEVER_KEPT.search(str(where)):
            yield f"{where}: such a file is never kept in a repository"
        if path.stat().st_size > LARGEST:
            continue
        content = path.read_bytes()
        for name, pattern in PATTERNS.items():
            if found := pattern.search(content):
                yield f"{where}:{content[: found.start()].count(10) + 1}: {name}"


def main() -> int:
    found = list(findings())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
