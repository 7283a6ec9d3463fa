"""
Searching: the wrong rewrites that lead from a line to the learner's.

First one wrong rewrite; then a slip of one digit; then one rewrite after an
operation that was declared or may have been done; then two, one after the other.
Each stage runs only where the ones before found nothing, and all share one budget
of candidates.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import msgspec

from hints.misconception.digits import miswritten
from hints.misconception.rewriting.agreement import Agreement, Target, agreement
from hints.misconception.rewriting.applying import WORK, Application, Rules, applications
from hints.misconception.rewriting.flat import At, Minus, Numeral, Term
from hints.misconception.rewriting.kinds import same_at
from hints.misconception.rewriting.line import Joined, Line, Stated, Valued, valued
from hints.misconception.rewriting.operation import Operation, done, inferred
from hints.misconception.rewriting.places import Places, places, root_only
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.rewriting.work import Work

__all__ = ["CANDIDATES", "PAIR", "Hit", "Searched", "search", "unchanged"]

CANDIDATES = 2_000
"""Lines that are made and compared for one diagnosis, at most."""
PAIR = 0.07
"""What a second wrong rewrite in one step counts, beside one alone."""
PAIRS = 300
"""Of these for two wrong rewrites in one step, at most."""
OPERATIONS = 6
"""Operations that are inferred from a line, at most."""


class Hit(msgspec.Struct, frozen=True, eq=False):
    """A wrong rewrite that gives the line, how it fits, and the rewrite before it, where there are two."""

    application: Application
    fit: Agreement
    first: Application | None = None


class Searched(msgspec.Struct, frozen=True, eq=False):
    """
    What was found.

    Attributes
    ----------
    hits
        By rule, each with its best fit.
    tried
        The weights of all rules, once for each line that was made: what else
        might have been written.
    made
        How many lines were made, at most `CANDIDATES`.
    """

    hits: Mapping[RuleId, Hit]
    tried: float
    made: int


class _Budget:
    """Candidates and steps of matching that are left, and the weight of what was tried."""

    __slots__ = ("left", "made", "tried", "work")

    def __init__(self) -> None:
        self.left = CANDIDATES
        self.made = 0
        self.tried = 0.0
        self.work = Work(WORK)

    def applications(self, line: Line, rules: Rules, where: Places) -> Iterator[Application]:
        """Yield what rules make of a line, but for what is right by chance, as long as there are candidates left."""
        own = valued(line)
        for made in applications(line, rules, self.work, where):
            if self.left <= 0:
                return
            if unchanged(made.worth, own):
                continue
            self.left -= 1
            self.made += 1
            yield made


def unchanged(made: Valued, own: Valued) -> bool:
    """
    Say whether a line that was made is worth what the line was: nobody would see the habit there.
    """
    if made.word != own.word or len(made.parts) != len(own.parts):
        return False
    for (signs, sides), (own_signs, own_sides) in zip(made.parts, own.parts, strict=True):
        if signs != own_signs or len(sides) != len(own_sides):
            return False
        # Sides that no rule touched are the same object, which is faster to see.
        if not all(one is other or same_at(one, other) for one, other in zip(sides, own_sides, strict=True)):
            return False
    return True


def search(line: Line, wanted: Target, rules: Rules, operation: Operation | None) -> Searched:
    """
    Find the rules that lead from a line to a learner's.

    Parameters
    ----------
    line
        The line before.
    wanted
        The learner's line.
    rules
        Which rules to apply.
    operation
        What was declared to be done; others are inferred where none was.
    """
    budget = _Budget()
    hits: dict[RuleId, Hit] = {}
    for application in budget.applications(line, rules, places):
        budget.tried += application.rule.weight
        _note(hits, application, wanted)
    if not hits:
        _by_a_digit(line, wanted, hits)
    if not hits:
        _after_operations(line, wanted, rules, operation, budget, hits)
    if not hits:
        _twice(line, wanted, rules, budget, hits)
    return Searched(hits, budget.tried, budget.made)


def _note(hits: dict[RuleId, Hit], application: Application, wanted: Target) -> None:
    """Keep a rewrite that gives the line, unless its rule fits better elsewhere."""
    fit = agreement(application.worth, wanted)
    if fit is None:
        return
    known = hits.get(application.rule.id)
    if known is None or (known.fit is not Agreement.PARTS and fit is Agreement.PARTS):
        hits[application.rule.id] = Hit(application, fit)


def _by_a_digit(line: Line, wanted: Target, hits: dict[RuleId, Hit]) -> None:
    """Hold the one side that changed, where it is a number, against what it comes to, digit by digit."""
    change = _change(line, wanted)
    if change is None or isinstance(change.wanted.line, Stated | Joined):
        return
    sign, written = (-1, change.wanted.line.term) if type(change.wanted.line) is Minus else (1, change.wanted.line)
    (right, also), given = change.side.at, change.wanted.line.at
    if type(written) is not Numeral or right != also or right * sign < 0:
        return
    rule = miswritten(abs(right), written.text)
    if rule is not None:
        made = Application(
            rule=rule,
            found={},
            worth=Valued(None, (((), (given,)),)),
            write=lambda: change.wanted.line,
            part=lambda: change.side,
        )
        hits[rule.id] = Hit(change.whole(made), Agreement.PARTS)


def _after_operations(
    line: Line, wanted: Target, rules: Rules, operation: Operation | None, budget: _Budget, hits: dict[RuleId, Hit]
) -> None:
    """Do an operation rightly, and then one wrong rewrite: anywhere if it was declared, else of a whole side."""
    moved = None if operation is None else done(operation, line)
    if operation is not None:
        if moved is not None:
            for application in budget.applications(moved, rules, places):
                budget.tried += application.rule.weight
                _note(hits, application, wanted)
        return
    of_sides = msgspec.structs.replace(rules, relations=dict.fromkeys(rules.relations, ()))
    for likely in islice(inferred(line), OPERATIONS):
        moved = done(likely, line)
        if moved is None:
            continue
        for application in budget.applications(moved, of_sides, root_only):
            budget.tried += application.rule.weight
            _note(hits, application, wanted)


def _twice(line: Line, wanted: Target, rules: Rules, budget: _Budget, hits: dict[RuleId, Hit]) -> None:
    """
    Rewrite wrongly a second time what was wrongly rewritten once, within the one side that the learner changed.

    Of equations that changed on both sides nothing is said: two wrong rewrites
    give too many lines to mean something.
    """
    change = _change(line, wanted)
    if change is None:
        return
    budget.left = min(budget.left, PAIRS)
    inside = msgspec.structs.replace(rules, lines=rules.sides)
    seen: list[At] = [change.side.at]
    firsts = [(one, one.line) for one in budget.applications(change.side, inside, places)]
    firsts += [(one, side) for one in _of_whole(line, rules, budget) if (side := change.only_here(one)) is not None]
    for first, made in sorted(firsts, key=lambda one: -one[0].rule.weight):
        at = valued(made).parts[0][1][0]
        if any(same_at(at, other) for other in seen):
            continue
        seen.append(at)
        for second in budget.applications(made, inside, places):
            budget.tried += PAIR * first.rule.weight * second.rule.weight
            turned = hits.get(first.rule.id)
            if turned is not None and turned.first is not None and turned.first.rule is second.rule:
                continue
            if second.rule.id not in hits and agreement(second.worth, change.wanted) is not None:
                hits[second.rule.id] = Hit(change.whole(second), Agreement.PARTS, first)


def _of_whole(line: Line, rules: Rules, budget: _Budget) -> Iterator[Application]:
    """Yield what the rules for relations make of a line."""
    if isinstance(line, Stated):
        yield from (one for one in budget.applications(line, rules, root_only) if one.part is None)


class _Change(msgspec.Struct, frozen=True, eq=False):
    """The one side that is another in the learner's line, what it is there, and the line."""

    line: Line
    place: int
    side: Term
    wanted: Target

    def only_here(self, made: Application) -> Term | None:
        """Return what a rewrite of the line made of the side; None where it changed another too."""
        line, new = self.line, made.line
        if not isinstance(line, Stated) or not isinstance(new, Stated) or len(new.sides) != len(line.sides):
            return None
        others = [place for place in range(len(line.sides)) if not same_at(line.sides[place].at, new.sides[place].at)]
        return new.sides[self.place] if others == [self.place] else None

    def whole(self, made: Application) -> Application:
        """Make a rewrite of the side one of the line."""
        line, place = self.line, self.place
        if not isinstance(line, Stated):
            return made
        (_, (at,)) = made.worth.parts[0]
        sides = (*(side.at for side in line.sides[:place]), at, *(side.at for side in line.sides[place + 1 :]))
        worth = Valued(None, ((line.operators, sides),))
        return msgspec.structs.replace(made, worth=worth, write=_into(line, place, made))


