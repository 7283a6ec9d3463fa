"""
Trees: a YAML file with all that its author wrote beside the data.

Each entry of a block knows the comments and empty lines above it, the comment at
the end of its first line, and comments below that belong to nothing later. A
collection in brackets that has comments inside is kept as it was written.
"""

import bisect
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

import msgspec
import yaml

__all__ = ["Entry", "Fields", "Kept", "Listing", "Node", "Text", "Tree", "read_tree"]


class Text(msgspec.Struct, frozen=True):
    """A scalar; `style` is YAML's sign of it, empty for a plain one; `lines` are those of a folded one, as written."""

    value: str
    style: str = ""
    lines: tuple[str, ...] = ()


class Kept(msgspec.Struct, frozen=True):
    """A collection that is kept as it was written; lines after the first are indented from their entry on."""

    lines: tuple[str, ...]


class Entry(msgspec.Struct):
    """
    An entry of a list, or a field by its `name`.

    `above` are comments and empty lines before it, `beside` the comment at the
    end of its first line and `column` where that began, `below` what follows it.
    """

    value: "Node"
    name: Text | None = None
    line: int = 0
    indent: int = 0
    above: list[str] = msgspec.field(default_factory=list)
    beside: str = ""
    column: int = 0
    below: list[str] = msgspec.field(default_factory=list)


class Listing(msgspec.Struct, frozen=True):
    """A list; in brackets or not."""

    entries: tuple[Entry, ...]
    flow: bool


class Fields(msgspec.Struct, frozen=True):
    """Fields with names; in braces or not."""

    entries: tuple[Entry, ...]
    flow: bool


Node: TypeAlias = Text | Kept | Listing | Fields


class Tree(msgspec.Struct, frozen=True):
    """A whole file; `end` are comments where there is nothing else, `comments` all of them, in their order."""

    root: Node | None
    end: tuple[str, ...]
    comments: tuple[str, ...]


class _Comment(msgspec.Struct, frozen=True):
    """A comment by its place, from 0; `own` has a line of its own; an empty text is an empty line."""

    line: int
    column: int
    text: str
    own: bool


_BLOCK: Final = ("|", ">")


def read_tree(text: str) -> Tree:
    """
    Read a file that is known to be YAML of one document, without anchors.
    """
    lines = text.rstrip("\n").split("\n")
    tokens = list(yaml.scan(text, Loader=yaml.CBaseLoader))
    comments = list(_comments(tokens, lines))
    said = tuple(comment.text for comment in comments if comment.text)
    root = yaml.CBaseLoader(text).get_single_node()
    if root is None:
        return Tree(root=None, end=said, comments=said)
    dashes = [token.start_mark for token in tokens if isinstance(token, yaml.BlockEntryToken)]
    builder = _Builder(lines, comments, dashes)
    tree = builder.node(root, root.start_mark.column)
    return Tree(root=tree, end=tuple(_attach(builder.entries, builder.loose())), comments=said)


def _comments(tokens: Sequence[yaml.Token], lines: Sequence[str]) -> Iterator[_Comment]:
    """
    Yield what stands between tokens: nothing but space and comments.
    """
    end = (0, 0)
    for token in tokens:
        start = (token.start_mark.line, token.start_mark.column)
        yield from _between(lines, end, start)
        if isinstance(token, yaml.ScalarToken) and token.style in _BLOCK:
            yield from _header(lines[start[0]], *start)
            end = (_block_end(lines, token), 0)
        else:
            end = max(end, (token.end_mark.line, token.end_mark.column))
    yield from _between(lines, end, (len(lines), 0))


