"""
Pieces: plain data becomes Structs, with all errors said.

msgspec stops at the first error of what it converts; so each piece of a file
is converted field by field and entry by entry, each that will not convert is
one finding in plain words, and the rest is read all the same. What could not
be read is kept by its path, so that nobody blames the author for it again.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from item_bank.counted import counted
from item_bank.finding import Code, Finding, Path, finding, quoted
from item_bank.native.document import texts_in
from item_bank.native.nearest import nearest

__all__ = ["ID", "MAX_ID", "Findings", "given", "read_piece", "similar", "valid_id"]

_Piece = TypeVar("_Piece", bound=msgspec.Struct)

MAX_ID: Final = 100
"""Characters of an id; longer ones do not fit into an address of the API."""

ID: Final = r"[A-Za-z0-9][A-Za-z0-9._-]*"
"""What an id looks like, as a regular expression."""
_TAIL: Final = re.compile(r" - at `\$([^`]*)`$")
_INDEX: Final = re.compile(r"\[(\d+)\]")

_WORDS: Final = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a text",
    "array": "a list",
    "object": "fields with names",
}


class Findings:
    """
    What was found in one file so far, and what of it could not be read.

    Both only grow. `unread` are the paths of what could not be read, `unread_texts`
    what stands there: whatever is named there may well be used there.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.all: list[Finding] = []
        self.unread: set[Path] = set()
        self.unread_texts: list[str] = []

    def add(self, code: Code, path: Path, says: str, fix: str) -> None:
        """
        Keep one finding at a path of the file; once, however many steps it comes up at.
        """
        found = finding(code, self.file, path, says=says, fix=fix)
        if found not in self.all:
            self.all.append(found)

    def lose(self, path: Path, data: object = None) -> None:
        """
        Keep in mind that what stands at a path could not be read.
        """
        self.unread.add(path)
        self.unread_texts += texts_in(data)


def read_piece(kind: type[_Piece], data: object, path: Path, found: Findings) -> _Piece | None:
    """
    Make a Struct of a piece's fields; None, and a finding, where there are no fields.

    A field that fails has its default, or something empty of its kind, and its
    path is among what could not be read. A misspelt field is a finding, and is
    read as the one it was meant for.
    """
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    if not isinstance(data, dict):
        found.add(Code.WRONG_SHAPE, path, "Fields with names belong here.", f"The fields are: {', '.join(fields)}.")
        found.lose(path, data)
        return None
    meant = _meant(data, fields, path, found)
    values: dict[str, Any] = {}
    for name, field in fields.items():
        here = (*path, name)
        if name in meant:
            value = _read(meant[name], field.type, here, found)
            if value is not _LOST:
                values[field.name] = value
        elif field.required:
            found.add(Code.MISSING_FIELD, path, f"The field {name!r} is missing here.", f"Add {name}.")
            found.lose(here)
        if field.required and field.name not in values:
            values[field.name] = _empty(field.type)
    return kind(**values)


def given(kind: object) -> object:
    """
    Return what a kind is where something is given: `list[str]` of `list[str] | None`.
    """
    if get_origin(kind) not in {UnionType, Union}:
        return kind
    return next(option for option in get_args(kind) if option is not NoneType)


def similar(word: str, known: Collection[str]) -> str:
    """
    Advise on a word that is not one of those known: the nearest, or all of few.
    """
    meant = nearest(word, known)
    if meant is not None:
        return f"Did you mean {quoted(meant)}?"
    return f"Use one of: {', '.join(map(quoted, known))}." if known and len(known) <= _FEW else "Check its spelling."


def valid_id(text: str) -> bool:
    """
    Say whether a text can be an id: letters, digits, points, underlines and hyphens, a letter or digit first.
    """
    return len(text) <= MAX_ID and re.fullmatch(ID, text) is not None


_FEW: Final = 12


class _Lost:
    """What stands for a value that could not be read."""


_LOST: Final = _Lost()


def _meant(data: Mapping[str, object], fields: Collection[str], path: Path, found: Findings) -> dict[str, object]:
    """
    Return the fields by the names they were meant to have.
    """
    meant = {name: value for name, value in data.items() if name in fields}
    for name in data:
        if name in fields:
            continue
        found.add(
            Code.UNKNOWN_FIELD, (*path, name), f"There is no field {quoted(name)!r} here.", similar(name, list(fields))
        )
        field = nearest(name, fields)
        if field is None or field in meant:
            found.unread_texts += texts_in(data[name])
        else:
            meant[field] = data[name]
    return meant


