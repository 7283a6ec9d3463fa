"""
Schemas of replies: the part of JSON Schema that every server keeps to.

Objects with all fields required and no others, arrays, strings, integers,
booleans and enums; everything else is refused when a recipe is read, since one
server drops it silently and the next one rejects the request.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from hints.recipes.recipe import SLOT

__all__ = ["enum_of", "faults_of_schema", "filled"]

DEEPEST: Final = 6
KNOWN: Final = frozenset({"type", "properties", "required", "additionalProperties", "items", "enum", "description"})
_LEFT_OUT: Final = re.compile(rf'\s*,\s*"{re.escape(SLOT)}"(?=\s*\])|"{re.escape(SLOT)}"\s*,?\s*')
"""The place of the ids with the comma that goes with it."""
NOTHING: Final = msgspec.Raw(b"")


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One schema within a schema; the fields that are known, the others are complained of by their names."""

    type: str = ""
    properties: dict[str, msgspec.Raw] = {}
    required: list[str] = []
    additional: bool | None = msgspec.field(name="additionalProperties", default=None)
    items: msgspec.Raw = NOTHING
    enum: list[str] | None = None


def faults_of_schema(text: str) -> Iterator[str]:
    """
    Yield what is wrong with a schema, as sentences; nothing where every server keeps to it.
    """
    yield from _faults(msgspec.Raw(text.encode()), "the reply", DEEPEST)


def _faults(raw: msgspec.Raw, where: str, deeper: int) -> Iterator[str]:
    try:
        named = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
        node = msgspec.json.decode(raw, type=Node)
    except msgspec.DecodeError as problem:
        yield f"The schema of {where} cannot be read: {problem}."
        return
    unknown = sorted(named.keys() - KNOWN)
    if unknown:
        yield f"The schema of {where} uses {', '.join(unknown)}, which not every server keeps to."
    yield from _of_type(node, where, deeper)


def _of_type(node: Node, where: str, deeper: int) -> Iterator[str]:
    """Yield what is wrong with a schema of its type, and with those inside."""
    match node.type:
        case _ if deeper == 0:
            yield f"The schema of {where} is nested too deeply."
        case "object":
            if set(node.required) != node.properties.keys() or node.additional is not False:
                yield f"In the schema of {where} all fields have to be required, and no others allowed."
            for name, inner in node.properties.items():
                yield from _faults(inner, f"`{name}`", deeper - 1)
        case "array" if node.items == NOTHING:
            yield f"The schema of {where} does not say what is in the list."
        case "array":
            yield from _faults(node.items, f"the entries of {where}", deeper - 1)
        case "string" | "integer" | "boolean":
            if node.enum is not None and not node.enum:
                yield f"The schema of {where} allows nothing."
        case _:
            yield f"The schema of {where} has no type that every server knows."


def filled(schema: str, ideas: Iterable[str]) -> msgspec.Raw:
    """
    Write the ids that may be chosen into a schema; where there are none, what the schema lists itself is left.
    """
    listed = ", ".join(msgspec.json.encode(idea).decode() for idea in dict.fromkeys(ideas))
    made = schema.replace(f'"{SLOT}"', listed) if listed else _LEFT_OUT.sub("", schema)
    return msgspec.Raw(made.encode())


def enum_of(schema: str, path: Sequence[str]) -> tuple[str, ...]:
    """
    Return what a field of a schema, named by its path, may be; empty where it is no enum.
    """
    raw = msgspec.Raw(schema.encode())
    for name in path:
        inner = msgspec.json.decode(raw, type=Node).properties.get(name)
        if inner is None:
            return ()
        raw = inner
    return tuple(msgspec.json.decode(raw, type=Node).enum or ())
