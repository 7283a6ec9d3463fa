"""
Tokens: what a tokenizer hands to the grammar.

Typed text has its tokenizer in `typed`, LaTeX in `latex`; another way of writing
is another tokenizer to these same tokens, and no second grammar. Tokenizers
settle characters, numbers and names; the grammar settles their order.
"""

from typing import Literal, TypeAlias

import msgspec

from item_bank.algebra.unreadable import Unreadable

__all__ = ["BARRED", "BEGIN", "END", "Kind", "Stop", "Token"]

Kind: TypeAlias = Literal[
    "number",  # text: digits with a point as decimal mark
    "fraction",  # text: a fraction in one character, as "1/2"
    "scientific",  # text: digits, "e", a whole exponent
    "repeating",  # text: digits and the period in brackets, as "0.1(6)"
    "name",
    "constant",  # text: pi, e, i, oo
    "function",
    "root",  # a root sign that stands before its operand; text: its index
    "radical",  # a root with its radicand as an argument, after its index where text is "index"
    "pair",  # two arguments follow, set above one another; text: / or binomial
    "operator",  # + - * / ^
    "sign",  # text: ± or ∓
    "superscript",  # text: digits, perhaps with a sign
    "subscript",  # the base of a logarithm follows
    "percent",
    "degree",
    "factorial",
    "open",  # ( [ { \{ ] | ⌊ ⌈, `BEGIN`, or the name of a matrix environment
    "close",
    "bar",  # opens or closes an absolute value; `bars` says which
    "separator",  # between arguments, or between answers
    "relation",
    "word",  # text: or, and
    "setwise",  # text: union, intersection, without
    "set",  # text: empty, reals
    "cell",  # between the entries of a row
    "row",  # between the rows of a matrix
    "end",
]
BEGIN, END = "begin", "end"
"""Texts of the brackets that are not seen, round the arguments of a LaTeX command."""

BARRED = "\N{COMBINING OVERLINE}"
"""Ends the text of a repeating decimal whose period stands under a bar, so that it can be no product."""


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
