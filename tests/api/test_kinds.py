"""What all doors promise about the kinds of answers: none forgets one."""

from pathlib import Path
from typing import get_args

import msgspec
import pytest

import api
from item_bank.answers.answer import KINDS, Answer, Form
from practice.shown import EntryKind

ENTRY = Path(api.__file__).with_name("web") / "practice/entry.js"


def test_every_kind_is_entered_and_has_words_on_the_page() -> None:
    """
    What an answer may be is what a learner may be asked to enter, and the page says what that is.
    """
    words = ENTRY.read_text().partition("const LABELS = {")[2].partition("};")[0]

    assert set(KINDS) == set(get_args(EntryKind))
    assert [f"{kind}:" for kind in KINDS] == [line.split()[0] for line in words.strip().splitlines()]


def test_every_form_has_words_on_the_page() -> None:
    """
    A form that is asked is named before the first try.
    """
    words = ENTRY.read_text().partition("const FORMS = {")[2].partition("};")[0]

    assert [] == [form for form in get_args(Form) if form != "any" and f"{form}: " not in words]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_as_it_is_written(kind: str) -> None:
    """
    The name of a kind decodes to its shape and to no other.
    """
    needed = {field.name: "x" for field in msgspec.structs.fields(KINDS[kind]) if field.required}
    written = msgspec.json.encode({**needed, "kind": kind})

    assert KINDS[kind] is type(msgspec.json.decode(written, type=Answer))
