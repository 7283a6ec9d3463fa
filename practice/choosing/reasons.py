"""
Reasons: why an exercise, said to its learner.

A code and the names of skills become a sentence, in the language of the
exercise. Which reason it is, is `choose`'s.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from item_bank.phrasebook import ENGLISH
from practice.events import Reason
from practice.phrases import phrases

__all__ = ["SENTENCES", "reason"]

SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "wished": "Because it was asked for.",
        "begin": "Something new: “{name}”.",
        "continue": "Because you are practising “{name}”.",
        "prerequisite": "Because “{above}” builds on “{name}”.",
        "review_due": "Because “{name}” has not come up for a while.",
        "keep": "You know “{name}”: one of it, so that it stays.",
        "review": "Because you are proficient everywhere here: a review of “{name}”.",
        "goal": "Because your goal needs “{name}”.",
        "relief": "After some hard ones, something that should go well: “{name}”.",
        "probe": "A look at where you stand, from all that you are working on.",
        "wished_skill": "Because you asked for “{name}”.",
        "correction": "From your homework: put it right where it went wrong.",
        "proof": "One like it, to show that you have it now.",
        "missing": "First something that your homework builds on: “{name}”.",
    }
)
"""In English, by code; `name` is the skill's, `above` that of the skill which requires it."""


def reason(code: str, names: Sequence[str] = (), *, language: str = ENGLISH) -> Reason:
    """
    Say a reason.

    Parameters
    ----------
    code
        A key of the sentences.
    names
        The skill's name, and the name of the skill that requires it, where they are told.
    language
        BCP 47 tag of the sentence.
    """
    text = phrases(language, "reasons").get(code, SENTENCES[code])
    return Reason(code=code, sentence=text.format_map(dict(zip(("name", "above"), names, strict=False))))
