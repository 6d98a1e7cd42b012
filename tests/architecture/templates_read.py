"""Can a template be read: short lines, one block tag a line, every part balanced within itself.

A check, not a formatter. djlint was tried: it put white space where white space shows (between
words and inline elements), left whole table rows as they were, and a second run changed its own
result. So a person lays the lines out. A line of text may hold a condition; what opens a block may
not stand beside another that does.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
LONGEST: Final = 140
VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "c-vars"})
BLOCKS: Final = re.compile(
    "html|head|body|main|header|footer|nav|aside|section|article|div|p|ul|ol|li|dl|dt|dd|table|thead"
    "|tbody|tfoot|tr|td|th|caption|form|fieldset|legend|h[1-4]?|details|summary|dialog|figure"
    "|figcaption"
)
INLINE_PARTS: Final = frozenset({"c-chip", "c-urgency", "c-vars"})
PAIRED: Final = frozenset(
    {"if", "for", "with", "block", "localize", "blocktrans", "blocktranslate"}
)
MIDDLE: Final = frozenset({"else", "elif", "empty", "plural"})
HIDDEN: Final = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
INNER: Final = "{%.*?%}|{{.*?}}"
VALUE: Final = (
    f"(?:{INNER}|" + rf'"(?:{INNER}|[^"])*"' + rf"|'(?:{INNER}|[^'])*'" + r"""|[^>"'])*"""
)
CELL: Final = re.compile(f"<td\\b{VALUE}>(?P<inner>.*?)</td>", re.DOTALL)
PART: Final = re.compile(
    r"{%\s*(?P<tag>\w+)[^%]*(?:%(?!})[^%]*)*%}"
    r"|<(?P<close>/?)(?P<name>h(?={{)|[a-zA-Z][\w.-]*)" + f"(?P<rest>{VALUE})>",
    re.DOTALL,
)


def templates() -> list[Path]:
    return sorted(SOURCE.glob("**/templates/**/*.html"))


def blanked(text: str) -> str:
    """The text without its comments; the lines stay where they are."""
    return HIDDEN.sub(lambda it: re.sub(r"[^\n]", " ", it.group()), text)


def faults(text: str) -> Iterator[str]:
    yield from long_lines(text)
    shown = blanked(text)
    yield from crowded_lines(shown)
    yield from unbalanced(shown)
    yield from blank_cells(shown)


def long_lines(text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            yield f"{number}: {len(line)} characters, more than {LONGEST}"


def crowded_lines(text: str) -> Iterator[str]:
    """Lines on which two blocks open: two elements or parts, or two conditions, loops or texts."""
    elements: dict[int, list[str]] = {}
    tags: dict[int, list[str]] = {}
    for match in PART.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        name, tag = match["name"], match["tag"]
        if tag in PAIRED:
            tags.setdefault(line, []).append(tag)
        elif name and not match["close"] and opens_a_block(name):
            elements.setdefault(line, []).append(name)
    for kind, found in (("elements", elements), ("block tags", tags)):
        for line, names in found.items():
            if len(names) > 1:
                yield f"{line}: two {kind} on one line: {', '.join(names)}"


def opens_a_block(name: str) -> bool:
    return bool(BLOCKS.fullmatch(name)) or (name.startswith("c-") and name not in INLINE_PARTS)


def unbalanced(text: str) -> Iterator[str]:
    """What opens under a condition, a loop or an element closes under the same one."""
    open_now: list[tuple[str, int]] = []
    for match in PART.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        for step, name in steps_of(match):
            if step == "open":
                open_now.append((name, line))
                continue
            top = open_now[-1] if open_now else ("nothing", line)
            if not top[0].startswith(name):
                yield f"{line}: {name} ends inside {top[0]} of line {top[1]}"
                return
            if step == "close":
                open_now.pop()
    for name, line in open_now:
        yield f"{line}: {name} is never closed"


def blank_cells(text: str) -> Iterator[str]:
    """Cells that say something under a condition only and hold white space else.

    On a phone the style sheet hides an empty cell, and white space is not empty.
    """
    for match in CELL.finditer(text):
        if match["inner"][:1].isspace() and may_be_empty(match["inner"].strip()):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{line}: white space in a cell that may be empty"


def may_be_empty(inner: str) -> bool:
    """All of it stands in one condition or loop that has no other case."""
    if not re.match(r"{%\s*(if|for)\b", inner):
        return False
    deep = 0
    for match in PART.finditer(inner):
        tag = match["tag"]
        if tag in PAIRED:
            deep += 1
        elif tag in {"else", "empty"} and deep == 1:
            return False
        elif tag and tag.startswith("end") and tag[3:] in PAIRED:
            deep -= 1
            if not deep:
                return match.end() == len(inner)
    return False


def steps_of(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """`open`, `same` (a middle tag stands directly in its block) or `close`, with the name."""
    tag, name = match["tag"], match["name"]
    if tag in PAIRED:
        yield "open", "{% " + tag + " %}"
    elif tag and tag.startswith("end"):
        yield "close", "{% " + tag[3:] + " %}"
    elif tag in MIDDLE:
        yield "same", "{%"
    elif name and match["close"]:
        yield "close", f"<{name}>"
    elif name and name not in VOID and not match["rest"].rstrip().endswith("/"):
        yield "open", f"<{name}>"


def main() -> int:
    said = [
        f"{path.relative_to(REPOSITORY)}:{fault}"
        for path in templates()
        for fault in faults(path.read_text("utf-8"))
    ]
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
