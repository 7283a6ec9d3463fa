"""
Layout: a file of a bank, written in the one way.

Fields in the format's order, two spaces of indentation, hyphens of lists
indented, at most one empty line, lines of at most 120 characters where they can
be broken. What was in brackets stays so while it fits on its line.
"""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Final, assert_never

import msgspec

from item_bank.finding import Finding
from item_bank.formatting.order import Place, inside, names_of, place_of
from item_bank.formatting.texts import WIDTH, in_line, lines_of
from item_bank.formatting.tree import Entry, Fields, Kept, Listing, Node, Text, Tree, read_tree
from item_bank.native.document import Plain, decode_document

__all__ = ["Formatted", "formatted", "laid_out"]

_STEP: Final = 2


class Formatted(msgspec.Struct, frozen=True):
    """A file in the one layout."""

    text: str


def formatted(content: bytes, path: PurePath) -> Formatted | Finding:
    """
    Lay out a file; the finding where it cannot be read, and stays as it is.

    Parameters
    ----------
    content
        The file's bytes.
    path
        Where it stands in its bank, which says what its fields are.
    """
    before = decode_document(content, path.as_posix())
    if isinstance(before, Finding):
        return before
    if before.findings:
        return before.findings[0]
    text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    place = place_of(path)
    tree = read_tree(text)
    written = _written(tree, place)
    after = decode_document(written.encode(), path.as_posix())
    same = not isinstance(after, Finding) and not after.findings and _same(before.data, after.data)
    if not same or sorted(tree.comments) != sorted(read_tree(written).comments):
        # A way of writing that nobody thought of: whatever it is, the author's file stays.
        return Formatted(text)
    return Formatted(written)


def laid_out(tree: Tree, path: PurePath) -> str:
    """
    Write a tree in the one way; whoever changed it compares what is read.
    """
    return _written(tree, place_of(path))


def _written(tree: Tree, place: Place) -> str:
    head, root = _head(tree.root)
    lines = [*head, *([] if root is None else _block(root, 0, place)), *tree.end]
    return "".join(f"{line}\n" for line in lines)


def _head(root: Node | None) -> tuple[list[str], Node | None]:
    """
    Take off the comment that stands above the whole file, an empty line below it.
    """
    if not isinstance(root, Fields | Listing) or root.flow or not root.entries:
        return [], root
    above = _spaced(root.entries[0].above)
    if "" not in above[1:]:
        return [], root
    cut = len(above) - above[::-1].index("")
    first = msgspec.structs.replace(root.entries[0], above=above[cut:])
    return [line for line in above[:cut] if line or above[0]], type(root)((first, *root.entries[1:]), flow=False)


def _block(node: Node, indent: int, place: Place) -> list[str]:
    lead, lines = _parted(node, indent, place)
    return [*(" " * indent + line if line else "" for line in lead), *lines]


def _parted(node: Node, indent: int, place: Place) -> tuple[list[str], list[str]]:
    """
    Write entries one below the other; return the comments above the first apart, not yet indented.
    """
    margin = " " * indent
    lead: list[str] = []
    lines: list[str] = []
    match node:
        case Fields():
            entries: Sequence[Entry] = _arranged(node, place)
        case Listing():
            entries = node.entries
        case Text() | Kept():
            return [], [margin + line for line in _value(node, indent, indent, place)]
        case _:
            assert_never(node)
    for count, entry in enumerate(entries):
        own, body = _entry(entry, node, indent, place)
        above = _spaced([*entry.above, *own])
        if count:
            lines += [margin + line if line else "" for line in above]
        else:
            lead = _unled(above)
        if entry.beside and entry.beside not in own:
            gap = max(entry.column - len(body[0]), 2)
            body[0] = f"{body[0]}{' ' * gap}{entry.beside}"
        lines += body
        lines += [margin + line if line else "" for line in _spaced(entry.below)]
    return lead, lines


