"""Does every answer of the interface keep to its OpenAPI document, whatever is asked?

Questions are made from the document itself: examples, borders of every value, and random ones, both
fitting and not.
"""

from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from amaan.site.api import PerSeat
from tests.web.api.calling import staff_application

CHECKS = [
    not_a_server_error,
    allow_header_conformance,
    content_type_conformance,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def interface(db: object, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The document as it stands at its own address."""
    monkeypatch.setattr(PerSeat, "most", 1_000_000)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", staff_application("auditor"))


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_answer_keeps_to_the_document(interface: Any, mode: GenerationMode) -> None:
    asked = Counter[int]()
    for found in interface.get_all_operations():
        ask_whatever(found.ok(), mode, asked)
    assert asked[200], asked
    assert mode is GenerationMode.POSITIVE or asked[422], asked


def ask_whatever(operation: Any, mode: GenerationMode, asked: Counter[int]) -> None:
    if mode is GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters):
        return  # nothing there to get wrong

    @QUIET
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        asked[case.call_and_validate(checks=CHECKS).status_code] += 1

    ask()
