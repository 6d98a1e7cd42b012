"""Does every component render in both languages, without inline code, as safety asks?"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY
from tests.web.ui.gallery.rendering import HERE, LANGUAGES, rendered
from tests.web.ui.gallery.samples import PAGES

TEMPLATES = REPOSITORY / "src/amaan/ui/templates"
VIEWS = [(name, lang) for name in PAGES for lang in LANGUAGES]
PUBLIC = [
    name for name in PAGES if name in {"home", "question", "receipt", "track", "error-public"}
]
MESSAGE = re.compile(
    r"""\{% trans (["'])(.*?)\1|\{% blocktrans trimmed.*?%\}(.*?)\{% endblocktrans"""
)


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(("name", "lang"), VIEWS)
def test_a_page_carries_no_inline_style_or_script(name: str, lang: str) -> None:
    for tag, attributes in Elements(rendered(name, lang)).found:
        assert tag != "style"
        assert tag != "script" or attributes.get("src")
        assert not [key for key in attributes if key == "style" or key.startswith("on")]


@pytest.mark.parametrize(("name", "lang"), VIEWS)
def test_a_page_is_whole(name: str, lang: str) -> None:
    elements = Elements(rendered(name, lang)).found
    tags = [tag for tag, _ in elements]
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert tags.count("h1") == 1
    assert len(ids) == len(set(ids))
    assert elements[0][1]["lang"] == lang
    assert elements[0][1]["dir"] == {"en": "ltr", "ur": "rtl"}[lang]
    assert not [tag for tag in tags if tag.startswith("c-")]


@pytest.mark.parametrize(("name", "lang"), VIEWS)
def test_the_emergency_numbers_are_on_every_page(name: str, lang: str) -> None:
    html = rendered(name, lang)
    assert 'href="tel:15"' in html
    assert 'href="tel:1122"' in html


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_node_is_a_demonstration_until_it_is_said_to_be_in_service(name: str, lang: str) -> None:
    words = {
        "en": "Demonstration. Reports here reach nobody.",
        "ur": "یہاں دی گئی اطلاع کسی تک نہیں",
    }
    assert words[lang] in rendered(name, lang, node_in_service=False)
    assert words[lang] not in rendered(name, lang, node_in_service=True)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_can_be_left_and_does_not_name_its_subject(name: str, lang: str) -> None:
    html = rendered(name, lang, exit_url="https://weather.example/")
    assert 'href="https://weather.example/" rel="noreferrer" data-exit' in html
    title = re.search(r"<title>(.*?)</title>", html)
    assert title
    assert title[1] == {"en": "Information", "ur": "معلومات"}[lang]


def test_a_page_with_nothing_to_say_has_no_gap_for_it() -> None:
    """The style sheet hides an empty place for messages, and white space is not empty."""
    assert '<div class="am-flash" role="status"></div>' in rendered("home", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_switch_is_a_post(lang: str) -> None:
    html = rendered("home", lang)
    assert re.search(
        r'<form class="push" method="post" action="/language">.*?name="language"',
        html,
        re.DOTALL,
    )


def test_every_component_has_a_sample() -> None:
    used = "".join(path.read_text("utf-8") for path in (HERE / "templates").rglob("*.html"))
    names = {path.stem.replace("_", "-") for path in (TEMPLATES / "cotton").glob("*.html")}
    assert {name for name in names if f"<c-{name}" not in used} == set()


def test_every_component_says_what_it_takes() -> None:
    for path in (TEMPLATES / "cotton").glob("*.html"):
        assert path.read_text("utf-8").startswith("{% comment %}"), path.name


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_word_of_the_frame_exists_in_urdu(path: Path) -> None:
    catalogue = (REPOSITORY / "src/amaan/ui/locale/ur/LC_MESSAGES/django.po").read_text("utf-8")
    said = dict(re.findall(r'msgid "(.*)"\nmsgstr "(.*)"', catalogue))
    for _, single, block in MESSAGE.findall(path.read_text("utf-8")):
        msgid = single or re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", block)
        assert said.get(msgid), msgid


@pytest.mark.parametrize("kind", ["400", "403", "404", "429", "500", "503"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["error-public", "error-staff"])
def test_an_error_says_what_to_do_and_gives_a_code(page: str, kind: str, lang: str) -> None:
    html = rendered(page, lang, kind=kind, code="7F3K")
    assert "7F3K" in html
    assert html.count("<h1>") == 1
