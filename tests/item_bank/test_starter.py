"""
What the starter bank promises.

The bank that is served by default has to be what we ask of other authors, and
more: every wrong answer it expects is told apart, and no hint gives an answer
away. Looks at variants spread evenly over each item's draws.
"""

import csv
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hints.guards.leak import leaks
from hints.hint import HintSource, Specificity
from hints.misconception.diagnose import diagnose
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.answer import ChoiceAnswer, OrderAnswer, TextAnswer
from item_bank.answers.judge import judge
from item_bank.answers.response import Final, Stuck
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.check.bank import check_bank
from item_bank.draw import SAMPLE
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.ids import ItemId
from item_bank.load import load_bank
from item_bank.native.source import ItemSource
from item_bank.starter import STARTER, starter_bundle
from item_bank.variant import Rung, Scaffold
from item_bank.wordings import is_translation
from tests.parts import evaluation_data

SAMPLED = 20
"""Variants of each item that are looked at."""

ITEMS = sorted(ItemId(path.stem) for path in STARTER.glob("items/**/*.yaml") if not is_translation(path))

each_item = pytest.mark.parametrize("item", ITEMS)


@pytest.fixture(scope="module")
def bank() -> Bank:
    """
    Return the starter bank, ready to be opened.
    """
    return read_bundle(starter_bundle(), secret=b"a secret for the tests of a bank")


@pytest.fixture(scope="module")
def sources() -> Mapping[ItemId, ItemSource]:
    """
    Return the items as their author wrote them.
    """
    return {source.template.id: source for source in load_bank(STARTER).source.items}


