"""
Slips: wrong numbers that a moment's inattention explains.

Only what is plain to see: the opposite sign, and in a number of several digits
one digit changed or two neighbours swapped. Short numbers differ by a digit for
any reason, and so say nothing. And what follows from the learner's own wrong
answer to the step before: that step went wrong, not this one.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from hints.misconception.diagnosis import Candidate
from item_bank.answers.key import Fingerprint, Key
from item_bank.answers.kinds.number import NumberKey
from item_bank.follow_through import follow_through
from item_bank.ids import MistakeCode
from item_bank.variant import VariantStep

__all__ = ["SLIP_CARRIED", "SLIP_DIGIT", "SLIP_SIGN", "SLIP_SWAP", "carried", "slip"]

SLIP_SIGN = MistakeCode("slip/sign")
SLIP_DIGIT = MistakeCode("slip/digit")
SLIP_SWAP = MistakeCode("slip/swap")
SLIP_CARRIED = MistakeCode("slip/carried")
"""Codes that belong to no bank; an author's code has no slash in it."""

_SLIPS = {
    SLIP_SIGN: ("The answer has the opposite sign.", 0.6),
    SLIP_DIGIT: ("One digit of the answer is another.", 0.5),
    SLIP_CARRIED: ("The answer follows from an earlier wrong answer of their own.", 0.9),
    SLIP_SWAP: ("Two neighbouring digits of the answer changed places.", 0.6),
}
"""
What happened, and how probable it is that nothing else did.

Guarded guesses, below every mistake that was authored: a sign also flips by a
misconception, and a random wrong number of three digits is one digit away from
the right one in 27 of 899 cases.
"""
MIN_DIGITS = 3
"""Digits from which a single changed one is evidence."""


def carried(step: VariantStep, wrong: Fingerprint | None, earlier: Sequence[str]) -> Candidate | None:
    """
    Explain a wrong number as what follows from a wrong answer to the step before.

    Parameters
    ----------
    step
        The step; only one that says what it follows from has such answers.
    wrong
        The response's fingerprint.
    earlier
        The learner's own wrong numbers at the step before, as typed.
    """
    if not step.follows or not isinstance(wrong, Fraction):
        return None
    if all(follow_through(step.follows, number) != wrong for number in earlier):
        return None
    description, probability = _SLIPS[SLIP_CARRIED]
    return Candidate(code=SLIP_CARRIED, description=description, probability=probability, reproduces=True)


def slip(key: Key, wrong: Fingerprint | None) -> Candidate | None:
    """
    Explain a wrong number as a slip.

    Parameters
    ----------
    key
        The step's key; only numbers have slips.
    wrong
        The response's fingerprint: for a number, what it comes to.
    """
    if not isinstance(key, NumberKey) or key.worth is None or not isinstance(wrong, Fraction):
        return None
    code = _kind(key.worth, wrong)
    if code is None:
        return None
    description, probability = _SLIPS[code]
    return Candidate(code=code, description=description, probability=probability, reproduces=True)


def _kind(right: Fraction, wrong: Fraction) -> MistakeCode | None:
    """Say which slip turns the right number into the wrong one."""
    if right and wrong == -right:
        return SLIP_SIGN
    if right.denominator != 1 or wrong.denominator != 1 or (right < 0) != (wrong < 0):
        return None
    there, here = str(abs(right)), str(abs(wrong))
    if len(there) != len(here) or len(there) < MIN_DIGITS:
        return None
    changed = [place for place, (one, other) in enumerate(zip(there, here, strict=True)) if one != other]
    if len(changed) == 1:
        return SLIP_DIGIT
    for left, next_ in pairwise(changed):
        if len(changed) == 2 and next_ == left + 1 and there[left] == here[next_] and there[next_] == here[left]:  # noqa: PLR2004 -- two digits changed places
            return SLIP_SWAP
    return None
