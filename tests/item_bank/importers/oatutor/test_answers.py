"""What `answers` promises of kinds and keys."""

import pytest

from item_bank.answers.answer import (
    Answer,
    AntiderivativeAnswer,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    IntervalAnswer,
    ListAnswer,
    MatrixAnswer,
    NumberAnswer,
    Round,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    TextAnswer,
    TupleAnswer,
    UnitsAnswer,
)
from item_bank.importers.oatutor.answers import read_key
from item_bank.importers.oatutor.asked import Asked, Key, Refused
from item_bank.importers.oatutor.texts import Cleaned, clean


def asked(answer: str, *, answer_type: str = "arithmetic", wording: str = "", choices: tuple[str, ...] = ()) -> Asked:
    """Ask for one answer."""
    kind = "MultipleChoice" if choices else "TextBox"
    return Asked(problem_type=kind, answer_type=answer_type, answers=(answer,), choices=choices, wording=wording)


def as_it_is(text: str) -> Cleaned:
    """Leave a choice's text alone."""
    return Cleaned(text=text.replace("$$", "$"))


def key(what: Asked) -> Key:
    """Read a key that is one."""
    read = read_key(what, as_it_is)
    assert isinstance(read, Key)
    return read


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        (asked("$$22$$"), NumberAnswer(value="22")),
        (asked("$$2.50$$"), NumberAnswer(value="2.50")),
        (asked("$$xp+3p$$"), ExpressionAnswer(value="xp + 3p")),
        (asked("(x-7/2)**2", answer_type="string"), ExpressionAnswer(value="(x - 7/2)^2")),
        (asked("$$x=\\frac{2}{3}$$"), NumberAnswer(value="2/3")),
        (asked("$$y=2.5x$$"), EquationAnswer(value="y = 2.5x", unknowns=("y", "x"))),
        (asked("$$y=2x+3$$", wording="Write $2x-y=-3$ in another form"), ExpressionAnswer(value="2x + 3")),
        (asked("$$p=\\frac{360}{q}$$"), ExpressionAnswer(value="360/q")),
        (asked("No Solution", answer_type="string"), TextAnswer(value="No Solution")),
        (asked("n", answer_type="string"), TextAnswer(value="n")),
        (asked("DNE"), TextAnswer(value="DNE")),
        (asked("$$\\frac{3}{4}$$", wording="Simplify $6/8$"), NumberAnswer(value="3/4", form="lowest_terms")),
        (asked("$$\\frac{3}{4}$$", wording="What is it?"), NumberAnswer(value="3/4")),
        (asked("$$\\frac{6}{8}$$", wording="Simplify"), NumberAnswer(value="6/8")),
    ],
)
def test_the_kind_is_seen_in_the_answer(what: Asked, answer: Answer) -> None:
    """
    Numbers, expressions, equations and words are told apart, and forms asked only where the key has them.
    """
    assert answer == key(what).answer


def test_a_letter_solved_for_may_be_named() -> None:
    """
    `x = 2/3` and `h = V/b` are right beside their right sides.
    """
    assert ("x",) == key(asked("$$x=\\frac{2}{3}$$")).unknowns
    assert ("h",) == key(asked("$$h=\\frac{V}{b^2}$$")).unknowns


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (asked(""), "answer_count"),
        (asked("x-3y=-2 2x-5y=5", answer_type="string"), "sentence"),
        (asked("42a105c"), "unreadable_answer"),
        (asked("12 apples", answer_type="string"), "sentence"),
        (asked("about 5", answer_type="string"), "sentence"),
        (asked("a" + " very" * 20 + " long answer", answer_type="string"), "sentence"),
        (asked("4", choices=("4",)), "single_choice"),
        (asked("4", choices=("5", "6")), "key_not_among_choices"),
        (asked("4", choices=("4", "$$4$$")), "single_choice"),
        (asked("4", choices=("4", "https://ibb.co/x")), "choice_is_a_foreign_picture"),
        (asked("4", choices=("4", "$$$$")), "choice_without_text"),
        (asked("0", choices=tuple(map(str, range(27)))), "too_many_choices"),
    ],
)
def test_what_is_no_key_of_ours_is_refused_with_its_reason(what: Asked, reason: str) -> None:
    """
    Nothing is guessed at: an answer that is not sure to be understood is left out.
    """
    cleaning = as_it_is if reason != "choice_without_text" else lambda text: Cleaned(text=text.replace("$", ""))

    assert Refused(reason) == read_key(what, cleaning)


