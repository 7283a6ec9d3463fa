"""What the starter bank promises in other languages than English."""

import pytest

from hints.guards.leak import leaks
from hints.hint import HintSource
from hints.misconception.diagnose import diagnose
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.answer import MathsAnswer
from item_bank.answers.judge import judge
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.ids import ItemId
from item_bank.starter import STARTER
from item_bank.wordings import is_translation
from tests.starter import starter_bundle

LANGUAGES = ("de", "es")
DRAWS = 4
UNIT = sorted(ItemId(path.stem) for path in STARTER.glob("items/fractions/*.yaml") if not is_translation(path))


@pytest.fixture(scope="module")
def bank() -> Bank:
    """
    Return the starter bank, ready to be opened.
    """
    return read_bundle(starter_bundle(), secret=b"a secret for the tests of a bank")


def test_the_unit_on_fractions_is_whole_in_every_language(bank: Bank) -> None:
    """
    Each item, and the skills that it practises, has all its words in German and Spanish.
    """
    assert {} == {item: bank.languages(item) for item in UNIT if set(LANGUAGES) - set(bank.languages(item))}
    skills = {skill for item in UNIT for step in bank.items[item].template.steps for skill in step.skills}
    for language in LANGUAGES:
        assert [] == [skill for skill in skills if bank.skill_name(skill, language) == bank.skills[skill].name]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_unit_is_practised_right_and_wrong_in_every_language(bank: Bank, language: str) -> None:
    """
    Keys are right with decimals as they are written there, and each mistake gets its own words in that language.
    """
    for item in UNIT:
        last = bank.items[item].variants - 1
        for index in {place * last // (DRAWS - 1) for place in range(DRAWS)}:
            exercise = bank.open(item, index, language)
            assert language == exercise.variant.language
            for step in exercise.steps:
                answer = step.step.answer
                assert Verdict.CORRECT is judge(step.key, Final(text=answer.value), locale="en").verdict
                if isinstance(answer, MathsAnswer) and "." in answer.value and answer.value.replace(".", "").isdigit():
                    typed = answer.value.replace(".", ",")
                    assert Verdict.CORRECT is judge(step.key, Final(text=typed), locale=language).verdict
                for mistake in step.step.mistakes:
                    response = Final(text=mistake.value)
                    judged = judge(step.key, response, locale="en", language=language)
                    diagnosis = diagnose(step, response, judged, exercise.mistakes)
                    hint = first_help(exercise, step, response, judged, diagnosis, Seen())

                    assert language == hint.language, (item, mistake.code)
                    assert HintSource.GENERIC is not hint.source, (item, mistake.code)
                    given = (exercise.variant.prompt, step.step.prompt, mistake.value)
                    assert not leaks(hint.text, answer, given=given, language=language), (item, mistake.code)
