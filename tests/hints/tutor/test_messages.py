"""What the engine's own words promise."""

import string

import pytest

from hints.guards.leak import leaks
from hints.tutor.messages import MESSAGES, has_message, message
from item_bank.answers.answer import NumberAnswer

MAX_WORDS = 35
"""Of one hint: longer ones are not read."""
HELPING = sorted(set(MESSAGES) - {"worked", "worked_rungs"})
"""Codes of the messages that help; the others are about a whole solution."""


def parts(text: str) -> dict[str, str]:
    """Fill every part of a message with a letter."""
    return {name: "y" for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_words_are_short_and_hold_no_numbers_of_their_own() -> None:
    """
    At most two sentences and 35 words, and no digits but the learner's and the task's.
    """
    said = {code: message(code, "en", **parts(MESSAGES[code])).text for code in HELPING}

    assert {} == {code: text for code, text in said.items() if len(text.split()) > MAX_WORDS}
    assert {} == {code: text for code, text in said.items() if "{" in text or any(c.isdigit() for c in text)}


@pytest.mark.parametrize("value", ["1", "2"])
def test_words_give_no_small_number_away(value: str) -> None:
    """
    "one small part" is no answer 1.
    """
    bare = {code: MESSAGES[code].replace("{", "").replace("}", "") for code in HELPING}

    assert {} == {code: text for code, text in bare.items() if leaks(text, NumberAnswer(value=value), given=[])}


def test_a_language_without_words_gets_english() -> None:
    """
    The message says in which language it is.
    """
    assert "en" == message("generic", "xx").language
    assert message("generic", "en-GB") == message("generic", "en")


def test_unknown_codes_and_missing_parts_are_broken_contracts() -> None:
    """
    They are bugs of ours, never a learner's text.
    """
    assert not has_message("nothing")
    with pytest.raises(KeyError):
        message("nothing", "en")
    with pytest.raises(KeyError):
        message("line", "en")


@pytest.mark.parametrize(("language", "root"), [("en", "root"), ("de", "Wurzel"), ("es", "raíz")])
def test_a_rounded_root_is_not_asked_for_as_a_fraction_alone(language: str, root: str) -> None:
    """
    Who wrote 7.07 for the root of 50 would look for a fraction that is not there.
    """
    assert root in message("reason_not_exact", language).text
