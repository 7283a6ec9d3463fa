"""
Keys under check: whether the public judge takes an answer as right.

As authored and as re-printed. What was found of a filled answer is kept, since
the draws of an item share their answers, and mistakes are compared with the
same keys.
"""

import re
from typing import Final

import msgspec

from item_bank.answers.answer import Answer, ChoiceAnswer, NumberAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import Fingerprint, Key, KeyFault, MathsKey, compile_key, fingerprint
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict
from item_bank.domain import exact
from item_bank.finding import Code, quoted

__all__ = ["PLAIN", "SECRET", "Graded", "Keys"]

SECRET: Final = b"the bank check needs no secret"
"""Keys are compiled with it here; a server compares at points of its own secret."""

PLAIN: Final = re.compile(r"-?[0-9]{1,30}(?:/[1-9][0-9]{0,29})?")
"""Numbers as filling writes them; two of these are compared without any grammar."""

UGLY_DENOMINATOR: Final = 100
UGLY_NUMERATOR: Final = 1_000_000
"""Beyond these nobody computes by hand, so such an answer is seldom what the author meant."""


class Graded(msgspec.Struct, frozen=True):
    """A filled answer: what is wrong with it, if anything, and its key where it has one."""

    problem: tuple[Code, str] | None
    key: Key | None = None
    right: Fingerprint | None = None


class Keys:
    """The keys of one answer of an item, by what was filled in."""

    def __init__(self, unknowns: tuple[str, ...]) -> None:
        self._unknowns = unknowns
        self._graded: dict[Answer, Graded] = {}

    def graded(self, answer: Answer) -> Graded:
        """
        Return what is known of a filled answer.
        """
        found = self._graded.get(answer)
        if found is None:
            found = self._graded[answer] = _grade(answer, self._unknowns)
        return found


def _grade(answer: Answer, unknowns: tuple[str, ...]) -> Graded:
    if isinstance(answer, ChoiceAnswer):
        texts = [" ".join(choice.text.split()) for choice in answer.choices]
        if len(set(texts)) < len(texts):
            return Graded((Code.BAD_CHOICES, "Two options read the same"))
    key = compile_key(answer, unknowns=unknowns, solution=(), secret=SECRET, subject="check")
    if isinstance(key, KeyFault):
        return Graded((Code.BAD_ANSWER, key.sentence))
    return Graded(_refused(key, answer) or _ugly(answer), key, fingerprint(key, answer.value))


def _refused(key: Key, answer: Answer) -> tuple[Code, str] | None:
    text = key.model() if isinstance(key, MathsKey) else answer.value
    judged = judge(key, FinalResponse(text=text))
    if judged.verdict is not Verdict.CORRECT:
        why = f" ({judged.reason})" if judged.reason else ""
        return Code.KEY_NOT_CORRECT, f"The grader finds the answer {quoted(text)} {judged.verdict.value}{why}"
    if judged.read is None or judged.read == text or isinstance(answer, ChoiceAnswer):
        return None
    again = judge(key, FinalResponse(text=judged.read))
    if again.verdict is Verdict.CORRECT:
        return None
    return Code.KEY_NOT_CORRECT, f"Written as {quoted(judged.read)}, the grader finds the answer {again.verdict.value}"


def _ugly(answer: Answer) -> tuple[Code, str] | None:
    if not isinstance(answer, NumberAnswer) or PLAIN.fullmatch(answer.value) is None:
        return None
    value = exact(answer.value)
    if value.denominator > UGLY_DENOMINATOR or abs(value.numerator) > UGLY_NUMERATOR:
        return Code.UGLY_DRAW, f"The answer is {quoted(answer.value)}"
    return None
