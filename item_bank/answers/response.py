"""
Responses: what a learner entered for one step.

A final answer, lines of working, or nothing but "I'm stuck". Kept as entered,
beside whatever was read in it. Lengths are bounded here, so that a longer
response never gets past decoding.
"""

from typing import Annotated, TypeAlias

import msgspec

from item_bank.algebra.context import Format

__all__ = ["MAX_LINES", "MAX_PRODUCTS", "MAX_TEXT", "MAX_WORKING", "Final", "Response", "Stuck", "Working"]

MAX_TEXT = 1_000
"""Characters in one text; longer is no school answer, and limits on text come before limits on value."""
MAX_LINES = 30
MAX_WORKING = 1_500
"""Characters in all lines of a working that are read: its lines together take what one and a half long texts do. Thirty
lines of 50 fit."""
MAX_PRODUCTS = 8_000
"""Products of two terms that following all lines may take, counted beforehand: some 8 ms. A line of
`2(x + 3) - 4(x - 1) = 7` counts 40, one with fractions five times that."""

Text: TypeAlias = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]


class Final(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="final"):
    """A final answer, as typed; for a choice, the option's id."""

    text: Text
    format: Format = "text"


class Working(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="working"):
    """Lines of working, first to last; blank lines are kept and passed over."""

    lines: Annotated[tuple[Text, ...], msgspec.Meta(max_length=MAX_LINES)]
    format: Format = "text"


class Stuck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="stuck"):
    """Nothing but a request for help."""


Response: TypeAlias = Final | Working | Stuck
