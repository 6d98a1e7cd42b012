"""The page of figures on the staff site, under its own role and the pass of the one who looks."""

from collections.abc import Callable

from django.db import connections
from django.test.utils import CaptureQueriesContext

from amaan.kernel.actor import Actor
from amaan.security.rules.roles import Role
from amaan.statistics.actions import import_official, load_claims
from tests.actions.statistics.seats import AT, seated
from tests.sites import SiteClient, as_role
from tests.twins.official import CLAIMS, TWIN

MOST_QUERIES = 20  # the page asks 7; the rest is pass, session, seat and menu


def test_a_signed_in_reader_sees_the_figures(staff_client: Callable[..., SiteClient]) -> None:
    with as_role("worker"):
        by = Actor.system("import")
        import_official(content=TWIN.read_bytes(), name="twin.csv", by=by, at=AT)
        load_claims(content=CLAIMS.read_bytes(), name="statistics.csv", by=by, at=AT)
    reader = seated(Role.NPB_ANALYST)
    client = staff_client(reader.subject, reader.person)
    with CaptureQueriesContext(connections["default"]) as asked:
        response = client.get("/figures/?indicator=VICTIMS")
    assert response.status_code == 200
    html = response.content.decode()
    assert "8,200" in html
    assert "thenews 937365" in html
    assert len(asked) <= MOST_QUERIES, [one["sql"][:90] for one in asked.captured_queries]


def test_nobody_signed_in_sees_nothing(staff_client: Callable[..., SiteClient]) -> None:
    response = staff_client().get("/figures/")
    assert response.status_code in {302, 403}
    assert b"GLOTIP" not in response.content
