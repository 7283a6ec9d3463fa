"""
Applying: every line that one wrong rewrite makes of a line.

Walks all places of a line and all rules, bounded by counted work. Lines that are
no different in value come out too; what they explain is for others to say.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from hints.misconception.rewriting.filling import Condition, Filler, condition, filler
from hints.misconception.rewriting.flat import At, Minus, Product, Sum, Term, product, product_at, total
from hints.misconception.rewriting.line import Joined, Line, Stated, Valued, valued
from hints.misconception.rewriting.matching import Found, Parts, part_matcher
from hints.misconception.rewriting.places import Place, Places, places
from hints.misconception.rewriting.relations import SoughtRelation, sought_relations, turned, whole
from hints.misconception.rewriting.rule import MalRule, Scope
from hints.misconception.rewriting.shape import TERMS, begins, made_of, may_begin, needs
from hints.misconception.rewriting.work import Work

__all__ = ["WORK", "Application", "Rules", "applications", "indexed"]

WORK = 20_000
"""Choices while matching for one line; a long line with all rules takes some 2,000."""
_Inside: TypeAlias = tuple[MalRule, Found, At, Callable[[], Term], Callable[[], Term]]
"""A rule, what it found, what the whole is worth then, and how to write the whole and the part that was rewritten."""


class Application(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """
    One wrong rewrite of a line.

    `found` is what the rule's holes stand for there, and `worth` what the line is
    worth that comes out.
    """

    rule: MalRule
    found: Found
    worth: Valued
    write: Callable[[], Line]
    part: Callable[[], Term] | None

    @property
    def line(self) -> Line:
        """
        The line that comes out.
        """
        return self.write()

    @property
    def site(self) -> Term | None:
        """
        What was rewritten; None where it is the whole relation.
        """
        return None if self.part is None else self.part()


class Writing(msgspec.Struct, frozen=True, eq=False):
    """What one rule makes of what was found: its conditions and templates, compiled."""

    rule: MalRule
    where: tuple[Condition, ...]
    write: tuple[Filler, ...]


class Sought(msgspec.Struct, frozen=True, eq=False):
    """
    A pattern for terms, compiled, and all rules that look for it, so that it is matched once.

    `needs` is what a term has to be made of (see `shape`).
    """

    find: Term
    needs: int
    match: Parts
    writings: tuple[Writing, ...]


class Rules(msgspec.Struct, frozen=True, eq=False):
    """Patterns by the scope of their rules and the kinds of terms that they, or their first side, may begin with."""

    anywhere: Mapping[type[Term], tuple[Sought, ...]]
    sides: tuple[Sought, ...]
    lines: tuple[Sought, ...]
    relations: Mapping[type[Term], tuple[SoughtRelation, ...]]


def indexed(rules: Sequence[MalRule]) -> Rules:
    """
    Compile rules and sort them by where they apply.
    """
    everywhere = _sought(rules, "expression")
    relations = sought_relations(rules)
    return Rules(
        anywhere={kind: tuple(one for one in everywhere if may_begin(one.find, kind)) for kind in TERMS},
        sides=_sought(rules, "side"),
        lines=_sought(rules, "line"),
        relations={kind: tuple(one for one in relations if may_begin(one.finds[0], kind)) for kind in TERMS},
    )


def _sought(rules: Sequence[MalRule], scope: Scope) -> tuple[Sought, ...]:
    """Compile the rules of a scope, those with the same pattern together."""
    alike: defaultdict[tuple[str, bool], list[MalRule]] = defaultdict(list)
    for rule in rules:
        if rule.scope == scope and not isinstance(rule.find, Stated):
            # The text of a pattern says all of it: holes with their kinds, digits as written.
            alike[repr(rule.find), rule.ordered].append(rule)
    return tuple(
        Sought(
            find=same[0].find,
            needs=needs(same[0].find),
            match=part_matcher(same[0].find, ordered=ordered),
            writings=tuple(map(_writing, same)),
        )
        for (_, ordered), same in alike.items()
        if not isinstance(same[0].find, Stated)
    )


def _writing(rule: MalRule) -> Writing:
    """Compile what a rule makes of what was found."""
    return Writing(
        rule=rule,
        where=tuple(map(condition, rule.where)),
        write=tuple(filler(template) for template in rule.write if not isinstance(template, Stated | Joined)),
    )


def applications(line: Line, rules: Rules, work: Work | None = None, where: Places = places) -> Iterator[Application]:
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
    where
        Which places of an expression, or of a side, are looked at; all of them
        where nothing is said.
    """
    left = Work(WORK) if work is None else work
    match line:
        case Stated():
            yield from _of_relation(line, rules, left, where)
        case Joined():
            yield from _of_joined(line, rules, left, where)
        case _:
            for rule, found, at, write, part in _inside(where(line), rules, rules.lines, left):
                yield Application(rule=rule, found=found, worth=Valued(None, (((), (at,)),)), write=write, part=part)


