"""
Parameters: whether an item's draws can be listed, and how many there are.

Names, domains, derived values and conditions; then the enumeration itself. The
texts and formulas that use the parameters are `written`'s.
"""

import re
from typing import Final, assert_never

import msgspec

from item_bank.algebra.arithmetic import FUNCTIONS
from item_bank.algebra.tree import CONSTANT_WORDS
from item_bank.check.intact import Intact
from item_bank.check.parts import answers, step_path
from item_bank.counted import counted
from item_bank.domain import Domain, Exact, IntegerRange, OneOf, Words, exact, printed, size
from item_bank.draw import MAX_SPACE, SAMPLE, BadFormula, Space, space
from item_bank.finding import Code, Path, quoted
from item_bank.listing import Enumerated, enumerate_draws
from item_bank.native.piece import Findings
from item_bank.template import ItemTemplate

__all__ = ["FEW", "check_params", "names_unusable", "shown"]

FEW: Final = 5
"""Fewer draws than this, and a learner meets the same numbers again within a week."""

MOST: Final = 0.05
"""The share of combinations that conditions have to leave; with less, a derived value does better than a condition."""

MAX_NUMBER: Final = 10**9
MAX_VALUES: Final = 100_000
MAX_WORD: Final = 200

_FIELDS: Final = ("params", "derive", "where")

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_TAKEN: Final = frozenset({name for name, _ in FUNCTIONS}) | CONSTANT_WORDS


def check_params(template: ItemTemplate, intact: Intact, found: Findings) -> tuple[Space, Enumerated] | None:
    """
    List an item's draws; None, and at least one finding in the item, where that fails.
    """
    before = len(found.all)
    _check_names(template, intact, found)
    sound: dict[str, Domain] = {}
    for name, domain in template.params.items():
        problem = _domain_problem(domain) if intact("params", name) else None
        if problem:
            found.add(Code.BAD_DOMAIN, ("params", name), problem, "Correct the domain's values.")
        sound[name] = _like(domain) if problem or not intact("params", name) else domain
    # Formulas are read with the names of all parameters, whatever is wrong with their values.
    among = space(msgspec.structs.replace(template, params=sound))
    for bad in () if isinstance(among, Space) else among:
        text = template.derive[bad.at] if isinstance(bad.at, str) else template.where[bad.at]
        if not names_unusable(template, text):
            _add_bad(bad, intact, found)
    if not isinstance(among, Space) or len(found.all) > before or not all(map(intact, _FIELDS)):
        return None
    if among.size >= MAX_SPACE:
        says = "There are too many combinations to count."
        found.add(Code.BAD_DOMAIN, ("params",), says, "Give the parameters fewer values.")
        return None
    listed = enumerate_draws(template, among)
    _check_count(template, listed, found)
    return (among, listed) if listed.ranks.count else None


def names_unusable(template: ItemTemplate, text: str) -> bool:
    """
    Say whether a text may hold a name that no formula can use, which is said where the name is given.
    """
    return any(
        name in text and (_NAME.fullmatch(name) is None or name in _TAKEN)
        for name in (*template.params, *template.derive)
    )


def _like(domain: Domain) -> Domain:
    return Words(values=("",)) if isinstance(domain, Words) else IntegerRange(low=0, high=0)


def shown(values: dict[str, Exact]) -> str:
    """
    Write a draw for a sentence: "a = 3, b = -5".
    """
    return ", ".join(f"{name} = {printed(value)}" for name, value in values.items()) or "no numbers"


def _check_names(template: ItemTemplate, intact: Intact, found: Findings) -> None:
    unknowns = {name for part in answers(template) for name in part.unknowns}
    said: set[str] = set()
    for place, step in enumerate(template.steps):
        for name in step.unknowns:
            readable = intact("unknowns") and intact(*step_path(place), "unknowns")
            if readable and name not in said and (_NAME.fullmatch(name) is None or name in _TAKEN):
                said.add(name)
                says = f"An unknown cannot be named {quoted(name)!r}."
                found.add(Code.BAD_NAME, ("steps", place, "unknowns"), says, "Use a letter, as in x.")
    seen: set[str] = set()
    for field, names in (("params", template.params), ("derive", template.derive)):
        for name in names:
            problem = _name_problem(name, seen, unknowns)
            if problem:
                found.add(Code.BAD_NAME, (field, name), problem, "Give it another name.")
            seen.add(name)


