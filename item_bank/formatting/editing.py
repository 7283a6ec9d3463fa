"""
Editing: one field or one entry put into an author's file, all else as it stands.

The file is changed as a tree with its comments and laid out in the one way. What
is read afterwards is compared with what was to be read; a file in which that
differs is left alone.
"""

from collections.abc import Mapping
from pathlib import PurePath
from typing import TypeAlias

import msgspec

from item_bank.finding import Finding, Path
from item_bank.formatting.layout import Formatted, laid_out
from item_bank.formatting.tree import Entry, Fields, Listing, Node, Text, read_tree
from item_bank.native.document import Plain, decode_document

__all__ = ["Unplaced", "appended", "prepended", "with_field"]


class Unplaced(msgspec.Struct, frozen=True):
    """Why something cannot be put into a file, in a sentence."""

    sentence: str


def with_field(content: bytes, file: PurePath, at: Path, name: str, value: str) -> Formatted | Finding | Unplaced:
    """
    Set one field of the fields at a place.

    Parameters
    ----------
    content, file
        The file's bytes, and where it stands in its bank.
    at
        The place of the fields, from the top.
    name, value
        The field; one that is there already gets the value.
    """
    return _edited(content, file, at, {name: value})


def appended(content: bytes, file: PurePath, at: Path, fields: Mapping[str, str]) -> Formatted | Finding | Unplaced:
    """
    Append an entry of such fields to the list at a place, which is made where there is none.
    """
    return _edited(content, file, (*at, _NEW), fields)


def prepended(content: bytes, file: PurePath, at: Path, text: str) -> Formatted | Finding | Unplaced:
    """
    Put a text before all others in the list at a place, which is made where there is none.
    """
    return _edited(content, file, (*at, _FIRST), text)


New: TypeAlias = Mapping[str, str] | str
"""What is put in: fields, or a text."""
_NEW = -1
"""The place of an entry that is not there yet."""
_FIRST = -2
"""The same, before all others."""


def _edited(content: bytes, file: PurePath, at: Path, new: New) -> Formatted | Finding | Unplaced:
    before = decode_document(content, file.as_posix())
    if isinstance(before, Finding):
        return before
    if before.findings:
        return before.findings[0]
    text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    tree = read_tree(text)
    root = Listing((), flow=False) if tree.root is None else tree.root
    changed = _changed(root, at, new)
    wanted = _wanted(before.data, at, new)
    if changed is None or wanted is None:
        return Unplaced(f"{file.as_posix()} has no place {'.'.join(map(str, at))} that could be written to.")
    written = laid_out(msgspec.structs.replace(tree, root=changed), file)
    after = decode_document(written.encode(), file.as_posix())
    if isinstance(after, Finding) or after.findings or after.data != wanted:
        return Unplaced(f"{file.as_posix()} is written in a way that cannot be changed safely: write it in by hand.")
    return Formatted(written)


def _changed(node: Node, at: Path, new: New) -> Node | None:
    """Return the node with what is new set at a place inside of it; None where there is no such place."""
    if not at:
        return None if isinstance(new, str) else _set(node, new)
    first, *rest = at
    if isinstance(node, Listing) and first == _NEW:
        return Listing((*node.entries, Entry(_node(new))), flow=False)
    if isinstance(node, Listing) and first == _FIRST:
        return Listing((Entry(_node(new)), *node.entries), flow=False)
    if isinstance(node, Fields) and isinstance(first, str) and _is_new(rest) and first not in _names(node):
        made = Entry(Listing((Entry(_node(new)),), flow=False), name=Text(first))
        return Fields((*node.entries, made), flow=node.flow)
    for place, entry in enumerate(node.entries if isinstance(node, Fields | Listing) else ()):
        if (entry.name.value if entry.name is not None else place) == first:
            inner = _changed(entry.value, tuple(rest), new)
            if inner is not None:
                entry.value = inner
                return node
    return None


def _set(node: Node, fields: Mapping[str, str]) -> Node | None:
    """Return fields with others set; None for what are no fields."""
    if not isinstance(node, Fields):
        return None
    kept = [entry for entry in node.entries if entry.name is None or entry.name.value not in fields]
    return Fields((*kept, *_fields(fields).entries), flow=node.flow)


def _is_new(rest: list[str | int]) -> bool:
    return rest in ([_NEW], [_FIRST])


def _node(new: New) -> Node:
    return Text(new) if isinstance(new, str) else _fields(new)


def _fields(fields: Mapping[str, str]) -> Fields:
    return Fields(tuple(Entry(Text(value), name=Text(name)) for name, value in fields.items()), flow=False)


def _names(node: Fields) -> set[str]:
    return {entry.name.value for entry in node.entries if entry.name is not None}


def _wanted(data: Plain, at: Path, new: New) -> "Plain | None":
    """Return plain data with what is new set; None where there is no such place."""
    if not at:
        return {**data, **new} if isinstance(data, dict) and not isinstance(new, str) else None
    first, *rest = at
    if first in {_NEW, _FIRST} and (isinstance(data, list) or not data):
        made: list[Plain] = [new if isinstance(new, str) else {**new}]
        return [*(data or ()), *made] if first == _NEW else [*made, *(data or ())]
    if isinstance(data, list) and isinstance(first, int) and 0 <= first < len(data):
        inner = _wanted(data[first], tuple(rest), new)
        return None if inner is None else [*data[:first], inner, *data[first + 1 :]]
    if isinstance(data, dict) and isinstance(first, str):
        inner = _wanted(data.get(first, [] if _is_new(rest) else ""), tuple(rest), new)
        return None if inner is None else {**data, first: inner}
    return None
