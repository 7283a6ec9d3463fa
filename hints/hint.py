"""
Hints: what is said about one response.

A hint records where its words came from, how specific they are, and which rung
of the step's ladder it is. Later revisions are new records, never edits.
"""

import enum
import zlib

import msgspec

from item_bank.ids import MistakeCode, StepId

__all__ = ["COMPUTED", "Hint", "HintSource", "Specificity", "mark"]


class HintSource(enum.StrEnum):
    """Where the words came from."""

    TEACHER = "teacher"  # the teacher's own about this mistake
    MISTAKE = "mistake"  # the words of the recognised mistake
    RUNG = "rung"  # the next authored rung
    SCAFFOLD = "scaffold"  # the step's sub-step, asked instead
    LINE = "line"  # computed from the first wrong line of working
    READING = "reading"  # what could not be read, or which form is asked
    WORKED = "worked"  # worked steps at the end
    MODEL = "model"  # written by a model, and guarded
    STEP = "step"  # computed from the step itself
    GENERIC = "generic"  # nothing better was there


COMPUTED = frozenset({HintSource.STEP, HintSource.GENERIC})
"""Sources whose words the engine has for many steps alike."""


class Specificity(enum.StrEnum):
    """What the words are about: the mistake made, the step it was made in, or neither."""

    MISTAKE = "mistake"
    STEP = "step"
    GENERIC = "generic"


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """
    One piece of help, checked and ready to be shown.

    Attributes
    ----------
    text
        Markdown with maths between dollar signs; one or two sentences, but for
        worked steps.
    rung
        The index, from 0, of the entry of the step's ladder that it is; None
        where it is none.
    scaffold
        The sub-step that is asked, where it is one.
    code
        The mistake that it is about, where it is about one.
    language
        BCP 47 tag of the words.
    """

    text: str
    source: HintSource
    specificity: Specificity
    language: str
    rung: int | None = None
    scaffold: StepId | None = None
    code: MistakeCode | None = None


def mark(text: str) -> int:
    """
    Return what a text is recognised by: 32 bits (CRC-32), so that a state need not keep texts.

    Two texts of an opportunity are taken for one in fewer than one of a
    million; then the second gives way to other words.
    """
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
