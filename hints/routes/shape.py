"""
The shape of a reply: the subset of JSON Schema that every server knows, and our own reading of it.

A server may promise to keep a schema and not do it, so each reply is checked
here whatever was promised. Objects have all their fields and no others; what
lies outside of the subset is a broken recipe and raises when it is first read.
"""

import functools
from typing import Any, TypeAlias

import msgspec

__all__ = ["Shape", "misfit", "shape_of"]

SILENT = frozenset({"$schema", "title", "description", "type", "enum", "properties", "required", "items"}) | {
    "additionalProperties"
}
"""Keywords that are read here, or that say nothing about the value."""
DEEPEST = 16
MISSING = object()


class Fields(msgspec.Struct, frozen=True, tag=True):
    """An object with exactly these fields."""

    of: dict[str, "Shape"]


class Row(msgspec.Struct, frozen=True, tag=True):
    """An array of any length."""

    of: "Shape"


class OneOf(msgspec.Struct, frozen=True, tag=True):
    """One of these values."""

    values: tuple[Any, ...]


class Plain(msgspec.Struct, frozen=True, tag=True):
    """A value of one of these types."""

    types: tuple[str, ...]


Shape: TypeAlias = Fields | Row | OneOf | Plain

PLAIN: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@functools.lru_cache(maxsize=256)
def shape_of(schema: bytes) -> Shape:
    """
    Read a schema.

    Raises
    ------
    ValueError
        If it uses anything that some server would not keep.
    """
    return _shape(msgspec.json.decode(schema), 0)


def misfit(shape: Shape, value: object, where: str = "$") -> str | None:
    """
    Say where a value leaves its shape, or return None; the value itself is not repeated.
    """
    match shape:
        case Fields(of):
            if not isinstance(value, dict):
                return f"{where} is no object"
            if missing := [name for name in of if name not in value]:
                return f"{where} lacks {missing[0]!r}"
            if len(value) > len(of):
                return f"{where} has fields that nobody asked for"
            inner = (misfit(one, value[name], f"{where}.{name}") for name, one in of.items())
            return next((fault for fault in inner if fault is not None), None)
        case Row(of):
            if not isinstance(value, list):
                return f"{where} is no array"
            inner = (misfit(of, one, f"{where}[{index}]") for index, one in enumerate(value))
            return next((fault for fault in inner if fault is not None), None)
        case OneOf(values):
            # 1 and true are equal in Python and not in JSON
            fits = any(type(value) is type(one) and value == one for one in values)
            return None if fits else f"{where} is none of the values that were offered"
        case Plain(types):
            fits = any(
                isinstance(value, PLAIN[one]) and (one == "boolean" or not isinstance(value, bool)) for one in types
            )
            return None if fits else f"{where} is no {' or '.join(types)}"


def _shape(schema: object, depth: int) -> Shape:
    if not isinstance(schema, dict) or depth > DEEPEST:
        message = "a schema is an object, nested 16 deep at most"
        raise ValueError(message)
    if strange := schema.keys() - SILENT:
        message = f"not every server keeps {', '.join(sorted(strange))} of a schema"
        raise ValueError(message)
    if "enum" in schema:
        return OneOf(tuple(schema["enum"]))
    match schema.get("type"):
        case "object":
            fields = {name: _shape(inner, depth + 1) for name, inner in schema.get("properties", {}).items()}
            if set(schema.get("required", ())) != fields.keys() or schema.get("additionalProperties") is not False:
                message = "an object requires all its properties and forbids others (additionalProperties: false)"
                raise ValueError(message)
            return Fields(fields)
        case "array":
            return Row(_shape(schema.get("items"), depth + 1))
        case str(one) if one in PLAIN:
            return Plain((one,))
        case list(several) if several and all(one in PLAIN for one in several):
            return Plain(tuple(several))
        case other:
            message = f"not every server knows the type {other!r}"
            raise ValueError(message)
