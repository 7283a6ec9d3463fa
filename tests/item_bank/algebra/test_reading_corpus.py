"""
What maths fields, keyboards and phones send, and how each line of it is read.

The corpus is our own: one line of JSON each with the field or keyboard it comes
from, a context, the text, and either the typed text that it is the same as
(English numbers) or the code of what cannot be read.
"""

import json
from pathlib import Path

import msgspec
import pytest

from item_bank.algebra.context import Context, Format
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.unreadable import Unreadable

CONTEXTS = {
    "free": Context(),
    "x": Context(unknowns=("x",)),
    "names": Context(unknowns=("x",), names=("x0", "rate", "theta")),
    "several": Context(expects="several"),
    "units": Context(units=True),
    "de": Context(locale="de"),
    "desev": Context(locale="de", expects="several"),
    "essev": Context(locale="es", unknowns=("x", "y"), expects="several"),
    "in": Context(locale="en-IN"),
}
LATEX = ("mathlive", "mathquill")


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the corpus; `same` or `code` is given."""

    source: str
    context: str
    text: str
    same: str | None = None
    code: str | None = None


LINES = [
    msgspec.convert(json.loads(line), Line)
    for line in Path(__file__).with_name("corpus").joinpath("reading.jsonl").read_text(encoding="utf-8").splitlines()
]


def misread(line: Line) -> object:
    """Return what a line is read as where that is not what is meant, else nothing."""
    context = CONTEXTS[line.context]
    written: Format = "latex" if line.source in LATEX else "text"
    outcome = read(line.text, context, written)
    if isinstance(outcome, Unreadable):
        return None if line.code == outcome.code else outcome
    if line.same is None:
        return bare(outcome)
    same = read(line.same, msgspec.structs.replace(context, locale="en", expects="several"))
    return None if not isinstance(same, Unreadable) and bare(same) == bare(outcome) else (same, bare(outcome))


@pytest.mark.parametrize("source", sorted({line.source for line in LINES}))
def test_every_line_is_read_as_it_is_meant(source: str) -> None:
    """
    The same tree as the typed text beside it, or the code of what is asked about.
    """
    found = {(line.context, line.text): misread(line) for line in LINES if line.source == source}

    assert {} == {line: wrong for line, wrong in found.items() if wrong is not None}


def test_the_corpus_is_large_and_of_every_source() -> None:
    """
    At least 300 lines, and some from each of the ways in which people write.
    """
    assert len(LINES) >= 300
    assert {"mathlive", "mathquill", "typed", "unicode", "phone"} == {line.source for line in LINES}
