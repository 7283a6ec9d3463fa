"""
The description of the API: OpenAPI 3.1, made from the operations.

Shapes come from the very types that decode and encode, so the description cannot
drift from what the routes do. Ids of operations are set by hand where the routes
are; problems are listed per route with their `type`s.
"""

import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

import msgspec

from api.access import Action
from api.operation import Operation
from api.parameters import WHOLE_ID
from api.problems import MEDIA_TYPE, Code, ProblemDetails

__all__ = ["describe"]

PARAMETER = re.compile(r"\{(\w+)(:\w+)?\}")
REFERENCE = "#/components/schemas/{name}"

LISTED = ("/v1/", "/health/")
"""The API; pages are for people."""

ABOUT = (
    "A practice engine: the next exercise from what a learner probably knows, and help about the mistake, inside "
    "the exercise. Every refusal is a problem body (RFC 9457) whose `type` is stable. A `PUT` may be repeated after "
    "a lost reply: what was recorded stands, and a try's first reply comes again, byte for byte."
)


def describe(operations: Iterable[Operation]) -> dict[str, Any]:
    """
    Describe operations as an OpenAPI 3.1 document.

    Returns
    -------
    dict
        The document, ready for JSON; the same operations give the same document.
    """
    listed = [operation for operation in operations if operation.path.startswith(LISTED)]
    types = [shape for operation in listed for shape in (operation.body, operation.reply) if shape is not None]
    schemas, components = msgspec.json.schema_components([*types, ProblemDetails], ref_template=REFERENCE)
    by_type = dict(zip([*map(id, types), id(ProblemDetails)], schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for operation in listed:
        path = PARAMETER.sub(r"{\1}", operation.path)
        paths.setdefault(path, {})[operation.method.lower()] = _operation(operation, by_type)
    bearer = {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key (`msk_...`) or a learner's token (`mlt1...`).",
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Misstep", "version": version("misstep"), "description": ABOUT},
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"bearer": bearer}},
    }


def _operation(operation: Operation, by_type: dict[int, dict[str, Any]]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [_tag(operation.path)],
        "security": [] if operation.action is Action.LOOK_AROUND else [{"bearer": [operation.action.value]}],
        "parameters": [*_path_parameters(operation), *_query_parameters(operation)],
        "responses": {str(operation.status): _success(operation, by_type), **_failures(operation.problems)},
    }
    if operation.body is not None:
        content = {"application/json": {"schema": by_type[id(operation.body)]}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _tag(path: str) -> str:
    """
    Name the noun that a route stands under.
    """
    return path.removeprefix("/v1").split("/")[1]


def _path_parameters(operation: Operation) -> list[dict[str, Any]]:
    whole = {"type": "integer", "minimum": 1}
    name = {"type": "string", "pattern": WHOLE_ID}
    return [
        {
            "name": found[1],
            "in": "path",
            "required": True,
            "schema": whole if found[1] == "n" else {"type": "string"} if found[2] else name,
        }
        for found in PARAMETER.finditer(operation.path)
    ]


def _query_parameters(operation: Operation) -> list[dict[str, Any]]:
    described = []
    for query in operation.query:
        schema: dict[str, Any] = {"type": "string"}
        if query.bounds is not None:
            schema = {"type": "integer", "minimum": query.bounds[0], "maximum": query.bounds[1]}
        if query.default != "":
            schema["default"] = query.default
        described.append({"name": query.name, "in": "query", "description": query.about, "schema": schema})
    return described


def _success(operation: Operation, by_type: dict[int, dict[str, Any]]) -> dict[str, Any]:
    if operation.reply is None and operation.media_type == "application/json":
        return {"description": "Done."}
    schema = {} if operation.reply is None else by_type[id(operation.reply)]
    return {"description": operation.summary, "content": {operation.media_type: {"schema": schema}}}


def _failures(codes: tuple[Code, ...]) -> dict[str, Any]:
    by_status: dict[str, list[Code]] = {}
    for code in sorted(codes, key=lambda code: (code.status, code.name)):
        by_status.setdefault(str(code.status), []).append(code)
    schema = {"$ref": REFERENCE.format(name="ProblemDetails")}
    return {
        status: {
            "description": "; ".join(f"{code.title} (`{code.type}`)" for code in group) + ".",
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status, group in by_status.items()
    }
