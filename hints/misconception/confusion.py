"""
Confusion: mal-rules that a step's numbers hide, or cannot tell from each other.

All rules are applied to the solutions of a few draws. Only those that are in doubt
after that are applied to the rest, which costs little. A habit that most draws do not
show has nothing to do there, like carrying in a sum of small digits, and is no news.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from hints.misconception.diagnosis import LEADS
from hints.misconception.endings import Mark
from hints.misconception.explain import shipped
from hints.misconception.outcomes import OPPOSITE, RIGHT, outcomes
from hints.misconception.ranking import EXPECTED
from hints.misconception.rewriting.applying import Rules, indexed
from hints.misconception.rewriting.rule import MalRule
from item_bank.answers.maths_key import MathsKey
from item_bank.check.confused import Alike, Confusion, Hidden, Opens
from item_bank.mistake import Mistake

__all__ = ["FIRST", "confusion"]

FIRST: Final = 8
"""
Draws that all rules are applied to.

Of what differs in half of the draws, all but one in 250 is seen to differ there.
"""

UNLUCKY: Final = 0.25
"""The share of draws up to which numbers that hide a rule are bad luck, which conditions can exclude."""
COMMON: Final = 2.0
"""The weight from which a rule is worth a note although the step does not expect it."""
SHOWS_NOTHING: Final = frozenset((frozenset[Mark](), frozenset((RIGHT,))))

_Outcomes: TypeAlias = Mapping[MalRule, frozenset[Mark]]
"""By rule, the answers that it leads to in one draw."""


def confusion(opens: Opens, draws: int, mistakes: Sequence[Mistake]) -> Confusion:
    """
    Say which mal-rules the draws of a step hide, and which they cannot tell apart.

    Parameters
    ----------
    opens
        Opens the step in one of the draws.
    draws
        How many there are.
    mistakes
        Those that the step expects; their misconceptions are what it is for.
    """
    ideas = {mistake.misconception for mistake in mistakes if mistake.misconception is not None}
    first = [_applied(opens, draw, shipped()) for draw in range(min(draws, FIRST))]
    doubtful = _doubtful(first, ideas)
    seen: list[_Outcomes] = [{rule: answers for rule, answers in one.items() if rule in doubtful} for one in first]
    if doubtful and draws > FIRST:
        few = indexed(sorted(doubtful, key=lambda rule: rule.id))
        seen += [_applied(opens, draw, few) for draw in range(FIRST, draws)]
    return Confusion(hidden=tuple(_hidden(seen, ideas)), alike=tuple(_alike(seen, ideas)))


def _applied(opens: Opens, draw: int, rules: Rules) -> _Outcomes:
    """Apply rules to the solution of one draw."""
    step = opens(draw)
    if step is None or not isinstance(step.key, MathsKey):
        return {}
    return outcomes(step.key, step.key.maths.solution, rules)


def _doubtful(first: Sequence[_Outcomes], ideas: Collection[str]) -> set[MalRule]:
    """Return the rules that more draws would say something about."""
    applied = {rule for one in first for rule in one}
    expected = {rule for rule in applied if _is_expected(rule, ideas)}
    once = {rule for rule in applied if any(one.get(rule) in SHOWS_NOTHING for one in first)}
    common = {rule for rule in once if rule.weight >= COMMON}
    never_shown = {rule for rule in applied if all(one.get(rule) in (None, *SHOWS_NOTHING) for one in first)}
    right = {rule for rule in never_shown if any(one.get(rule) for one in first)}
    alike = {rule for group in _groups(first, ideas) for rule in group}
    return ((expected | common) - never_shown) | right | alike


def _is_expected(rule: MalRule, ideas: Collection[str]) -> bool:
    return rule.misconception in ideas or not set(rule.also).isdisjoint(ideas)


def _hidden(seen: Sequence[_Outcomes], ideas: Collection[str]) -> Iterable[Hidden]:
    """Yield rules that unlucky numbers hide, and those that change a line in each draw and come to the right answer."""
    for rule in _sorted(rule for one in seen for rule in one):
        right = tuple(draw for draw, one in enumerate(seen) if one.get(rule) in SHOWS_NOTHING)
        always = all(one.get(rule) == frozenset((RIGHT,)) for one in seen)
        expected = _is_expected(rule, ideas)
        unlucky = 0 < len(right) <= UNLUCKY * len(seen) and (expected or rule.weight >= COMMON)
        if always or unlucky:
            yield Hidden(did=rule.did, draws=right, looked=len(seen), expected=expected and unlucky)


def _alike(seen: Sequence[_Outcomes], ideas: Collection[str]) -> Iterable[Alike]:
    """Yield the rules that were told apart in none of the first draws, with the others that tell them apart."""
    for group in _groups(seen[:FIRST], ideas):
        apart = tuple(draw for draw, one in enumerate(seen) if len({one.get(rule) for rule in group}) > 1)
        yield Alike(did=tuple(dict.fromkeys(rule.did for rule in group)), apart=apart, looked=len(seen))


def _groups(seen: Sequence[_Outcomes], ideas: Collection[str]) -> Sequence[Sequence[MalRule]]:
    """
    Return the rules that led to the same wrong answers in each draw.

    Groups of one idea are none, nor are those with a rule that leads: its hint is
    shown whatever the others are.
    """
    alike: defaultdict[tuple[frozenset[Mark] | None, ...], list[MalRule]] = defaultdict(list)
    for rule in _sorted(rule for one in seen for rule in one):
        alike[tuple(one.get(rule) for one in seen)].append(rule)
    return [
        group
        for answers, group in alike.items()
        if any(one and one.isdisjoint((RIGHT, OPPOSITE)) for one in answers)
        and len({rule.misconception for rule in group} - {None}) > 1
        and not _one_leads(group, ideas)
    ]


def _one_leads(group: Sequence[MalRule], ideas: Collection[str]) -> bool:
    """Say whether one rule is so much more probable than the others that its hint is shown."""
    first, second, *_ = sorted((_weight(rule, ideas) for rule in group), reverse=True)
    return second <= LEADS * first


def _weight(rule: MalRule, ideas: Collection[str]) -> float:
    return rule.weight * (EXPECTED if _is_expected(rule, ideas) else 1)


def _sorted(rules: Iterable[MalRule]) -> Sequence[MalRule]:
    """Put each rule once, the most common first."""
    return sorted(dict.fromkeys(rules), key=lambda rule: (-rule.weight, rule.id))
