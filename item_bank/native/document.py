"""
Documents: one YAML file as plain text, lists and fields.

Every scalar stays the text that was typed (`no`, `007`, `1:30`), so YAML's own
ideas about types never touch the maths. Decides what is refused before
anything is understood: size, encoding, tabs, anchors, doubled fields, depth.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath
from typing import Final, TypeAlias

import msgspec
import yaml

from item_bank.finding import Code, Finding, Path, finding, quoted
from item_bank.native.nearest import nearest

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Document", "Plain", "decode_document", "place", "read_document", "texts_in"]

MAX_BYTES: Final = 256 * 1024
"""Bytes of one file; a long item has 10 kB."""

MAX_DEPTH: Final = 200
"""Nested lists and fields; libyaml reads them by recursion and dies of 100,000, and an item needs 9."""

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

_MARK: Final = re.compile(r"line (\d+), column (\d+)")
_INDICATORS: Final = re.compile(rf"(?:[-?:] +){{{MAX_DEPTH}}}")
_ANCHOR: Final = re.compile(r"(?<![^\s\[{,:-])[&*][\w-]")
_BRACKET: Final = re.compile(r"[\[\]{}]")
_INDENT: Final = re.compile(r"^ *\t", re.MULTILINE)
_TAB: Final = ("There is a tab here.", "Use spaces instead.")


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """
    A file's content; `data` is empty fields for an empty file.

    `findings` are tabs and doubled fields, of which the first was kept; `unread`
    are the texts of the others.
    """

    file: str
    data: Plain
    findings: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()


class _Refused(Exception):
    """A document that is given up; never leaves this module."""

    def __init__(self, code: Code, says: str, fix: str, line: int, column: int = 1) -> None:
        super().__init__(says)
        self.code, self.says, self.fix, self.line, self.column = code, says, fix, line, column


def read_document(path: FilePath, file: str) -> Document | Finding:
    """
    Read one file, or say why not.

    Parameters
    ----------
    path
        Where the file is; a symbolic link is refused, because it may lead out
        of the bank.
    file
        What findings call it.
    """
    try:
        content = _bytes(path)
    except _Refused as problem:
        return _refusal(problem, file)
    return decode_document(content, file)


def decode_document(content: bytes, file: str) -> Document | Finding:
    """
    Read one file's content, or say why not.
    """
    try:
        text = _text(content)
        tabs = _tabs(text, file)
        node = _node(text.replace("\t", " "))
        builder = _Builder(file)
        data = {} if node is None else builder.plain(node, 0)
        return Document(
            file=file, data=data, findings=(*tabs, *builder.findings), unread=tuple(texts_in(builder.doubled))
        )
    except _Refused as problem:
        return _refusal(problem, file)


def texts_in(data: object) -> Iterator[str]:
    """
    Yield all texts of plain data, names of fields too.
    """
    match data:
        case str(text):
            yield text
        case list(entries):
            for entry in entries:
                yield from texts_in(entry)
        case dict(fields):
            for name, value in fields.items():
                yield name
                yield from texts_in(value)
        case _:
            pass


def _refusal(problem: _Refused, file: str) -> Finding:
    return finding(problem.code, file, says=problem.says, fix=problem.fix, line=problem.line, column=problem.column)


def place(path: FilePath, findings: Sequence[Finding]) -> list[Finding]:
    """
    Give the findings of one file their lines and columns, from their paths.

    A field is found at its name, an entry of a list at its beginning; what is
    missing, at the place where it would be. A file that has become unreadable
    since leaves them at line 1.
    """
    if all(found.line for found in findings):
        return list(findings)
    try:
        root = _node(_text(_bytes(path)).replace("\t", " "))
    except (_Refused, OSError):
        root = None
    return [
        found if found.line else msgspec.structs.replace(found, line=line, column=column)
        for found in findings
        for line, column in [_position(root, found.path)]
    ]


def _bytes(path: FilePath) -> bytes:
    try:
        if path.is_symlink():
            raise _Refused(Code.FILE_UNREADABLE, "This file is a link.", "Put the file itself there.", 1)
        if path.exists() and not path.is_file():
            # A pipe would be waited for without end.
            raise _Refused(Code.FILE_UNREADABLE, "This is no ordinary file.", "Put a file there.", 1)
        with path.open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        raise _Refused(Code.FILE_UNREADABLE, f"This file cannot be read: {reason}.", "Make it readable.", 1) from None


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        says = f"This file is larger than {MAX_BYTES // 1024} kB."
        raise _Refused(Code.FILE_TOO_LARGE, says, "Put one item into one file.", 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise _Refused(Code.ENCODING, "This file is not UTF-8.", "Save it as UTF-8.", line) from None
    indent = _INDENT.search(text)
    if indent:
        # How far it indents is anybody's guess, so what stands in what is not known.
        raise _Refused(Code.TAB, *_TAB, *_count(text, indent.end() - 1))
    _shallow(text)
    return text


def _tabs(text: str, file: str) -> list[Finding]:
    """
    Find the first tab that indents nothing: with a space in its place, the file is read on.
    """
    tab = text.find("\t")
    if tab < 0:
        return []
    line, column = _count(text, tab)
    says, fix = _TAB
    return [finding(Code.TAB, file, says=says, fix=fix, line=line, column=column)]


def _shallow(text: str) -> None:
    if text.count("[") + text.count("{") > MAX_DEPTH:
        depth = 0
        for found in _BRACKET.finditer(text):
            depth = depth + 1 if found.group() in "[{" else max(depth - 1, 0)
            if depth > MAX_DEPTH:
                _too_deep(text, found.start())
    run = _INDICATORS.search(text)
    if run:
        _too_deep(text, run.start())


def _too_deep(text: str, at: int) -> None:
    line, column = _count(text, at)
    raise _Refused(Code.YAML_DEPTH, "Too much is nested here.", "Close the brackets that are open.", line, column)


def _count(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _node(text: str) -> yaml.Node | None:
    try:
        if _ANCHOR.search(text):
            _no_anchors(text)
        return yaml.CBaseLoader(text).get_single_node()
    except yaml.reader.ReaderError as problem:
        line, column = _count(text, problem.position)
        says = "There is a control character here."
        raise _Refused(Code.YAML_SYNTAX, says, "Delete it.", line, column) from None
    except yaml.YAMLError as problem:
        marks = _MARK.findall(str(problem))
        line, column = map(int, marks[-1]) if marks else (1, 1)
        raise _Refused(Code.YAML_SYNTAX, *_syntax(problem, text, line), line, column) from None


def _syntax(problem: yaml.YAMLError, text: str, line: int) -> tuple[str, str]:
    written = text.split("\n")[line - 1].strip() if line <= text.count("\n") + 1 else ""
    if "cannot start any token" in str(problem) and ("@" in written or "`" in written):
        return "A text cannot begin with @ or ` in YAML.", 'Put the whole text in quotes: "@{a} + 1".'
    said = getattr(problem, "problem", None) or "it cannot be understood"
    return f"This is not YAML: {said}.", "Check the indentation, and quote texts that have a colon or a # in them."


def _no_anchors(text: str) -> None:
    for token in yaml.scan(text, Loader=yaml.CBaseLoader):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            says = "Anchors and aliases (& and *) are not part of the format."
            mark = token.start_mark
            raise _Refused(
                Code.ANCHOR, says, "Write the text out, or put it in quotes.", mark.line + 1, mark.column + 1
            )


class _Builder:
    """Makes plain data of a file's nodes, and keeps what it found wrong."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.findings: list[Finding] = []
        self.doubled: list[Plain] = []

    def plain(self, node: yaml.Node, depth: int) -> Plain:
        if depth > MAX_DEPTH:
            raise _Refused(Code.YAML_DEPTH, "Too much is nested here.", "Nest less.", *_mark(node))
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(entry, depth + 1) for entry in node.value]
        found: dict[str, Plain] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._add(Code.WRONG_SHAPE, key, "A field's name has to be a text.", "Name the field.")
            elif key.value in found:
                self._add(
                    Code.DUPLICATE_KEY,
                    key,
                    f"The field {quoted(key.value)!r} stands here twice.",
                    "Keep one of the two.",
                )
                self.doubled.append(self.plain(value, depth + 1))
            else:
                found[key.value] = self.plain(value, depth + 1)
        return found

    def _add(self, code: Code, node: yaml.Node, says: str, fix: str) -> None:
        line, column = _mark(node)
        self.findings.append(finding(code, self._file, says=says, fix=fix, line=line, column=column))


def _mark(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _position(node: yaml.Node | None, path: Path) -> tuple[int, int]:
    if node is None:
        return 1, 1
    found = _mark(node)
    for part in path:
        key, child = _child(node, part)
        if child is None:
            break
        found = _mark(key or child)
        node = child
    return found


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.SequenceNode):
        return None, node.value[part] if isinstance(part, int) and part < len(node.value) else None
    if part == 0:
        # One entry stands where a list of such belongs, and was read as its first.
        return None, node
    if isinstance(node, yaml.MappingNode):
        written = {str(key.value): (key, value) for key, value in reversed(node.value)}
        # A misspelt field was read as the one it was meant for.
        name = part if part in written else nearest(str(part), written)
        return written[name] if name is not None else (None, None)
    return None, None
