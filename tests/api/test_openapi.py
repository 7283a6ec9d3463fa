"""What the description of the API promises."""

import json
import re
from collections.abc import Iterator

import msgspec

from api.app import operations
from api.openapi import describe
from tests.api.service import Service

DESCRIBED = describe(operations())


def references(value: object) -> Iterator[str]:
    """
    Walk a document's references.
    """
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_the_document_is_served_and_always_the_same() -> None:
    """
    `/v1/openapi.json` is what the operations say.
    """
    service = Service()

    assert json.loads(msgspec.json.encode(DESCRIBED)) == service.ok("GET", "/v1/openapi.json")
    assert msgspec.json.encode(DESCRIBED) == msgspec.json.encode(describe(operations()))
    assert DESCRIBED["openapi"].startswith("3.1.")


def test_every_reference_leads_somewhere() -> None:
    """
    No shape is named that is not described.
    """
    schemas = DESCRIBED["components"]["schemas"]

    dangling = {found for found in references(DESCRIBED) if found.removeprefix("#/components/schemas/") not in schemas}

    assert set() == dangling


def test_every_path_parameter_is_described() -> None:
    """
    Names in braces and described parameters are the same.
    """
    for path, methods in DESCRIBED["paths"].items():
        for operation in methods.values():
            described = [one["name"] for one in operation["parameters"] if one["in"] == "path"]
            assert re.findall(r"\{(\w+)\}", path) == described


def test_every_operation_declares_its_errors_and_who_may_use_it() -> None:
    """
    Closed routes list 401, 403 and 429, routes with a body 400, 413 and 415; all list 500.
    """
    for methods in DESCRIBED["paths"].values():
        for operation in methods.values():
            statuses = set(operation["responses"])
            assert "500" in statuses
            if operation["security"]:
                assert {"401", "403", "429"} <= statuses
            if "requestBody" in operation:
                assert {"400", "413", "415"} <= statuses


def test_the_union_of_responses_is_told_apart_by_its_kind() -> None:
    """
    A generated client gets a discriminated union.
    """
    submission = DESCRIBED["components"]["schemas"]["Submission"]

    assert "kind" == submission["properties"]["response"]["discriminator"]["propertyName"]
