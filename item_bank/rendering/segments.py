"""
Segments: the pieces of one rendered text.

A page walks them in order and needs to know nothing of Markdown or LaTeX. Text
is plain text, never markup; MathML holds only the elements and attributes that
`mathml` lets through; an image's `src` is the name of a bank asset.
"""

from typing import TypeAlias

import msgspec

__all__ = [
    "BlankSegment",
    "BreakSegment",
    "ImageSegment",
    "MathSegment",
    "Rendered",
    "RenderingFault",
    "Segment",
    "TextSegment",
]


class TextSegment(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="text"):
    """Plain text, to be set as text; `strong` where the author wrote it between double stars."""

    text: str
    strong: bool = False


class MathSegment(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="math"):
    """One formula: as written, as a `<math>` element, and as words for a voice."""

    latex: str
    mathml: str
    speech: str


class BreakSegment(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="break"):
    """The end of a line."""


class ImageSegment(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="image"):
    """A picture of the bank: the asset's name, and the words that stand for it."""

    src: str
    alt: str


class BlankSegment(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="blank"):
    """A gap to be filled in, drawn as a line."""


Segment: TypeAlias = TextSegment | MathSegment | BreakSegment | ImageSegment | BlankSegment


class RenderingFault(msgspec.Struct, frozen=True, kw_only=True):
    """
    Something in a text that could not be rendered and was kept as written.

    `code` is `unrenderable_math`, `unbalanced_dollar`, `unbalanced_stars`,
    `missing_alt` or `too_long`; `start` and `end` count characters of the text,
    end exclusive.
    """

    code: str
    start: int
    end: int
    sentence: str


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """A text in pieces, the same as words for a voice, and what could not be rendered in it."""

    segments: tuple[Segment, ...]
    speech: str
    faults: tuple[RenderingFault, ...] = ()