def _of_joined(line: Joined, rules: Rules, work: Work, where: Places) -> Iterator[Application]:
    """Apply rules to each of several relations."""
    whole_worth = valued(line)
    for place, part in enumerate(line.parts):
        for made in _of_relation(part, rules, work, where):
            if made.worth.word is None and made.worth.parts[0][0]:
                parts = (*whole_worth.parts[:place], *made.worth.parts, *whole_worth.parts[place + 1 :])
                worth = Valued(line.word, parts)
                yield msgspec.structs.replace(made, worth=worth, write=_into_joined(line, place, made.write))


def _into_joined(line: Joined, place: int, write: Callable[[], Line]) -> Callable[[], Line]:
    def joined() -> Line:
        made = write()
        if not isinstance(made, Stated):
            raise TypeError(made)
        return Joined(line.word, (*line.parts[:place], made, *line.parts[place + 1 :]))

    return joined


def _of_relation(line: Stated, rules: Rules, work: Work, where: Places) -> Iterator[Application]:
    """Apply rules to a relation as a whole, then to each side."""
    bits = tuple(map(made_of, line.sides))
    for given, made_of_each, backwards in ((line, bits, False), (turned(line), bits[::-1], True)):
        for sought in rules.relations[type(given.sides[0])]:
            if any(need & ~there for need, there in zip(sought.needs, made_of_each, strict=False)):
                continue
            for rule, found, written in whole(sought, given, work):
                back = turned(written) if backwards and isinstance(written, Stated) else written
                yield Application(rule=rule, found=found, worth=valued(back), write=_itself(back), part=None)
    values = tuple(side.at for side in line.sides)
    for place, side in enumerate(line.sides):
        for rule, found, at, write, part in _inside(where(side), rules, rules.sides, work):
            sides = (*values[:place], at, *values[place + 1 :])
            worth = Valued(None, ((line.operators, sides),))
            yield Application(rule=rule, found=found, worth=worth, write=_into_side(line, place, write), part=part)


def _itself(line: Line) -> Callable[[], Line]:
    return lambda: line


def _into_side(line: Stated, place: int, write: Callable[[], Term]) -> Callable[[], Line]:
    return lambda: Stated((*line.sides[:place], write(), *line.sides[place + 1 :]), line.operators)


def _inside(everywhere: Sequence[Place], rules: Rules, at_root: Sequence[Sought], work: Work) -> Iterator[_Inside]:
    """Apply rules at every place of an expression, and others at its root only."""
    for place in reversed(everywhere):
        bits = place.bits
        for sought in rules.anywhere[type(place.term)]:
            if not sought.needs & ~bits:
                yield from _at(sought, place, work)
    root = everywhere[-1]
    for sought in at_root:
        if not sought.needs & ~root.bits and may_begin(sought.find, type(root.term)):
            yield from _at(sought, root, work)


def _at(sought: Sought, place: Place, work: Work) -> Iterator[_Inside]:
    """Apply the rules of a pattern at one place, whose kind of term it may begin with."""
    term = place.term
    if type(sought.find) is Minus and not begins(sought.find, term):
        return
    for found, used in sought.match(term, work):
        for writing in sought.writings:
            if writing.where and not all(holds(found) for holds in writing.where):
                continue
            for fill in writing.write:
                written = fill(found)
                if written is not None:
                    at = place.lift(_worth_with_rest(term, written.at, used) if used else written.at)
                    yield writing.rule, found, at, _written(place, written, used), _part(term, used)


def _written(place: Place, written: Term, used: frozenset[int]) -> Callable[[], Term]:
    """Put what was written in its place, beside the parts of a sum or product that were not matched."""
    return lambda: place.put(_with_rest(place.term, written, used) if used else written)


def _with_rest(term: Term, written: Term, used: frozenset[int]) -> Term:
    """Put what was written where the first of the matched parts stood."""
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


def _worth_with_rest(term: Term, written: At, used: frozenset[int]) -> At:
    """Return what a sum or product is worth with another term for the parts that were matched."""
    one, other = written
    match term:
        case Sum(items=items):
            for place, (sign, part) in enumerate(items):
                if place not in used:
                    one += sign * part.at[0]
                    other += sign * part.at[1]
            return one, other
        case Product(factors=factors):
            rest = product_at(tuple(factor for place, factor in enumerate(factors) if place not in used))
            return one * rest[0], other * rest[1]
        case _:
            return written


def _part(term: Term, used: frozenset[int]) -> Callable[[], Term]:
    """Return the part of a sum or product that was matched."""
    match term:
        case Sum(items=items) if used:
            return lambda: total(tuple(item for place, item in enumerate(items) if place in used))
        case Product(factors=factors) if used:
            return lambda: product(tuple(factor for place, factor in enumerate(factors) if place in used))
        case _:
            return lambda: term
