"""What judging choices promises."""

import pytest

from item_bank.answers.answer import Choice, ChoiceAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of, working

OPTIONS = (Choice(id="a", text="2x + 3"), Choice(id="b", text="2x + 6"), Choice(id="c", text="x + 6"))
PICK = ChoiceAnswer(value="b", choices=OPTIONS)


@pytest.mark.parametrize("text", ["b", "B", " b ", "(b)", "b)", "B.", "2x + 6", "2x+6"])
def test_an_option_is_picked_by_its_id_or_its_text(text: str) -> None:
    """
    The letter in any frame, and the very text, pick the option.
    """
    judged = final(key_of(PICK), text)

    assert (Verdict.CORRECT, "2x + 6") == (judged.verdict, judged.read)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("a", Verdict.INCORRECT),
        ("x + 6", Verdict.INCORRECT),
        ("d", Verdict.INVALID),
        ("2(x+3)", Verdict.INVALID),
        ("X + 6", Verdict.INVALID),
        ("?", Verdict.ASKED),
        ("", Verdict.ASKED),
    ],
)
def test_what_is_not_the_right_option(text: str, verdict: Verdict) -> None:
    """
    Another option is wrong; what is no option is said to be none.
    """
    assert verdict == final(key_of(PICK), text).verdict


def test_a_letter_by_itself_may_be_a_key() -> None:
    """
    Without options listed, any single letter is one.
    """
    key = key_of(ChoiceAnswer(value="b"))

    assert Verdict.CORRECT == final(key, "B").verdict
    assert Verdict.INCORRECT == final(key, "c").verdict
    assert Verdict.INVALID == final(key, "because").verdict


def test_the_last_line_of_a_working_is_the_pick() -> None:
    """
    Lines before it are passed over.
    """
    assert Verdict.CORRECT == working(key_of(PICK), "a", "", "b", " ").verdict


def test_a_text_that_two_wrong_options_share_picks_neither() -> None:
    """
    Their letters still do.
    """
    options = (Choice(id="a", text="1"), Choice(id="b", text="1"), Choice(id="c", text="2"))
    key = key_of(ChoiceAnswer(value="c", choices=options))

    assert Verdict.INVALID == final(key, "1").verdict
    assert "a" == fingerprint(key, "A")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (ChoiceAnswer(value="d", choices=OPTIONS), "unknown_choice"),
        (ChoiceAnswer(value="a", choices=(OPTIONS[0], OPTIONS[0])), "duplicate_choice"),
        (ChoiceAnswer(value="b", choices=(*OPTIONS, Choice(id="d", text="2x+6"))), "duplicate_choice"),
        (ChoiceAnswer(value=" "), "blank_key"),
    ],
)
def test_a_choice_without_exactly_one_right_option_is_a_fault(answer: ChoiceAnswer, code: str) -> None:
    """
    The right option is there, once, and no other says the same.
    """
    fault = compile_key(answer, unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code


WORDS = ChoiceAnswer(value="b", choices=(Choice(id="a", text="It grows."), Choice(id="b", text="it shrinks")))


@pytest.mark.parametrize("text", ["It shrinks", "it shrinks.", "IT SHRINKS", "b) it shrinks", "(b) It shrinks."])
def test_words_pick_an_option_whatever_their_case(text: str) -> None:
    """
    A capital, a full stop and the letter before the words change nothing.
    """
    assert Verdict.CORRECT == final(key_of(WORDS), text).verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"\text{b}", Verdict.CORRECT),
        (r"\boxed{\mathrm{(b)}}", Verdict.CORRECT),
        (r"\text{it shrinks}", Verdict.CORRECT),
        (r"$\mathbf{b}$", Verdict.CORRECT),
        (r"\text{a}", Verdict.INCORRECT),
        (r"\text{d}", Verdict.INVALID),
        (r"\frac{b}{1}", Verdict.INVALID),
        (r"\text{ }", Verdict.ASKED),
    ],
)
def test_an_option_may_be_set_upright_in_latex(text: str, verdict: Verdict) -> None:
    """
    A maths field hands over letters and words in commands, which are no part of them.
    """
    assert verdict == judge(key_of(WORDS), Final(text=text, format="latex")).verdict


def test_an_option_that_is_latex_itself_is_picked_as_it_stands() -> None:
    """
    Its commands are not taken off.
    """
    options = (Choice(id="a", text=r"\text{b}"), Choice(id="b", text="it shrinks"))
    key = key_of(ChoiceAnswer(value="a", choices=options))

    assert Verdict.CORRECT == judge(key, Final(text=r"\text{b}", format="latex")).verdict
