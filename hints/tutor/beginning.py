"""
Beginnings: what help begins with where a teacher has settled that, and what is said when it is used up.

It changes the order of what there is to say, never what may be said: the guards,
and what was said before, are `first_help`'s. How much help there is, is counted
by whoever counts tries.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias, assert_never

from hints.hint import Hint, HintSource, Specificity
from hints.tutor.messages import message
from hints.tutor.offers import Case, scaffolds, words

__all__ = ["Beginning", "begun", "used_up"]

Beginning: TypeAlias = Literal["pointer", "question", "worked_sub_step"]
"""The place of the error alone; words that ask something, or are about the very mistake; an easier sub-step."""


def begun(case: Case, beginning: Beginning, usual: Sequence[Hint]) -> Iterator[Hint]:
    """
    Yield what is to be said first about a wrong answer, then the usual offers.

    Parameters
    ----------
    case
        What the help is about.
    beginning
        Where it is to begin.
    usual
        The offers in their own order.
    """
    match beginning:
        case "pointer":
            yield _place(case)
        case "question":
            yield from (offer for offer in usual if _asks(offer))
        case "worked_sub_step":
            yield from scaffolds(case)
        case _:
            assert_never(beginning)
    yield from usual


def used_up(language: str) -> Hint:
    """
    Say in a language (BCP 47) that there is no more help, beside the end that comes with it.
    """
    said = message("used_up", language)
    return Hint(text=said.text, source=HintSource.GENERIC, specificity=Specificity.GENERIC, language=said.language)


def _place(case: Case) -> Hint:
    """Name the line that went wrong, or else the step, and nothing more."""
    wrong = case.judged.first_wrong
    if wrong is not None and case.judged.lines and wrong != case.judged.lines[0].line:
        return words(case, "line", HintSource.LINE, Specificity.STEP, line=str(wrong))
    if wrong is not None and case.judged.lines:
        return words(case, "line_first", HintSource.LINE, Specificity.STEP)
    return words(case, "place", HintSource.STEP, Specificity.STEP)


def _asks(offer: Hint) -> bool:
    """Say whether words ask something; what is about the very mistake does, however it is put."""
    if offer.specificity is Specificity.GENERIC:
        return False
    return offer.specificity is Specificity.MISTAKE or "?" in offer.text
