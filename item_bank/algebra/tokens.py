"""
Tokens: what a tokenizer hands to the grammar.

Typed text has its tokenizer in `typed`; another way of writing (LaTeX) is
another tokenizer to these same tokens, and no second grammar. Tokenizers settle
characters, numbers and names; the grammar settles their order.
"""

from typing import Literal, TypeAlias

import msgspec

from item_bank.algebra.unreadable import Unreadable

__all__ = ["Kind", "Stop", "Token"]

Kind: TypeAlias = Literal[
    "number",  # text: digits with a point as decimal mark
    "fraction",  # text: a fraction in one character, as "1/2"
    "name",
    "constant",  # text: pi, e, i, oo
    "function",
    "root",  # a root sign that stands before its operand
    "operator",  # + - * / ^
    "superscript",  # text: digits, perhaps with a sign
    "percent",
    "open",
    "close",
    "separator",  # between arguments; anywhere else, between answers
    "relation",
    "end",
]


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token; `text` is in ASCII spelling, `start` and `end` count characters of the text as entered."""

    kind: Kind
    text: str
    start: int
    end: int


class Stop(Exception):
    """Carries an `Unreadable` out of the recursion of tokenizer and grammar; never leaves `reading`."""

    def __init__(self, reason: Unreadable) -> None:
        """
        Stop for a reason.
        """
        super().__init__(reason.code)
        self.reason = reason
