"""
What is promised of answers of several parts: each move is found where it was made, and none where it was not.
"""

import random
from collections.abc import Callable, Mapping, Sequence

import pytest

from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from hints.misconception.entries import ENTRIES, SOME_RIGHT, explained_by_entries, explained_line
from hints.misconception.parts import Parts, Sort, parts_of, solved_parts
from hints.tutor.messages import has_message, message
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Negate, Number, Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import (
    Answer,
    ListAnswer,
    MatrixAnswer,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    TupleAnswer,
)
from item_bank.exercise import compile_step
from tests.hints.builders import SECRET, judged, step

DRAWS = 50


def tree(text: str) -> Tree:
    """Read a line."""
    found = read(text, Context(expects="several"))
    assert not isinstance(found, Unreadable), found.sentence
    return found


def parts(values: Sequence[int], sort: Sort, columns: int = 0) -> Parts:
    """Write numbers as parts."""
    written = tuple(Number(str(one)) if one >= 0 else Negate(Number(str(-one))) for one in values)
    return Parts(written, sort, columns)


def numbers(draw: random.Random, count: int) -> list[int]:
    """Draw numbers of which no two have the same size, none of them zero."""
    return [one * draw.choice((1, -1)) for one in draw.sample(range(1, 60), count)]


def swapped(values: Sequence[int]) -> list[int]:
    """Swap the first two."""
    return [values[1], values[0], *values[2:]]


Made = tuple[Parts, Parts]
MOVES: Mapping[str, Callable[[random.Random], Made]] = {
    "swapped": lambda draw: both(numbers(draw, 3), swapped, "unknowns"),
    "swapped-coordinates": lambda draw: both(numbers(draw, 2), swapped, "point"),
    "transposed": lambda draw: turned(numbers(draw, 6), draw.choice((2, 3))),
    "reordered": lambda draw: both(numbers(draw, 4), lambda values: [*values[1:], values[0]], "point"),
    "root-without-sign": lambda draw: both(mirrored(draw), lambda values: values[:1], "any"),
    "zero-left-out": lambda draw: both([0, *numbers(draw, 2)], lambda values: values[1:], "any"),
    "left-out": lambda draw: both(numbers(draw, 4), lambda values: values[2:], "any"),
    "sign-added": lambda draw: both(numbers(draw, 1), lambda values: [values[0], -values[0]], "any"),
    "one-too-many": lambda draw: both(numbers(draw, 2), lambda values: [*values, 99], "any"),
    "all-signs": lambda draw: both(numbers(draw, 3), lambda values: [-one for one in values], draw.choice(SORTS)),
    "one-sign": lambda draw: both(numbers(draw, 3), lambda values: [-values[0], *values[1:]], draw.choice(SORTS)),
    "some-right": lambda draw: both(
        numbers(draw, 3), lambda values: [70 + values[0] % 9, *values[1:]], draw.choice(SORTS)
    ),
}
"""A generator for each move: the right parts, and what the move makes of them."""
SORTS: Sequence[Sort] = ("unknowns", "any")


def both(values: list[int], move: Callable[[list[int]], list[int]], sort: Sort) -> Made:
    """Make the parts before and after a move."""
    return parts(values, sort), parts(move(values), sort)


def mirrored(draw: random.Random) -> list[int]:
    """Draw a number and its opposite."""
    (one,) = numbers(draw, 1)
    return [one, -one]


def turned(values: list[int], columns: int) -> Made:
    """Turn a matrix."""
    rows = [values[at : at + columns] for at in range(0, len(values), columns)]
    columnwise = [entry for column in zip(*rows, strict=True) for entry in column]
    return parts(values, "matrix", columns), parts(columnwise, "matrix", len(rows))


@pytest.mark.parametrize("code", ENTRIES)
def test_each_move_is_found_where_it_was_made(code: str) -> None:
    """
    In fifty draws, whatever the numbers; and from right parts to right parts there is none.
    """
    for seed in range(DRAWS):
        right, said = MOVES[code.removeprefix("entries/")](random.Random(seed))
        found = explained_by_entries(right, said)

        assert found is not None
        assert (code, code != SOME_RIGHT) == (found.code, found.reproduces), (right, said)
        assert explained_by_entries(right, right) is None


def test_parts_of_which_none_is_right_are_not_explained() -> None:
    """
    In fifty draws of numbers that have nothing to do with the right ones, and where there are too many or too few.
    """
    for seed in range(DRAWS):
        draw = random.Random(seed)
        right = numbers(draw, 3)
        other = [1000 + one for one in right]
        for sort in SORTS:
            assert explained_by_entries(parts(right, sort), parts(other, sort)) is None
    assert explained_by_entries(parts([1, 2], "point"), parts([1, 2, 3], "point")) is None
    assert explained_by_entries(parts([1, 2], "point"), parts([2, 1], "any")) is None
    assert explained_by_entries(parts([5], "any"), parts([-5], "any")) is None
    assert explained_by_entries(parts(range(40), "any"), parts(range(1, 40), "any")) is None


