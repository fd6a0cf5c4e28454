"""A-23: whatever is sent to the API, it answers as described and never breaks."""

from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.factories.identity import actor
from tests.factories.web import token_of

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EACH = settings(
    max_examples=4,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def attack(operation: Any, bearer: str) -> None:
    @EACH
    @given(case=operation.as_strategy())
    def one(case: Any) -> None:
        response = case.call(headers={"Authorization": f"Bearer {bearer}"})
        case.validate_response(response, checks=CHECKS)

    one()


def test_a_23_the_api_answers_as_described(app: Flask) -> None:
    bearer = token_of(actor("holder", "enterprise"))
    described = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    found = list(described.get_all_operations())
    assert not [bad.err() for bad in found if not hasattr(bad, "ok")]
    operations = [good.ok() for good in found]
    for operation in operations:
        # Signing out would end the token that the others are asked with.
        if operation.path != "/api/v1/tokens/current":
            attack(operation, bearer)
    assert len(operations) > 10
