"""What practice promises in other languages than the bank's own."""

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest

import hints
import item_bank
import practice
from hints.tutor.messages import MESSAGES
from item_bank.algebra.unreadable import SENTENCES
from item_bank.answers.problems import SENTENCES as PROBLEMS
from item_bank.answers.response import Final, Working
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank, read_bundle
from item_bank.build import build
from item_bank.bundle import encode_bundle
from item_bank.figures.words import ENGLISH as FIGURES
from item_bank.ids import ItemId, StepId
from item_bank.load import load_bank
from item_bank.phrasebook import ENGLISH, SPOKEN, phrasebook
from item_bank.rendering.words import ENGLISH as SPEECH
from item_bank.rendering.words import words_for
from mastery.level import Standing
from practice.banks import Banks
from practice.choosing.reasons import SENTENCES as REASONS
from practice.correction.facts import FACTS
from practice.correction.following_up import TITLES
from practice.correction.shortening import LEFT_OUT
from practice.ending import OWN as OWN_ENDINGS
from practice.ending import SENTENCES as ENDINGS
from practice.ending import UNSHOWN
from practice.outcomes import Conflict
from practice.progress.aims import GOALS
from practice.progress.levels import CODES as LEVELS
from practice.progress.levels import level_sentence
from practice.requests import Submission, Wish
from practice.views import MasteryView, OpportunityView, TryReply
from tests.practice.support.bank import FILES, SECRET, write_bank
from tests.practice.support.desk import ADA, TENANT, Desk, run

DECIMAL = """
    format: 1
    id: decimal
    title: Add decimals
    skills: [numbers]
    params: {n: {int: [11, 49], not: [20, 30, 40]}}
    prompt: A cup holds @{n/10:.1} litres. Work out $@{n/10:.1} + 0.5$.
    steps:
      - id: sum
        prompt: What is $@{n/10:.1} + 0.5$?
        answer: {kind: number, value: n/10 + 0.5}
        mistakes: [{when: n/10 + 0.05, code: sign-kept, hint: "Line up $0.5$ and $@{n/10:.1}$."}]
        hints: ["Is $0.5$ the same as $0.50$?"]
"""
IN_GERMAN = """
    title: Dezimalzahlen addieren
    prompt: In einen Becher passen @{n/10:.1} Liter. Rechne $@{n/10:.1} + 0.5$ aus.
    steps:
      - id: sum
        prompt: Was ist $@{n/10:.1} + 0.5$?
        mistakes: [{code: sign-kept, hint: "Schreib $0.5$ und $@{n/10:.1}$ untereinander."}]
        hints: ["Ist $0.5$ dasselbe wie $0.50$?"]
"""
DECIMALS = ItemId("decimal")


@cache
def german() -> Bank:
    """Read the small bank with one item more, in two languages."""
    files = {**FILES, "items/decimal.yaml": DECIMAL, "items/decimal.de.yaml": IN_GERMAN}
    files["skills.de.yaml"] = "- {id: numbers, name: Zahlen}\n"
    with TemporaryDirectory() as directory:
        loaded = load_bank(write_bank(Path(directory), files))
        assert () == loaded.findings
        return read_bundle(encode_bundle(build(loaded.source))[1], secret=SECRET)


async def begun(language: str | None, *, item: ItemId = DECIMALS) -> tuple[Desk, OpportunityView]:
    """Open an item in a language."""
    desk = await Desk(banks=Banks(german())).begin()
    return desk, await desk.open(Wish(item=item, variant=4, language=language))


async def say(desk: Desk, view: OpportunityView, n: int, text: str, locale: str | None = None) -> TryReply:
    """Enter an answer without a word about how its numbers are written."""
    step = StepId(view.open[0])
    answer = Final(text=text)
    told = await desk.session.submit(
        TENANT, ADA, view.opportunity, n, Submission(step=step, response=answer, locale=locale), now=desk.now
    )
    assert isinstance(told, TryReply)
    return told


def test_an_exercise_is_shown_judged_and_helped_in_the_language_wished_for() -> None:
    """
    Numbers have a comma in prompt, hint and preview, an answer with one is read, and the reasons and ends are German.
    """

    async def story() -> None:
        desk, view = await begun("de-AT")
        assert ("de", "Rechne $1{,}5 + 0{,}5$ aus.") == (view.shown.language, view.shown.prompt.partition("Liter. ")[2])
        assert "passen 1,5 Liter" in view.shown.prompt
        assert "Weil sie gewünscht wurde." == view.reason.sentence
        first = await say(desk, view, 1, "1,55")
        assert first.hint is not None
        assert ("de", "Schreib $0{,}5$ und $1{,}5$ untereinander.") == (first.hint.language, first.hint.text)
        second = await say(desk, view, 2, "1.234.5")
        assert second.judged.problem is not None
        assert second.judged.problem.sentence.startswith("Die Zeichen in 1.234.5 trennen")
        third = await say(desk, view, 3, "2,0")
        assert (Verdict.CORRECT, "de") == (third.judged.verdict, third.language)
        assert third.ended is not None
        assert "Gelöst." == third.ended.sentence

    run(story())


def test_without_a_translation_everything_is_in_the_items_own_language() -> None:
    """
    Who wishes for a language that an item lacks gets all of it in the item's: no exercise is in two languages.
    """

    async def story() -> None:
        desk, view = await begun("de", item=ItemId("bare"))
        told = await say(desk, view, 1, "7")
        assert "en" == view.shown.language == told.language
        assert told.hint is not None
        assert "en" == told.hint.language
        assert "Because it was asked for." == view.reason.sentence

    run(story())


