"""What does a person see on a page? Its notices, the questions with their answers and faults, its
buttons; never how the page was made.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use"})


@dataclass
class Element:
    """An open or closed element that a person could point at."""

    tag: str
    given: dict[str, str]
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.said).split())


class Reader(HTMLParser):
    """Everything of one page by id, role and name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[Element] = []
        self.seen: list[Element] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.seen.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.open) - 1, -1, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.said.append(data)

    def all(self, tag: str = "", **given: str) -> list[Element]:
        return [
            element
            for element in self.seen
            if tag in ("", element.tag)
            and all(element.given.get(name) == value for name, value in given.items())
        ]

    def text_of(self, tag: str = "", **given: str) -> str:
        return " ".join(element.text for element in self.all(tag, **given))

    def answers(self) -> dict[str, list[str]]:
        """What stands in each question, by its name: typed, chosen or ticked."""
        found: dict[str, list[str]] = {}
        name = ""
        for element in self.seen:
            given = element.given
            if element.tag in ("textarea", "select", "input"):
                name = given.get("name", "")
                found.setdefault(name, [])
            if element.tag == "textarea":
                found[name].append("".join(element.said).strip())
            elif element.tag == "option" and "selected" in given:
                found[name].append(given.get("value", ""))
            elif element.tag == "input" and given.get("type") in ("checkbox", "radio"):
                found[name] += [given.get("value", "")] if "checked" in given else []
            elif element.tag == "input":
                found[name].append(given.get("value", ""))
        return found
