"""What judging words promises."""

import pytest

from item_bank.answers.answer import TextAnswer
from item_bank.answers.judge import Reading, judge, reading
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of, working

PARIS = TextAnswer(value="paris", accept=("Lutetia",))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Paris ", Verdict.CORRECT),
        ("lutetia", Verdict.CORRECT),
        ("Rome", Verdict.INCORRECT),
        ("idk", Verdict.ASKED),
        ("", Verdict.ASKED),
    ],
)
def test_words_are_right_by_their_spelling(text: str, verdict: Verdict) -> None:
    """
    Case and spaces do not count, further spellings do, and asking for help is no answer.
    """
    assert verdict == final(key_of(PARIS), text).verdict


@pytest.mark.parametrize(
    "text", [r"\text{Paris}", r"\mathrm{ paris }", r"$\text{Lutetia}$", r'\text{"Paris"}', "Paris"]
)
def test_words_may_be_set_upright_in_latex(text: str) -> None:
    """
    A maths field hands over words in commands, which are no part of them.
    """
    key, response = key_of(PARIS), Final(text=text, format="latex")

    assert Verdict.CORRECT == judge(key, response).verdict
    assert isinstance(reading(key, text, written="latex"), Reading)


def test_words_that_ask_for_help_may_be_the_answer() -> None:
    """
    Where "help" is right, it is right.
    """
    assert Verdict.CORRECT == final(key_of(TextAnswer(value="Help")), "help").verdict


def test_spellings_of_one_answer_are_one_answer() -> None:
    """
    They share a fingerprint, which no other word has.
    """
    key = key_of(PARIS)

    assert fingerprint(key, "PARIS") == fingerprint(key, "lutetia")
    assert fingerprint(key, "Rome") == fingerprint(key, " rome")
    assert fingerprint(key, "Rome") != fingerprint(key, "Paris")
    assert fingerprint(key, " ") is None


def test_words_read_as_they_are() -> None:
    """
    The preview shows them with single spaces; a working gives its last line.
    """
    shown = reading(key_of(PARIS), " New   York ")

    assert "New York" == getattr(shown, "read", None)
    assert Verdict.CORRECT == working(key_of(PARIS), "Rome?", "Paris").verdict


@pytest.mark.parametrize("answer", [TextAnswer(value=" "), TextAnswer(value="a", accept=("",))])
def test_blank_words_are_a_fault(answer: TextAnswer) -> None:
    """
    A blank would be right for nobody: it asks for help.
    """
    fault = compile_key(answer, unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert "blank_key" == fault.code