def test_a_choice_that_cannot_be_shown_is_no_choice() -> None:
    """
    The reason is the text's own: a variable without a value, or a page of text.
    """
    choices = [("4", "@{a}"), ("4", "a" * 30_000)]
    expected = [Refused("variables"), Refused("too_long")]

    assert expected == [read_key(asked("4", choices=each), lambda text: clean(text, {})) for each in choices]


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        (asked("$$5i$$"), NumberAnswer(value="5i", domain="complex")),
        (asked("$$4^{3x}$$"), ExpressionAnswer(value="4^(3x)")),
        (asked("$$x^2+y^2=1$$"), EquationAnswer(value="x^2 + y^2 = 1", unknowns=("x", "y"))),
        (asked("$$x \\geq 3$$"), InequalityAnswer(value="x >= 3", unknowns=("x",))),
        (asked("(-inf,3]", answer_type="string"), IntervalAnswer(value="(-oo, 3]")),
        (asked("(1,3)", answer_type="string", wording="Write it in interval notation"), IntervalAnswer(value="(1, 3)")),
        (asked("(1,3)", answer_type="string", wording="Find the vertex (x,y)"), TupleAnswer(value="(1, 3)")),
        (asked("(0,1), (2,3)", answer_type="string"), SetAnswer(value="(0, 1), (2, 3)")),
        (asked("(1,3)", answer_type="string", wording="If there is more than one solution"), ListAnswer(value="1, 3")),
        (asked("x=2 or x=8", answer_type="string"), SolutionsAnswer(value="x = 2 or x = 8", unknowns=("x",))),
        (asked("2,-1", answer_type="string", wording="$x^2=x+2$"), SolutionsAnswer(value="2, -1", unknowns=("x",))),
        (asked("x+y=3, x-y=1", answer_type="string"), SystemAnswer(value="x + y = 3, x - y = 1", unknowns=("x", "y"))),
        (asked("$$\\begin{bmatrix} 1 & 2 \\end{bmatrix}$$"), MatrixAnswer(value="[[1, 2]]")),
        (asked("$1.79", answer_type="string"), UnitsAnswer(value="$1.79")),
        (asked("$$d_2=\\frac{2A}{d_1}$$"), ExpressionAnswer(value="2A/d_1")),
        (asked("x=2,3"), SolutionsAnswer(value="2, 3", unknowns=("x",))),
        (asked("2 or 3", wording="$y^2=5y-6$"), SolutionsAnswer(value="2, 3", unknowns=("y",))),
        (asked("$$x=\\pm3$$"), SolutionsAnswer(value="±3", unknowns=("x",))),
        (asked("f'(x)=2x"), ExpressionAnswer(value="2x")),
        (asked("$$\\frac{dy}{dx}=\\frac{-x}{y}$$"), ExpressionAnswer(value="(-x)/y")),
        (asked("x^2+C", wording="Find the antiderivative"), AntiderivativeAnswer(value="x^2 + C", variable="x")),
        (asked("$$13.4 \\frac{m}{s}$$", wording="How fast is it?"), UnitsAnswer(value="13.4 ((m)/(s))")),
        (asked("25J", wording="How much energy?"), UnitsAnswer(value="25 J")),
        (asked("25J", wording="Write it with $J$"), ExpressionAnswer(value="25J")),
        (asked("-$1,250.5"), UnitsAnswer(value="-$1250.50")),
        (asked("1,234"), NumberAnswer(value="1234")),
        (asked("1 234"), NumberAnswer(value="1234")),
        (asked("2/3 hours"), UnitsAnswer(value="2/3 hours")),
        (asked("(f+g)(x)=3x+2"), ExpressionAnswer(value="3x + 2")),
        (asked("$$\\frac{d^2y}{dx^2}=6x$$"), ExpressionAnswer(value="6x")),
        (asked("$$\\begin{bmatrix}1\\\\2\\end{bmatrix}$$"), MatrixAnswer(value="[[1], [2]]")),
        (asked("$$\\text{no}$$"), TextAnswer(value="no")),
        (asked("H_2O"), TextAnswer(value="H2O", accept=("H_2O", "H\u2082O"))),
    ],
)
def test_other_kinds_are_seen_in_shape_and_wording(what: Asked, answer: Answer) -> None:
    """
    Brackets, signs and the question's own words tell points, intervals, solutions and systems apart.
    """
    assert answer == key(what).answer


