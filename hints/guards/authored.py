"""
Authored hints: what the guards find in words that an author wrote.

An author may say more than a model: longer, in several sentences, with numbers of
their own and pictures. What nobody may say is what is false or unkind; whether it
gives the answer away, the bank check asks the leak guard itself.
"""

from collections.abc import Iterator, Sequence

from hints.guards.claims import said
from hints.guards.tone import unkind
from hints.guards.truth import lettered
from item_bank.answers.answer import Answer
from item_bank.check.worded import HintFault
from item_bank.finding import Code

__all__ = ["hint_faults"]


def hint_faults(text: str, answer: Answer, *, given: Sequence[str], language: str) -> Sequence[HintFault]:
    """
    Return what is wrong with the words of an authored or imported hint; parameters as the bank check's `HintFaults`.
    """
    return tuple(_faults(text, answer, tuple(given), language))


def _faults(text: str, answer: Answer, given: tuple[str, ...], language: str) -> Iterator[HintFault]:
    known = lettered((answer,), given, language)
    for claim in said(text, known, given=given, language=language):
        if claim.truth == "false":
            yield HintFault(Code.HINT_FALSE, f"This hint says {claim.text}, which is false")
    if (says := unkind(text)) is not None:
        yield HintFault(Code.HINT_UNKIND, f"This hint is unkind. {says}")