def exercises(bank: Bank, item: ItemId) -> Iterator[Exercise]:
    """
    Open variants of an item, evenly from the first to the last.
    """
    last = bank.items[item].variants - 1
    for index in sorted({place * last // (SAMPLED - 1) for place in range(SAMPLED)}):
        yield bank.open(item, index)


def told(exercise: Exercise, step: ExerciseStep) -> tuple[str, str]:
    """
    Return what a learner knows when a step is asked.
    """
    return exercise.variant.prompt, step.step.prompt


def scaffolds(step: ExerciseStep) -> list[Scaffold]:
    """
    Return the scaffolds of a step.
    """
    return [entry for entry in step.step.help if isinstance(entry, Scaffold)]


@pytest.mark.slow
def test_the_check_finds_nothing_at_all() -> None:
    """
    Every check in every draw, and every test of an item, passes without so much as a note.
    """
    checked = check_bank(load_bank(STARTER), leaks=leaks, compared=SAMPLE)

    assert () == checked.findings


def test_the_bank_has_room_to_practise(bank: Bank, sources: Mapping[ItemId, ItemSource]) -> None:
    """
    There are skills on several levels, each with two items or more, all kinds of answers and enough draws.
    """
    steps = [step for source in sources.values() for step in source.template.steps]
    kinds = {step.answer.__struct_config__.tag for step in steps}

    assert len(bank.skills) >= 8
    assert len(bank.items) >= 24
    assert {"number", "expression", "equation", "choice", "text"} <= kinds
    assert [] == [skill for skill in bank.skills if len(bank.items_of(skill)) < 2]
    assert [] == [item.id for item in bank.items.values() if item.variants < 30]


def test_several_items_ask_an_easier_question_on_the_way(sources: Mapping[ItemId, ItemSource]) -> None:
    """
    At least six items have a scaffold for whoever is stuck.
    """
    scaffolded = [
        source.template.id
        for source in sources.values()
        if any(isinstance(entry, Scaffold) for step in source.template.steps for entry in step.help)
    ]

    assert len(scaffolded) >= 6


def test_items_of_a_skill_are_no_swaps_of_numbers(bank: Bank, sources: Mapping[ItemId, ItemSource]) -> None:
    """
    No two items of a skill ask with the same words and formulas once the parameters are erased.
    """
    swaps = []
    for skill in bank.skills:
        seen: dict[str, ItemId] = {}
        for item in bank.items_of(skill):
            template = sources[item].template
            asked = " / ".join([template.prompt, *(step.prompt for step in template.steps)])
            pattern = re.sub(r"\s+", " ", re.sub(r"@\{[^}]*\}|\d+", "#", asked)).strip()
            if pattern in seen:
                swaps.append((skill, seen[pattern], item))
            seen[pattern] = item

    assert [] == swaps


@each_item
def test_each_step_is_fully_authored(sources: Mapping[ItemId, ItemSource], item: ItemId) -> None:
    """
    A step has two mistakes and two rungs at least, and solution lines where there is something to work out.
    """
    for step in sources[item].template.steps:
        rungs = [entry for entry in step.help if isinstance(entry, Rung) and not entry.reveals]

        assert len({mistake.code for mistake in step.mistakes}) >= 2, step.id
        assert len(rungs) >= 2, step.id
        assert step.solution or isinstance(step.answer, ChoiceAnswer | OrderAnswer | TextAnswer), step.id


@each_item
def test_each_mistake_of_an_item_has_a_test(sources: Mapping[ItemId, ItemSource], item: ItemId) -> None:
    """
    An item's own tests try a right answer and every mistake of every step.
    """
    source = sources[item]
    tried = {(test.step, test.expect) for test in source.tests}
    needed = {(step.id, mistake.code) for step in source.template.steps for mistake in step.mistakes}
    needed |= {(step.id, Verdict.CORRECT) for step in source.template.steps}

    assert set() == needed - tried


@each_item
def test_keys_are_right(bank: Bank, item: ItemId) -> None:
    """
    The key of each step and of each scaffold is judged correct.
    """
    for exercise in exercises(bank, item):
        for step in exercise.steps:
            keys = [(step.key, step.step.answer)]
            keys += [(step.scaffold_keys[entry.id], entry.answer) for entry in scaffolds(step)]
            verdicts = {judge(key, Final(text=answer.value)).verdict for key, answer in keys}

            assert {Verdict.CORRECT} == verdicts, (step.step.id, exercise.variant.draw)


@each_item
def test_mistakes_are_told_apart(bank: Bank, item: ItemId) -> None:
    """
    Each expected wrong answer is judged incorrect and diagnosed as its own mistake alone.
    """
    for exercise in exercises(bank, item):
        for step in exercise.steps:
            for mistake in step.step.mistakes:
                response = Final(text=mistake.value)
                judged = judge(step.key, response)
                diagnosis = diagnose(step, response, judged, exercise.mistakes)

                assert Verdict.INCORRECT is judged.verdict, (mistake, exercise.variant.draw)
                assert diagnosis is not None
                assert [mistake.code] == [candidate.code for candidate in diagnosis.candidates], exercise.variant.draw


@each_item
def test_help_with_a_known_mistake_is_about_that_mistake(bank: Bank, item: ItemId) -> None:
    """
    Who makes an expected mistake for the first time gets that mistake's own words.
    """
    for exercise in exercises(bank, item):
        for step in exercise.steps:
            for mistake in step.step.mistakes:
                response = Final(text=mistake.value)
                judged = judge(step.key, response)
                diagnosis = diagnose(step, response, judged, exercise.mistakes)
                hint = first_help(exercise, step, response, judged, diagnosis, Seen())

                assert (HintSource.MISTAKE, mistake.code) == (hint.source, hint.code), exercise.variant.draw


@each_item
def test_who_is_stuck_gets_help_about_the_step(bank: Bank, item: ItemId) -> None:
    """
    Help that is asked for before anything was tried is never generic.
    """
    for exercise in exercises(bank, item):
        for step in exercise.steps:
            hint = first_help(exercise, step, Stuck(), judge(step.key, Stuck()), None, Seen())

            assert Specificity.STEP is hint.specificity, (step.step.id, exercise.variant.draw)


@each_item
def test_no_hint_about_a_mistake_gives_the_answer_away(bank: Bank, item: ItemId) -> None:
    """
    A mistake's words do not show the answer of the step it is made in.
    """
    for exercise in exercises(bank, item):
        for step in exercise.steps:
            for mistake in step.step.mistakes:
                words = mistake.hint or exercise.mistakes[mistake.code].hint
                given = (*told(exercise, step), mistake.value)

                assert words is not None
                assert not leaks(words, step.step.answer, given=given), (words, exercise.variant.draw)


@each_item
def test_no_rung_gives_an_answer_away(bank: Bank, item: ItemId) -> None:
    """
    What is not marked as revealing, rung or scaffold, does not show the answer of its step.
    """
    for exercise in exercises(bank, item):
        for step in exercise.steps:
            texts = [entry.text for entry in step.step.help if isinstance(entry, Rung) and not entry.reveals]
            for entry in scaffolds(step):
                texts += [] if entry.reveals else [entry.prompt, *(rung.text for rung in entry.rungs)]
            leaking = [text for text in texts if leaks(text, step.step.answer, given=told(exercise, step))]

            assert [] == leaking, (step.step.id, exercise.variant.draw)


@each_item
def test_no_rung_of_a_scaffold_gives_its_answer_away(bank: Bank, item: ItemId) -> None:
    """
    The rungs of a scaffold do not show the scaffold's own answer.
    """
    for exercise in exercises(bank, item):
        for step in exercise.steps:
            for entry in scaffolds(step):
                given = (*told(exercise, step), entry.prompt)
                leaking = [rung.text for rung in entry.rungs if leaks(rung.text, entry.answer, given=given)]

                assert [] == leaking, (entry.id, exercise.variant.draw)


@each_item
def test_a_scaffold_that_asks_for_the_answer_says_so(bank: Bank, item: ItemId) -> None:
    """
    A scaffold whose answer is its step's own is marked as revealing.
    """
    for exercise in exercises(bank, item):
        for step in exercise.steps:
            for entry in scaffolds(step):
                verdict = judge(step.key, Final(text=entry.answer.value)).verdict

                assert entry.reveals or verdict is not Verdict.CORRECT, (entry.id, exercise.variant.draw)


@pytest.mark.slow
def test_the_example_of_the_authors_page_is_a_sound_item(tmp_path: Path) -> None:
    """
    The item that docs/bank-format.md explains passes the check without a finding.
    """
    page = (Path(__file__).parents[2] / "docs" / "bank-format.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n", 1)[1].split("```", 1)[0]
    for name in ("bank.yaml", "skills.yaml", "mistakes.yaml"):
        shutil.copy(STARTER / name, tmp_path)
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "two-step.yaml").write_text(example, encoding="utf-8")
    findings = check_bank(load_bank(tmp_path), leaks=leaks, compared=SAMPLE).findings

    assert [] == [found for found in findings if found.file.startswith("items/")]


def test_misconceptions_are_those_of_the_catalogue(bank: Bank) -> None:
    """
    Every misconception that a mistake names stands in the catalogue.
    """
    with evaluation_data("misconceptions.csv").open(encoding="utf-8", newline="") as rows:
        known = {row["id"] for row in csv.DictReader(rows)}
    named = {mistake.misconception for mistake in bank.mistakes.values() if mistake.misconception is not None}

    assert set() == named - known


def test_mistakes_of_the_bank_have_words_for_the_learner(bank: Bank) -> None:
    """
    Each mistake says what was done to the teacher and something short to the learner.
    """
    wordless = [mistake.code for mistake in bank.mistakes.values() if not mistake.hint or len(mistake.hint) > 280]

    assert [] == wordless