def _into(line: Stated, place: int, made: Application) -> Callable[[], Line]:
    def write() -> Line:
        side = made.line
        if isinstance(side, Stated | Joined):
            raise TypeError(side)
        return Stated((*line.sides[:place], side, *line.sides[place + 1 :]), line.operators)

    return write


def _side_of(line: Line, place: int, *, turned: bool) -> Line:
    """Return a side of a relation, read from either end."""
    if not isinstance(line, Stated):
        return line
    return line.sides[::-1][place] if turned else line.sides[place]


def _change(line: Line, wanted: Target) -> _Change | None:
    """Find the one side that the learner changed; the whole of an expression, None where it is not one side."""
    if isinstance(line, Joined) or wanted.worth.word is not None:
        return None
    ((signs, given),), (slack,) = wanted.worth.parts, wanted.slack
    if not isinstance(line, Stated):
        return _Change(line, 0, line, wanted) if len(given) == 1 else None
    if len(line.sides) != len(given) or signs != line.operators:
        return None
    for ats, slacks in ((given, slack), (given[::-1], slack[::-1])):
        others = [place for place, side in enumerate(line.sides) if not same_at(side.at, ats[place])]
        if len(others) == 1:
            (place,) = others
            only = Target(
                _side_of(wanted.line, place, turned=ats is not given),
                Valued(None, (((), (ats[place],)),)),
                ((slacks[place],),),
            )
            return _Change(line, place, line.sides[place], only)
    return None
