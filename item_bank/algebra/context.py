"""
Context: what may occur in a text, as its item declares it.

Names, functions, the locale of numbers, and what a bare `e` or `i` stands for.
With no names declared, every single letter is a name; with some declared, only
those are, so that a stray letter is asked about instead of being read as a new
variable.
"""

from typing import Literal, TypeAlias

import msgspec

__all__ = ["Context", "Format"]

Format: TypeAlias = Literal["text", "latex"]
"""How a text is written: typed, or as a maths field emits it."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a reader may expect.

    Attributes
    ----------
    unknowns
        The names that are solved for, e.g. `("x",)`.
    names
        Further names: parameters, letters of a formula. Names of several
        characters (`x0`, `rate`) are read only where they are declared.
    functions
        Names of the author's own that are applied to brackets (`f`, `g`). The
        functions of `algebra.functions` are always read.
    locale
        BCP 47 tag; decides decimal and group marks, and with them the list
        separator (`de`: 1.234,5 and `1; 2`).
    constants
        Which of the letters `e` and `i` are constants where they are not
        declared as names.
    units
        Whether names are the symbols of units (`algebra.units`), and no letter
        is a variable.
    expects
        Whether one answer is asked or several may be given. Where `one` is, a
        separator outside the arguments of a function is asked about, and
        `1,500` is a number with a group mark; where `several` are, `1,2` are
        two numbers and `1,500` is asked about, unless brackets or spaces after
        other separators show which is meant.
    """

    unknowns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    locale: str = "en"
    constants: tuple[Literal["e", "i"], ...] = ("e", "i")
    units: bool = False
    expects: Literal["one", "several"] = "one"
