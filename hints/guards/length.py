"""
Length: how many sentences and words a text has.

A hint that is read beside an exercise is two sentences at most; experts' have
sixteen words in the middle (MRBench, see `docs/hints.md`), and one that is
longer is not read. Maths counts as one word, however long it is.
"""

import re
from typing import Final

__all__ = ["MAX_SENTENCES", "MAX_WORDS", "sentences", "too_long", "words"]

MAX_SENTENCES: Final = 2
MAX_WORDS: Final = 35
MAX_CHARACTERS: Final = 600
"""Characters of a hint; 35 long words and two formulas stay below."""

_MATHS: Final = re.compile(r"\$[^$]*\$")
_ABBREVIATED: Final = re.compile(
    r"\b(?:e\.\s?g|i\.\s?e|z\.\s?B|d\.\s?h|u\.\s?a|bzw|usw|etc|vs|p\.\s?ej|approx|Nr|No)\.", re.IGNORECASE
)
_END: Final = re.compile(r"[.!?…]+(?=[\s\"')*_»”]|$)|\n{2,}")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.,/-][^\W_]+)*|[=<>+*/^≤≥≠]")


def sentences(text: str) -> int:
    """
    Count the sentences of a text.
    """
    plain = _ABBREVIATED.sub(" abbreviated ", _MATHS.sub(" x ", text))
    return sum(_WORD.search(part) is not None for part in _END.split(plain))


def words(text: str) -> int:
    """
    Count the words of a text; a formula between dollar signs is one.
    """
    return len(_WORD.findall(_MATHS.sub(" x ", text)))


def too_long(text: str) -> str | None:
    """
    Say in what a text is longer than a hint; None where it is not.
    """
    if len(text) > MAX_CHARACTERS:
        return f"It has {len(text)} characters; a hint has at most {MAX_CHARACTERS}."
    if (count := sentences(text)) > MAX_SENTENCES:
        return f"It has {count} sentences; a hint has at most {MAX_SENTENCES}."
    if (count := words(text)) > MAX_WORDS:
        return f"It has {count} words; a hint has at most {MAX_WORDS}."
    return None
