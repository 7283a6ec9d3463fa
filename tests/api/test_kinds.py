"""What all doors promise about the kinds of answers: none forgets one."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

import api
from item_bank.answers.answer import KINDS, Answer, Form
from item_bank.answers.verdict import Verdict
from item_bank.phrasebook import ENGLISH, SPOKEN
from practice.shown import EntryKind

FORMAT = Path(__file__).parents[2] / "docs" / "bank-format.md"
WORDS = Path(api.__file__).with_name("web") / "practice/words"


def words(language: str) -> dict[str, dict[str, str]]:
    """Read the page's words in a language, which are plain data."""
    data = (WORDS / f"{language}.js").read_text(encoding="utf-8").partition("export default ")[2]
    return msgspec.json.decode(data.rstrip().rstrip(";"), type=dict[str, dict[str, str]])


def test_every_kind_is_entered_and_has_words_on_the_page() -> None:
    """
    What an answer may be is what a learner may be asked to enter, and the page says what that is.
    """
    assert set(KINDS) == set(get_args(EntryKind))
    assert list(KINDS) == list(words("en")["entry"])


def test_every_kind_is_told_of_by_the_format_and_known_to_the_pages_scripts() -> None:
    """
    Authors find it in the table of kinds, and the types of the page's scripts have it.
    """
    table = FORMAT.read_text(encoding="utf-8").partition("| kind | fields beside `value` |")[2].partition("\n\n")[0]
    assert list(KINDS) == re.findall(r"^\| `(\w+)`", table, re.MULTILINE)
    scripts = (WORDS.parent / "client.js").read_text(encoding="utf-8")
    (union,) = re.findall(r"@typedef \{([^{}]*)\} EntryKind", scripts)
    assert list(KINDS) == re.findall(r'"(\w+)"', union)


def test_every_form_has_words_on_the_page() -> None:
    """
    A form that is asked is named before the first try.
    """
    assert {form for form in get_args(Form) if form != "any"} == set(words("en")["form"])


def test_every_verdict_has_words_on_the_page() -> None:
    """
    What the engine can say of a response, the page can.
    """
    assert {verdict.value for verdict in Verdict} == set(words("en")["verdict"])


@pytest.mark.parametrize("language", [one for one in SPOKEN if one != ENGLISH])
def test_the_page_speaks_every_language_of_the_engine(language: str) -> None:
    """
    Each has the same words, with the same parts to fill in, and none is left in English.
    """
    english, other = words(ENGLISH), words(language)
    assert {name: list(table) for name, table in english.items()} == {
        name: list(table) for name, table in other.items()
    }

    for name, table in english.items():
        for key, text in table.items():
            assert text != other[name][key], (name, key)
            assert ("{what}" in text, "{skill}" in text) == (
                "{what}" in other[name][key],
                "{skill}" in other[name][key],
            )


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_as_it_is_written(kind: str) -> None:
    """
    The name of a kind decodes to its shape and to no other.
    """
    needed = {field.name: "x" for field in msgspec.structs.fields(KINDS[kind]) if field.required}
    written = msgspec.json.encode({**needed, "kind": kind})

    assert KINDS[kind] is type(msgspec.json.decode(written, type=Answer))
