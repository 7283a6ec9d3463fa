"""
Filling: from a rule's template and what its holes stand for to the term that it writes.

Calls of procedures are worked out exactly; where one does not apply, nothing is
written. Conditions are decided in the same way.
"""

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from hints.misconception.rewriting.flat import (
    Applied,
    Hole,
    Minus,
    Numeral,
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

__all__ = ["filled", "holds"]

COMPARED: Mapping[Operator, Callable[[Fraction, Fraction], bool]] = MappingProxyType(
    {"=": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
)


def filled(template: Term, found: Found) -> Term | None:
    """
    Put what was found into a template; None where a procedure does not apply.
    """
    match template:
        case Hole(name=name):
            held = found[name]
            return None if isinstance(held, tuple) else held
        case Minus(term=inner):
            part = filled(inner, found)
            return None if part is None else negated(part)
        case Sum(items=items):
            parts = _all_filled(tuple(part for _, part in items), found)
            return (
                None
                if parts is None
                else total(tuple((sign, part) for (sign, _), part in zip(items, parts, strict=True)))
            )
        case Product(factors=factors):
            parts = _all_filled(factors, found)
            return None if parts is None else product(_opened(parts))
        case Quotient(top=top, bottom=bottom):
            parts = _all_filled((top, bottom), found)
            return None if parts is None else quotient(*parts)
        case Raised(base=base, exponent=exponent):
            parts = _all_filled((base, exponent), found)
            return None if parts is None else raised(*parts)
        case Applied(function=name, arguments=arguments):
            parts = _arguments(arguments, found)
            return None if parts is None else _worked_out(name, parts)
        case _:
            return template


def holds(condition: Stated, found: Found) -> bool:
    """
    Say whether a condition is true of what was found.

    Orders need exact numbers; whether two terms are equal is also decided for
    terms with letters, by their value.
    """
    parts = _all_filled(condition.sides, found)
    if parts is None:
        return False
    for place, sign in enumerate(condition.operators):
        left, right = parts[place], parts[place + 1]
        one, other = exact(left), exact(right)
        if one is not None and other is not None:
            if not COMPARED[sign](one, other):
                return False
        elif sign not in ("=", "!=") or same_worth(left, right) != (sign == "="):
            return False
    return True


def _all_filled(templates: tuple[Term, ...], found: Found) -> tuple[Term, ...] | None:
    """Fill several templates; None where one of them cannot be."""
    parts = tuple(filled(template, found) for template in templates)
    known = tuple(part for part in parts if part is not None)
    return known if len(known) == len(parts) else None


def _arguments(templates: tuple[Term, ...], found: Found) -> tuple[Term, ...] | None:
    """Fill the arguments of a function; a list that was found stands for all of them."""
    match templates:
        case (Hole(name=name),) if isinstance(held := found[name], tuple):
            return held
        case _:
            return _all_filled(templates, found)


def _opened(factors: tuple[Term, ...]) -> tuple[Term, ...]:
    """Open products among factors."""
    return tuple(part for factor in factors for part in (factor.factors if type(factor) is Product else (factor,)))


def _worked_out(name: str, parts: tuple[Term, ...]) -> Term | None:
    """Work a procedure out, or apply a function of the grammar."""
    procedure = PROCEDURES.get(name)
    literals = tuple(_literal(part) for part in parts)
    known = tuple(literal for literal in literals if literal is not None)
    if procedure is None or len(known) < len(literals):
        called = function(name, parts)
        return called if called.at == called.at else None
    try:
        outcome = procedure(known)
    except (ArithmeticError, ValueError, TypeError, IndexError):
        return None
    return _written(outcome)


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
