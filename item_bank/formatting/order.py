"""
Order: in which order the fields of a piece stand.

It is that of their Structs. Names that are the author's own (of parameters, of
what is derived) keep their order, since it says which variant is which.
"""

import functools
from collections.abc import Collection, Sequence
from pathlib import PurePath
from typing import Final, get_args, get_origin

import msgspec

from item_bank.figures.figure import Table
from item_bank.native.fields import (
    INSIDE,
    HeadFields,
    ItemFields,
    ItemWords,
    NamedMistakeFields,
    NamedMistakeWords,
    Piece,
    SkillFields,
    SkillWords,
)
from item_bank.native.piece import given

__all__ = ["Place", "inside", "names_of", "place_of"]

_FIRST: Final[dict[Piece, tuple[str, ...]]] = {Table: ("alt", "head")}
"""Fields that stand first though their Struct, whose order a bundle has, names them later."""


class Place(msgspec.Struct, frozen=True):
    """What may stand somewhere; `named`, where it stands under names of the author's own."""

    pieces: tuple[Piece, ...] = ()
    named: bool = False


_LISTS: Final[dict[str, tuple[Piece, Piece]]] = {
    "skills": (SkillFields, SkillWords),
    "mistakes": (NamedMistakeFields, NamedMistakeWords),
}


def place_of(path: PurePath) -> Place:
    """
    Say what a file of a bank is made of, by its place and name; nothing where that is not known.
    """
    stem, *tags = path.name.removesuffix(".yaml").split(".")
    around = path.parts[:-1]
    if "items" in around:
        return Place((ItemWords if tags else ItemFields,))
    if stem == "bank":
        return Place((HeadFields,))
    name = stem if stem in _LISTS else around[-1] if around else ""
    known = _LISTS.get(name)
    return Place() if known is None else Place((known[bool(tags)],))


def names_of(place: Place, fields: Collection[str], kind: str | None) -> Sequence[str]:
    """
    Return the names of fields in their order, of that piece which they are most likely to be.
    """
    piece = _likely(place, fields, kind)
    return () if piece is None else _names(piece)


def inside(place: Place, name: str, fields: Collection[str], kind: str | None) -> Place:
    """
    Say what may stand in one of some fields.
    """
    if place.named:
        return Place(place.pieces)
    piece = _likely(place, fields, kind)
    for field in () if piece is None else _fields(piece):
        if piece is not None and field.encode_name == name:
            kind_ = given(field.type)
            held = tuple(option for option in INSIDE.get((piece, field.name), ()) if issubclass(option, msgspec.Struct))
            return Place(held or _structs(kind_), named=get_origin(kind_) is dict)
    return Place()


def _likely(place: Place, fields: Collection[str], kind: str | None) -> Piece | None:
    if place.named:
        return None
    tagged = [piece for piece in place.pieces if kind is not None and piece.__struct_config__.tag == kind]
    return max(tagged or place.pieces, key=lambda piece: len({*fields} & {*_names(piece)}), default=None)


@functools.cache
def _names(piece: Piece) -> Sequence[str]:
    tag = ["kind"] if piece.__struct_config__.tag is not None else []
    names = (*tag, *(field.encode_name for field in _fields(piece)))
    return sorted(names, key=lambda name: (name not in {*tag, *_FIRST.get(piece, ())}, names.index(name)))


@functools.cache
def _fields(piece: Piece) -> Sequence[msgspec.structs.FieldInfo]:
    return msgspec.structs.fields(piece)


def _structs(kind: object) -> tuple[Piece, ...]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return (kind,)
    return tuple(piece for argument in get_args(kind) for piece in _structs(argument))
