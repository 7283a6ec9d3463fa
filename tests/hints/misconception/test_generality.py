"""What rules promise for lines other than their examples."""

import random
import re

import pytest

from hints.misconception.rewriting.agreement import agreement, target
from hints.misconception.rewriting.applying import Rules, applications, indexed
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.reading import LINES, shipped_rules
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable

NUMERAL = re.compile(r"(\^|-?\b)(\d+(?:\.\d+)?)")
KEPT = ("0", "1", "2", "10", "100", "1000", "0.1", "0.01")
"""What means more than a number of some size: places, powers of ten, halves and squares."""
DRAWN = 300
SHOWN = 15
SELDOM = {
    "smaller-gap-larger-fraction": "the gaps of most pairs of fractions order them rightly",
    "larger-gap-smaller-fraction": "the gaps of most pairs of fractions order them rightly",
    "zero-in-quotient-missing": "few divisions have no remainder, and few quotients a zero",
}
"""Rules that seldom give a wrong line, and why."""


def drawn(text: str, rng: random.Random) -> str:
    """Draw a line of the same shape: other digits but for zeros, exponents and what is kept, alike where alike."""
    instead: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        before, digits = match.groups()
        if before == "^" or digits in KEPT:
            return match[0]
        new = "".join(digit if digit in "0." else rng.choice("123456789") for digit in digits)
        return before + instead.setdefault(digits, new)

    return NUMERAL.sub(other, text)


def shows(rule: Rules, text: str) -> bool:
    """Say whether a rule makes something of a line that is wrong."""
    tree = read(text, LINES)
    line = None if isinstance(tree, Unreadable) else line_of(tree)
    if line is None:
        return False
    right = target(line, line)
    return any(agreement(made.worth, right) is None for made in applications(line, rule))


def shown(rule: Rules, before: str) -> int:
    """Count the drawn lines where a rule shows, up to `SHOWN`."""
    rng = random.Random(before)
    count = 0
    for _ in range(DRAWN):
        count += shows(rule, drawn(before, rng))
        if count == SHOWN:
            break
    return count


@pytest.mark.slow
def test_every_rule_makes_wrong_lines_of_other_numbers_too() -> None:
    """
    A rule is about a shape, not about its example: it shows again and again as numbers are drawn anew.
    """
    seldom = {
        rule.id: count
        for rule in shipped_rules()
        if (count := max(shown(indexed((rule,)), example.before) for example in rule.examples[:2])) < SHOWN
    }

    assert [name for name, count in seldom.items() if count == 0] == []
    assert {*seldom} == {*SELDOM}