def _entry(entry: Entry, node: Fields | Listing, indent: int, place: Place) -> tuple[list[str], list[str]]:
    """
    Write one entry; return the comments that have to stand above it, and its lines.
    """
    margin = " " * indent
    if entry.name is not None:
        name = in_line(entry.name, flow=False) + ":"
        within = _within(node, entry, place)
        line, *rest = _value(entry.value, indent + _STEP, indent + len(name) + 1, within)
        return [], [f"{margin}{name} {line}".rstrip(), *rest]
    value = entry.value
    if isinstance(value, Fields | Listing) and not _fits(value, indent + _STEP):
        # Beside the hyphen, and above what now stands beside it, there is no place for comments.
        lead, body = _parted(value, indent + _STEP, place)
        beside = [entry.beside] if entry.beside else []
        return [*beside, *lead], [f"{margin}- {body[0].lstrip(' ')}", *body[1:]]
    line, *rest = _value(value, indent + _STEP, indent + _STEP, place)
    return [], [f"{margin}- {line}".rstrip(), *rest]


def _value(node: Node, indent: int, used: int, place: Place) -> list[str]:
    match node:
        case Text():
            return lines_of(node, indent, used)
        case Kept():
            margin = " " * (indent - _STEP)
            return [node.lines[0], *(margin + line if line else "" for line in node.lines[1:])]
        case Fields() | Listing():
            if _fits(node, used):
                return [_flow(node, place)]
            return ["", *_block(node, indent, place)]
        case _:
            assert_never(node)


def _fits(node: Fields | Listing, used: int) -> bool:
    """
    Say whether a collection goes on on a line, of which so much is used.
    """
    if not node.entries:
        return True
    return node.flow and not _holds_kept(node) and used + len(_flow(node, Place())) <= WIDTH


def _holds_kept(node: Node) -> bool:
    return isinstance(node, Kept) or (
        isinstance(node, Fields | Listing) and any(_holds_kept(entry.value) for entry in node.entries)
    )


def _flow(node: Node, place: Place) -> str:
    match node:
        case Text():
            return in_line(node, flow=True)
        case Kept():
            return " ".join(node.lines)
        case Listing():
            return "[" + ", ".join(_flow(entry.value, place) for entry in node.entries) + "]"
        case Fields():
            parts = [
                f"{in_line(entry.name or Text(''), flow=True)}: {_flow(entry.value, _within(node, entry, place))}"
                for entry in _arranged(node, place)
            ]
            return "{" + ", ".join(parts) + "}"
        case _:
            assert_never(node)


def _arranged(node: Fields, place: Place) -> list[Entry]:
    names = {name: count for count, name in enumerate(names_of(place, _names(node), _kind(node)))}
    return sorted(node.entries, key=lambda entry: names.get(entry.name.value if entry.name else "", len(names)))


def _within(node: Fields | Listing, entry: Entry, place: Place) -> Place:
    """
    Say what the fields inside of an entry may be.
    """
    if not isinstance(node, Fields) or entry.name is None:
        return place
    return inside(place, entry.name.value, _names(node), _kind(node))


def _names(node: Fields) -> list[str]:
    return [entry.name.value for entry in node.entries if entry.name]


def _kind(node: Fields) -> str | None:
    for entry in node.entries:
        if entry.name and entry.name.value == "kind" and isinstance(entry.value, Text):
            return entry.value.value
    return None


def _spaced(lines: Sequence[str]) -> list[str]:
    """
    Keep one empty line of several.
    """
    return [line for place, line in enumerate(lines) if line or not place or lines[place - 1]]


def _unled(lines: Sequence[str]) -> list[str]:
    return list(lines[1:]) if lines and not lines[0] else list(lines)


def _same(before: Plain, after: Plain) -> bool:
    """
    Say whether the same is read; where names are the author's own, in the same order.
    """
    return before == after and _own_order(before) == _own_order(after)


def _own_order(data: Plain) -> list[list[str]]:
    if not isinstance(data, dict):
        return []
    return [list(value) for name in ("params", "derive") if isinstance(value := data.get(name), dict)]