def test_a_retry_is_the_same_whether_the_locale_is_said_or_meant() -> None:
    """
    No locale means the exercise's language; another one is another body.
    """

    async def story() -> None:
        desk, view = await begun("de")
        first = await say(desk, view, 1, "1,55")
        assert first == await say(desk, view, 1, "1,55", locale="de")
        other = Submission(step=StepId("sum"), response=Final(text="1,55"), locale="en")
        assert isinstance(await desk.session.submit(TENANT, ADA, view.opportunity, 1, other, now=desk.now), Conflict)
        again = await desk.open(Wish(item=DECIMALS, language="en"))
        assert ("de", view.opportunity) == (again.shown.language, again.opportunity)

    run(story())


def test_the_line_that_went_wrong_is_pointed_at_in_german() -> None:
    """
    Words computed from a working are the language's, and the values in them have its marks.
    """

    async def story() -> None:
        desk, view = await begun("de")
        lines = Working(lines=("1,5 + 0,5", "1,4 + 0,5", "1,9"))
        told = await desk.session.submit(
            TENANT, ADA, view.opportunity, 1, Submission(step=StepId("sum"), response=lines), now=desk.now
        )
        assert isinstance(told, TryReply)
        assert told.hint is not None
        assert "Schau dir Zeile 2 noch einmal an. Folgt sie aus der Zeile davor?" == told.hint.text

    run(story())


def test_progress_is_told_in_the_language_asked_for() -> None:
    """
    Names of skills where there are any, and sentences about levels.
    """

    async def story() -> None:
        desk, _ = await begun("de")
        for language, name, sentence in (
            ("de", "Zahlen", "Noch nicht geübt;"),
            ("en", "Numbers", "Not practised yet;"),
        ):
            view = desk.session.showing.mastery(TENANT, ADA, now=desk.now, language=language)
            assert isinstance(view, MasteryView)
            assert name == view.skills[0].name
            assert view.skills[0].sentence.startswith(sentence)

    run(story())


TABLES: Mapping[str, tuple[Path, Mapping[str, str]]] = {
    "messages": (Path(hints.__file__).parent, MESSAGES),
    "problems": (
        Path(item_bank.__file__).parent,
        {
            **SENTENCES,
            **{code: text.replace("{", "{{").replace("}", "}}") for code, text in PROBLEMS.items()},
            "unknown_unit": "{what}",
            "unknown_unit_meant": "{what} {meant}",
        },
    ),
    "signs": (Path(item_bank.__file__).parent, SPEECH.signs),
    "functions": (Path(item_bank.__file__).parent, SPEECH.functions),
    "figures": (Path(item_bank.__file__).parent, FIGURES),
    "endings": (Path(practice.__file__).parent, ENDINGS),
    "endings_own": (Path(practice.__file__).parent, OWN_ENDINGS),
    "endings_unshown": (Path(practice.__file__).parent, UNSHOWN),
    "facts": (Path(practice.__file__).parent, FACTS),
    "follow_ups": (Path(practice.__file__).parent, TITLES),
    "shortening": (Path(practice.__file__).parent, {"left_out": LEFT_OUT}),
    "reasons": (Path(practice.__file__).parent, REASONS),
    "goals": (Path(practice.__file__).parent, GOALS),
    "levels": (
        Path(practice.__file__).parent,
        dict.fromkeys(LEVELS, "{accuracy}{lower}{bar}{tries}{stalled}{missing}{days}{below}"),
    ),
}


def named(text: str) -> set[str]:
    """Return the names in the braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", [one for one in SPOKEN if one != ENGLISH])
@pytest.mark.parametrize("section", sorted(TABLES))
def test_the_phrasebooks_are_complete(section: str, language: str) -> None:
    """
    Each language has a phrase for every code and no others, with no part that the English one lacks.
    """
    directory, english = TABLES[section]
    phrases = phrasebook(directory, language, section)

    assert set(english) == set(phrases)
    if section not in {"signs", "functions"}:
        assert {} == {code: text for code, text in phrases.items() if not named(text) <= named(english[code])}
    else:
        assert all(phrases.values())


@pytest.mark.parametrize("language", ["de", "es"])
def test_a_level_says_one_of_anything_as_well_as_several(language: str) -> None:
    """
    Counts that are often 1 stand apart from the nouns that they count, which would be in the plural.
    """
    one = Standing(level="practising", accuracy=0.9, lower=0.8, bar=0.78, tries=2, missing=1, recalled=1.0)

    assert level_sentence(one, language).endswith(": 1.")
    assert ": 1)" in level_sentence(msgspec.structs.replace(one, level="retained"), language)


@pytest.mark.parametrize("language", ["de", "es"])
def test_formulas_are_spoken_with_every_word_of_the_language(language: str) -> None:
    """
    No word of a formula is left to English.
    """
    words = words_for(language)
    fields = [name for name in SPEECH.__struct_fields__ if name not in {"signs", "functions", "mixed", "applied"}]

    assert [] == [
        name for name in fields if getattr(words, name) == getattr(SPEECH, name) and name not in {"sub", "vector"}
    ]
    assert {} == {
        name: getattr(words, name) for name in fields if named(getattr(words, name)) != named(getattr(SPEECH, name))
    }
