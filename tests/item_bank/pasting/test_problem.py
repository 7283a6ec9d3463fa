"""A pasted homework becomes items that the bank check passes, or says problem by problem why not."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.answers.answer import InequalityAnswer, NumberAnswer, SolutionsAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import compile_key
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.finding import Finding
from item_bank.ids import ItemId
from item_bank.importers.acceptance import native_errors
from item_bank.pasting.drafted import Draft
from item_bank.pasting.numbering import TooMuch
from item_bank.pasting.problem import AnswerOnly, Problem, SolvedProblem, UnsolvedProblem, problems
from item_bank.template import ItemTemplate

DRAFT = Draft(id=ItemId("homework"), language="en", license="MIT", attribution="A teacher")


def check(item: ItemTemplate) -> Sequence[Finding]:
    """
    Find what the bank check calls an error.
    """
    return native_errors(item, notes="", skills={}, pictures={})


def pasted(text: str, language: str = "en", above: str = "") -> tuple[Problem, ...]:
    """
    Read and solve a homework without computer algebra.
    """
    draft = Draft(id=DRAFT.id, language=language, license=DRAFT.license, attribution=DRAFT.attribution)
    found = problems(text, draft, check, None, above)
    assert not isinstance(found, TooMuch)
    return found


@pytest.mark.slow
def test_each_problem_becomes_an_item_that_grades_its_own_key_right() -> None:
    """The homework of the classic week is solved whole, its items have no errors, and most have a drawn sister."""
    found = pasted(
        "1) 1/2 + 1/4   2) 2x + 1 = 11   3) 3/4 - 1/4   4) 2/3 * 3/5   5) 5/6 : 2/3   6) 3(x+2) = 21\n"
        "7) Expand (x+2)(x-3)\n8) x^2 - 5x + 6 = 0\n9) 2x - 3 > 5\n10) -3 - (-5)"
    )
    sisters = 0
    for problem in found:
        assert isinstance(problem, SolvedProblem)
        assert not check(problem.item)
        (step,) = problem.item.steps
        key = compile_key(step.answer, unknowns=step.unknowns, solution=step.solution, secret=b"x", subject="")
        assert not isinstance(key, KeyFault)
        assert judge(key, Final(text=problem.answer)).verdict is Verdict.CORRECT
        assert step.solution
        if problem.sister is not None:
            sisters += 1
            assert not check(problem.sister)
            assert problem.sister.params
    assert [problem.label for problem in found] == [str(number) for number in range(1, 11)]
    assert sisters >= 8


def test_a_typed_key_that_contradicts_is_said_so() -> None:
    """The computed key stands beside a typed one, and whether they agree."""
    agrees, contradicts, unreadable = pasted("1) 2x+1=11 -> x = 5\n2) 2x+1=11 -> 6\n3) 2x+1=11 -> five?!")
    assert isinstance(agrees, SolvedProblem)
    assert isinstance(contradicts, SolvedProblem)
    assert isinstance(unreadable, SolvedProblem)
    assert (agrees.typed, contradicts.typed, unreadable.typed) == ("agrees", "contradicts", "unreadable")
    assert contradicts.answer == "5"


def test_a_text_of_answers_is_taken_as_answers() -> None:
    """Where nothing is left to do anywhere, what was typed are the answers, and only values can be judged."""
    number, solution, inequality = pasted("1) 3/4   2) x = 5   3) x > 2")
    assert isinstance(number, AnswerOnly)
    assert number.answer == NumberAnswer(value="3/4")
    assert isinstance(solution, AnswerOnly)
    assert solution.answer == SolutionsAnswer(value="x = 5", unknowns=("x",))
    assert isinstance(inequality, AnswerOnly)
    assert inequality.answer == InequalityAnswer(value="x > 2", unknowns=("x",))


def test_a_problem_in_words_needs_its_answer() -> None:
    """Words are not solved; with the answer behind them they are taken, else the teacher is told what to do."""
    without, with_key = pasted("1) Tom has 3 apples and eats 2. How many are left?\n2) Tom eats 2 of 3 apples. -> 1")
    assert isinstance(without, UnsolvedProblem)
    assert without.why == "words"
    assert isinstance(with_key, AnswerOnly)
    assert with_key.words == "Tom eats 2 of 3 apples."
    assert with_key.answer == NumberAnswer(value="1")


def test_words_end_before_the_word_for_the_answer() -> None:
    """What parts a typed key from its problem is no part of what is asked."""
    (problem,) = pasted("Tom isst 2 von 3 Äpfeln. Wie viele bleiben? Antwort: 1", "de")
    assert isinstance(problem, AnswerOnly)
    assert problem.words == "Tom isst 2 von 3 Äpfeln. Wie viele bleiben?"


def test_what_stands_above_is_said_of_each_and_goes_with_it() -> None:
    """A problem that is solved alone, with what stood above it, is the one of the whole paste."""
    text = (
        "1) Faktorisiere:\na) x^2 - 9\nb) x^2 - 4\n"
        "2) Wie groß ist der Umfang?\na) Quadrat, Seite drei -> 12\nb) Kreis -> 9,4"
    )
    whole = pasted(text, "de")
    assert isinstance(whole[0], SolvedProblem)
    assert whole[0].answer == "(x + 3)(x - 3)"
    assert isinstance(whole[2], AnswerOnly)
    assert whole[2].words == "Wie groß ist der Umfang? Quadrat, Seite drei"
    for one in whole:
        (alone,) = pasted(one.text, "de", one.above)
        assert type(alone) is type(one)
        assert (alone.text, alone.above) == (one.text, one.above)
        assert getattr(alone, "answer", None) == getattr(one, "answer", None)


def test_what_cannot_be_read_says_where() -> None:
    """The place is that of the problem's own text."""
    _, broken = pasted("1) 2 + 2 = 4 -> 4\n2) Calculate 3 + * 4")
    assert isinstance(broken, UnsolvedProblem)
    assert broken.why == "unreadable"
    assert broken.position is not None
    assert broken.text[broken.position :] == "+ * 4"


