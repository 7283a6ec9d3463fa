"""
Rules for relations as a whole: matched side by side, and written as a relation or several.

What its sign means depends on the rule's scope: in rules for any relation `=` is
the sign as given, in rules for inequalities `<` is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias, assert_never

import msgspec

from hints.misconception.rewriting.filling import Condition, condition, filler
from hints.misconception.rewriting.flat import Term
from hints.misconception.rewriting.line import Joined, Line, Stated
from hints.misconception.rewriting.matching import Found, Matcher, matcher
from hints.misconception.rewriting.rule import MalRule, Scope
from hints.misconception.rewriting.shape import begins, needs
from hints.misconception.rewriting.work import Work
from item_bank.algebra.tree import MIRRORED, Operator

__all__ = ["SoughtRelation", "sought_relations", "turned", "whole"]

TOGGLED: Mapping[Operator, Operator] = MappingProxyType({"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "="})
Writer: TypeAlias = Callable[[Found, tuple[Operator, ...]], Line | None]
"""
Writes a relation, several, or what is read off them, of what was found and the
signs as given; None where a procedure does not apply.
"""


class RelationWriting(msgspec.Struct, frozen=True, eq=False):
    """What one rule makes of what was found: its conditions and templates, compiled."""

    rule: MalRule
    where: tuple[Condition, ...]
    write: tuple[Writer, ...]


class SoughtRelation(msgspec.Struct, frozen=True, eq=False):
    """
    A pattern for relations, compiled, and all rules that look for it, so that it is matched once.

    `needs` is what each side has to be made of (see `shape`).
    """

    finds: tuple[Term, ...]
    needs: tuple[int, ...]
    match: tuple[Matcher, ...]
    writings: tuple[RelationWriting, ...]


def sought_relations(rules: Sequence[MalRule]) -> tuple[SoughtRelation, ...]:
    """
    Compile the rules for relations, those with the same pattern together.
    """
    alike: defaultdict[tuple[str, bool], list[MalRule]] = defaultdict(list)
    for rule in rules:
        if isinstance(rule.find, Stated):
            alike[repr(rule.find.sides), rule.ordered].append(rule)
    return tuple(_sought(same, ordered=ordered) for (_, ordered), same in alike.items())


def _sought(rules: Sequence[MalRule], *, ordered: bool) -> SoughtRelation:
    """Compile rules with one pattern."""
    find = rules[0].find
    finds = find.sides if isinstance(find, Stated) else ()
    return SoughtRelation(
        finds=finds,
        needs=tuple(map(needs, finds)),
        match=tuple(matcher(side, ordered=ordered) for side in finds),
        writings=tuple(map(_writing, rules)),
    )


def _writing(rule: MalRule) -> RelationWriting:
    """Compile what a rule makes of what was found."""
    return RelationWriting(
        rule=rule,
        where=tuple(map(condition, rule.where)),
        write=tuple(_writer(template, rule.scope) for template in rule.write),
    )


def turned(line: Stated) -> Stated:
    """
    Read a relation from the other end.
    """
    return Stated(line.sides[::-1], tuple(MIRRORED[sign] for sign in line.operators[::-1]))


def whole(sought: SoughtRelation, line: Stated, work: Work) -> Iterator[tuple[MalRule, Found, Line]]:
    """
    Apply the rules of a pattern to all sides of a relation.

    Parameters
    ----------
    sought
        The pattern with its rules.
    line
        The relation, as it is read; each side is made of what the pattern needs.
    work
        The steps of matching that are left.

    Yields
    ------
    tuple
        A rule, what its holes stand for, and what is written.
    """
    if len(sought.finds) != len(line.sides) or not all(map(begins, sought.finds, line.sides)):
        return
    writings = [one for one in sought.writings if _may(one.rule.scope, line.operators)]
    ways: list[Found] = [{}] if writings else []
    for match, side in zip(sought.match, line.sides, strict=True):
        ways = [longer for way in ways for longer in match(side, way, work)]
    for found in ways:
        for writing in writings:
            if writing.where and not all(holds(found) for holds in writing.where):
                continue
            for write in writing.write:
                written = write(found, line.operators)
                if written is not None:
                    yield writing.rule, found, written


def _may(scope: Scope, operators: tuple[Operator, ...]) -> bool:
    """Say whether a scope is for relations with these signs."""
    return scope == "relation" or (set(operators) == {"="}) == (scope == "equation")


def _writer(template: Line, scope: Scope) -> Writer:
    """Compile what is written."""
    match template:
        case Stated(sides, operators):
            fillers = tuple(map(filler, sides))

            def write(found: Found, given: tuple[Operator, ...]) -> Stated | None:
                parts = tuple(part for fill in fillers if (part := fill(found)) is not None)
                if len(parts) < len(fillers):
                    return None
                return Stated(parts, tuple(_sign(sign, place, given, scope) for place, sign in enumerate(operators)))

            return write
        case Joined(word, templates):
            writers = tuple(_writer(part, scope) for part in templates)

            def write_all(found: Found, given: tuple[Operator, ...]) -> Joined | None:
                parts = tuple(part for one in writers if isinstance(part := one(found, given), Stated))
                return Joined(word, parts) if len(parts) == len(writers) else None

            return write_all
        case _:
            fill = filler(template)
            return lambda found, _: fill(found)


def _sign(sign: Operator, place: int, given: tuple[Operator, ...], scope: Scope) -> Operator:
    """
    Say which sign a template means.

    In rules for any relation `=` is the sign as given. In rules for inequalities
    `<` is the sign as given, `>` the mirrored one, and `<=` and `>=` are these
    with the end point changed.
    """
    as_given = given[min(place, len(given) - 1)]
    if scope != "inequality":
        return as_given if scope == "relation" and sign == "=" else sign
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
