"""
Substitution: lines about another letter, which stands for a part of the line before or after.

`u^2 - 4u + 3 = 0` after `9^x - 4*3^x + 3 = 0` says the same of `u = 3^x`. What the
letter stands for need not be written: each part that holds the unknown is tried.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from item_bank.algebra.rebuilding import bare
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.scale import with_name
from item_bank.algebra.tree import Call, Group, Junction, Listing, Name, Power, Relation, Tree, children, names, walk
from item_bank.algebra.working.lines import relation

__all__ = ["Put", "put_back", "substituted", "written_out"]

MAX_PARTS: Final = 6
"""Parts that are tried; a line of school has two or three powers or functions of its unknown."""


class Put(msgspec.Struct, frozen=True):
    """A letter that was put in the place of a part."""

    letter: str
    part: Tree


def substituted(before: Tree, after: Tree, points: Points, setting: Setting = STANDARD) -> Put | None:
    """
    Return the letter that stands for a part of one of two statements in different letters, so that both are the same.
    """
    was, now = names(before), names(after)
    if len(was) != 1 or len(now) != 1 or was == now:
        return None
    for letter, other, whole in ((now[0], before, after), (was[0], after, before)):
        for part in _parts(other):
            told = with_name(whole, letter, Group(part))
            pair = (before, told) if whole is after else (told, after)
            if relation(*pair, points, setting).relation == "same":
                return Put(letter, part)
    return None


def put_back(put: Put, line: Tree) -> Tree:
    """
    Write the part again that a letter stands for.
    """
    return with_name(line, put.letter, Group(put.part))


def written_out(line: Tree, known: tuple[str, ...]) -> Tree:
    """
    Put what a line says that its new letters stand for in their places: `u = x^2 and u^2 = 4` is `(x^2)^2 = 4`.

    Parameters
    ----------
    line
        A statement.
    known
        The letters of the line before.
    """
    parts = _together(line)
    for part in parts:
        if len(parts) > 1 and isinstance(part, Relation) and part.operators == ("=",):
            for letter, worth in (part.operands, part.operands[::-1]):
                if isinstance(letter, Name) and letter.name not in known and set(names(worth)) <= set(known):
                    others = tuple([with_name(one, letter.name, Group(worth)) for one in parts if one is not part])
                    return written_out(Junction("and", others) if len(others) > 1 else others[0], known)
    return line


def _together(line: Tree) -> tuple[Tree, ...]:
    """Return the statements that hold together in a line."""
    match line:
        case Group(inner):
            return _together(inner)
        case Junction("and", parts) | Listing(parts, ""):
            return parts
        case _:
            return (line,)


def _parts(line: Tree) -> Iterator[Tree]:
    """Yield powers and functions with a letter in them, each once."""
    seen: set[Tree] = set()
    for node in walk(line):
        if isinstance(node, Power | Call) and any(map(names, children(node))):
            plain = bare(node)
            if plain not in seen:
                seen.add(plain)
                yield node
        if len(seen) >= MAX_PARTS:
            return
