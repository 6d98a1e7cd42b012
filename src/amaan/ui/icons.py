"""Which picture does a name stand for? Committed SVG files, inlined: no icon font is needed."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "icons"
# Pictures that point somewhere turn with the page; a clock, a tick or a lens never does.
POINTING = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "box-arrow-in-right",
        "box-arrow-right",
        "chevron-right",
        "send",
    }
)


@cache
def shape(name: str) -> tuple[str, str]:
    """View box and drawn part of one picture. Raises FileNotFoundError for an unknown name."""
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    opening, _, rest = text.partition(">")
    box = opening.split('viewBox="')[1].split('"')[0]
    return box, " ".join(rest.rpartition("</svg>")[0].split())


def markup(name: str, *, label: str = "") -> str:
    """One inline SVG. Decorative unless `label` is given; `label` must be escaped already."""
    box, drawing = shape(name)
    flip = " am-flip" if name in POINTING else ""
    said = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
    return f'<svg class="bi{flip}" viewBox="{box}" focusable="false" {said}>{drawing}</svg>'


def names() -> list[str]:
    """Every picture there is, in alphabetical order."""
    return sorted(path.stem for path in FOLDER.glob("*.svg"))