def _between(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> Iterator[_Comment]:
    for line in range(start[0], min(end[0] + 1, len(lines))):
        begin = start[1] if line == start[0] else 0
        gap = lines[line][begin : end[1] if line == end[0] else None]
        comment = gap.strip()
        if comment.startswith("#"):
            yield _Comment(line, begin + gap.index("#"), comment, own=not lines[line][:begin].strip())
        elif not lines[line].strip() and line < end[0]:
            yield _Comment(line, 0, "", own=True)


def _header(written: str, line: int, column: int) -> Iterator[_Comment]:
    """
    Yield the comment behind the sign of a block of text.
    """
    _, sign, comment = written[column:].partition(" #")
    if sign:
        yield _Comment(line, len(written) - len(comment) - 1, f"#{comment}".rstrip(), own=False)


def _block_end(lines: Sequence[str], token: yaml.ScalarToken) -> int:
    """
    Return the line after the last one with something in it of a block of text.
    """
    first = int(token.start_mark.line) + 1
    last = first
    indent = None
    for line in range(first, min(token.end_mark.line + 1, len(lines))):
        written = lines[line]
        if not written.strip():
            continue
        depth = len(written) - len(written.lstrip(" "))
        indent = depth if indent is None else indent
        if depth < indent or (line == token.end_mark.line and token.end_mark.column <= depth):
            break
        last = line + 1
    return last


class _Builder:
    """Makes the tree, and remembers its block entries in the order of the file."""

    def __init__(self, lines: Sequence[str], comments: Sequence[_Comment], dashes: Sequence[yaml.Mark]) -> None:
        self._lines = lines
        self._comments = comments
        self._starts = [(comment.line, comment.column) for comment in comments]
        self._used: set[int] = set()
        self._dashes: dict[int, list[int]] = {}
        for mark in dashes:
            self._dashes.setdefault(mark.column, []).append(mark.line)
        self.entries: list[Entry] = []

    def loose(self) -> list[_Comment]:
        """Return the comments that are not inside of what is kept."""
        return [comment for place, comment in enumerate(self._comments) if place not in self._used]

    def node(self, node: yaml.Node, indent: int) -> Node:
        """Make the tree of a node, that of an entry with an indentation."""
        if isinstance(node, yaml.ScalarNode):
            return self._text(node)
        if not isinstance(node, yaml.CollectionNode):
            message = f"a node of a kind that YAML has not: {node.tag}"
            raise TypeError(message)
        if node.flow_style and self._keeps(node):
            return self._kept(node, indent)
        flow = bool(node.flow_style)
        if isinstance(node, yaml.SequenceNode):
            dash = node.start_mark.column
            listed = [(entry, self._dash(entry, dash)) for entry in node.value]
            return Listing(tuple(self._entry(entry, None, line, dash, flow) for entry, line in listed), flow)
        return Fields(
            tuple(
                self._entry(value, Text(str(key.value), _style(key)), key.start_mark.line, key.start_mark.column, flow)
                for key, value in node.value
            ),
            flow,
        )

    def _entry(self, node: yaml.Node, name: Text | None, line: int, indent: int, flow: bool) -> Entry:  # noqa: FBT001 -- what it is part of
        entry = Entry(value=Text(""), name=name, line=line, indent=indent)
        if not flow:
            self.entries.append(entry)
        entry.value = self.node(node, indent)
        return entry

    def _dash(self, node: yaml.Node, column: int) -> int:
        """Return the line of an entry's hyphen, which may stand above it."""
        lines = self._dashes.get(column, [])
        place = bisect.bisect_right(lines, node.start_mark.line)
        return lines[place - 1] if place else int(node.start_mark.line)

    def _text(self, node: yaml.ScalarNode) -> Text:
        lines: tuple[str, ...] = ()
        if node.style == ">":
            first = node.start_mark.line + 1
            lines = tuple(line.strip() for line in self._lines[first : node.end_mark.line + 1])
            while lines and " ".join(lines) != node.value.rstrip("\n"):
                lines = lines[:-1]
        return Text(str(node.value), _style(node), lines)

    def _inside(self, node: yaml.Node) -> range:
        start = (node.start_mark.line, node.start_mark.column)
        end = (node.end_mark.line, node.end_mark.column)
        return range(bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end))

    def _keeps(self, node: yaml.Node) -> bool:
        inside = self._inside(node)
        self._used.update(place for place in inside if not self._comments[place].text)
        return any(self._comments[place].text for place in inside)

    def _kept(self, node: yaml.Node, indent: int) -> Kept:
        self._used.update(self._inside(node))
        first, last = node.start_mark, node.end_mark
        lines = [line.rstrip() for line in self._lines[first.line : last.line + 1]]
        lines[-1] = self._lines[last.line][: last.column]
        lines[0] = lines[0][first.column :]
        return Kept((lines[0], *(_moved(line, indent) for line in lines[1:])))


def _moved(line: str, indent: int) -> str:
    depth = len(line) - len(line.lstrip(" "))
    return line[min(depth, indent) :]


def _style(node: yaml.Node) -> str:
    style = node.style if isinstance(node, yaml.ScalarNode) else None
    return "" if style is None else str(style)


def _attach(entries: Sequence[Entry], comments: Sequence[_Comment]) -> list[str]:
    """
    Give each comment to its entry; return those that come before any.
    """
    starts = [entry.line for entry in entries]
    rest: list[str] = []
    follows: Entry | None = None
    for comment in comments:
        if not comment.own:
            entry = entries[max(bisect.bisect_right(starts, comment.line) - 1, 0)]
            entry.beside, entry.column = comment.text, comment.column
            continue
        place = bisect.bisect_right(starts, comment.line)
        after = entries[place] if place < len(entries) else None
        if follows is not after:
            follows = None
        if after is not None and (follows is after or not comment.text or comment.column <= after.indent):
            follows = after if comment.text else follows
            after.above.append(comment.text)
            continue
        owner = next((entry for entry in reversed(entries[:place]) if entry.indent <= comment.column), None)
        if owner is None:
            rest.append(comment.text)
        else:
            if after is not None and after.above:
                # Empty lines met so far stand above this comment, not above what comes later.
                owner.below += after.above
                after.above.clear()
            owner.below.append(comment.text)
    return [text for text in rest if text]
