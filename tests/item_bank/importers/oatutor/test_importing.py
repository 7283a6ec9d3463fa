"""What `importing` promises of a whole directory."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from item_bank.answers.answer import Answer, ChoiceAnswer, NumberAnswer
from item_bank.bundle import MAX_ASSETS
from item_bank.importers.contract import Imported, MissingFigures, Request, bank_files
from item_bank.importers.oatutor.importing import import_oatutor
from item_bank.native.document import MAX_BYTES
from item_bank.variant import Rung

Write = Callable[..., Path]

CHOICE = {"problemType": "MultipleChoice", "answerType": "string", "stepAnswer": ["4"], "choices": ["3", "4"]}
SEVERAL = {"stepAnswer": ["3 pens for $2"]}


def never(text: str, answer: Answer, *, given: Sequence[str]) -> bool:  # noqa: ARG001 - the guard's contract
    """Find no leaks."""
    return False


def always(text: str, answer: Answer, *, given: Sequence[str]) -> bool:  # noqa: ARG001 - the guard's contract
    """Find leaks everywhere."""
    return True


def imported(root: Path, *, default: str | None = None, missing: MissingFigures = "skip") -> Imported:
    """Import a directory."""
    return import_oatutor(Request(path=root, leaks=never, default_license=default, missing_figures=missing))


def test_a_problem_is_an_item_with_its_steps(write: Write) -> None:
    """
    Ids, prompts, skills, licence and attribution are carried over.
    """
    root = write("p1", [{}, {**CHOICE, "skills": ["choose"]}], body="Look at $$2x=8$$.")
    (item,) = imported(root).items
    template = item.template

    assert ("p1", "Solve", "Look at $2x=8$.") == (template.id, template.title, template.prompt)
    assert ["a", "b"] == [step.id for step in template.steps]
    assert "What is $x$ in $2x=8$?" == template.steps[0].prompt
    assert NumberAnswer(value="4") == template.steps[0].answer
    assert isinstance(template.steps[1].answer, ChoiceAnswer)
    assert (("solve-equations",), ("choose",)) == (template.steps[0].skills, template.steps[1].skills)
    assert "CC-BY-4.0" == template.license
    assert "OpenStax: Elementary Algebra, https://openstax.org" in template.attribution
    assert ("2-1-equations", "en") == (item.folder, template.language)


def test_usable_and_skipped_steps_are_all_steps(write: Write) -> None:
    """
    Every step is counted once, with the reason and the file of those left out, choices apart.
    """
    write("p1", [{}, SEVERAL, CHOICE])
    write("p2", [{**CHOICE, "choices": ["3"]}, {"stepAnswer": ["r+5/2r(r+2)"]}])
    root = write("p3", [{}])
    (root / "content-pool/p3/steps/p3a/p3a.json").write_text("{")
    report = imported(root).report

    assert (3, 1, 2, 4) == (report.problems, report.items, report.usable_steps, report.skipped_steps)
    assert {"choice": 1, "number": 1} == report.kinds
    assert (1, 1) == (report.choices.usable, report.choices.skipped)
    assert (1, 3, 1) == (report.other_answers.usable, report.other_answers.skipped, report.other_answers.other_kinds)
    assert {"ambiguous_fraction", "units", "single_choice", "unreadable_step"} == set(report.reasons)
    assert ("content-pool/p1/steps/p1b/p1b.json",) == report.reasons["units"].files


def test_an_item_says_in_its_notes_what_was_left_out(write: Write) -> None:
    """
    Whoever edits the item knows that a step is missing.
    """
    (item,) = imported(write("p1", [{}, SEVERAL])).items

    assert item.notes.startswith("Left out: p1b.")


def test_figures_become_assets_and_missing_ones_cost_their_step(write: Write) -> None:
    """
    A picture is carried under a name of its own; a step whose picture is not there is skipped, or kept on request.
    """
    with_figure = {"stepBody": "##figure1.gif##"}
    without = {"stepBody": "##figure2.gif##"}
    root = write("p1", [with_figure, without], figures={"figure1.gif": b"GIF89a"})
    skipped, kept = imported(root), imported(root, missing="keep")

    assert ["p1-figure1.gif"] == list(skipped.assets)
    assert "![Figure for this problem](p1-figure1.gif)" in skipped.items[0].template.steps[0].prompt
    assert {"missing_figure"} == set(skipped.report.reasons)
    assert 1 == skipped.report.warnings["figure_missing"]
    assert 2 == kept.report.usable_steps


def test_a_problem_without_a_licence_needs_a_default(write: Write) -> None:
    """
    No licence is ever guessed.
    """
    root = write("p1", [{}], license="")
    named = imported(root, default="CC-BY-NC-4.0").items

    assert {"license_missing"} == set(imported(root).report.reasons)
    assert "CC-BY-NC-4.0" == named[0].template.license


def test_problems_that_draw_their_texts_from_lists_take_the_first_of_each(write: Write) -> None:
    """
    A name that is misspelt is the one that it is close to; one without a list is never shown as it stands.
    """
    step = {"stepTitle": "What is $$x$$ in $$@{factor}x=@{product}$$?", "stepAnswer": ["@{answer}"]}
    hint = {"id": "p1a-h1", "type": "hint", "title": "", "text": "Divide by @{factr}.", "dependencies": []}
    lists = {"factor": ["2", "5"], "product": [8, 15]}
    root = write("p1", [step | {"variabilization": {"answer": ["4", "3"]}, "hints": [hint]}], variabilization=lists)
    write("p2", [step], variabilization=lists)
    bank = imported(root)
    (item,) = bank.items

    assert "What is $x$ in $2x=8$?" == item.template.steps[0].prompt
    assert "4" == item.template.steps[0].answer.value
    assert (Rung(text="Divide by 2."),) == item.template.steps[0].help
    assert 1 == bank.report.reasons["unreadable_answer"].steps
    assert 2 == bank.report.notes["variables_settled"]


def test_a_step_without_a_skills_name_gets_one(write: Write) -> None:
    """
    The empty skill is a skill that says so, and a finding.
    """
    bank = imported(write("p1", [{"skills": [""]}]))

    assert ("unnamed-skill",) == bank.items[0].template.steps[0].skills
    assert ["unnamed-skill"] == [skill.id for skill in bank.skills]
    assert 1 == bank.report.warnings["skill_without_name"]


def test_an_odd_id_becomes_a_valid_one_and_a_second_problem_of_one_id_is_skipped(write: Write) -> None:
    """
    Ids can stand in addresses, and none is taken twice.
    """
    root = write("it's", [{}])
    write("p1", [{}])
    write("p2", [{}], id="p1")
    bank = imported(root)

    assert ["it-s-", "p1"] == [item.template.id[:5] for item in bank.items]
    assert 1 == bank.report.reasons["duplicate_id"].steps


def test_rungs_that_leak_are_counted(write: Write) -> None:
    """
    The report says how much of the help gives answers away.
    """
    hint = {"id": "p1a-h1", "type": "hint", "text": "It is 4", "dependencies": []}
    bank = import_oatutor(Request(path=write("p1", [{"hints": [hint]}]), leaks=always))

    assert (1, 1) == (bank.report.rungs, bank.report.reveals)
    assert (Rung(text="It is 4", reveals=True),) == bank.items[0].template.steps[0].help


def test_a_bank_has_no_more_pictures_than_it_may(write: Write) -> None:
    """
    Past the largest size, steps with pictures are left out like those whose pictures are missing, and it is said.
    """
    shown = {"stepBody": " ".join(f"##figure{number}.gif##" for number in range(5))}
    for problem in range(8):
        root = write(f"p{problem}", [shown, {}], figures={f"figure{number}.gif": b"" for number in range(5)})
        for figure in (root / f"content-pool/p{problem}/figures").iterdir():
            os.truncate(figure, 1_950_000)
    bank = imported(root)

    assert (14, 2) == (bank.report.usable_steps, bank.report.skipped_steps)
    assert {"missing_figure": 2} == {code: reason.steps for code, reason in bank.report.reasons.items()}
    assert 2 == bank.report.warnings["too_many_pictures"]
    assert sum(path.stat().st_size for path in bank.assets.values()) <= MAX_ASSETS


def test_a_bank_has_no_more_skills_than_fit_its_file(write: Write) -> None:
    """
    Items whose skills would make `skills.yaml` unreadable are left out, and said.
    """
    for problem in range(8):
        names = [f"{'s' * 190} {problem} {skill}" for skill in range(200)]
        root = write(f"p{problem}", [{"skills": names}])
    bank = imported(root)

    assert len(bank_files(bank)["skills.yaml"]) <= MAX_BYTES
    assert 8 == bank.report.usable_steps + bank.report.reasons["too_many_skills"].steps
    assert 4 <= bank.report.usable_steps


def test_an_import_is_a_function_of_its_directory(write: Write) -> None:
    """
    The same directory gives the same bank, findings and report.
    """
    write("p2", [CHOICE, SEVERAL])
    root = write("p1", [{}, {}])

    assert imported(root) == imported(root)


@pytest.mark.parametrize("answer", ["$$x^2+5x+6$$", "$$2x+2x$$"])
def test_a_form_that_the_key_itself_does_not_have_is_said(write: Write, answer: str) -> None:
    """
    Equal is not factored: the report says where a form is asked in words and only equality is checked.
    """
    root = write("p1", [{"stepTitle": "Factor it", "stepAnswer": [answer]}], body="Think of x.")

    assert 1 == imported(root).report.notes["form_not_checked"]


def test_a_key_that_cannot_belong_to_its_question_is_left_out(write: Write) -> None:
    """
    A learner who is right about the question that is shown is never called wrong because of its key.
    """
    wrong = {"stepTitle": "Simplify $$28x+12x$$", "stepAnswer": ["$$42x$$"]}
    letter = {"stepTitle": "Simplify $$28x+12x$$", "stepAnswer": ["$$40a$$"]}
    report = imported(write("p1", [wrong, letter])).report

    assert {"letter_not_in_question": 1, "question_disagrees": 1} == {
        code: reason.steps for code, reason in sorted(report.reasons.items())
    }
