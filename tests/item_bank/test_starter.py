"""
What the starter bank promises.

The bank that is served by default has to be what we ask of other authors, and
more: every wrong answer it expects is told apart, and no hint gives an answer
away. The check looks at every draw; a few variants of each item are practised.
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
from item_bank.check.bank import check_bank, check_whole_item
from item_bank.check.drawn import COMPARED
from item_bank.check.references import check_bank_references
from item_bank.check.style import check_style
from item_bank.check.translated import check_bank_translations
from item_bank.draw import SAMPLE
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.figures.drawing import Drawing, draw
from item_bank.finding import Code, Finding
from item_bank.ids import ItemId
from item_bank.load import load_bank
from item_bank.native.source import ItemSource, Loaded
from item_bank.starter import STARTER
from item_bank.variant import Rung, Scaffold
from item_bank.wordings import is_translation
from tests.parts import evaluation_data
from tests.starter import starter_bundle

SAMPLED = 3
"""Variants of each item that are practised; the check looks at all."""

ITEMS = sorted(ItemId(path.stem) for path in STARTER.glob("items/**/*.yaml") if not is_translation(path))

SHARES = 12
"""Into so many tests the long checks of all items are parted, so that workers share them."""

each_share = pytest.mark.parametrize("share", range(SHARES))


@pytest.fixture(scope="module")
def bank() -> Bank:
    """
    Return the starter bank, ready to be opened.
    """
    return read_bundle(starter_bundle(), secret=b"a secret for the tests of a bank")


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    """
    Return the bank as it is read.
    """
    return load_bank(STARTER)


@pytest.fixture(scope="module")
def sources(loaded: Loaded) -> Mapping[ItemId, ItemSource]:
    """
    Return the items as their author wrote them.
    """
    return {source.template.id: source for source in loaded.source.items}


def exercises(bank: Bank, item: ItemId) -> Iterator[Exercise]:
    """
    Open variants of an item, evenly from the first to the last.
    """
    last = bank.items[item].variants - 1
    for index in sorted({place * last // (SAMPLED - 1) for place in range(SAMPLED)}):
        yield bank.open(item, index)


def scaffolds(step: ExerciseStep) -> list[Scaffold]:
    """
    Return the scaffolds of a step.
    """
    return [entry for entry in step.step.help if isinstance(entry, Scaffold)]


def shared_out(share: int) -> list[ItemId]:
    """
    Name every so many-th item: shares of the bank of about the same work.
    """
    return ITEMS[share::SHARES]


def check_share(loaded: Loaded, share: int, compared: int) -> list[Finding]:
    """
    Check a share of the items and their translations; return what was found, but that expressions were sampled.
    """
    mine = set(shared_out(share))
    found: list[Finding] = []
    for item in loaded.source.items:
        if item.template.id in mine:
            found += check_whole_item(item, loaded.source, leaks, compared).findings
    return [one for one in found if one.code is not Code.DRAWS_SAMPLED]


@pytest.mark.slow
@each_share
def test_the_check_finds_nothing_in_any_item(loaded: Loaded, share: int) -> None:
    """
    Every check and every test of every item passes without a note: numbers in every draw, the rest in 500.
    """
    assert [] == check_share(loaded, share, COMPARED)


@pytest.mark.prove
@each_share
def test_the_check_finds_nothing_in_any_draw(loaded: Loaded, share: int) -> None:
    """
    The same with expressions and equations compared in every draw too.
    """
    assert [] == check_share(loaded, share, SAMPLE)


@pytest.mark.slow
def test_nothing_is_wrong_with_the_bank_as_a_whole(loaded: Loaded) -> None:
    """
    All can be read, what is named across files is there, used and translated, and no hint or question is everywhere.
    """
    source = loaded.source
    looks = (*check_bank_references(source), *check_bank_translations(source), *check_style(source))
    found = [one for notes in looks for one in notes.all]

    assert ([], (), ()) == (found, loaded.findings, source.broken)


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


def test_each_step_is_fully_authored(sources: Mapping[ItemId, ItemSource]) -> None:
    """
    A step has two mistakes and two rungs at least, and solution lines where there is something to work out.
    """
    for source in sources.values():
        for step in source.template.steps:
            rungs = [entry for entry in step.help if isinstance(entry, Rung) and not entry.reveals]
            worked = step.solution or isinstance(step.answer, ChoiceAnswer | OrderAnswer | TextAnswer)

            assert len({mistake.code for mistake in step.mistakes}) >= 2, (source.file, step.id)
            assert len(rungs) >= 2, (source.file, step.id)
            assert worked, (source.file, step.id)


def test_each_mistake_of_an_item_has_a_test(sources: Mapping[ItemId, ItemSource]) -> None:
    """
    An item's own tests try a right answer and every mistake of every step.
    """
    for source in sources.values():
        tried = {(test.step, test.expect) for test in source.tests}
        needed = {(step.id, mistake.code) for step in source.template.steps for mistake in step.mistakes}
        needed |= {(step.id, Verdict.CORRECT) for step in source.template.steps}

        assert set() == needed - tried, source.file


@pytest.mark.slow
@each_share
def test_each_mistake_is_told_apart_and_answered(bank: Bank, share: int) -> None:
    """
    An expected wrong answer is diagnosed as its own mistake alone, and first answered by that mistake's own words.
    """
    for item in shared_out(share):
        for exercise in exercises(bank, item):
            for step in exercise.steps:
                for mistake in step.step.mistakes:
                    response = Final(text=mistake.value)
                    judged = judge(step.key, response)
                    diagnosis = diagnose(step, response, judged, exercise.mistakes)
                    where = (item, mistake.code, exercise.variant.draw)

                    assert Verdict.INCORRECT is judged.verdict, where
                    assert diagnosis is not None, where
                    assert [mistake.code] == [candidate.code for candidate in diagnosis.candidates], where
                    hint = first_help(exercise, step, response, judged, diagnosis, Seen())
                    assert (HintSource.MISTAKE, mistake.code) == (hint.source, hint.code), where


@pytest.mark.slow
@each_share
def test_keys_are_right_and_who_is_stuck_gets_help_about_the_step(bank: Bank, share: int) -> None:
    """
    The keys of a step and of its scaffolds are judged correct, and help asked for before a try is never generic.
    """
    for item in shared_out(share):
        for exercise in exercises(bank, item):
            for step in exercise.steps:
                where = (item, step.step.id, exercise.variant.draw)
                keys = [(step.key, step.step.answer)]
                keys += [(step.scaffold_keys[entry.id], entry.answer) for entry in scaffolds(step)]
                hint = first_help(exercise, step, Stuck(), judge(step.key, Stuck()), None, Seen())

                assert {Verdict.CORRECT} == {judge(key, Final(text=one.value)).verdict for key, one in keys}, where
                assert Specificity.STEP is hint.specificity, where


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


@pytest.mark.parametrize("number", range(0, 30, 3))
def test_a_frame_of_ten_has_ten_places_however_few_are_full(bank: Bank, number: int) -> None:
    """
    The question is how many are missing until all ten are full: whoever counts the places has to find ten.
    """
    (figure,) = bank.open(ItemId("fill-the-frame"), number).variant.figures

    drawn = draw(figure, "en")

    assert isinstance(drawn, Drawing)
    assert 10 == drawn.svg.count('class="part"')
