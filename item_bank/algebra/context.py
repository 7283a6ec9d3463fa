"""
Context: what may occur in a text, as its item declares it.

Names, functions and the locale of numbers. With no names declared, every single
letter is a name; with some declared, only those are, so that a stray letter is
asked about instead of being read as a new variable.
"""

import msgspec

__all__ = ["Context"]


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
        Names that are applied to brackets. `sqrt` is always one.
    locale
        BCP 47 tag; decides decimal and group marks (`de`: 1.234,5).
    """

    unknowns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    locale: str = "en"
