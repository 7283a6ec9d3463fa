"""What keys, fingerprints and previews promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Relation
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import KINDS, AntiderivativeAnswer, Choice, ChoiceAnswer, MathsAnswer, TextAnswer
from item_bank.answers.judge import Reading, judge, reading
from item_bank.answers.key import Key, KeyFault, MathsKey, compile_key, fingerprint
from item_bank.answers.maths import left_to_do
from item_bank.answers.response import Final, Stuck
from item_bank.answers.verdict import Problem, Verdict
from tests.item_bank.answers.keys import SECRET, equation, expression, key_of, number

X = ("x",)
CHOICE = key_of(ChoiceAnswer(value="a", choices=(Choice(id="a", text="yes"), Choice(id="b", text="no"))))
KEYS: tuple[Key, ...] = (
    number("7/2", unknowns=X),
    expression("2x+7"),
    equation("2x = 7"),
    CHOICE,
    key_of(TextAnswer(value="seven")),
)
HOSTILE = (
    '__import__("os")',
    "9**9**9",
    "((9!)!)",
    "2^(10^9)",
    "(" * 500,
    "(" * 500 + ")" * 500,
    "1" * 1_000,
    "0." + "3" * 990,
    "1e400000",
    "x^2305843009213693951",
    "5+2305843009213693951",
    "sqrt(" * 30 + "2" + ")" * 30,
    "+".join(["x"] * 400),
    "\uff19**\uff19**\uff19",
    "7\u200b/2",
    "\u202e7/2",
    "7/2\x00",
    "7\n/2",
    "{{7*7}}",
    "x" * 1_000,
    "=" * 50,
    "1/0",
    "0^0",
    "-" * 300 + "7",
    "\ud83d\ude00",
)


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        (KEYS[0], "5/2", "2.5"),
        (KEYS[0], "x = 5/2", "10/4"),
        (KEYS[0], "2x = 5", "2 1/2"),
        (KEYS[1], "2x + 3", "x + x + 3"),
        (KEYS[2], "2x = 5", "x = 5/2"),
        (KEYS[3], "B", "no"),
        (KEYS[4], "Six", "six "),
        (KEYS[0], "sqrt(8)", "2sqrt(2)"),
        (KEYS[1], "sqrt(x)", "x/sqrt(x)"),
    ],
)
def test_responses_that_are_one_answer_share_a_fingerprint(key: Key, one: str, other: str) -> None:
    """
    However it is written, one wrong answer is found in a table by one key.
    """
    assert fingerprint(key, one) is not None
    assert fingerprint(key, one) == fingerprint(key, other)


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        (KEYS[0], "5/2", "7/2"),
        (KEYS[1], "2x + 3", "2x + 7"),
        (KEYS[2], "2x = 5", "2x = 7"),
        (KEYS[3], "a", "b"),
        (KEYS[4], "six", "seven"),
    ],
)
def test_different_answers_have_different_fingerprints(key: Key, one: str, other: str) -> None:
    """
    A wrong answer is never found under the right one.
    """
    assert fingerprint(key, one) != fingerprint(key, other)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (KEYS[0], "2+"),
        (KEYS[0], "4x"),
        (KEYS[0], "x = x"),
        (KEYS[0], "x^2 = 4"),
        (KEYS[1], "x = 2"),
        (KEYS[1], "1/0"),
        (KEYS[2], "2x"),
        (KEYS[2], "2^x = 4"),
        (KEYS[2], "x = x"),
        (KEYS[3], "c"),
        (KEYS[4], " "),
    ],
)
def test_what_is_no_answer_of_the_kind_has_no_fingerprint(key: Key, text: str) -> None:
    """
    Unreadable, of another kind, or not decided: nothing to look up.
    """
    assert fingerprint(key, text) is None


def test_a_fingerprint_reads_in_the_learners_locale() -> None:
    """
    2,5 is two and a half where a comma is the decimal mark.
    """
    assert fingerprint(KEYS[0], "2.5") == fingerprint(KEYS[0], "2,5", locale="de")


def test_a_preview_shows_how_a_text_is_read() -> None:
    """
    Re-printed as text and as LaTeX, or the problem at its place; never whether it is right.
    """
    assert Reading(read="5/2", latex=r"\frac{5}{2}") == reading(KEYS[0], " 5 / 2 ")
    assert reading(KEYS[0], "5/2").__class__ is reading(KEYS[0], "7/2").__class__
    assert Reading(read="no", latex="") == reading(CHOICE, "(b)")

    problem = reading(KEYS[0], "2+")
    assert isinstance(problem, Problem)
    assert ("ends_with_operator", 1, 2) == (problem.code, problem.start, problem.end)
    assert isinstance(reading(CHOICE, "z"), Problem)


def test_words_are_not_shown_as_maths_where_a_number_is_asked() -> None:
    """
    Letters that cannot be part of the answer are said to be left, and not shown as a product.
    """
    shown = reading(KEYS[0], "5x")

    assert isinstance(shown, Problem)
    assert "letters_left" == shown.code


@pytest.mark.parametrize("key", KEYS)
def test_stuck_is_asked_whatever_the_kind(key: Key) -> None:
    """
    Asking for help is never wrong.
    """
    assert Verdict.ASKED == judge(key, Stuck()).verdict


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_end_in_a_verdict_that_is_never_correct(text: str) -> None:
    """
    Attacks on a reader are read as nothing, or as something wrong or undecided.
    """
    assert [] == [key for key in KEYS if judge(key, Final(text=text)).verdict is Verdict.CORRECT]


@given(st.sampled_from(KEYS), st.text(max_size=60))
def test_any_text_has_a_verdict_and_a_preview(key: Key, text: str) -> None:
    """
    No text makes judging or reading fail, and what is re-printed reads the same again.
    """
    judged = judge(key, Final(text=text))
    shown = reading(key, text)

    assert isinstance(shown, Reading) or judged.verdict in {Verdict.INVALID, Verdict.ASKED, Verdict.INCORRECT}
    if judged.read is not None and judged.verdict in {Verdict.CORRECT, Verdict.INCORRECT}:
        assert judged.verdict is judge(key, Final(text=judged.read)).verdict


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("5", 0),
        ("-5", 0),
        ("3/4", 0),
        ("1 1/2", 0),
        ("50%", 0),
        ("2.5*10^3", 0),
        ("(5)", 0),
        ("+5", 0),
        ("-3/-4", 0),
        ("2+3", 1),
        ("2x", 1),
        ("2x+6", 2),
        ("2(x+3)", 3),
        ("(x+1)/2", 3),
        ("x/2", 1),
        ("x^2", 1),
        ("sqrt(9)", 1),
        ("3x+5=11", 2),
        ("10^3*2", 2),
        ("x=±5", 0),
        ("2±5", 1),
    ],
)
def test_work_left_is_counted_in_operations(text: str, operations: int) -> None:
    """
    Ways of writing a number count nothing; a sum in brackets counts once more.
    """
    tree = read(text, Context())

    assert not isinstance(tree, Unreadable)
    assert operations == left_to_do(tree)
    assert isinstance(tree, Relation) == ("=" in text)


def test_declared_names_of_several_letters_are_read_in_keys() -> None:
    """
    A key may hold a declared long name beside any single letter.
    """
    assert fingerprint(expression("rate*t + b", unknowns=("rate",)), "b + t*rate") is not None


class OddAnswer(MathsAnswer, frozen=True, kw_only=True, tag="odd"):
    """A kind that nobody judges."""


def test_a_kind_without_a_judge_is_a_broken_contract() -> None:
    """
    Not a fault of its author.
    """
    with pytest.raises(TypeError):
        compile_key(OddAnswer(value="4"), unknowns=(), solution=(), secret=SECRET, subject="")


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if issubclass(kind, MathsAnswer)])
def test_every_kind_that_is_read_as_maths_says_how_it_is_read(kind: type[MathsAnswer]) -> None:
    """
    Whether separators part things, and what a response may be named as; a kind that says nothing has no key.
    """
    answer = AntiderivativeAnswer(value="%", variable="x") if kind is AntiderivativeAnswer else kind(value="%")
    made = compile_key(answer, unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(made, KeyFault)


def test_the_model_of_most_keys_is_the_key() -> None:
    """
    As written.
    """
    key = equation("2x = 8")

    assert isinstance(key, MathsKey)
    assert "2x = 8" == key.model()


@pytest.mark.parametrize("key", KEYS)
def test_a_text_longer_than_a_response_is_refused_by_every_kind(key: Key) -> None:
    """
    Before any kind works on it.
    """
    judged = judge(key, Final(text="7" * 1_001))

    assert (Verdict.INVALID, "text_too_long") == (judged.verdict, judged.reason)