def test_decimals_and_words_are_those_of_the_language() -> None:
    """A German homework has decimal commas, and its item asks in German."""
    (problem,) = pasted("0,5 + 0,25", "de")
    assert isinstance(problem, SolvedProblem)
    assert problem.answer == "0.75"
    assert problem.item.prompt.startswith("Berechne")


def test_a_question_stays_a_question() -> None:
    """Its mark is kept; a blank behind an equals sign is none."""
    question, blank = pasted("1) ¿Cuánto es 3,5 * 2?\n2) Calcula 7 + 5 = ?", "es")
    assert isinstance(question, SolvedProblem)
    assert isinstance(blank, SolvedProblem)
    assert (question.item.prompt, blank.item.prompt) == (r"¿Cuánto es $3.5 \cdot 2$?", "Calcula $7 + 5$.")


def test_markup_in_a_teacher_s_words_stays_text() -> None:
    """Nothing typed round a formula can become a picture, a placeholder or emphasis."""
    (problem,) = pasted("Solve **this** ![x](y) @{a}: $2x = 4$")
    assert isinstance(problem, SolvedProblem)
    assert not any(sign in problem.item.prompt for sign in ("**", "![", "@{"))


def test_the_same_number_twice_gives_two_items() -> None:
    """No item takes the place of another that was numbered alike."""
    found = pasted("1) 2 + 3\n1) 4 + 5")
    assert [problem.item.id for problem in found if isinstance(problem, SolvedProblem)] == [
        "homework-1",
        "homework-1-2",
    ]


