"""
Parts: every formula and text of a figure, with its place.

Walks the Structs by their declared types, so a new field is filled, checked and
found without another line of code. What a part has to be is `faults`'s.
"""

from collections.abc import Callable, Iterator
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, get_args, get_origin

import msgspec

from item_bank.figures.figure import Figure, Formula, Rich, Value, Words
from item_bank.finding import Path

__all__ = ["FigurePart", "Role", "parts", "rewritten"]

Role: TypeAlias = Literal["value", "words", "rich", "formula"]

_ROLES: dict[object, Role] = {Value: "value", Words: "words", Rich: "rich", Formula: "formula"}


class FigurePart(msgspec.Struct, frozen=True):
    """A formula or a text of a figure; `path` leads to it from the figure."""

    path: Path
    role: Role
    text: str


def parts(figure: Figure) -> Iterator[FigurePart]:
    """
    Yield all that is filled, in the order in which it is declared.
    """
    yield from _parts(figure, type(figure), ())


def rewritten(figure: Figure, rewrite: Callable[[FigurePart], str]) -> Figure:
    """
    Return a figure with each part replaced.
    """
    new: Figure = _rewritten(figure, type(figure), (), rewrite)
    return new


def _parts(data: Any, kind: object, path: Path) -> Iterator[FigurePart]:  # noqa: ANN401 -- of the kind given beside it
    if data is None:
        return
    if kind in _ROLES:
        yield FigurePart(path, _ROLES[kind], data)
    elif isinstance(data, msgspec.Struct):
        for field, held in zip(msgspec.structs.fields(type(data)), msgspec.structs.astuple(data), strict=True):
            yield from _parts(held, _given(field.type), (*path, field.encode_name))
    elif isinstance(data, tuple):
        for place, (entry, inner) in enumerate(zip(data, _kinds(kind, len(data)), strict=True)):
            yield from _parts(entry, inner, (*path, place))


def _rewritten(data: Any, kind: object, path: Path, rewrite: Callable[[FigurePart], str]) -> Any:  # noqa: ANN401 -- as above
    if data is None:
        return None
    if kind in _ROLES:
        return rewrite(FigurePart(path, _ROLES[kind], data))
    if isinstance(data, msgspec.Struct):
        fields = zip(msgspec.structs.fields(type(data)), msgspec.structs.astuple(data), strict=True)
        return type(data)(
            **{
                field.name: _rewritten(held, _given(field.type), (*path, field.encode_name), rewrite)
                for field, held in fields
            }
        )
    if isinstance(data, tuple):
        entries = enumerate(zip(data, _kinds(kind, len(data)), strict=True))
        return tuple(_rewritten(entry, inner, (*path, place), rewrite) for place, (entry, inner) in entries)
    return data


def _given(kind: object) -> object:
    """
    Return what a kind is where something is given: `Value` of `Value | None`.
    """
    if not isinstance(kind, UnionType) and get_origin(kind) is None:
        return kind
    options = [option for option in get_args(kind) if option is not NoneType]
    return options[0] if NoneType in get_args(kind) else kind


def _kinds(kind: object, length: int) -> tuple[object, ...]:
    arguments = get_args(kind)
    return arguments[:1] * length if arguments[1:] == (...,) else arguments
