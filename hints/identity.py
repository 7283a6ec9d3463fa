"""
Which words a piece of help is made of, so that they can be counted, and withdrawn, wherever they are shown.

An author's rung and an author's mistake are named by their place in the item, a
mal-rule's template by the rule, words of a model by what is left of them without
their numbers: the same words about other numbers are the same words. What the
engine computes of the step at hand has no words of its own, and no name.
"""

import hashlib
import re
from typing import Final, assert_never

from hints.hint import Hint, HintSource
from item_bank.ids import ItemId, StepId

__all__ = ["bare", "of_item", "words_id"]

NUMBERS: Final = re.compile(r"[0-9][0-9.,]*")
MATHS: Final = re.compile(r"\$[^$]*\$")
COMPUTED: Final = "template/"
MODEL: Final = "model/"
SHORT: Final = 16
"""Hexadecimal digits of a name: 64 bits, for the few hundred words that are said of one item."""


def words_id(item: ItemId, step: StepId, hint: Hint) -> str | None:
    """
    Name the words of a hint; None for those that are computed anew each time, or a teacher's own.

    Parameters
    ----------
    item, step
        Where it was given; a scaffold counts as the step that it is.
    hint
        As it was shown.
    """
    match hint.source:
        case HintSource.RUNG | HintSource.SCAFFOLD:
            return f"rung/{item}/{step}/{hint.rung}"
        case HintSource.MISTAKE if hint.code is not None:
            # a code with a stroke in it is computed: the same template in every item
            return f"{COMPUTED}{hint.code}" if "/" in hint.code else f"mistake/{item}/{step}/{hint.code}"
        case HintSource.MODEL:
            digest = hashlib.sha256(NUMBERS.sub("#", hint.text).encode("utf-8", "surrogatepass")).hexdigest()
            return f"{MODEL}{item}/{step}/{digest[:SHORT]}"
        case (
            HintSource.MISTAKE
            | HintSource.TEACHER
            | HintSource.LINE
            | HintSource.READING
            | HintSource.WORKED
            | HintSource.STEP
            | HintSource.GENERIC
        ):
            return None
        case _:
            assert_never(hint.source)


def of_item(words: str) -> ItemId | None:
    """
    Return the item that words belong to; None for a template, which is said in every item.
    """
    return None if words.startswith(COMPUTED) else ItemId(words.split("/")[1])


def bare(words: str, text: str) -> str:
    """
    Return named words as they can be shown to anybody: without the maths and the numbers that were one learner's.

    An author's are the same for all who have that variant, and stay as they are.
    """
    if not words.startswith((COMPUTED, MODEL)):
        return text
    return NUMBERS.sub("…", MATHS.sub("…", text))
