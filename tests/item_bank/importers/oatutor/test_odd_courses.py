"""
What other courses of OATutor hold: each odd case is usable or skipped with its reason, and the bank builds.

The cases are those that reading every file of the whole bank has shown, in
texts of our own; only the algebra courses are at hand for testing.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from item_bank.importers.contract import Imported
from item_bank.variant import Rung, Scaffold
from tests.item_bank.importers.oatutor.built import built, imported, steps_of

Write = Callable[..., Path]

USABLE = "usable"


def choose(answer: str, *choices: str) -> dict[str, Any]:
    """Ask to choose."""
    return {"problemType": "MultipleChoice", "answerType": "string", "stepAnswer": [answer], "choices": list(choices)}


def typed(answer: str, title: str = "Work it out.") -> dict[str, Any]:
    """Ask for an answer in the algebra notation."""
    return {"stepTitle": title, "stepAnswer": [answer]}


def words(answer: str) -> dict[str, Any]:
    """Ask for an answer as a string."""
    return {"stepTitle": "Which is it?", "answerType": "string", "stepAnswer": [answer]}


STEPS: Mapping[str, tuple[dict[str, Any], str]] = {
    "variables drawn as tuples": ({"variabilization": {"a": ["1", "2"], "b": ["3", "4"]}}, USABLE),
    "a variable in a title": ({"stepTitle": "Solve $$@{a}x=8$$"}, "variables"),
    "a variable in a text": ({"stepBody": "Solve @{exponentt} x"}, "variables"),
    "a variable in a choice": (choose("4", "4", "$$@{b}$$"), "variables"),
    "an open variable": ({"stepBody": "Write to me @{"}, "variables"),
    "an id with signs": ({"id": "a1.2b'c d"}, USABLE),
    "an id that is long": ({"id": "a" * 30_000}, USABLE),
    "an id that is none": ({"id": ""}, USABLE),
    "neither title nor body": ({"stepTitle": "", "stepBody": ""}, USABLE),
    "a formula closed in a brace": (typed("$$4$$", "What is $$\\frac{\\pi}{12$$} + $$n\\pi$$ ?"), USABLE),
    "an odd dollar": (typed("$$4$$", "What is $$2+2 ?"), USABLE),
    "HTML": (typed("$$4$$", "<b>What</b> is <script>alert(1)</script>?"), USABLE),
    "a line break in two characters": (typed("$$4$$", "What is\\n$$2+2$$?"), USABLE),
    "control characters": (typed("$$4$$", "What\x00 is\x1b[31m\x85 $$2\x07+2$$\u202e?\ufffe"), USABLE),
    "a page of text": (typed("$$4$$", "What is it? " * 3_000), "too_long"),
    "braces without end": (typed("$$4$$", "Look: " + "{" * 400), "not_native"),
    "a list in a text": (typed("$$4$$", "- " * 400), "not_native"),
    "an answer in degrees": (typed("$$56.4**{\\circ}$$"), USABLE),
    "degrees in words": (typed("$$cos(74 degrees)$$"), USABLE),
    "a broken fraction": (typed("$$\\fracsin^2x$$"), "unreadable_latex"),
    "a reaction": (words("Ag+ + e \u2192 Ag"), "sentence"),
    "a formula of chemistry": (typed("$$H_2O$$"), USABLE),
    "an ion": (typed("$$Ca^{2+}$$"), USABLE),
    "money": (words("$0.39"), USABLE),
    "a unit as a fraction": (typed("$$13.4 \\frac{m}{s}$$", "How fast is it?"), USABLE),
    "a unit in words": (typed("$$9.8 \\text{ N}$$"), USABLE),
    "a number with an exponent of ten": (typed("$$3.0\\times10^8$$"), USABLE),
    "unit vectors": (words("10i/\u221a101-j/\u221a101"), "letter_not_in_question"),
    "unit vectors of a question": (
        typed("10i/\u221a101-j/\u221a101", "Find the unit vector in the direction of $$10i-j$$."),
        USABLE,
    ),
    "an integral": (typed("$$\\ln|x+1|+C$$", "Evaluate the integral $$\\int \\frac{1}{x+1} dx$$."), USABLE),
    "a limit without end": (typed("$$\\infty$$"), USABLE),
    "an index": (typed("$$d_1$$", "Name the first distance, $$d_1$$."), USABLE),
    "a Greek letter": (typed("$$\\theta$$", "Which angle is it, $$\\theta$$?"), USABLE),
    "a mixed number or a product": (typed("$$3\\frac{1}{2}$$"), "ambiguous_fraction"),
    "a mixed number": (typed("$$3\\frac{1}{2}$$", "Write it as a mixed number."), USABLE),
    "a derivative with its name": (typed("$$f'(x)=2x$$", "Differentiate $$f(x)=x^2$$."), USABLE),
    "a ratio": (words("3:4"), USABLE),
    "a distribution": (words("X~N(5,2)"), USABLE),
    "several in words": (words("12 red pens, 7 blue pens"), "sentence"),
    "several in words, as told": (
        words("12 red pens, 7 blue pens") | {"stepTitle": "Write the answer in the form: x red pens, y blue pens."},
        USABLE,
    ),
    "an imaginary number": (typed("$$2+3i$$", "Add the complex numbers."), USABLE),
    "prime factors": (words("2,2,2,2,3"), USABLE),
    "does not exist": (words("DNE"), USABLE),
    "does not exist, as maths": (typed("DNE"), USABLE),
    "an interval": (words("[1,2)"), USABLE),
    "an interval without end": (words("(-\\infty,2)"), USABLE),
    "a function of a function": (typed("$$N(T(t))=2$$"), USABLE),
    "a matrix": (typed("$$\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$$"), USABLE),
    "a derivative": (typed("$$2\\cos{x}$$"), USABLE),
    "a decimal comma": (typed("$$2,5$$"), USABLE),
    "code": (words("np.mean(t.column(1))"), USABLE),
    "code that is long": (words("np.mean(t.where(0, 'a').column(1))"), "sentence"),
    "no answer": ({"stepAnswer": []}, "answer_count"),
    "two answers": ({"stepAnswer": ["1", "2"]}, "answer_count"),
    "a choice twice": (choose("4", "3", "3", "4"), USABLE),
    "the right choice twice": (choose("4", "4", "$$4$$", "5"), USABLE),
    "the right choice in other dollars": (choose("$$4$$", "4", "5"), USABLE),
    "one choice": (choose("4", "4"), "single_choice"),
    "bare letters": (choose("B", "A", "B", "C"), USABLE),
    "none of the above": (choose("None of the above", "3", "5", "None of the above"), USABLE),
    "true or false": (choose("True", "True", "False"), USABLE),
    "a picture elsewhere": (
        choose("https://i.ibb.co/a.png", "https://i.ibb.co/a.png", "b"),
        "choice_is_a_foreign_picture",
    ),
    "a picture as a choice": (choose("##figure1.gif##", "##figure1.gif##", "##figure2.gif##"), USABLE),
    "a picture that is there": ({"stepBody": "##figure1.gif##"}, USABLE),
    "a picture that is missing": ({"stepBody": "##figure9.gif##"}, "missing_figure"),
    "choices of a text box": ({"choices": ["1", "2"]}, USABLE),
    "no skill": ({"skills": [""]}, USABLE),
    "a skill of odd signs": (
        {"skills": ["\u201cfind\u201d_\U0001d45b\u00d7(a&b)**=:", "\x00\x1b", "s" * 30_000]},
        USABLE,
    ),
}


@pytest.mark.parametrize("case", STEPS)
def test_an_odd_step_is_usable_or_skipped_with_its_reason(case: str, write: Write, tmp_path: Path) -> None:
    """
    Beside a plain step, an odd one never stops the bank from being built, and is counted once.
    """
    step, outcome = STEPS[case]
    figures = {"figure1.gif": b"GIF89a", "figure2.gif": b"GIF89a"}
    body = "What is $$x$$ in $$2x=8$$?"
    bank = imported(write("p1", [{}, step], title="Solve", body=body, figures=figures))
    built(bank, tmp_path / "bank")
    report = bank.report

    assert {outcome: 1} == ({USABLE: report.usable_steps - 1} if report.usable_steps > 1 else reasons(bank))
    assert 2 == report.usable_steps + report.skipped_steps


def reasons(bank: Imported) -> dict[str, int]:
    """Count the steps skipped by reason."""
    return {code: reason.steps for code, reason in bank.report.reasons.items()}


PROBLEMS: Mapping[str, tuple[dict[str, Any], str]] = {
    "variables drawn as tuples": ({"variabilization": {"a": ["1", "2"]}, "body": "@{a}"}, USABLE),
    "a variable without a value": ({"body": "Take @{exponentt}."}, "variables"),
    "a page of text": ({"body": "What is it? " * 3_000}, "too_long"),
    "an id with signs": ({"id": "a1.2b'c d"}, USABLE),
    "an id with points": ({"id": "a..b"}, USABLE),
    "an id that is long": ({"id": "a" * 30_000}, USABLE),
    "control characters": (
        {"title": "a\x00b", "oer": "\x1b[31m\nx\t<y>", "lesson": "\x00", "courseName": "\x07"},
        USABLE,
    ),
    "names that are long": ({"oer": "a" * 30_000, "lesson": "b" * 30_000, "courseName": "c" * 30_000}, USABLE),
    "a Swedish course": ({"courseName": "Matematik", "title": "L\u00f6s ekvationen"}, USABLE),
    "a course in no language": ({"courseName": "Odd"}, USABLE),
    "a licence by name": ({"license": "CC BY-NC-SA 4.0"}, USABLE),
    "a licence without its word": ({"license": "CC4.0"}, USABLE),
    "no licence": ({"license": "OpenStax"}, "license_missing"),
    "neither title nor body": ({"title": "", "body": ""}, USABLE),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_an_odd_problem_is_usable_or_skipped_with_its_reason(case: str, write: Write, tmp_path: Path) -> None:
    """
    Beside a plain problem, an odd one never stops the bank from being built, and its steps are counted once each.
    """
    fields, outcome = PROBLEMS[case]
    write("p1", [{}])
    root = write("p2", [{"stepBody": "##figure1.gif##"}, {}], figures={"figure1.gif": b"GIF89a"}, **fields)
    courses = '[{"courseName": "Matematik", "language": "se"}, {"courseName": "Odd", "language": "\\u0000: x"}]'
    (root / "coursePlans.json").write_text(courses)
    bank = imported(root)
    built(bank, tmp_path / "bank")

    assert {outcome: 2} == ({USABLE: bank.report.usable_steps - 1} if len(bank.items) > 1 else reasons(bank))
    assert steps_of(root) == bank.report.usable_steps + bank.report.skipped_steps


def hint(name: str, **fields: object) -> dict[str, Any]:
    """Write a hint."""
    return {"id": name, "type": "hint", "title": "", "text": "Divide both sides.", "dependencies": []} | fields


def scaffold(name: str, **fields: object) -> dict[str, Any]:
    """Write a scaffold."""
    asked = {"type": "scaffold", "text": "What is $$1+1$$?", "problemType": "TextBox", "answerType": "arithmetic"}
    return hint(name) | asked | {"hintAnswer": ["$$2$$"]} | fields


HINTS: Mapping[str, tuple[list[dict[str, Any]], int, int]] = {
    "a variable": ([hint("p1a-h1", text="Take @{exponentt}."), hint("p1a-h2")], 1, 0),
    "a variable in a scaffold": ([scaffold("p1a-h1", title="@{a}"), scaffold("p1a-h2")], 0, 1),
    "a variable in a scaffold's choice": (
        [scaffold("p1a-h1", problemType="MultipleChoice", choices=["$$2$$", "@{a}"])],
        1,
        0,
    ),
    "a page of text": ([hint("p1a-h1", text="Look. " * 3_000), hint("p1a-h2")], 1, 0),
    "ids with signs": ([hint("p1a-h1\t"), scaffold("p1a-1'.x"), scaffold("p1a-h2-mc"), scaffold("p1a-h3-g")], 1, 3),
    "ids that are long": ([scaffold("h" * 30_000), scaffold("h" * 30_001)], 0, 2),
    "one id twice": ([scaffold("p1a-h1"), scaffold("p1a-h1")], 0, 2),
    "one id twice, below": ([hint("p1a-h1", subHints=[scaffold("p1a-h1-s1")]), scaffold("p1a-h1-s1")], 1, 2),
    "no id": ([scaffold(""), scaffold("")], 0, 2),
    "dependencies on itself and others": (
        [hint("p1a-h1", dependencies=["p1a-h1", "p1b-h1"]), hint("p1a-h2", dependencies=["p1a-h3"])],
        2,
        0,
    ),
    "a scaffold that cannot be asked": ([scaffold("p1a-h1", hintAnswer=["5/2r(r+2)"])], 1, 0),
    "a foreign picture to choose": (
        [scaffold("p1a-h1", problemType="MultipleChoice", choices=["$$2$$", "https://i.ibb.co/a.png"])],
        1,
        0,
    ),
    "control characters": ([hint("p1a-h1", text="Look\x00 at\x1b[31m \u2066x\ufffe")], 1, 0),
    "braces without end": ([hint("p1a-h1", text="Look: " + "{" * 400), hint("p1a-h2")], 1, 0),
    "nothing": ([hint("p1a-h1", text="")], 0, 0),
}


@pytest.mark.parametrize("case", HINTS)
def test_odd_hints_never_cost_their_step(case: str, write: Write, tmp_path: Path) -> None:
    """
    Hints are kept or left out one by one, and the bank is built with the step.
    """
    hints, rungs, scaffolds = HINTS[case]
    bank = imported(write("p1", [{"hints": hints}]))
    built(bank, tmp_path / "bank")
    help_ = [entry for item in bank.items for entry in item.template.steps[0].help]

    assert (1, 0) == (bank.report.usable_steps, bank.report.skipped_steps)
    assert rungs == sum(isinstance(entry, Rung) for entry in help_)
    assert scaffolds == sum(isinstance(entry, Scaffold) for entry in help_)