def _read(data: object, kind: object, path: Path, found: Findings) -> object:
    """
    Convert a value, or as much of its entries as will convert.
    """
    try:
        return msgspec.convert(data, kind, strict=False)
    except msgspec.ValidationError as problem:
        message = str(problem)
    kind = given(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {list, tuple} and isinstance(data, list) and len(kinds := _kinds(kind, len(data))) == len(data):
        return [_entry(*both, (*path, place), found) for place, both in enumerate(zip(data, kinds, strict=True))]
    if origin is dict and isinstance(data, dict):
        return {name: _entry(value, arguments[1], (*path, name), found) for name, value in data.items()}
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and isinstance(data, dict):
        return read_piece(kind, data, path, found)
    _wrong(message, kind, path, found)
    if origin in {list, tuple} and _alone(data, kind):
        return [data]
    option = nearest(data, arguments) if origin is Literal and isinstance(data, str) else None
    if option is not None:
        return option
    found.lose(path, data)
    return _LOST


def _entry(data: object, kind: object, path: Path, found: Findings) -> object:
    value = _read(data, kind, path, found)
    return _empty(kind) if value is _LOST else value


def _kinds(kind: object, length: int) -> Sequence[object]:
    arguments = get_args(kind)
    if get_origin(kind) is list or arguments[1:] == (...,):
        return arguments[:1] * length
    return arguments


def _alone(data: object, kind: object) -> bool:
    """
    Say whether one entry stands where a list of such belongs.
    """
    arguments = get_args(kind)
    if get_origin(kind) is tuple and arguments[1:] != (...,):
        return False
    return isinstance(data, str) if arguments[0] is str else isinstance(data, dict) and arguments[0] is object


def _empty(kind: object) -> object:
    kind = given(kind)
    match get_origin(kind):
        case None:
            return kind() if isinstance(kind, type) and kind is not object else None
        case origin if origin is Annotated:
            return _empty(get_args(kind)[0])
        case origin if origin is Literal:
            return get_args(kind)[0]
        case origin if origin is tuple and get_args(kind)[1:] != (...,):
            return tuple(map(_empty, get_args(kind)))
        case origin:
            return origin()


def _wrong(message: str, kind: object, path: Path, found: Findings) -> None:
    tail = _TAIL.search(message)
    if tail:
        message = message[: tail.start()]
        path = (*path, *_inside(tail.group(1)))
    found.add(_code(message), path, _plainly(message), _advice(message, kind))


def _inside(tail: str) -> Sequence[int]:
    return [int(place) for place in _INDEX.findall(tail)]


def _code(message: str) -> Code:
    shapes = ("Expected `array`, got", "Expected `object`, got", "Expected `str`, got")
    return Code.WRONG_SHAPE if message.startswith(shapes) else Code.WRONG_VALUE


def _plainly(message: str) -> str:
    length = re.fullmatch(r"Expected `array` of length (\d+), got (\d+)", message)
    if length:
        return f"This list has {counted(int(length.group(2)), 'entry', 'entries')} and needs {length.group(1)}."
    bound = re.fullmatch(r"Expected `(\w+)` (<=|>=|<|>) (\S+)", message)
    if bound:
        sign = {"<=": "at most", ">=": "at least", "<": "less than", ">": "more than"}[bound.group(2)]
        return f"This has to be {_WORDS.get(bound.group(1), 'a value')} of {sign} {bound.group(3)}."
    expected = re.match(r"Expected `([\w| ]+)`", message)
    if expected:
        words = [_WORDS.get(part.strip(), part.strip()) for part in expected.group(1).split("|")]
        return f"This has to be {' or '.join(words)}."
    return "This value is not one that the field can have."


def _advice(message: str, kind: object) -> str:
    options = getattr(kind, "__args__", ())
    if options and all(isinstance(option, str) for option in options):
        wrong = re.search(r"'(.*)'", message)
        return similar(wrong.group(1) if wrong else "", list(options))
    if "`array`" in message and "of length" not in message:
        return "Write a list: [first, second], or one entry a line, each after a hyphen."
    return "Correct the value."
