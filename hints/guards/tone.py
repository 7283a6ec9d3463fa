"""
Tone: whether a text is kind to a child.

Looks for what experts do not say: a label put on the learner, blame, sarcasm,
threats, flattery of the person, shouting. Words about the work ("this line is
wrong") are no blame. A text that is checked in one language is held against the
words of all, since a model may slip into another.
"""

import re
from functools import lru_cache
from typing import Final

from hints.guards.words import in_all, whole

__all__ = ["unkind"]

_KINDS: Final = {
    "label": "a label",
    "blame": "blame",
    "sarcasm": "sarcasm",
    "threat": "a threat",
    "flattery": "flattery",
}
_SHOUTED: Final = re.compile(r"(?<![\w$\\])[^\W\d_a-z]{4,}(?:[\s,]+[^\W\d_a-z]{2,})+(?!\w)|[!?]{2,}|!(?:[^!]*!){2,}")
_MATHS: Final = re.compile(r"\$[^$]*\$")


def unkind(text: str) -> str | None:
    """
    Say what is unkind in a text; None where nothing is.
    """
    prose = _MATHS.sub(" x ", text).replace("’", "'")
    if (found := _SHOUTED.search(prose)) and (found[0].isupper() or not found[0][0].isalpha()):
        return "It shouts."
    for kind, says in _KINDS.items():
        if found := _pattern(kind).search(prose):
            return f"It has {says}: {found[0]}."
    return None


@lru_cache(maxsize=16)
def _pattern(kind: str) -> re.Pattern[str]:
    return whole(in_all("tone", kind))