@pytest.mark.parametrize(
    ("answer", "wording", "form"),
    [
        ("$$\\left(x+2\\right)\\left(x+3\\right)$$", "Factor $x^2+5x+6$", "factored"),
        ("$$x^2+5x+6$$", "Factor it if you can", "any"),
        ("$$30\\sqrt{3}$$", "Simplify", "simplified"),
        ("$$3.7\\times{10}^4$$", "Write in scientific notation", "scientific"),
        ("$$x^2+3x+2$$", "Expand $(x+1)(x+2)$", "expanded"),
    ],
)
def test_a_form_is_asked_in_words_and_kept_where_the_key_has_it(answer: str, wording: str, form: str) -> None:
    """
    Equality alone would take the question for its answer.
    """
    read = key(asked(answer, wording=wording)).answer

    assert isinstance(read, NumberAnswer | ExpressionAnswer)
    assert form == read.form


def test_places_are_asked_in_words() -> None:
    """
    Rounding is taken over where the key has no more places than are asked for.
    """
    asked_for = "Round to the nearest hundredth."

    assert NumberAnswer(value="3.14", round=Round(places=2)) == key(asked("3.14", wording=asked_for)).answer
    assert NumberAnswer(value="3.1415") == key(asked("3.1415", wording=asked_for)).answer


def test_choices_keep_their_order_and_name_the_right_one() -> None:
    """
    Ids follow the authored order, and the key is the id of the answer.
    """
    answer = key(asked("$$4$$", choices=("$$3$$", "$$4$$", "five"))).answer
    assert isinstance(answer, ChoiceAnswer)

    assert [("a", "$3$"), ("b", "$4$"), ("c", "five")] == [(choice.id, choice.text) for choice in answer.choices]
    assert "b" == answer.value
    assert answer.shuffle


@pytest.mark.parametrize(
    "choices",
    [
        ("A", "B", "C"),
        ("(a)", "(b)"),
        ("Graph A", "Graph B"),
        ("True", "False"),
        ("Yes", "No"),
        ("one", "two", "All of the above"),
        ("one", "two", "none of these"),
        ("one", "two", "Both are functions"),
    ],
)
def test_choices_whose_order_means_something_are_never_shuffled(choices: tuple[str, ...]) -> None:
    """
    Bare letters, yes and no, and options about other options stay where they are.
    """
    answer = key(asked(choices[0], choices=choices)).answer

    assert isinstance(answer, ChoiceAnswer)
    assert not answer.shuffle


def test_choices_that_ran_together_are_parted() -> None:
    """
    `(4,0)I(0,4)I(2,0)` are three options, one of them the key, which stands once.
    """
    read = key(asked("$$(4,0)$$", choices=("$$(4,0)$$", "$$(4,0)I(0,4)I(2,0)$$")))
    assert isinstance(read.answer, ChoiceAnswer)

    assert ["$(4,0)$", "$(0,4)$", "$(2,0)$"] == [choice.text for choice in read.answer.choices]
    assert ("choices_parted",) == read.mended


def test_an_option_that_stands_twice_is_kept_once() -> None:
    """
    The very same option again is the same option, and that is said.
    """
    read = key(asked("4", choices=("5", "4", "5")))
    assert isinstance(read.answer, ChoiceAnswer)

    assert ["5", "4"] == [choice.text for choice in read.answer.choices]
    assert ("choice_repeated",) == read.mended