def test_a_problem_that_is_its_own_answer_is_no_answer() -> None:
    """Where words ask for something, what stands there is not taken for what should come out."""
    for text in ("Take out the common factor: 5x + 7", "List all factors of 24"):
        (problem,) = pasted(text)
        assert isinstance(problem, UnsolvedProblem)
        assert problem.why == "nothing_to_do"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Find the derivative of (2x + 1)^3", "en"),
        ("Find the vertex of (x - 2)^2 + 3", "en"),
        ("Find the reciprocal of 2/4", "en"),
        ("Estimate 48 * 52", "en"),
        ("Find the discriminant of x^2 - 5x + 6 = 0", "en"),
        ("Find the roots of (x - 1)(x + 2)", "en"),
        ("Convert 2.5 km to m", "en"),
        ("Write 2^3 * 2^4 as a single power", "en"),
        ("Berechne die Ableitung von (x + 2)^2", "de"),
        ("Bestimme den Scheitelpunkt von (x - 2)^2 + 3", "de"),
        ("Halla el vértice de (x - 2)^2 + 3", "es"),
    ],
)
def test_words_that_ask_for_something_else_need_their_answer(text: str, language: str) -> None:
    """What a formula comes to is no key where a derivative or a vertex of it is asked, nor are words products."""
    without, with_key = pasted(f"1) {text}\n2) {text} -> 7", language)
    assert isinstance(without, UnsolvedProblem)
    assert without.why in {"beyond", "words"}
    assert isinstance(with_key, AnswerOnly)
    assert with_key.answer == NumberAnswer(value="7")


@pytest.mark.parametrize(
    "text",
    [
        "Solve x^2 + 6x + 5 = 0 by completing the square",
        "Expand the double brackets (x + 1)(x + 2)",
        "Find the roots of x^2 - 5x + 6 = 0",
        "Expand the square of a sum (x + 3)^2",
        "Expand the square of the sum (x + 3)^2",
    ],
)
def test_words_about_a_way_or_a_kind_leave_a_problem_solved(text: str) -> None:
    """An equation has its roots by being solved, and completing the square is a way to solve it."""
    assert isinstance(pasted(text)[0], SolvedProblem)


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("Write 3/4 as a decimal", "en", "0.75"),
        ("Write 0.75 as a fraction", "en", "3/4"),
        ("Convert 3/8 to a percentage", "en", "37.5%"),
        ("Write -7/3 as a mixed number", "en", "-2 1/3"),
        ("Write 2 1/3 as an improper fraction", "en", "7/3"),
        ("Write 0.00032 in scientific notation", "en", "3.2*10^(-4)"),
        ("Calculate 4*10^5 * 3*10^3 in scientific notation", "en", "1.2*10^9"),
        ("Schreibe 0,75 als Bruch", "de", "3/4"),
        ("Escribe 3/4 como decimal", "es", "0.75"),
    ],
)
def test_a_number_is_asked_in_the_form_that_words_name(text: str, language: str, answer: str) -> None:
    """What is to be written otherwise is no answer, and neither is it a mistake."""
    (problem,) = pasted(text, language)
    assert isinstance(problem, SolvedProblem)
    assert problem.answer == answer
    (step,) = problem.item.steps
    key = compile_key(step.answer, unknowns=(), solution=step.solution, secret=b"x", subject="")
    assert not isinstance(key, KeyFault)
    given = next(part for part in text.replace(",", ".").split() if any(map(str.isdigit, part)))
    typed = {"2": "2 1/3", "4*10^5": "1200000000"}.get(given, given)
    assert judge(key, Final(text=typed)).verdict is Verdict.WRONG_FORM


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("3/4 -> 0.75", "3/4"),
        ("Complete the square: x^2 + 6x + 5 -> (x + 3)^2 - 4", "x^2+6x+5"),
        ("Prime factorization of 60 -> 2^2*3*5", "60"),
        ("Write 2^3 * 2^4 as a power -> 2^7", "2^3*2^4"),
    ],
)
def test_a_typed_key_asks_for_what_parts_it_from_its_problem(text: str, copied: str) -> None:
    """Who copies the problem has not done it."""
    (problem,) = pasted(text)
    assert isinstance(problem, AnswerOnly)
    key = compile_key(problem.answer, unknowns=(), solution=(), secret=b"x", subject="")
    assert not isinstance(key, KeyFault)
    assert judge(key, Final(text=text.partition("-> ")[2])).verdict is Verdict.CORRECT
    assert judge(key, Final(text=copied)).verdict is Verdict.WRONG_FORM