def _name_problem(name: str, seen: set[str], unknowns: set[str]) -> str | None:
    if _NAME.fullmatch(name) is None:
        return f"A name has letters, digits and underlines, a letter first; {quoted(name)!r} has not."
    if name in _TAKEN:
        return f"The name {quoted(name)} means something else in formulas."
    if name in seen:
        return f"The name {quoted(name)} is a parameter's already."
    if name in unknowns:
        return f"The name {quoted(name)} is an unknown's already."
    return None


def _domain_problem(domain: Domain) -> str | None:
    match domain:
        case IntegerRange(low=low, high=high, step=step):
            if step < 1:
                return "The step has to be 1 or more."
            if max(abs(low), abs(high)) > MAX_NUMBER:
                return f"Numbers beyond {MAX_NUMBER:,} are no exercise."
            values = size(domain)
        case OneOf(values=listed):
            problem = _listed_problem(listed)
            if problem:
                return problem
            values = len(listed)
        case Words(values=words):
            if len(set(words)) < len(words) or not all(0 < len(word.strip()) <= MAX_WORD for word in words):
                return f"Each word has to be different, not empty, and no longer than {MAX_WORD} characters."
            values = len(words)
        case _:
            assert_never(domain)
    if not 0 < values <= MAX_VALUES:
        return f"The domain has {values:,} values; it needs from 1 to {MAX_VALUES:,}."
    return None


def _listed_problem(listed: tuple[str, ...]) -> str | None:
    numbers: set[Exact] = set()
    for text in listed:
        try:
            number = exact(text)
        except (ValueError, ZeroDivisionError):
            return f"{quoted(text)!r} is not an exact number, as 3, -2, 1/2 and 0.25 are."
        if number in numbers:
            return f"The number {quoted(text)} stands there twice."
        numbers.add(number)
    return None


def _add_bad(bad: BadFormula, intact: Intact, found: Findings) -> None:
    path: Path = ("derive", bad.at) if isinstance(bad.at, str) else ("where", bad.at)
    if intact(*path):
        fix = "Use parameters and derived values that stand above it, and the usual signs."
        found.add(Code.BAD_FORMULA, path, bad.problem.sentence, fix)


def _check_count(template: ItemTemplate, listed: Enumerated, found: Findings) -> None:
    count = listed.ranks.count
    for example in listed.examples[:1]:
        path: Path = ("derive", example.at) if isinstance(example.at, str) else ("where", example.at)
        of = counted(listed.tried, "draw")
        says = f"In {listed.undefined:,} of {of}, e.g. {shown(example.numbers)}: {example.sentence}"
        found.add(Code.UNDEFINED_VALUE, path, says, "Add a condition under where that excludes these draws.")
    if listed.space > SAMPLE:
        says = f"Of {listed.space:,} combinations {listed.tried:,} were tried; the item has {counted(count, 'draw')}."
        found.add(Code.DRAWS_SAMPLED, ("params",), says, "Nothing need be done.")
    if not count:
        fix = "Loosen the conditions, or widen the domains."
        found.add(Code.NO_DRAWS, ("where",), f"None of {counted(listed.tried, 'draw')} meets the conditions.", fix)
    elif template.params and count < FEW:
        says = f"The item has {counted(count, 'draw')}."
        found.add(Code.FEW_DRAWS, ("params",), says, f"Widen the domains to {FEW} draws or more.")
    elif count < listed.tried * MOST:
        says = f"The conditions leave {count:,} of {counted(listed.tried, 'draw')}."
        fix = "Narrow the domains, or derive a parameter instead of testing it."
        found.add(Code.MOST_DRAWS_EXCLUDED, ("where",), says, fix)
