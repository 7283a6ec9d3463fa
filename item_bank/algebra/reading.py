"""
Reading: from a text to a tree.

The one door for whatever a learner or an author wrote. Limits the text first,
then hands it to the tokenizer and the grammar. Nothing is evaluated, simplified
or guessed: what is unclear comes back as `Unreadable`, with its place.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from item_bank.algebra import latex, typed
from item_bank.algebra.context import Context, Format
from item_bank.algebra.grammar import parse
from item_bank.algebra.limits import MAX_CHARACTERS
from item_bank.algebra.tokens import Stop, Token
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable, unreadable

__all__ = ["read"]

TOKENIZERS: Mapping[Format, Callable[[str, Context], list[Token]]] = MappingProxyType(
    {"text": typed.tokenize, "latex": latex.tokenize}
)
COMMAND = re.compile(r"\\(?! \{)[A-Za-z} ,;:!%$]")
"""Typed text that holds one of these is LaTeX; `R \\ {2}` is a set without a number."""


def read(text: str, context: Context, written: Format = "text") -> Tree | Unreadable:
    """
    Read a text.

    Parameters
    ----------
    text
        As entered: ASCII or unicode maths, one statement or, where the context
        expects several, a list of them. Any string is taken.
    context
        The names, functions and locale to read by.
    written
        How the text is written. Typed text with a LaTeX command in it is read
        as LaTeX, since nothing else is written so.

    Returns
    -------
    Tree | Unreadable
        The tree as written, or what could not be read and where. The same text
        and context always give the same outcome.
    """
    if len(text) > MAX_CHARACTERS:
        return unreadable("text_too_long", MAX_CHARACTERS, len(text))
    if written == "text" and "\\" in text and COMMAND.search(text) is not None:
        written = "latex"
    try:
        return parse(TOKENIZERS[written](text, context), context)
    except Stop as stop:
        return stop.reason
