"""
Schemas: the native format as JSON Schema, for editors.

Made from the Structs that files are read with, so that what an editor completes
and marks is what is read. Looser than the check in one respect: an editor knows
`2`, `0.50` and `true` as numbers and truths, and a text may be any of them,
since files are read as the texts that stand there.
"""

import functools
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, NewType, TypeAlias, get_args, get_origin

import msgspec

from item_bank.figures.figure import FIGURES, Rich, Words
from item_bank.native.fields import (
    INSIDE,
    HeadFields,
    IntegersFields,
    ItemFields,
    ItemWords,
    NamedMistakeFields,
    NamedMistakeWords,
    OneOfFields,
    Piece,
    ScaffoldFields,
    SkillFields,
    SkillWords,
    StepFields,
    WordsFields,
)
from item_bank.native.items import FORMAT
from item_bank.native.piece import ID, MAX_ID, given

__all__ = ["SCHEMAS", "Json", "describe", "schema"]

Json: TypeAlias = dict[str, Any]
"""A piece of JSON Schema, draft 2020-12 as far as draft 7 has it, which is what editors read best."""

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"

_TEXT: Final[Json] = {"type": ["string", "number", "boolean"]}
_WHOLE: Final[Json] = {"type": ["integer", "string"], "pattern": "^[+-]?[0-9]+$"}
_NUMBER: Final[Json] = {"type": ["number", "string"], "pattern": r"^[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?$"}
_TRUTH: Final[Json] = {"enum": [True, False]}

_ROOTS: Final[Mapping[str, tuple[Piece, str, bool]]] = MappingProxyType(
    {
        "bank": (HeadFields, "bank.yaml", False),
        "skills": (SkillFields, "skills.yaml and skills/*.yaml", True),
        "mistakes": (NamedMistakeFields, "mistakes.yaml and mistakes/*.yaml", True),
        "item": (ItemFields, "items/**/*.yaml", False),
        "item-translation": (ItemWords, "items/**/*.de.yaml and other languages", False),
        "skills-translation": (SkillWords, "skills.de.yaml, skills/*.de.yaml and other languages", True),
        "mistakes-translation": (NamedMistakeWords, "mistakes.de.yaml, mistakes/*.de.yaml and other languages", True),
    }
)

SCHEMAS: Final = tuple(_ROOTS)
"""The names of the schemas, one for each kind of file."""

_IDS: Final[frozenset[tuple[Piece, str]]] = frozenset(
    {
        (HeadFields, "id"),
        (ItemFields, "id"),
        (StepFields, "id"),
        (ScaffoldFields, "id"),
        (SkillFields, "id"),
        (NamedMistakeFields, "code"),
    }
)


def schema(name: str) -> Json:
    """
    Return the schema of one kind of file, by its name in `SCHEMAS`.
    """
    root, files, listed = _ROOTS[name]
    definitions = _Definitions()
    entry = definitions.reference(root, words=False)
    body: Json = {"type": "array", "items": entry} if listed else {"allOf": [entry]}
    return {
        "$schema": _DRAFT,
        "title": f"Misstep: {files}",
        **body,
        "definitions": dict(sorted(definitions.made.items())),
    }


def describe(piece: Piece, field: str) -> str:
    """
    Say what a field of a piece is for.

    Raises
    ------
    KeyError
        Where `fields.toml` has no line for it.
    """
    for kind in piece.__mro__:
        said = _descriptions().get(kind.__name__, {}).get(field)
        if said is not None:
            return said
    message = f"{piece.__name__}.{field}"
    raise KeyError(message)


@functools.cache
def _descriptions() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))


