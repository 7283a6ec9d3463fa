"""
Numbered solutions: `x1 = 2, x2 = 3` says that x is 2 or 3.

The numbers only tell the solutions of one unknown apart; what is listed so are
alternatives, whatever joins them.
"""

import re
from typing import Final

from item_bank.algebra.tree import Group, Junction, Listing, Name, Relation, Tree, names

__all__ = ["as_alternatives", "numbered_letters"]

NUMBERED: Final = re.compile(r"(?<![A-Za-z0-9])([A-Za-z])_?([1-9])(?![0-9])")


def numbered_letters(text: str) -> tuple[str, ...]:
    """
    Return the letters with a digit that a text holds, like `x1` and `x_2`, each once.
    """
    return tuple(dict.fromkeys(found[0] for found in NUMBERED.finditer(text)))


def as_alternatives(line: Tree, letters: tuple[str, ...]) -> Tree:
    """
    Write numbered solutions as alternatives of the one letter that they number; any other line as it is.

    Parameters
    ----------
    line
        A line of working.
    letters
        Those of the line before.
    """
    if len(letters) != 1 or not names(line) or set(names(line)) <= set(letters):
        return line
    found: list[Tree] = []
    for part in _parts(line):
        match part:
            case Relation((Name(name), worth), ("=",)) if not names(worth) and _numbers(name, letters[0]):
                found.append(Relation((Name(letters[0]), worth), ("=",), start=part.start, end=part.end))
            case _:
                return line
    return Junction("or", tuple(found), start=line.start, end=line.end) if len(found) > 1 else found[0]


def _parts(line: Tree) -> tuple[Tree, ...]:
    """Return the statements that are listed or joined in a line."""
    match line:
        case Group(inner):
            return _parts(inner)
        case Junction(_, parts) | Listing(parts, ""):
            return tuple([one for part in parts for one in _parts(part)])
        case _:
            return (line,)


def _numbers(name: str, letter: str) -> bool:
    """Say whether a name is a letter with a number."""
    found = NUMBERED.fullmatch(name)
    return found is not None and found[1] == letter
