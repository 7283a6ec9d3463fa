"""
Filling: from a rule's template and what its holes stand for to the term that it writes.

Templates and conditions are compiled once to functions. Calls of procedures are
worked out exactly; where one does not apply, nothing is written.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias, assert_never

from hints.misconception.rewriting.flat import (
    Applied,
    Hole,
    Letter,
    Minus,
    Numeral,
    Other,
    Product,
    Quotient,
    Raised,
    Sum,
    Term,
    negated,
    numeral,
    of_number,
    product,
    quotient,
    raised,
    total,
)
from hints.misconception.rewriting.flattening import function
from hints.misconception.rewriting.kinds import exact, same_worth
from hints.misconception.rewriting.line import Stated
from hints.misconception.rewriting.matching import Found
from hints.misconception.rewriting.procedures import PROCEDURES, Literal, Outcome
from item_bank.algebra.tree import Operator

__all__ = ["Condition", "Filler", "condition", "filler"]

Filler: TypeAlias = Callable[[Found], Term | None]
"""Puts what was found into a template; None where a procedure does not apply."""
Condition: TypeAlias = Callable[[Found], bool]
"""Says whether a condition is true of what was found."""
_Fillers: TypeAlias = Callable[[Found], tuple[Term, ...] | None]
COMPARED: Mapping[Operator, Callable[[Fraction, Fraction], bool]] = MappingProxyType(
    {"=": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
)


def filler(template: Term) -> Filler:
    """
    Compile a template.
    """
    match template:
        case Hole(name=name):
            return lambda found: None if isinstance(held := found[name], tuple) else held
        case Minus(term=inner):
            return _made(filler(inner))
        case Sum(items=items):
            signs = tuple(sign for sign, _ in items)
            return _joined(
                _all([part for _, part in items]), lambda parts: total(tuple(zip(signs, parts, strict=True)))
            )
        case Product(factors=factors):
            return _joined(_all(factors), lambda parts: product(_opened(parts)))
        case Quotient(top=top, bottom=bottom):
            return _joined(_all((top, bottom)), lambda parts: quotient(*parts))
        case Raised(base=base, exponent=exponent):
            return _joined(_all((base, exponent)), lambda parts: raised(*parts))
        case Applied(function=name, arguments=arguments):
            return _called(name, _arguments(arguments))
        case Numeral() | Letter() | Other():
            return lambda _: template
        case _:
            assert_never(template)


def condition(relation: Stated) -> Condition:
    """
    Compile a condition.

    Orders need exact numbers; whether two terms are equal is also decided for
    terms with letters, by their value.
    """
    sides = _all(relation.sides)
    operators = relation.operators

    def holds(found: Found) -> bool:
        parts = sides(found)
        return parts is not None and all(
            _related(parts[place], sign, parts[place + 1]) for place, sign in enumerate(operators)
        )

    return holds


def _related(left: Term, sign: Operator, right: Term) -> bool:
    """Say whether two terms are related so."""
    one, other = exact(left), exact(right)
    if one is not None and other is not None:
        return COMPARED[sign](one, other)
    return sign in ("=", "!=") and same_worth(left, right) == (sign == "=")


def _made(inner: Filler) -> Filler:
    """Write a minus sign before what is filled."""

    def fill(found: Found) -> Term | None:
        part = inner(found)
        return None if part is None else negated(part)

    return fill


def _joined(parts: _Fillers, join: Callable[[tuple[Term, ...]], Term]) -> Filler:
    """Join several that are filled."""

    def fill(found: Found) -> Term | None:
        filled = parts(found)
        return None if filled is None else join(filled)

    return fill


def _all(templates: Sequence[Term]) -> _Fillers:
    """Fill several templates; None where one of them cannot be."""
    fillers = tuple(map(filler, templates))

    def fill(found: Found) -> tuple[Term, ...] | None:
        out: list[Term] = []
        for one in fillers:
            part = one(found)
            if part is None:
                return None
            out.append(part)
        return tuple(out)

    return fill


def _arguments(templates: Sequence[Term]) -> _Fillers:
    """Fill the arguments of a function; a list that was found stands for all of them."""
    each = _all(templates)
    if len(templates) != 1 or not isinstance(hole := templates[0], Hole):
        return each
    name = hole.name
    return lambda found: held if isinstance(held := found[name], tuple) else (held,)


def _opened(factors: tuple[Term, ...]) -> tuple[Term, ...]:
    """Open products among factors."""
    return tuple(part for factor in factors for part in (factor.factors if type(factor) is Product else (factor,)))


def _called(name: str, arguments: _Fillers) -> Filler:
    """Work a procedure out, or apply a function of the grammar."""
    procedure = PROCEDURES.get(name)

    def fill(found: Found) -> Term | None:
        parts = arguments(found)
        if parts is None:
            return None
        literals = [_literal(part) for part in parts] if procedure is not None else []
        known = tuple(literal for literal in literals if literal is not None)
        if procedure is None or len(known) < len(literals):
            called = function(name, parts)
            return called if called.at == called.at else None
        try:
            outcome = procedure(known)
        except (ArithmeticError, ValueError, TypeError, IndexError):
            return None
        return _written(outcome)

    return fill


def _written(outcome: Outcome) -> Term | None:
    """Write what a procedure gave."""
    match outcome:
        case Fraction():
            return of_number(outcome)
        case str(text) if text.startswith("-"):
            return negated(numeral(text[1:]))
        case str(text):
            return numeral(text)
        case None:
            return None


def _literal(term: Term) -> Literal | None:
    """Return a number that was matched, with its digits where it has some."""
    worth = exact(term)
    if worth is None:
        return None
    return Literal(worth, term.text if type(term) is Numeral else "")
