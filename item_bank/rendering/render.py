r"""
Rendering one text: the small Markdown of prompts, hints and choices.

Known are `**strong**`, line ends, `$LaTeX$`, `![alt](asset)`, gaps of three or
more underscores, and a backslash before a sign that is meant as itself (`\$`).
Everything else, HTML included, is text and stays text. What cannot be rendered
is kept as written and listed as a fault; nothing raises.
"""

import re
from functools import lru_cache
from typing import assert_never

from item_bank.rendering.mathml import to_element, to_markup
from item_bank.rendering.segments import (
    BlankSegment,
    BreakSegment,
    ImageSegment,
    MathSegment,
    Rendered,
    RenderingFault,
    Segment,
    TextSegment,
)
from item_bank.rendering.speech import spoken
from item_bank.rendering.words import words_for

__all__ = ["MAX_TEXT", "maths", "render"]

MAX_TEXT = 20_000
"""Characters of one text; longer ones are shown as they are, without being read."""
KEPT_TEXTS = 4_096

PIECE = re.compile(
    r"""
      (?P<escape> \\ [\\$*_!\[\]@] )
    | (?P<math>   \$\$ (?P<block> (?: [^$\\] | \\. )+ ) \$\$ | \$ (?P<inline> (?: [^$\\] | \\. )+ ) \$ )
    | (?P<dollar> \$ )
    | (?P<image>  !\[ (?P<alt> [^\]\n]{0,500} ) \]
                  \( (?P<src> [A-Za-z0-9_\-]{1,100} (?: [./] [A-Za-z0-9_\-]{1,100} ){0,9} ) \) )
    | (?P<stars>  \*\* )
    | (?P<blank>  _{3,} )
    | (?P<line>   \r?\n )
    """,
    re.VERBOSE | re.DOTALL,
)


def maths(latex: str, language: str = "en") -> MathSegment | None:
    """
    Render one formula.

    Parameters
    ----------
    latex
        The formula without dollar signs.
    language
        BCP 47 tag of the words it is spoken in.

    Returns
    -------
    MathSegment | None
        None where it cannot be rendered (see `mathml.to_element`).
    """
    element = to_element(latex)
    if element is None:
        return None
    return MathSegment(latex=latex, mathml=to_markup(element), speech=spoken(element, words_for(language)))


@lru_cache(maxsize=KEPT_TEXTS)
def render(text: str, language: str) -> Rendered:
    """
    Render one text.

    Parameters
    ----------
    text
        The text as authored, with its placeholders already filled.
    language
        BCP 47 tag of the text; formulas are spoken in it where its words are
        known, else in English.

    Returns
    -------
    Rendered
        Its pieces in order. Time and size grow linearly with the text, which is
        shown unread where it is longer than `MAX_TEXT`.
    """
    if len(text) > MAX_TEXT:
        fault = _fault("too_long", 0, len(text), f"This text has more than {MAX_TEXT} characters: shorten it.")
        return Rendered(segments=(TextSegment(text=text),), speech=text, faults=(fault,))
    reading = _Reading(text, language)
    for match in PIECE.finditer(text):
        reading.take(match)
    return reading.finish()


class _Reading:
    """The state of one text's reading: what is built, and whether it stands between stars."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.segments: list[Segment] = []
        self.faults: list[RenderingFault] = []
        self.plain: list[str] = []
        self.place = 0
        self.strong_from: int | None = None
        # Stars without a partner are stars: the last of an odd number opens nothing.
        stars = [match.start() for match in PIECE.finditer(text) if match.lastgroup == "stars"]
        self.lone_star = stars[-1] if len(stars) % 2 else None

    def take(self, match: re.Match[str]) -> None:
        """
        Take the text before a piece, then the piece.
        """
        self.plain.append(self.text[self.place : match.start()])
        self.place = match.end()
        match match.lastgroup:
            case "escape":
                self.plain.append(match.group()[1])
            case "math":
                self._take_math(match)
            case "dollar":
                self._keep(match, "unbalanced_dollar", r"This $ has no partner. Write \$ for a dollar sign.")
            case "image":
                self._take_image(match)
            case "stars":
                self._take_stars(match)
            case "blank":
                self._add(BlankSegment())
            case _:
                self._add(BreakSegment())

    def finish(self) -> Rendered:
        """
        Take the rest and say the whole.
        """
        self.plain.append(self.text[self.place :])
        self._flush()
        segments = tuple(self.segments)
        return Rendered(segments=segments, speech=_speech(segments, self.language), faults=tuple(self.faults))

    def _take_math(self, match: re.Match[str]) -> None:
        latex = (match.group("block") or match.group("inline")).strip()
        segment = maths(latex, self.language)
        if segment is None:
            self._keep(match, "unrenderable_math", "This formula cannot be shown: check its braces and commands.")
        else:
            self._add(segment)

    def _take_image(self, match: re.Match[str]) -> None:
        alt = match.group("alt").strip()
        if not alt:
            sentence = "This picture has no words for those who cannot see it: write them between the brackets."
            self.faults.append(_fault("missing_alt", match.start(), match.end(), sentence))
        self._add(ImageSegment(src=match.group("src"), alt=alt))

    def _take_stars(self, match: re.Match[str]) -> None:
        if match.start() == self.lone_star:
            self._keep(match, "unbalanced_stars", r"These ** have no partner. Write \*\* for stars.")
            return
        self._flush()
        self.strong_from = match.start() if self.strong_from is None else None

    def _keep(self, match: re.Match[str], code: str, sentence: str) -> None:
        self.plain.append(match.group())
        self.faults.append(_fault(code, match.start(), match.end(), sentence))

    def _add(self, segment: Segment) -> None:
        self._flush()
        self.segments.append(segment)

    def _flush(self) -> None:
        text = "".join(self.plain)
        self.plain.clear()
        if text:
            self.segments.append(TextSegment(text=text, strong=self.strong_from is not None))


def _fault(code: str, start: int, end: int, sentence: str) -> RenderingFault:
    """
    Note what could not be rendered.
    """
    return RenderingFault(code=code, start=start, end=end, sentence=sentence)


def _speech(segments: tuple[Segment, ...], language: str) -> str:
    """
    Say all segments, a space between two words that would otherwise run together.
    """
    words = words_for(language)
    said: list[str] = []
    for segment in segments:
        match segment:
            case TextSegment():
                piece = segment.text
            case MathSegment():
                piece = segment.speech
            case ImageSegment():
                piece = words.image.format(a=segment.alt) if segment.alt else ""
            case BlankSegment():
                piece = words.blank
            case BreakSegment():
                piece = "\n"
            case _:
                assert_never(segment)
        if said and piece and said[-1][-1:].isalnum() and piece[0].isalnum():
            said.append(" ")
        said.append(piece)
    lines = (" ".join(line.split()) for line in "".join(said).split("\n"))
    return "\n".join(line for line in lines if line)
