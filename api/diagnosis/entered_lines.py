"""
Entered lines: how lines that belong to no item are read.

By the declared names, or else by any letters, since working may bring in a name of
its own. A key that was hit by mistake beside maths that can be read is passed over,
and said: nobody can be asked about a line of a table. What can be read in two ways
is not guessed at.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from item_bank.algebra.context import Context, Format
from item_bank.algebra.reading import read
from item_bank.algebra.setting import Angle, Domain
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.numbering import numbered_letters
from item_bank.answers.label import without_operation
from item_bank.answers.problems import as_problem
from item_bank.answers.verdict import Problem

__all__ = ["Declared", "EnteredLine", "LineProblem", "at_line", "read_line", "with_numbered"]

NUMBERED: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][0-9](?![0-9])")
SOLUTIONS: Final = re.compile(r"\s*[A-Za-z]_?1\s*=")
"""Begins a line of numbered solutions, `x1 = 2, x2 = 3`."""
COMMAS: Final = frozenset({"decimal_comma", "group_marks"})
"""Problems of a comma between digits, which inside brackets, or with another comma, parts entries."""
BETWEEN: Final = re.compile(r"[(\[{][^,;]*,|,[^,]*,")
LONE: Final = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z0-9])")
LETTER: Final = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
STRAY: Final = re.compile(r"(?<=[0-9A-Za-z)])[\]}\\`'#;.](?=\s*(?:$|[-+*/=<>)]))")
"""A key beside a right one, hit behind a number, name or bracket that ends there; a point behind a whole number too."""
PAIRED: Final = {"]": "[", "}": "{"}
"""Brackets that close are stray only where none of theirs opens."""


class Declared(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What is declared beside the lines.

    `statement` is the exercise's own first line, against which the learner's is
    held. With no names declared every single letter is one.
    """

    unknowns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    domain: Domain | None = None
    angle: Angle = "radians"
    statement: str | None = None


class LineProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A line that could not be read as it stands, or does not belong: its number from 1, and where the trouble is."""

    line: int
    code: str
    start: int
    end: int
    sentence: str


class EnteredLine(msgspec.Struct, frozen=True):
    """A line as read, and why it could not be read as it stands, where something was passed over in it."""

    tree: Tree
    passed_over: Problem | None = None


def with_numbered(texts: Sequence[str], declared: Declared) -> Declared:
    """
    Declare letters with a digit that several lines hold, or one line twice, like the `x1` of a formula.

    Where the bare letter stands too, or nothing comes back, it is asked about: `y10` may be `10y`.
    """
    counts = Counter(found for text in texts for found in NUMBERED.findall(text))
    bare = {letter for text in texts for letter in LONE.findall(text)}
    held = tuple([name for name, count in counts.items() if count > 1 and name[0] not in bare])
    return msgspec.structs.replace(declared, names=(*declared.names, *held)) if held else declared


def read_line(text: str, declared: Declared, locale: str, written: Format) -> EnteredLine | Problem:
    """
    Read a line.

    Parameters
    ----------
    text
        As entered.
    declared
        What holds for all lines.
    locale, written
        How they are written.
    """
    tree = _read(text, declared, locale, written)
    if not isinstance(tree, Unreadable):
        return EnteredLine(tree)
    cleaned = _without_stray(text) if written == "text" else text
    if cleaned != text:
        again = _read(cleaned, declared, locale, written)
        if not isinstance(again, Unreadable):
            return EnteredLine(again, as_problem(tree))
    return as_problem(tree)


def at_line(number: int, problem: Problem) -> LineProblem:
    """
    Say at which line a problem is.
    """
    return LineProblem(line=number, code=problem.code, start=problem.start, end=problem.end, sentence=problem.sentence)


def _without_stray(text: str) -> str:
    """Put a space where one stray key was hit; a text with several stays as it is."""
    found = [match for match in STRAY.finditer(text) if PAIRED.get(match[0], "none opens") not in text]
    if len(found) != 1:
        return text
    return f"{text[: found[0].start()]} {text[found[0].end() :]}"


def _read(text: str, declared: Declared, locale: str, written: Format) -> Tree | Unreadable:
    """Read by the declared names, or else by these and the letters that the line holds."""
    text = without_operation(text) if "|" in text else text
    free = Context(locale=locale, functions=declared.functions)
    held = msgspec.structs.replace(free, unknowns=declared.unknowns, names=declared.names)
    tree = read(text, held, written)
    if isinstance(tree, Unreadable) and tree.code == "unknown_name":
        letters = dict.fromkeys((*declared.unknowns, *declared.names, *LETTER.findall(text)))
        tree = read(text, msgspec.structs.replace(held, names=tuple(letters)), written)
        tree = read(text, free, written) if isinstance(tree, Unreadable) else tree
    if isinstance(tree, Unreadable) and tree.code == "number_after_name" and SOLUTIONS.match(text):
        held = msgspec.structs.replace(held, names=(*declared.names, *numbered_letters(text)), expects="several")
        tree = read(text, held, written)
    if isinstance(tree, Unreadable) and tree.code in ("several", "empty_brackets"):
        tree = read(text, msgspec.structs.replace(free, expects="several"), written)
    if isinstance(tree, Unreadable) and tree.code in COMMAS and BETWEEN.search(text):
        listed = read(text, msgspec.structs.replace(free, expects="several"), written)
        tree = tree if isinstance(listed, Unreadable) else listed
    return tree
