"""
Rows: one response each, on the way into a log.

What whoever keeps responses says of one, in the words of a log's columns;
`log` checks many of them and holds them as arrays.
"""

import msgspec

__all__ = ["Row"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """
    One response.

    Attributes
    ----------
    seconds
        When, since any epoch.
    hinted
        1.0 where help was seen before it, else 0.0.
    guess
        The chance to be right by guessing alone.
    difficulty
        Of the item, in logits, as its author gave it.
    """

    learner: str
    item: str
    skills: tuple[str, ...]
    correct: bool
    seconds: float
    hinted: float
    guess: float
    difficulty: float
