"""
Maths: what the keys of all mathematical kinds share.

How a response is read, at which secret points it is compared, and how much
work a line has left in it, measured against the step's own solution.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from item_bank.algebra.context import Context, Format
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.tree import Tree, names
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.effort import brackets_to_open, left_to_do
from item_bank.answers.fault import KeyFault
from item_bank.answers.label import Labelled, without_label, without_operation, without_unit
from item_bank.answers.problems import as_problem
from item_bank.answers.verdict import Problem
from item_bank.finding import quoted

__all__ = ["Maths", "Source", "brackets_to_open", "left_to_do", "prepare", "read_in", "unfinished"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """
    What an author gave beside the key: names, functions, solution lines, and what the secret points come from.

    With `units` all names are symbols of units; where `expects` is `several`,
    separators part what is written. `labelled` is what a response may be named as.
    """

    unknowns: tuple[str, ...]
    names: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    solution: tuple[str, ...]
    points: Points
    setting: Setting = STANDARD
    units: bool = False
    expects: Literal["one", "several"] = "one"
    labelled: Labelled = "nothing"


class Maths(msgspec.Struct, frozen=True, kw_only=True):
    """
    A mathematical key made ready.

    Attributes
    ----------
    tree
        The key as read.
    context
        Which names a response may hold; its locale is English, see `read_in`.
    solution
        The step's solution lines as read, the key last; empty where it has none.
    effort
        `left_to_do` of the key where the solution works towards it, that is,
        where an earlier line has more left to do; else None, and then every
        equal value is as good as another.
    labelled
        What a response may be named as.
    unit
        What may stand behind or before a number and says nothing, because the question gives it.
    """

    tree: Tree
    context: Context
    points: Points
    unknowns: tuple[str, ...]
    setting: Setting = STANDARD
    solution: tuple[Tree, ...] = ()
    effort: int | None = None
    labelled: Labelled = "nothing"
    unit: str = ""


def prepare(value: str, source: Source) -> Maths | KeyFault:
    """
    Read a key and its solution lines.

    They may hold any single letter beside the declared unknowns. Responses are
    then held to the letters of key, solution and unknowns, where there are any.
    """
    trees: list[Tree] = []
    for text in (*source.solution, value):
        tree = _read_author(text, source)
        if isinstance(tree, Unreadable):
            what = "The answer" if len(trees) == len(source.solution) else f"Solution line {len(trees) + 1}"
            return KeyFault(code=tree.code, sentence=f"{what} cannot be read ({quoted(text)!r}): {tree.sentence}")
        trees.append(tree)
    *solution, key = trees
    effort = left_to_do(key)
    letters = () if source.units else _letters(trees, source)
    return Maths(
        tree=key,
        context=Context(
            unknowns=source.unknowns,
            names=letters,
            functions=source.functions,
            units=source.units,
            expects=source.expects,
        ),
        points=source.points,
        unknowns=source.unknowns,
        setting=source.setting,
        solution=tuple(solution),
        effort=effort if any(left_to_do(line) > effort for line in solution) else None,
        labelled=source.labelled,
    )


def _read_author(text: str, source: Source) -> Tree | Unreadable:
    """Read an author's text by the declared names, or else by these and all letters that it holds."""
    declared = Context(
        unknowns=source.unknowns,
        names=source.names,
        functions=source.functions,
        units=source.units,
        expects=source.expects,
    )
    first = tree = read(text, declared)
    if source.units or not (source.unknowns or source.names):
        return tree
    names_held = list(source.names)
    while isinstance(tree, Unreadable):
        # one by one, since a letter that is declared needlessly would be read out of `or` and other words
        further = [letter for letter in text[tree.start : tree.end] if letter.isalpha() and letter not in names_held]
        if tree.code != "unknown_name" or not further:
            return first
        names_held += further
        tree = read(text, msgspec.structs.replace(declared, names=tuple(names_held)))
    return tree


def read_in(maths: Maths, text: str, locale: str, written: Format = "text") -> Tree | Problem:
    """
    Read a response under the key's context, with the numbers of a locale.

    A label before it, and a unit that the question gives, are passed over.
    """
    context = maths.context
    if locale != context.locale:
        context = msgspec.structs.replace(context, locale=locale)
    if maths.labelled != "nothing" and ("=" in text or maths.labelled == "point"):
        declared = frozenset({*context.unknowns, *context.names, *context.functions, *context.constants})
        text = without_label(text, maths.labelled, declared)
    if maths.unit:
        text = without_unit(text, maths.unit)
    tree = read(without_operation(text) if "|" in text else text, context, written)
    return as_problem(tree) if isinstance(tree, Unreadable) else tree


def unfinished(maths: Maths, tree: Tree) -> bool:
    """
    Say whether a right value still has work in it that the step asks for.

    True where the step's solution works towards the key and `tree` has more
    left to do than the key: the question typed back is no answer to it.
    """
    return maths.effort is not None and left_to_do(tree) > maths.effort


def _letters(trees: Iterable[Tree], source: Source) -> tuple[str, ...]:
    """Collect the declared names and those of several trees that are not unknowns anyway, each once."""
    found = (*source.names, *[name for tree in trees for name in names(tree)])
    return tuple(dict.fromkeys(name for name in found if name not in source.unknowns))
