"""
The dullest responder: a value that keeps the schema, and nothing clever in it.

Reads the schema from the response format, or from the prompt where a client had
to put it there. Answers that make sense for an exercise are another responder's.
"""

from typing import Any

import msgspec

from tests.provider.asked import Asked

__all__ = ["filled", "schema_sent"]


def filled(asked: Asked) -> str:
    """
    Return JSON text that keeps the schema that was sent.
    """
    return msgspec.json.encode(_value(schema_sent(asked))).decode()


def schema_sent(asked: Asked) -> dict[str, Any]:
    """
    Return the schema: the response format's, or the last JSON object of the prompt that looks like one.
    """
    if asked.schema is not None:
        found: dict[str, Any] = msgspec.json.decode(asked.schema)
        return found
    prompt = asked.said("system") + "\n" + asked.said("user")
    for line in reversed(prompt.splitlines()):
        if line.startswith("{") and '"type"' in line:
            try:
                found = msgspec.json.decode(line)
            except msgspec.DecodeError:
                continue
            return found
    return {"type": "object", "properties": {}}


def _value(schema: dict[str, Any]) -> object:
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object":
            return {name: _value(inner) for name, inner in schema.get("properties", {}).items()}
        case "array":
            return [_value(schema.get("items", {}))]
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case _:
            return "words"
