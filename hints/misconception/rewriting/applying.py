"""
Applying: every line that one wrong rewrite makes of a line.

Walks all places of a line and all rules, bounded by counted work. Lines that are
no different in value come out too; what they explain is for others to say.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias, assert_never

import msgspec

from hints.misconception.rewriting.filling import filled, holds
from hints.misconception.rewriting.flat import (
    Applied,
    Minus,
    Product,
    Quotient,
    Raised,
    Sum,
    Term,
    minus,
    negated,
    product,
    quotient,
    raised,
    total,
)
from hints.misconception.rewriting.flattening import function
from hints.misconception.rewriting.line import Joined, Line, Stated
from hints.misconception.rewriting.matching import Found, Work, fits, matches
from hints.misconception.rewriting.rule import MalRule
from item_bank.algebra.tree import MIRRORED, Operator

__all__ = ["Application", "Rules", "applications", "indexed"]

Put: TypeAlias = Callable[[Term], Term]
"""Puts another term in the place of one, and gives the whole."""
WORK = 60_000
"""Steps of matching for one line; a long line with all rules takes some 10,000."""
TOGGLED: Mapping[Operator, Operator] = MappingProxyType({"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "="})


class Application(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """
    One wrong rewrite of a line.

    `line` is what comes out; `site` what was rewritten, None where it is the
    whole relation; `found` what the rule's holes stand for there.
    """

    rule: MalRule
    line: Line
    site: Term | None
    found: Found


class Rules(msgspec.Struct, frozen=True, eq=False):
    """Rules by what they are looked up by: their scope, and the kind of term they begin with."""

    anywhere: Mapping[type[Term], tuple[MalRule, ...]]
    sides: tuple[MalRule, ...]
    lines: tuple[MalRule, ...]
    relations: tuple[MalRule, ...]


def indexed(rules: Sequence[MalRule]) -> Rules:
    """
    Sort rules by where they apply.
    """
    anywhere: defaultdict[type[Term], list[MalRule]] = defaultdict(list)
    for rule in rules:
        if rule.scope == "expression" and not isinstance(rule.find, Stated):
            anywhere[type(rule.find)].append(rule)
    return Rules(
        anywhere={kind: tuple(found) for kind, found in anywhere.items()},
        sides=tuple(rule for rule in rules if rule.scope == "side"),
        lines=tuple(rule for rule in rules if rule.scope == "line"),
        relations=tuple(rule for rule in rules if rule.scope in ("relation", "equation", "inequality")),
    )


def applications(line: Line, rules: Rules, work: Work | None = None) -> Iterator[Application]:
    """
    Yield what each rule makes of a line, at each place where it fits.

    Parameters
    ----------
    line
        The line before.
    rules
        Which rules to apply.
    work
        Steps of matching that are left; `WORK` where none are given. When they
        are used up, no more is yielded.
    """
    left = Work(WORK) if work is None else work
    match line:
        case Stated():
            yield from _of_relation(line, rules, left)
        case Joined(word, parts):
            for place, part in enumerate(parts):
                for application in _of_relation(part, rules, left):
                    if isinstance(application.line, Stated):
                        joined = Joined(word, (*parts[:place], application.line, *parts[place + 1 :]))
                        yield msgspec.structs.replace(application, line=joined)
        case _:
            for rule in rules.lines:
                yield from _at(rule, line, _itself, left)
            yield from _anywhere(line, rules, left)


def _of_relation(line: Stated, rules: Rules, work: Work) -> Iterator[Application]:
    """Apply rules to a relation as a whole, then to each side."""
    for rule in rules.relations:
        yield from _whole(rule, line, work)
    for place, side in enumerate(line.sides):
        inside = [*_anywhere(side, rules, work)]
        for rule in rules.sides:
            inside.extend(_at(rule, side, _itself, work))
        for application in inside:
            if not isinstance(application.line, Stated | Joined):
                sides = (*line.sides[:place], application.line, *line.sides[place + 1 :])
                yield msgspec.structs.replace(application, line=Stated(sides, line.operators))


def _whole(rule: MalRule, line: Stated, work: Work) -> Iterator[Application]:
    """Apply a rule to all sides of a relation, read from either end."""
    if not isinstance(rule.find, Stated) or len(rule.find.sides) != len(line.sides) or not _may(rule, line):
        return
    for turned in (False, True):
        given = _turned(line) if turned else line
        for found in _sides(rule.find.sides, given.sides, {}, work, ordered=rule.ordered):
            if all(holds(condition, found) for condition in rule.where):
                for template in rule.write:
                    written = _stated(template, found, given.operators, rule)
                    if written is not None:
                        back = _turned(written) if turned and isinstance(written, Stated) else written
                        yield Application(rule=rule, line=back, site=None, found=found)


def _may(rule: MalRule, line: Stated) -> bool:
    """Say whether a rule is for relations like this one."""
    equations = set(line.operators) == {"="}
    return rule.scope == "relation" or equations == (rule.scope == "equation")


def _turned(line: Stated) -> Stated:
    """Read a relation from the other end."""
    return Stated(line.sides[::-1], tuple(MIRRORED[sign] for sign in line.operators[::-1]))


def _sides(
    patterns: tuple[Term, ...], sides: tuple[Term, ...], found: Found, work: Work, *, ordered: bool
) -> Iterator[Found]:
    """Match the sides of a relation, one after the other."""
    if not patterns:
        yield found
        return
    for first in fits(patterns[0], sides[0], found, work, ordered=ordered):
        yield from _sides(patterns[1:], sides[1:], first, work, ordered=ordered)


def _stated(
    template: Term | Stated | Joined, found: Found, given: tuple[Operator, ...], rule: MalRule
) -> Stated | Joined | None:
    """Write a relation, or several."""
    match template:
        case Stated(sides, operators):
            parts = tuple(filled(side, found) for side in sides)
            known = tuple(part for part in parts if part is not None)
            if len(known) < len(parts):
                return None
            return Stated(known, tuple(_sign(sign, place, given, rule) for place, sign in enumerate(operators)))
        case Joined(word, templates):
            written = tuple(_stated(part, found, given, rule) for part in templates)
            relations = tuple(part for part in written if isinstance(part, Stated))
            return Joined(word, relations) if len(relations) == len(written) else None
        case _:
            return None


def _sign(sign: Operator, place: int, given: tuple[Operator, ...], rule: MalRule) -> Operator:
    """
    Say which sign a template means.

    In rules for any relation `=` is the sign as given. In rules for inequalities
    `<` is the sign as given, `>` the mirrored one, and `<=` and `>=` are these
    with the end point changed.
    """
    as_given = given[min(place, len(given) - 1)]
    if rule.scope != "inequality":
        return as_given if rule.scope == "relation" and sign == "=" else sign
    match sign:
        case "<":
            return as_given
        case ">":
            return MIRRORED[as_given]
        case "<=":
            return TOGGLED[as_given]
        case ">=":
            return TOGGLED[MIRRORED[as_given]]
        case "=" | "!=" | "in":
            return sign
        case _:
            assert_never(sign)


def _itself(term: Term) -> Term:
    return term


def _anywhere(root: Term, rules: Rules, work: Work) -> Iterator[Application]:
    """Apply rules at every place of an expression."""
    for term, put in _places(root, _itself):
        for rule in _candidates(term, rules):
            yield from _at(rule, term, put, work)


def _candidates(term: Term, rules: Rules) -> Iterator[MalRule]:
    """Yield the rules that may fit a term: those that begin like it, and those for what is not written out."""
    kind = type(term)
    yield from rules.anywhere.get(kind, ())
    if kind is not Minus:
        yield from rules.anywhere.get(Minus, ())
    if kind is not Product:
        yield from rules.anywhere.get(Product, ())


def _at(rule: MalRule, term: Term, put: Put, work: Work) -> Iterator[Application]:
    """Apply a rule at one place."""
    if isinstance(rule.find, Stated):
        return
    for found, used in matches(rule.find, term, work, ordered=rule.ordered):
        if not all(holds(condition, found) for condition in rule.where):
            continue
        for template in rule.write:
            written = None if isinstance(template, Stated | Joined) else filled(template, found)
            if written is not None:
                whole = put(_with_rest(term, written, used))
                yield Application(rule=rule, line=whole, site=_part(term, used), found=found)


def _with_rest(term: Term, written: Term, used: frozenset[int]) -> Term:
    """Put what was written beside the parts of a sum or product that were not matched."""
    if not used:
        return written
    first = min(used)
    match term:
        case Sum(items=items):
            return total(
                tuple(
                    (1, written) if place == first else item
                    for place, item in enumerate(items)
                    if place == first or place not in used
                )
            )
        case Product(factors=factors):
            return product(
                tuple(
                    written if place == first else factor
                    for place, factor in enumerate(factors)
                    if place == first or place not in used
                )
            )
        case _:
            return written


def _part(term: Term, used: frozenset[int]) -> Term:
    """Return the part of a sum or product that was matched."""
    if not used:
        return term
    match term:
        case Sum(items=items):
            return total(tuple(item for place, item in enumerate(items) if place in used))
        case Product(factors=factors):
            return product(tuple(factor for place, factor in enumerate(factors) if place in used))
        case _:
            return term


def _places(term: Term, put: Put) -> Iterator[tuple[Term, Put]]:  # noqa: C901 - one case a construct
    """Yield every place of a term with the way to put another term there."""
    yield term, put
    match term:
        case Sum(items=items):
            for place, (sign, part) in enumerate(items):
                yield from _places(part, _into_sum(items, place, sign, put))
                if sign < 0 and type(part) in (Product, Quotient):
                    yield negated(part), _into_sum(items, place, 1, put)
        case Product(factors=factors):
            for place, factor in enumerate(factors):
                yield from _places(factor, _into_product(factors, place, put))
        case Quotient(top=top, bottom=bottom):
            yield from _places(top, lambda new: put(quotient(new, bottom)))
            yield from _places(bottom, lambda new: put(quotient(top, new)))
        case Raised(base=base, exponent=exponent):
            yield from _places(base, lambda new: put(raised(new, exponent)))
            yield from _places(exponent, lambda new: put(raised(base, new)))
        case Minus(term=inner):
            yield from _places(inner, lambda new: put(minus(new)))
        case Applied(function=name, arguments=arguments):
            for place, argument in enumerate(arguments):
                yield from _places(argument, _into_call(name, arguments, place, put))
        case _:
            pass


def _into_sum(items: tuple[tuple[int, Term], ...], place: int, sign: int, put: Put) -> Put:
    return lambda new: put(total((*items[:place], (sign, new), *items[place + 1 :])))


def _into_product(factors: tuple[Term, ...], place: int, put: Put) -> Put:
    return lambda new: put(product((*factors[:place], new, *factors[place + 1 :])))


def _into_call(name: str, arguments: tuple[Term, ...], place: int, put: Put) -> Put:
    return lambda new: put(function(name, (*arguments[:place], new, *arguments[place + 1 :])))
