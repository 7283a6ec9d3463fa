"""
The classes of an equation tutor, told from a diagnosis and from what was declared.

Facts about a step (what was done with which part of the line before, what the
diagnosis says, how both are written) speak for or against each class by how often
they went with it: naive Bayes, its weights made on one part of the tutor's steps
and scored on another.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from api.diagnosis.diagnosing import Diagnosed
from api.diagnosis.explaining import operation_of
from hints.misconception.rewriting.flat import Minus, Numeral, Product, Quotient, Sum, Term
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.kinds import KINDS, exact, same_worth
from hints.misconception.rewriting.line import Stated
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.operation import Action

__all__ = ["Classes", "Row", "classified", "learnt"]

Row: TypeAlias = Mapping[str, str]
Fact: TypeAlias = tuple[Hashable, ...]
UNSEEN: Final = 0.03
"""How much is added to each count, so that the unseen is not impossible (cross-validated on the tuning part)."""
DAMPED: Final = 0.3
"""What each fact counts: facts overlap (cross-validated likewise)."""
CANDIDATES: Final = 4
SHORT: Final = 12


class Classes(msgspec.Struct, frozen=True):
    """How often each class was seen, and each class with each fact."""

    labels: Mapping[str, int]
    facts: Mapping[Fact, Mapping[str, int]]


def learnt(steps: Sequence[tuple[Row, Diagnosed]]) -> Classes:
    """
    Count classes and facts of steps.
    """
    labels: Counter[str] = Counter()
    facts: defaultdict[Fact, Counter[str]] = defaultdict(Counter)
    for row, diagnosed in steps:
        labels[row["label"]] += 1
        for fact in set(_facts(row, diagnosed)):
            facts[fact][row["label"]] += 1
    return Classes(labels, facts)


def classified(row: Row, diagnosed: Diagnosed, classes: Classes) -> str:
    """
    Return the class that the facts of a step speak for most.
    """
    total = sum(classes.labels.values())
    known = [classes.facts[fact] for fact in set(_facts(row, diagnosed)) if fact in classes.facts]

    def score(label: str) -> float:
        prior = classes.labels[label] / total
        seen = sum(
            math.log((counts.get(label, 0) + UNSEEN * 3 * prior) / (classes.labels[label] + UNSEEN * 3))
            - math.log(sum(counts.values()) / total)
            for counts in known
        )
        return math.log(prior) + DAMPED * seen

    return max(classes.labels, key=score)


def _facts(row: Row, diagnosed: Diagnosed) -> Iterator[Fact]:
    """Yield the facts of a step."""
    action, wrong = row["action"], diagnosed.first_wrong is not None
    yield (action,)
    yield action, "wrong", wrong
    yield action, "kind", diagnosed.kind, str(diagnosed.relations[0])
    line, by = _read(row)
    if not isinstance(line, Stated) or by is None:
        yield action, "unread", diagnosed.kind
    elif action.endswith("SIDE"):
        yield from ((action, *fact) for fact in _of_operation(row, line, by))
    else:
        yield from ((action, wrong, *fact) for fact in _of_combining(row, diagnosed))


def _of_operation(row: Row, line: Stated, by: Term) -> Iterator[Fact]:
    """Yield facts about an operation on both sides: what it was done with, and what could have been simplified."""
    parts, left = [*_part_of(line, by)], sorted({*_left_to_do(line)})
    yield "first", parts[0]
    yield "first of all", parts[0], tuple(left)
    yield "parts", tuple(parts[:3]), tuple(left)
    yield "all parts", tuple(sorted({*parts}))
    yield "left", tuple(left), "other side" in parts
    yield "is a side", row["input"] in row["before"].split("=")
    yield "negative", row["input"].startswith("-")
    for part in {*parts}:
        yield "part", part
        yield from (("part and left", part, one) for one in left)
    yield from (("left over", one) for one in left)


def _of_combining(row: Row, diagnosed: Diagnosed) -> Iterator[Fact]:
    """Yield facts about terms or factors that were put together: which rules explain it, and how it is written."""
    entered = row["input"]
    negative, letters = entered.startswith("-"), _has_letters(entered)
    rules = [one.mal_rule for one in diagnosed.candidates[:CANDIDATES]]
    kept = row["before"] == row["after"] or entered.replace(" ", "") in row["before"]
    yield "rules", tuple(rules[:2]), negative, letters, kept
    yield "likeliest", *rules[:1], negative, letters
    yield "likeliest and kept", *rules[:1], kept
    yield "likeliest alone", *rules[:1]
    yield "explained", len(rules), diagnosed.kind
    yield from (("rule", rule) for rule in rules)
    for one in diagnosed.candidates[:2]:
        yield "rule and signs", one.mal_rule, _signs(str(one.step)), negative
    yield "written", "-" in entered, letters, "/" in entered, "+" in entered
    changed = next((side for side in row["before"].split("=") if side not in row["after"].split("=")), "")
    yield "side", _signs(changed), negative, _has_letters(changed)
    yield "shape", _shape(changed)[:SHORT], _shape(entered)[:SHORT]


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _shape(text: str) -> str:
    """Return a text with one digit for all."""
    return "".join("0" if character.isdecimal() else character for character in text)


def _read(row: Row) -> tuple[object, Term | None]:
    """Read the line before and the declared term."""
    context = Context()
    before = read(row["before"], context)
    operation = operation_of(Action(row["action"], row["input"]), context)
    line = None if isinstance(before, Unreadable) else line_of(before)
    return line, None if operation is None else operation.by


def _signs(step: str) -> str:
    """Return the signs of what was rewritten, in order: `-38 - 36` is `--`."""
    return "".join(character for character in step if character in "+-*/")


def _part_of(line: Stated, by: Term) -> Iterator[str]:
    """Yield which part of the line the declared term is, the side of the unknown first."""
    sides = sorted(line.sides, key=lambda side: not KINDS["unknown"](side))
    for side in sides:
        if not KINDS["unknown"](side):
            if same_worth(side, by):
                yield "other side"
            if _minus_of(side, by):
                yield "minus other side"
            continue
        if same_worth(side, by):
            yield "side"
        yield from _of_term(side, by)
        if type(side) is Sum:
            for place, (sign, term) in enumerate(side.items):
                name = "constant" if not KINDS["unknown"](term) else "unknown"
                negative = (term.at[0] < 0) == (sign > 0)
                order = "first" if not any(_same_kind(term, one) for _, one in side.items[:place]) else "later"
                if same_worth(term, by) or _minus_of(term, by):
                    yield f"{order} {name}, {'negative' if negative else 'positive'}"
                yield from _of_term(term, by)
    yield "none"


def _same_kind(one: Term, other: Term) -> bool:
    return KINDS["unknown"](one) == KINDS["unknown"](other)


def _of_term(term: Term, by: Term) -> Iterator[str]:
    """Yield which part of a term the declared one is."""
    inner = term.term if type(term) is Minus else term
    match inner:
        case Quotient(top=top, bottom=bottom):
            if same_worth(bottom, by):
                yield "denominator"
            elif _minus_of(bottom, by):
                yield "minus denominator"
            if _is_factor(top, by):
                yield "factor of the top"
        case Product(factors=(first, *_)):
            if same_worth(first, by):
                yield "coefficient"
            elif _minus_of(first, by):
                yield "minus coefficient"
        case _:
            if exact(by) in (1, -1) and type(inner) is not Sum:
                yield "minus coefficient" if (type(term) is Minus) == (by.at[0] > 0) else "coefficient"


def _is_factor(top: Term, by: Term) -> bool:
    """Say whether a term is what stands before the letters at the top of a fraction."""
    first = top.factors[0] if type(top) is Product else top
    return same_worth(first, by) or _minus_of(first, by) or (not KINDS["number"](first) and exact(by) in (1, -1))


def _minus_of(one: Term, other: Term) -> bool:
    """Say whether one term is the other with a minus sign."""
    return all(abs(left + right) < 1e-9 * max(1, abs(left)) for left, right in zip(one.at, other.at, strict=True))


def _left_to_do(line: Stated) -> Iterator[str]:
    """Yield what could be simplified in a line."""
    for side in line.sides:
        if type(side) is Sum:
            kinds = Counter(KINDS["unknown"](term) for _, term in side.items)
            if max(kinds.values()) > 1:
                yield "like terms" if kinds[False] > 1 else "like unknowns"
        for term in [term for _, term in side.items] if type(side) is Sum else [side]:
            yield from _in_term(term, "unknown" if KINDS["unknown"](side) else "constant")


def _in_term(term: Term, where: str) -> Iterator[str]:
    """Yield what could be simplified in a term."""
    match term:
        case Minus(term=inner):
            yield from _in_term(inner, where)
        case Product(factors=factors):
            numbers = sum(not KINDS["unknown"](factor) for factor in factors)
            if numbers > 1 or any(type(factor) is Quotient for factor in factors):
                yield f"product, {where}"
            if any(type(factor) is Sum for factor in factors):
                yield "bracket"
            if type(factors[0]) is Numeral and factors[0].number in (0, 1):
                yield "needless factor"
        case Quotient(top=top):
            first = top.factors[0] if type(top) is Product else top
            yield f"fraction of {'numbers' if KINDS['number'](first) else 'other'}, {where}"
        case _:
            pass