def found(answer: Answer, *response: str, solution: tuple[str, ...] = ()) -> Diagnosis:
    """
    Diagnose a wrong answer to a step.
    """
    unknowns = ("x", "y") if isinstance(answer, SystemAnswer) else ("x",) if isinstance(answer, SolutionsAnswer) else ()
    of = compile_step(step(answer, unknowns=unknowns, solution=solution), secret=SECRET, subject="test")
    entered, verdict = judged(of, response[0] if len(response) == 1 else response)
    diagnosis = diagnose(of, entered, verdict, {})
    assert diagnosis is not None, verdict
    return diagnosis


SYSTEM = SystemAnswer(value="x + y = 5, x - y = 1", unknowns=("x", "y"))
ROOTS = SolutionsAnswer(value="x = 3 or x = -3", unknowns=("x",))
MATRIX = MatrixAnswer(value="[[1, 2], [3, 4]]")


@pytest.mark.parametrize(
    ("answer", "response", "expected"),
    [
        (SYSTEM, "x = 2, y = 3", "swapped"),
        (SYSTEM, "x = 3, y = 7", "some-right"),
        (SYSTEM, "(-3, -2)", "all-signs"),
        (SYSTEM, "x = 3, y = -2", "one-sign"),
        (ROOTS, "x = 3", "root-without-sign"),
        (ROOTS, "3", "root-without-sign"),
        (SolutionsAnswer(value="x = 0 or x = 4", unknowns=("x",)), "x = 4", "zero-left-out"),
        (SolutionsAnswer(value="x = 2 or x = 5", unknowns=("x",)), "x = -2 or x = -5", "all-signs"),
        (SolutionsAnswer(value="x = sqrt(5) or x = -sqrt(5)", unknowns=("x",)), "x = sqrt(5)", "root-without-sign"),
        (SetAnswer(value="{1, 2, 3, 6}"), "{1, 2, 3}", "left-out"),
        (SetAnswer(value="{1, 2, 3, 6}"), "{1, 2, 3, 4, 6}", "one-too-many"),
        (SetAnswer(value="{5}"), "{5, -5}", "sign-added"),
        (ListAnswer(value="1, 2, 3, 4", ordered=True), "4, 1, 2, 3", "reordered"),
        (ListAnswer(value="1, 2, 3, 4"), "1, 2, 3", "left-out"),
        (TupleAnswer(value="(2, 7)"), "(7, 2)", "swapped-coordinates"),
        (MATRIX, "[[1, 3], [2, 4]]", "transposed"),
        (MATRIX, "[[1, 2], [3, 5]]", "some-right"),
        (MATRIX, "[[2, 1], [3, 4]]", "swapped"),
    ],
)
def test_answers_of_every_kind_with_parts_are_explained(answer: Answer, response: str, expected: str) -> None:
    """
    Whatever the brackets; where only some parts are known to be right, nothing is claimed.
    """
    diagnosis = found(answer, response)
    kind = DiagnosisKind.UNDIAGNOSED if expected == "some-right" else None

    assert [f"entries/{expected}"] == [one.code for one in diagnosis.candidates]
    assert kind in (None, diagnosis.kind)
    assert (diagnosis.kind is DiagnosisKind.MISCONCEPTION) == (expected in ("swapped-coordinates", "zero-left-out"))


def test_lines_are_explained_by_the_line_before() -> None:
    """
    Of a working the step that went wrong counts; a system is solved for what its line should have said.
    """
    lines = ("x + y = 5; x - y = 1", "x = 2; y = 3")
    diagnosis = found(SYSTEM, *lines, solution=(lines[0], "x = 3; y = 2"))
    system = explained_line(tree("x + y = 5; x - y = 1"), tree("x = 2; y = 3"))

    assert (["entries/swapped"], 2) == ([one.code for one in diagnosis.candidates], diagnosis.line)
    assert system is not None
    assert "entries/swapped" == system.code
    assert explained_line(tree("x + y = 5"), tree("x = 2; y = 3")) is None
    assert explained_line(tree("2x + 3"), tree("5x")) is None
    assert explained_line(tree("x < 3"), tree("x = 2")) is None


def test_parts_are_found_by_what_is_written() -> None:
    """
    Solved or not, with letters or without; an interval and a row that is too short have none.
    """
    assert parts([3, 2], "unknowns") == parts_of(tree("y = 2, x = 3"), ("x", "y"))
    assert parts([-3, 3], "any") == solved_parts(tree("x^2 = 9"))
    assert parts_of(tree("x^2 = 9")) is None
    assert parts_of(tree("[0, 1)")) is None
    assert parts_of(tree("[[1, 2], [3]]")) is None
    assert solved_parts(tree("x^2 + y^2 = 1")) is None
    assert solved_parts(tree("x^5 - x - 1 = 0")) is None


@pytest.mark.parametrize("code", ENTRIES)
def test_each_move_has_words_in_every_language(code: str) -> None:
    """
    A question about the parts, without a number.
    """
    name = code.replace("/", "_").replace("-", "_")

    assert has_message(name)
    for language in ("en", "de", "es"):
        found = message(name, language)
        assert (language, False) == (found.language, any(sign.isdigit() for sign in found.text))
