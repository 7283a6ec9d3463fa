"""
Claims: what the first call says of a wrong answer, before anything of it is believed.

How the learner got there line by line, where that goes wrong, by which idea, and
the way with the one error put right. Here is its shape; `replay` runs it.
"""

from typing import Annotated, Final, Literal, TypeAlias

import msgspec

__all__ = ["GUESS", "OTHER", "SLIP", "SORTS", "UNREADABLE", "Claim", "PathLine", "read_claim"]

SLIP: Final = "slip"
GUESS: Final = "guess"
UNREADABLE: Final = "unreadable"
OTHER: Final = "other"
SORTS: Final = (SLIP, GUESS, UNREADABLE, OTHER)
"""What may be said in place of an idea of the catalogue."""

Line: TypeAlias = Annotated[str, msgspec.Meta(max_length=300)]


class PathLine(msgspec.Struct, frozen=True, kw_only=True, rename={"mark": "is"}):
    """One line of a path, typed; `mark` is whether it follows from the line before, or how it does not."""

    line: Line
    mark: Literal["ok", "slip", "mistake"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """
    One claim.

    Attributes
    ----------
    student_path
        From the task, or the first line after it, to what was answered.
    first_error_line
        Its first line that does not follow from the one before, from 1; 0
        where there is no path.
    idea
        An id that was offered, or one of `SORTS`.
    why
        For teachers and traces; never shown to a learner.
    correct_path
        The learner's own way with the error put right, to the key.
    quote
        Words of the exercise, or the option's id, where nothing can be replayed.
    confidence
        The model's own, 0 to 100; what lies outside is taken for the nearer end.
    """

    student_path: Annotated[tuple[PathLine, ...], msgspec.Meta(max_length=30)]
    first_error_line: int
    idea: Annotated[str, msgspec.Meta(max_length=80)]
    why: Annotated[str, msgspec.Meta(max_length=1_000)]
    correct_path: Annotated[tuple[Line, ...], msgspec.Meta(max_length=30)]
    quote: Annotated[str, msgspec.Meta(max_length=500)]
    confidence: int

    @property
    def sure(self) -> float:
        """The confidence, 0 to 1."""
        return min(max(self.confidence, 0), 100) / 100


def read_claim(text: str) -> Claim | None:
    """
    Read a reply; None where it is no claim of this shape.

    Fields beside these are passed over: the control's only reply has a hint, too.
    """
    try:
        return msgspec.json.decode(text, type=Claim)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
