"""What mal-rules promise of numbers that nobody chose."""

import random
import re
from collections.abc import Iterator
from itertools import islice

import pytest

from hints.misconception.rewriting.agreement import agreement, target
from hints.misconception.rewriting.applying import Rules, applications, indexed
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.line import Line
from hints.misconception.rewriting.reading import LINES, shipped_rules
from hints.misconception.rewriting.rule import MalRule
from hints.misconception.rewriting.walking import numerals
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable

DRAWS, TRIES = 30, 1200
"""Lines that each rule is tried on, and draws until these are found that meet its conditions."""
SEED = 20_261_126
OFTEN_RIGHT = {
    "smaller-digit-from-larger",
    "carry-reversed",
    "zero-in-quotient-missing",
    "longer-decimal-larger",
    "longer-decimal-not-smaller",
    "longer-decimal-smaller",
    "sum-of-decimal-parts-kept-after-point",
    "decimal-cut-off-for-rounding",
    "significant-figures-as-decimal-places",
    "simplifies-one-part-only",
    "larger-top-larger-fraction",
    "smaller-top-smaller-fraction",
    "smaller-gap-larger-fraction",
    "larger-gap-smaller-fraction",
}
"""
Rules that give the right answer for most numbers: which of two is larger is often
seen rightly for a wrong reason, and habits with digits show only where something
is carried, cut off or left out.
"""
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@pytest.mark.slow
def test_a_rule_is_general_and_mostly_wrong() -> None:
    """
    With other numbers in its examples a rule applies too, and in most of these lines it gives what is not right.
    """
    rng = random.Random(SEED)
    few, right = [], []
    for rule in shipped_rules():
        draws = _draws(rule, rng)
        wrong = [_is_wrong(line, rules) for line, rules in islice(draws, DRAWS)]
        if len(wrong) < DRAWS:
            few.append((rule.id, len(wrong)))
        seldom = rule.id in OFTEN_RIGHT
        if 2 * sum(wrong) < len(wrong) and not (seldom and any(_is_wrong(line, rules) for line, rules in draws)):
            right.append((rule.id, sum(wrong)))

    assert (few, right) == ([], [])


def _draws(rule: MalRule, rng: random.Random) -> Iterator[tuple[Line, Rules]]:
    """Yield lines like the examples of a rule, with other numbers, that it applies to."""
    alone = indexed((rule,))
    fixed = {"1", *(one.text for one in numerals(rule.find))}
    for _ in range(TRIES):
        drawn: dict[str, str] = {}
        text = rng.choice(rule.examples).before

        def other(match: re.Match[str], drawn: dict[str, str] = drawn) -> str:
            return drawn.setdefault(match[0], match[0] if match[0] in fixed else _drawn(match[0], rng))

        tree = read(NUMBER.sub(other, text), LINES)
        line = None if isinstance(tree, Unreadable) else line_of(tree)
        if line is not None and next(applications(line, alone), None) is not None:
            yield line, alone


def _drawn(text: str, rng: random.Random) -> str:
    """Draw other digits for those that are not 0: zeros are what much of column arithmetic goes wrong at."""
    return "".join(str(rng.randint(1, 9)) if digit in "123456789" else digit for digit in text)


def _is_wrong(line: Line, rules: Rules) -> bool:
    """Say whether a rule makes something of a line that is not as good as the line."""
    right = target(line, line)
    return any(agreement(made.worth, right) is None for made in applications(line, rules))
