"""Every template can be read, and the check that says so sees what it should."""

from pathlib import Path

import pytest

from tests.architecture.templates_read import SOURCE, faults, templates


@pytest.mark.parametrize("path", templates(), ids=lambda it: str(it.relative_to(SOURCE)))
def test_a_template_can_be_read(path: Path) -> None:
    assert list(faults(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>" + "x" * 140 + "</p>", "1: 147 characters, more than 140"),
        ("<tr><td>x</td>\n</tr>", "1: two elements on one line: tr, td"),
        ("<c-card><c-slot>x</c-slot>\n</c-card>", "1: two elements on one line: c-card, c-slot"),
        ("{% if a %}x{% endif %}{% if b %}y{% endif %}", "1: two block tags on one line: if, if"),
        ("{% if a %}\n<div>\n{% endif %}", "3: {% if %} ends inside <div> of line 2"),
        ("{% if a %}\n<div>\n{% else %}\n</div>", "3: {% ends inside <div> of line 2"),
        ("<div>\n{% for a in b %}\n</div>", "3: <div> ends inside {% for %} of line 2"),
        ("</div>", "1: <div> ends inside nothing of line 1"),
        ("<div>", "1: <div> is never closed"),
        ("<td>\n{% if a %}b{% endif %}\n</td>", "1: white space in a cell that may be empty"),
        (
            "<td>\n{% for a in b %}c{% endfor %}\n</td>",
            "1: white space in a cell that may be empty",
        ),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    assert list(faults(text)) == [said]


@pytest.mark.parametrize(
    "text",
    [
        "{% comment %}<div>{% if a %}{% endcomment %}",
        """<p class="a{% if b %} c{% endif %}"{% if d %} id="{{ e }}"{% endif %}>{{ f }}</p>""",
        "<p>{% if a %}b{% endif %}</p>",
        """<c-more summary="{% trans 'a > b' %}" />""",
        "<td>{% if a %}\nb\n{% endif %}</td>",
        "<td>\n{% if a %}b{% else %}—{% endif %}\n</td>",
        "<td>\n{% if a %}b{% endif %} c\n</td>",
        "<td>\nd\n{% if a %}b{% endif %}\n</td>",
        "<p>\n<b>a</b>{% if c %} <b>d</b>{% endif %}<br>\n</p>",
    ],
)
def test_what_can_be_read_is_left_alone(text: str) -> None:
    assert list(faults(text)) == []