@pytest.mark.parametrize(
    "text",
    [
        "x + y = 6; y = 2x",
        "y = 2x, x + y = 6",
        "y=2x,x+y=6",
        "I: y = 2x, II: x + y = 6",
        "Solve the system\ny = 2x\nx + y = 6",
        r"\begin{cases} y = 2x \\ x + y = 6 \end{cases}",
        "Solve $y = 2x$ and $x + y = 6$.",
        r"Solve \(y = 2x\), \(x + y = 6\)",
        "Solve $x + y = 6; y = 2x$",
    ],
)
def test_a_system_is_read_however_its_equations_are_parted(text: str) -> None:
    """The pair is (x, y) whichever letter comes first."""
    (problem,) = pasted(f"1) {text}")
    assert isinstance(problem, SolvedProblem)
    assert problem.answer == "x = 2 and y = 4"
    (step,) = problem.item.steps
    key = compile_key(step.answer, unknowns=step.unknowns, solution=step.solution, secret=b"x", subject="")
    assert not isinstance(key, KeyFault)
    assert judge(key, Final(text="(2, 4)")).verdict is Verdict.CORRECT
    assert judge(key, Final(text="(4, 2)")).verdict is Verdict.INCORRECT


def test_a_system_is_asked_in_its_language_and_may_have_no_solution() -> None:
    """Between its equations stands the language's own word."""
    (problem,) = pasted("x + y = 5; x + y = 6", "de")
    assert isinstance(problem, SolvedProblem)
    assert problem.answer == "∅"
    assert problem.item.prompt == "Löse $x + y = 5$ und $x + y = 6$."


def test_commas_that_part_no_equations_stay() -> None:
    """A decimal comma, a value of a function and lines of working are no system."""
    assert isinstance(pasted("2x + 0,5 = 1,5", "de")[0], SolvedProblem)
    for text in ("f(x) = x^2, x = 3", "1) 2x + 1 = 11\n2x = 10"):
        assert isinstance(pasted(text)[0], UnsolvedProblem)


def test_what_only_its_teacher_can_solve_is_asked_with_its_formula() -> None:
    """A learner reads the words and sees the formula set, not the problem's number alone."""
    derivative, alone = pasted("1) Differentiate x^3 + 2x. -> 3x^2 + 2\n2) sin(x) = 0.5 -> 30°")
    assert isinstance(derivative, AnswerOnly)
    assert derivative.words == "Differentiate $x^{3} + 2 x$."
    assert isinstance(alone, AnswerOnly)
    assert alone.words.startswith("$")


def test_a_fraction_is_asked_only_where_fractions_are_given() -> None:
    """0.125 is as right for 2^(-3) as 1/8 is, but 0.75 is not what 1/2 + 1/4 asks for, nor is the problem copied."""
    found = pasted("1) 2^-3\n2) 1/2 + 1/4")
    verdicts = []
    for problem, texts in zip(found, (("0.125", "1/8", "2/16", "2^-3"), ("0.75", "3/4")), strict=True):
        assert isinstance(problem, SolvedProblem)
        (step,) = problem.item.steps
        key = compile_key(step.answer, unknowns=(), solution=step.solution, secret=b"x", subject="")
        assert not isinstance(key, KeyFault)
        verdicts.append([judge(key, Final(text=text)).verdict.value for text in texts])
    assert verdicts == [["correct", "correct", "wrong_form", "no_progress"], ["wrong_form", "correct"]]


@pytest.mark.parametrize(
    ("text", "language", "right", "wrong"),
    [
        ("List all factors of 6 -> 1, 2, 3, 6", "en", "6, 3, 2, 1", "1, 2, 3"),
        ("Name the roots -> x = 2 or x = 3", "en", "3, 2", "2"),
        ("Name the roots -> ±3", "en", "3, -3", "3"),
        ("Nenne die Lösungen -> 0,5; 2", "de", "x = 2 oder x = 0,5", "2"),
        ("Nenne die Lösungen -> 2 und 3", "de", "3; 2", "2"),
        ("Write x > 3 as an interval -> (3, oo)", "en", "]3; oo[", "[3, oo)"),
        ("What do they have in common? -> {2, 3}", "en", "{3, 2}", "{2}"),
        ("Name the vertex of the parabola -> (2, -1)", "en", "(2|-1)", "(-1, 2)"),
        ("Multiply the matrices -> [[1, 2], [3, 4]]", "en", "[[1,2],[3,4]]", "[[1,2],[4,3]]"),
    ],
)
def test_a_typed_key_may_be_several_values(text: str, language: str, right: str, wrong: str) -> None:
    """Values, points, sets, intervals and matrices are judged as what they are."""
    (problem,) = pasted(text, language)
    assert isinstance(problem, AnswerOnly)
    key = compile_key(problem.answer, unknowns=(), solution=(), secret=b"x", subject="")
    assert not isinstance(key, KeyFault)
    assert judge(key, Final(text=right), locale=language).verdict is Verdict.CORRECT
    assert judge(key, Final(text=wrong), locale=language).verdict is Verdict.INCORRECT


