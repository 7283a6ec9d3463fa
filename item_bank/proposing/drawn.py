"""
Drawn tasks: the numbers of a formula as parameters, with the key that follows.

Whole numbers from 2 on become parameters near what they were, so that no sign
turns and no coefficient vanishes from sight; exponents, and numbers beyond the
fourth, stay. The key is a formula of the parameters, and conditions keep it as
plain as it was. Which proposals hold in all draws is `proposal`'s to prove.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.polynomial import Monomial, Polynomial, polynomial
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import (
    Call,
    Divide,
    Factorial,
    Group,
    Mixed,
    Name,
    Negate,
    Number,
    Percent,
    Power,
    Relation,
    Repeating,
    Subtract,
    Tree,
    children,
    names,
    walk,
)
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import ExpressionAnswer, NumberAnswer
from item_bank.domain import Domain, IntegerRange
from item_bank.proposing.task import Task
from item_bank.template import StepTemplate

__all__ = ["PARAMETERS", "WIDTHS", "DrawnTask", "Numbers", "by_letters", "drawn", "formula", "named", "near", "numbers"]

MOST: Final = 4
WIDTHS: Final[Mapping[int, int]] = {1: 40, 2: 16, 3: 8, 4: 5}
"""Values of each parameter by their number: up to some 600 combinations, of which the conditions leave a share."""
PARAMETERS: Final = ("n1", "n2", "n3", "n4")
SENTINEL: Final = 900_001
"""Stands for the first parameter while a formula is printed: a number, so that products are printed with signs."""
WHOLE: Final = re.compile(r"[2-9]|[1-9]\d{1,2}")
LEAST_BOUND: Final = 20
MOST_UNDER: Final = 12
"""The largest denominator of a solution that was a fraction."""


class DrawnTask(msgspec.Struct, frozen=True, kw_only=True):
    """A step's formula with its numbers drawn: what an item needs beside the rest of its step."""

    latex: str
    params: dict[str, Domain]
    derive: dict[str, str]
    where: tuple[str, ...]
    value: str
    solution: tuple[str, ...]
    unknowns: tuple[str, ...]
    original: dict[str, str]
    """The draw that is the question as it was."""


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers to be drawn, in the order written: the tree with sentinels and with names for them."""

    literals: tuple[Number, ...]
    sentinels: Tree
    named: Tree


def drawn(task: Task, step: StepTemplate) -> DrawnTask | None:
    """
    Draw the numbers of a task; None where nothing is known to do.
    """
    worth = _exact(str(getattr(step.answer, "value", "")))
    # a key that is a fraction keeps denominators as they were, and with them is as plain as it was
    under = task.does != "evaluate" or worth is None or worth.denominator == 1
    found = numbers(task.tree, under=under)
    if found is None:
        return None
    match task.does, step.answer:
        case "solve", NumberAnswer(form="any", round=None, tolerance=None):
            return _equation(task, step.answer, found)
        case "evaluate", NumberAnswer(round=None, tolerance=None):
            return _calculation(task, step.answer, found)
        case "rewrite", ExpressionAnswer(tolerance=None):
            return _expansion(task, step.answer, found)
        case _:
            return None


def numbers(tree: Tree, *, under: bool) -> Numbers | None:
    """
    Find the numbers that may be drawn; None where there is none, or the formula has what does not bear it.
    """
    if any(isinstance(node, Call | Mixed | Repeating | Percent | Factorial) for node in walk(tree)):
        return None
    found = list(_drawable(tree, under=under))[:MOST]
    # one number in two places may be the same by chance or on purpose; in an equation only those drawn matter
    among = found if isinstance(tree, Relation) else list(_drawable(tree, under=True))
    if not found or len({node.text for node in among}) < len(among):
        return None
    sentinels = {node.start: Number(str(SENTINEL + at)) for at, node in enumerate(found)}
    named = {node.start: Name(PARAMETERS[at]) for at, node in enumerate(found)}
    return Numbers(literals=tuple(found), sentinels=_with(tree, sentinels), named=_with(tree, named))


def _drawable(tree: Tree, *, under: bool) -> Iterator[Number]:
    """
    Yield the whole numbers from 2 on that are no exponents, those in denominators where `under` says so.
    """
    match tree:
        case Number(text):
            if WHOLE.fullmatch(text):
                yield tree
        case Power(base, _):
            yield from _drawable(base, under=under)
        case Divide(over, _) if not under:
            yield from _drawable(over, under=under)
        case _:
            for child in children(tree):
                yield from _drawable(child, under=under)


def _with(tree: Tree, others: Mapping[int, Tree]) -> Tree:
    """
    Put others in the places of numbers, by where these start.
    """
    if isinstance(tree, Number):
        return others.get(tree.start, tree)
    operands = tuple(_with(child, others) for child in children(tree))
    return with_children(tree, operands) if operands else tree


def _equation(task: Task, answer: NumberAnswer, numbers: Numbers) -> DrawnTask | None:
    """
    Draw a linear equation: its key is the quotient of what is collected on both sides.
    """
    if not isinstance(numbers.named, Relation):
        return None
    left, right = numbers.named.operands
    terms = polynomial(Subtract(Group(left), Group(right)))
    if not isinstance(terms, dict) or task.unknown in PARAMETERS:
        return None
    parts = by_letters(terms, {task.unknown})
    of_unknown = parts.get(((task.unknown, 1),))
    if of_unknown is None or set(parts) - {((task.unknown, 1),), ()}:
        return None
    rest = formula({monomial: -worth for monomial, worth in parts.get((), {}).items()})
    factor = formula(of_unknown)
    if factor is None or rest is None:
        return None
    worth = _exact(answer.value)
    if worth is None:
        return None
    plain = "mod(key, 1) = 0" if worth.denominator == 1 else f"abs(part) <= {MOST_UNDER}"
    where = ("part != 0", plain, f"abs(key) <= {_bound(worth)}")
    middle = f"@{{part:coef}}{task.unknown} = @{{rest}}"
    return _task(
        task,
        numbers,
        derive={"part": factor, "rest": rest, "key": "rest/part"},
        where=where,
        key="key",
        last=(middle, f"{task.unknown} = @{{key}}"),
    )


def _calculation(task: Task, answer: NumberAnswer, numbers: Numbers) -> DrawnTask | None:
    """
    Draw a calculation: its key is the formula itself, worked out.
    """
    worth = _exact(answer.value)
    operations = [node for node in walk(task.tree) if children(node) and not isinstance(node, Negate | Group)]
    if worth is None or all(isinstance(node, Divide | Power) for node in operations):
        # a fraction to be reduced, or one power: most draws would leave nothing to do
        return None
    under = [to_text(node.right) for node in walk(numbers.sentinels) if isinstance(node, Divide)]
    defined = tuple(f"{named(text)} != 0" for text in under if str(SENTINEL)[:-1] in text and not text.isdigit())
    plain = ("mod(key, 1) = 0",) if worth.denominator == 1 else ()
    return _task(
        task,
        numbers,
        derive={"key": named(to_text(numbers.sentinels))},
        where=(*defined, *plain, f"abs(key) <= {_bound(worth)}"),
        key="key",
        last=("@{key}",),
    )


def _expansion(task: Task, answer: ExpressionAnswer, numbers: Numbers) -> DrawnTask | None:
    """
    Draw an expression that is multiplied out: its key is the sum of all products.
    """
    letters = set(names(task.tree))
    terms = polynomial(numbers.named)
    if answer.form not in {"any", "expanded", "simplified"} or not isinstance(terms, dict) or letters & set(PARAMETERS):
        return None
    parts = by_letters(terms, letters)
    if len(parts) > MOST or not any(isinstance(node, Group) for node in walk(task.tree)) or "(" in answer.value:
        return None
    summands: list[str] = []
    where: list[str] = []
    for monomial, of in sorted(parts.items(), key=lambda part: (-sum(power for _, power in part[0]), part[0])):
        part = formula(of)
        if part is None:
            return None
        shown = "*".join(name if power == 1 else f"{name}^{power}" for name, power in monomial)
        summands.append(f"({part})*{shown}" if shown else f"({part})")
        if len(of) > 1:
            where.append(f"{part} != 0")
    key = " + ".join(summands)
    return _task(task, numbers, derive={}, where=tuple(where), key=key, last=(f"@{{{key}}}",))


def _task(
    task: Task,
    numbers: Numbers,
    *,
    derive: dict[str, str],
    where: tuple[str, ...],
    key: str,
    last: tuple[str, ...],
) -> DrawnTask:
    """
    Put a drawn task together: placeholders in the formula as it is shown and as it is typed.
    """
    latex, end = [], 0
    for name, literal in zip(PARAMETERS, numbers.literals, strict=False):
        latex += [task.latex[end : literal.start], f"@{{{name}}}"]
        end = literal.end
    first = re.sub(rf"{str(SENTINEL)[:-1]}(\d)", lambda found: f"@{{n{found[1]}}}", to_text(numbers.sentinels))
    return DrawnTask(
        latex="".join([*latex, task.latex[end:]]),
        params={
            name: near(int(literal.text), WIDTHS[len(numbers.literals)])
            for name, literal in zip(PARAMETERS, numbers.literals, strict=False)
        },
        derive=derive,
        where=where,
        value=key,
        solution=(first, *last),
        unknowns=names(task.tree),
        original={name: literal.text for name, literal in zip(PARAMETERS, numbers.literals, strict=False)},
    )


def near(size: int, width: int) -> IntegerRange:
    """
    Return so many whole numbers round a number, none below 2.
    """
    low = max(2, size - width // 2)
    return IntegerRange(low=low, high=low + width - 1)


def named(text: str) -> str:
    """
    Write names for sentinels, in brackets, since a letter may stand right behind.
    """
    return re.sub(rf"{str(SENTINEL)[:-1]}(\d)", r"(n\1)", text)


def by_letters(terms: Polynomial, letters: set[str]) -> dict[Monomial, Polynomial]:
    """
    Collect a polynomial by the powers of its letters; what is left of each part is of parameters.
    """
    parts: dict[Monomial, Polynomial] = {}
    for monomial, worth in terms.items():
        outside = tuple(power for power in monomial if power[0] in letters)
        inside = tuple(power for power in monomial if power[0] not in letters)
        parts.setdefault(outside, {})[inside] = worth
    return parts


def formula(terms: Polynomial) -> str | None:
    """
    Write a polynomial of parameters as a formula; None where a coefficient is no whole number.
    """
    if any(worth.denominator != 1 for worth in terms.values()):
        return None
    text = ""
    for monomial, worth in sorted(terms.items(), key=lambda part: (part[1] < 0, part[0])):
        factors = [name if power == 1 else f"{name}^{power}" for name, power in monomial]
        if abs(worth) != 1 or not factors:
            factors.insert(0, str(abs(worth.numerator)))
        sign = (" - " if worth < 0 else " + ") if text else "-" if worth < 0 else ""
        text += sign + "*".join(factors)
    return text or "0"


def _exact(text: str) -> Fraction | None:
    """
    Return the value of a key that is a fraction as typed.
    """
    tree = read(text, Context())
    worth = None if isinstance(tree, Unreadable) else value(tree)
    return worth if isinstance(worth, Fraction) else None


def _bound(worth: Fraction) -> int:
    return max(LEAST_BOUND, 3 * (abs(worth.numerator) // worth.denominator + 1))
