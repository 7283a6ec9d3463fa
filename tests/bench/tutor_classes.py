"""
The classes of an equation tutor, told from a diagnosis and from what was declared.

Facts about a step (what was done with which part of the line before, what the
diagnosis says) are kept in a table with the class that the tutor gave most often.
The table is made on one part of the tutor's steps and scored on another.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeAlias

from api.diagnosing import Diagnosed
from api.explaining import operation_of
from hints.misconception.rewriting.flat import Minus, Numeral, Product, Quotient, Sum, Term
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.kinds import KINDS, exact, same_worth
from hints.misconception.rewriting.line import Stated
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.operation import Action

__all__ = ["Row", "Table", "classified", "learnt"]

Row: TypeAlias = Mapping[str, str]
Facts: TypeAlias = tuple[Hashable, ...]
Table: TypeAlias = Mapping[Facts, str]
ENOUGH = 2
"""How often facts have to be seen before they say more than fewer facts do."""


def learnt(steps: Sequence[tuple[Row, Diagnosed]]) -> Table:
    """
    Make the table: for all facts and for fewer of them, the class that goes with them most often.
    """
    seen: defaultdict[Facts, Counter[str]] = defaultdict(Counter)
    for row, diagnosed in steps:
        for facts in _facts(row, diagnosed):
            seen[facts][row["label"]] += 1
    return {facts: labels.most_common(1)[0][0] for facts, labels in seen.items() if labels.total() >= ENOUGH}


def classified(row: Row, diagnosed: Diagnosed, table: Table) -> str | None:
    """
    Return the class of a step, by the most facts that the table knows.
    """
    return next((table[facts] for facts in _facts(row, diagnosed) if facts in table), None)


def _facts(row: Row, diagnosed: Diagnosed) -> Iterator[Facts]:
    """Yield the facts of a step: all of them, then fewer and fewer."""
    action = row["action"]
    wrong = diagnosed.first_wrong is not None
    line, by = _read(row)
    if not isinstance(line, Stated) or by is None:
        yield action, "unread", diagnosed.kind
        yield action, "unread"
        return
    if action.endswith("SIDE"):
        first, *rest = _part_of(line, by)
        left = tuple(sorted(_left_to_do(line)))
        yield action, wrong, first, tuple(rest), left
        yield action, wrong, first, left
        yield action, wrong, first
        yield action, wrong
        return
    rules = tuple(one.mal_rule for one in diagnosed.candidates)
    steps = tuple(str(one.step) for one in diagnosed.candidates)
    signs = _signs(steps[0]) if steps else ""
    positive = not row["input"].lstrip("(+").startswith("-")
    letters = any(character.isalpha() for character in row["input"])
    unchanged = row["before"] == row["after"] or row["input"].replace(" ", "") in row["before"]
    yield action, wrong, rules[:2], signs, positive, letters, unchanged
    yield action, wrong, rules[:1], signs, positive, letters
    yield action, wrong, rules[:1], positive, letters
    yield action, wrong, rules[:1], unchanged
    yield action, wrong, rules[:1]
    yield action, wrong, bool(rules), diagnosed.kind
    yield action, wrong


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
