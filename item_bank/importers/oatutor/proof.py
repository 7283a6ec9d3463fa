"""
Proof: whether a key is usable.

Tried through the public judge, as a learner's response would be: the key as
authored, re-printed, in swapped order and unsimplified has to be right, and a
near miss (one more, the other sign, a coefficient changed, another word,
another option) has to be wrong. What fails is not carried over.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import assert_never

from item_bank.algebra.printing import to_text
from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    MathsAnswer,
    OrderAnswer,
    TextAnswer,
    UnitsAnswer,
)
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import Key, compile_key
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.importers.oatutor.rewriting import changed, near_misses, other_amounts, rewritten

__all__ = ["prove"]

ACCEPTED = frozenset({Verdict.CORRECT, Verdict.WRONG_FORM, Verdict.NO_PROGRESS})
SECRET = b"trying out a key"
"""The points of an import's own comparisons; a server derives its own from its secret."""
KEPT = 16_384


@lru_cache(maxsize=KEPT)
def prove(answer: Answer, authored: str, unknowns: tuple[str, ...]) -> str | None:
    """
    Try a key, and say why it is not usable.

    Kept, because a bank's scaffolds ask for the same small numbers again and
    again.

    Parameters
    ----------
    answer
        The key as it will stand in the bank.
    authored
        The key as typed maths before it was re-printed.
    unknowns
        The step's unknowns.

    Returns
    -------
    str | None
        A code of `reasons`; None for a usable key.
    """
    key = compile_key(answer, unknowns=unknowns, solution=(), secret=SECRET, subject="import")
    if isinstance(key, KeyFault):
        return "undecidable"
    match answer:
        case ChoiceAnswer(value=right, choices=choices):
            return _verdicts(key, [right], [choice.id for choice in choices if choice.id != right])
        case TextAnswer(value=words):
            # White space and case never decide: the rewritings that words have.
            return _verdicts(key, [words, words.upper(), f"  {' '.join(words)} "], [f"{words}x", f"not {words}"])
        case MathsAnswer():
            tree = key.maths.tree  # type: ignore[union-attr]  # a mathematical answer has a mathematical key
            ways = [authored, to_text(tree), *map(to_text, rewritten(tree, answer))]
            near = [*map(to_text, near_misses(tree, answer))]
            if isinstance(answer, UnitsAnswer):
                near += other_amounts(answer.value)
            return _verdicts(key, ways, near) or _one_wrong(key, changed(answer.value, tree))
        case OrderAnswer():
            return "undecidable"
        case _:
            assert_never(answer)


def _verdicts(key: Key, right: Iterable[str], wrong: Iterable[str]) -> str | None:
    """
    Judge rewritings of the key and near misses.
    """
    for text in right:
        verdict = judge(key, Final(text=text)).verdict
        if verdict is not Verdict.CORRECT:
            return "undecidable" if verdict is Verdict.UNKNOWN else "key_not_right"
    for text in wrong:
        verdict = judge(key, Final(text=text)).verdict
        if verdict is not Verdict.INCORRECT:
            return "near_miss_accepted" if verdict in ACCEPTED else "undecidable"
    return None


def _one_wrong(key: Key, texts: Iterable[str]) -> str | None:
    """
    Say whether at least one of several changed keys is wrong; where nothing could be changed, all is well.

    One change alone may leave the value as it was: `1^5` is `1^6`.
    """
    verdicts = [judge(key, Final(text=text)).verdict for text in texts]
    return "near_miss_accepted" if verdicts and Verdict.INCORRECT not in verdicts else None