class _Definitions:
    """The pieces that were met, each described once."""

    def __init__(self) -> None:
        self.made: dict[str, Json] = {}

    def reference(self, piece: Piece, *, words: bool) -> Json:
        """
        Point to a piece; of a figure in a translation, to its texts alone.
        """
        name = f"{piece.__name__.removesuffix('Fields')}{'Texts' if words else ''}".lstrip("_")
        if name not in self.made:
            self.made[name] = {}  # met, should it hold itself
            self.made[name] = self._texts_of(piece) if words else self._piece(piece)
        return {"$ref": f"#/definitions/{name}"}

    def _piece(self, piece: Piece) -> Json:
        properties: Json = {}
        required: list[str] = []
        tag = piece.__struct_config__.tag
        if tag is not None:
            properties["kind"] = {"const": tag}
            required.append("kind")
        for field in msgspec.structs.fields(piece):
            name = field.encode_name
            inside = INSIDE.get((piece, field.name))
            made = (
                self._kind(field.type)
                if inside is None
                else _around(field.type, self._any(inside, words=piece.__name__.endswith("Words")))
            )
            properties[name] = {**made, **_special(piece, name), "description": describe(piece, name)}
            if field.required:
                required.append(name)
        return _object(properties, required)

    def _any(self, pieces: tuple[Piece | type[str], ...], *, words: bool) -> Json:
        options = [
            _TEXT
            if not issubclass(piece, msgspec.Struct)
            else self.reference(piece, words=words and piece in FIGURES.values())
            for piece in pieces
        ]
        return options[0] if len(options) == 1 else {"anyOf": options}

    def _texts_of(self, piece: Piece) -> Json:
        """
        Describe the texts of a figure, none of which has to be there.
        """
        properties: Json = (
            {} if piece.__struct_config__.tag is None else {"kind": {"const": piece.__struct_config__.tag}}
        )
        for field in msgspec.structs.fields(piece):
            made = self._texts(field.type)
            if made is not None:
                properties[field.encode_name] = {**made, "description": describe(piece, field.encode_name)}
        return _object(properties, [])

    def _texts(self, kind: object) -> Json | None:
        kind = given(kind)
        if kind in {Words, Rich}:
            return _TEXT
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self.reference(kind, words=True)
        inner = self._texts(get_args(kind)[0]) if get_origin(kind) in {list, tuple} else None
        return None if inner is None else {"type": "array", "items": inner}

    def _kind(self, kind: object) -> Json:
        kind = given(kind)
        arguments = get_args(kind)
        match get_origin(kind):
            case origin if origin is Annotated:
                made = self._kind(arguments[0])
                bounds = {"minimum": arguments[1].ge, "maximum": arguments[1].le}
                return {**made, **{name: bound for name, bound in bounds.items() if bound is not None}}
            case origin if origin is Literal:
                return {"enum": list(arguments)}
            case origin if origin in {list, tuple}:
                if origin is list or arguments[1:] == (...,):
                    return {"type": "array", "items": self._kind(arguments[0])}
                count = len(arguments)
                return {
                    "type": "array",
                    "items": [self._kind(argument) for argument in arguments],
                    "minItems": count,
                    "maxItems": count,
                }
            case origin if origin is dict:
                return {"type": "object", "additionalProperties": self._kind(arguments[1])}
            case _:
                return self._scalar(kind)

    def _scalar(self, kind: object) -> Json:
        if isinstance(kind, NewType):
            return self._scalar(kind.__supertype__)
        if kind is str:
            return _TEXT
        if kind is bool:
            return _TRUTH
        if kind is int:
            return _WHOLE
        if kind is Decimal:
            return _NUMBER
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self.reference(kind, words=False)
        message = f"no schema is known for {kind}"
        raise TypeError(message)


def _object(properties: Json, required: list[str]) -> Json:
    made: Json = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**made, "required": required} if required else made


def _around(kind: object, inside: Json) -> Json:
    match get_origin(given(kind)):
        case origin if origin is list:
            return {"type": "array", "items": inside}
        case origin if origin is dict:
            return {"type": "object", "additionalProperties": inside}
        case _:
            return inside


def _special(piece: Piece, name: str) -> Json:
    """
    Say more of a field than its type does.
    """
    if name == "format" and piece in {ItemFields, HeadFields}:
        return {"enum": [int(FORMAT), FORMAT]}
    if name == "kind" and piece.__name__ in {"ChoiceFields", "OrderFields"}:
        return {"const": piece.__name__.removesuffix("Fields").lower()}
    if (piece, name) in _IDS:
        return {"pattern": f"^{ID}$", "maxLength": MAX_ID}
    if piece in {IntegersFields, OneOfFields, WordsFields} and name in {"one_of", "text"}:
        return {"minItems": 1}
    return {}