def test_a_typed_key_that_cannot_be_read_is_told() -> None:
    """It is not that there is nothing to do."""
    (problem,) = pasted("List all factors of 6 -> 1 2 and & 3")
    assert isinstance(problem, UnsolvedProblem)
    assert "arrow" in problem.sentence


def test_a_sentence_behind_a_formula_stays_a_sentence_of_its_own() -> None:
    """The full stop before it is not lost."""
    (problem,) = pasted("Solve 2x + 1 = 7. Give reasons")
    assert isinstance(problem, SolvedProblem)
    assert problem.item.prompt == "Solve $2 x + 1 = 7$. Give reasons."


def test_a_solution_is_asked_in_the_form_that_words_name() -> None:
    """5/2 is the right value, and not what was asked; 1/3 is no decimal that ends."""
    ends, never = pasted(
        "1) Solve 2x + 1 = 6. Give your answer as a decimal.\n2) Solve 3x = 1. Give your answer as a decimal."
    )
    assert isinstance(ends, SolvedProblem)
    assert ends.answer == "2.5"
    key = compile_key(ends.item.steps[0].answer, unknowns=("x",), solution=(), secret=b"x", subject="")
    assert not isinstance(key, KeyFault)
    assert judge(key, Final(text="x = 2.5")).verdict is Verdict.CORRECT
    assert judge(key, Final(text="5/2")).verdict is Verdict.WRONG_FORM
    assert isinstance(never, UnsolvedProblem)


def test_a_story_keeps_its_words_and_its_marks() -> None:
    """A number between words is no formula to be set, and lines of a story are one problem when it is given alone."""
    (story,) = pasted("1) Tom has 12 apples.\nHe eats 3. How many are left? -> 9")
    assert isinstance(story, AnswerOnly)
    assert story.words == "Tom has 12 apples. He eats 3. How many are left?"
    assert pasted(story.text) == (story,)
    first, second = pasted("1) Tom has 12 apples.\na) He eats 3. How many are left? -> 9\nb) How many? -> 12")
    assert isinstance(first, AnswerOnly)
    assert isinstance(second, AnswerOnly)
    assert first.words == "Tom has 12 apples. He eats 3. How many are left?"


def test_a_system_in_lines_is_one_problem_when_it_is_given_alone() -> None:
    """What is given is read again by itself."""
    (system,) = pasted("1) Solve the system\ny = 2x\nx + y = 6")
    (again,) = pasted(system.text)
    assert isinstance(again, SolvedProblem)
    assert again.answer == "x = 2 and y = 4"


def test_a_form_that_is_named_above_is_asked_of_the_learner() -> None:
    """Else 3/4 would be called wrong where "Calculate 3/4" was asked."""
    first, _ = pasted("1) Write as a decimal:\na) 3/4\nb) 1/8")
    assert isinstance(first, SolvedProblem)
    assert first.item.prompt == r"Write as a decimal: $\frac{3}{4}$"


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "1) ",
                "2) ",
                "a) ",
                "x",
                "2",
                "/",
                "+",
                "=",
                "(",
                ")",
                "^",
                " -> ",
                "Solve ",
                "√",
                "$",
                "\n",
                ".",
                "%",
                "9" * 40,
                "oo",
                "<",
            ]
        ),
        max_size=24,
    )
)
def test_whatever_is_pasted_ends_as_values(pieces: list[str]) -> None:
    """Rubbish is parted, solved or refused, each problem with its own text."""
    for problem in pasted("".join(pieces)):
        if isinstance(problem, SolvedProblem):
            assert problem.answer
        elif isinstance(problem, UnsolvedProblem):
            assert problem.sentence
