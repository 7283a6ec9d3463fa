"""What the check promises about translations and readability."""

from pathlib import Path

import pytest

from hints.guards.leak import leaks
from item_bank.bank import Bank, read_bundle
from item_bank.bundle import encode_bundle
from item_bank.check.bank import check_bank
from item_bank.finding import Code
from item_bank.ids import ItemId, MistakeCode, SkillId, StepId
from item_bank.load import load_bank
from item_bank.readability import school_years
from item_bank.variant import Rung, Scaffold
from tests.item_bank.check.translations import GERMAN, IN_GERMAN, translated
from tests.item_bank.small_bank import ITEM, SMALL_BANK, write_bank

TWO_STEP = ItemId("two-step")


def opened(folder: Path, files: dict[str, str]) -> Bank:
    """Check and build a bank, and open it."""
    checked = check_bank(load_bank(write_bank(folder, files)), leaks=leaks)
    assert checked.content is not None
    return read_bundle(encode_bundle(checked.content)[1], secret=b"a secret for the tests of a bank")


def test_a_whole_translation_has_no_findings_and_every_text_in_its_language(tmp_path: Path) -> None:
    """
    The same variant has the same numbers and keys in both languages, and no text of the other.
    """
    loaded = load_bank(write_bank(tmp_path, IN_GERMAN))
    assert () == check_bank(loaded, leaks=leaks).findings
    bank = opened(tmp_path, dict(IN_GERMAN))

    assert ("en", "de") == bank.languages(TWO_STEP) == bank.all_languages
    for index in (0, 50, 103):
        english, german = bank.open(TWO_STEP, index), bank.open(TWO_STEP, index, "de-AT")
        assert ("en", "de") == (english.variant.language, german.variant.language)
        assert english.variant.prompt.partition(" solves ")[2] == german.variant.prompt.partition(" löst ")[2]
        assert {"Mia": "Mira", "Kofi": "Jan"}[english.variant.draw["who"]] == german.variant.draw["who"]
        for own, worded in zip(english.variant.steps, german.variant.steps, strict=True):
            assert own.answer.value == worded.answer.value
            assert own.solution == worded.solution
        divide = german.step(StepId("divide"))
        assert divide is not None
        rung, revealing, scaffold = divide.step.help
        assert isinstance(rung, Rung)
        assert isinstance(revealing, Rung)
        assert isinstance(scaffold, Scaffold)
        assert (rung.text, revealing.reveals) == ("Was macht das Malnehmen rückgängig?", True)
        assert {"teilen", "abziehen"} == {one.text for one in getattr(scaffold.answer, "choices", ())}
        assert "Schau auf das Vorzeichen." == german.mistakes[MistakeCode("sign-kept")].hint
    assert ("Gleichungen", "Solve equations") == tuple(bank.skill_name(SkillId("solve"), tag) for tag in ("de", "fr"))


def test_half_a_translation_is_told_of_and_not_shown(tmp_path: Path) -> None:
    """
    An item with a text missing in a language comes in its own, whole, and its hints with it.
    """
    files = translated("    prompt: Was ist $x$?\n", "")
    checked = check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks)
    assert [(Code.MISSING_TRANSLATION, GERMAN)] == [(one.code, one.file) for one in checked.findings]
    bank = opened(tmp_path, files)

    assert ("en",) == bank.languages(TWO_STEP)
    assert bank.open(TWO_STEP, 0) is bank.open(TWO_STEP, 0, "de")


def test_a_mistake_without_words_in_a_language_is_silent_there(tmp_path: Path) -> None:
    """
    No hint is shown in another language than the exercise.
    """
    bank = opened(tmp_path, translated("  hint: Schau auf das Vorzeichen.\n", "", file="mistakes.de.yaml"))

    assert bank.open(TWO_STEP, 0, "de").mistakes[MistakeCode("sign-kept")].hint is None
    assert bank.open(TWO_STEP, 0).mistakes[MistakeCode("sign-kept")].hint is not None


def test_a_translated_hint_is_looked_through_like_any_other(tmp_path: Path) -> None:
    """
    A number in German words gives an answer away as it would in digits.
    """
    files = {name: text.replace("s: {one_of: [3, 5, 7/2]}", "s: {one_of: [3]}") for name, text in IN_GERMAN.items()}
    files[ITEM] = files[ITEM].partition("tests:")[0]
    files[GERMAN] = files[GERMAN].replace("Was macht das Malnehmen rückgängig?", "Die Lösung ist drei.")
    found = check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks).findings

    assert [(Code.HINT_LEAKS, GERMAN, 11)] == [(one.code, one.file, one.line) for one in found]


def test_what_cannot_be_read_of_an_item_is_not_told_of_its_translation(tmp_path: Path) -> None:
    """
    One mistake of the author's is one finding.
    """
    files = {**IN_GERMAN, ITEM: "format: 1\nid: [\n"}
    found = check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks).findings

    assert {Code.YAML_SYNTAX} == {one.code for one in found}


@pytest.mark.parametrize(
    ("language", "easy", "hard"),
    [
        (
            "en",
            "The cat sat on the mat. It had a red hat. The dog ran to the cat and sat down with it.",
            (
                "Considering the almost proportional relationship between circumference and diameter, determine the "
                "corresponding multiplicative constant independently of the particular measurement units employed."
            ),
        ),
        (
            "de",
            "Die Katze sitzt auf dem Dach. Sie hat einen Hut. Der Hund rennt zu ihr und setzt sich zu ihr hin.",
            (
                "Unter Berücksichtigung der nahezu proportionalen Beziehung zwischen Kreisumfang und Durchmesser "
                "ist die entsprechende Proportionalitätskonstante unabhängig von Maßeinheiten zu bestimmen."
            ),
        ),
        (
            "es",
            "El gato está en la casa. Tiene un pan. El perro va con el gato y los dos se van al sol.",
            (
                "Considerando la relación casi proporcional entre la circunferencia y el diámetro, determínese "
                "la constante multiplicativa independientemente de las unidades particulares empleadas."
            ),
        ),
    ],
)
def test_formulas_tell_easy_texts_from_hard_ones(language: str, easy: str, hard: str) -> None:
    """
    A primer is for the lower grades in every language, and officialese beyond school.
    """
    below, above = school_years(easy, language), school_years(hard, language)
    assert below is not None
    assert above is not None

    assert below < 4.6
    assert above > 12
    assert school_years(easy, "xx") is None


@pytest.mark.slow
def test_an_item_without_grades_may_be_as_hard_as_it_likes(tmp_path: Path) -> None:
    """
    Only who says for whom an item is gets told that it is too hard, and maths is no hard word.
    """
    hard = "Determine the multiplicative constant, considering the circumference $\\frac{1}{2}\\pi d$ independently."
    for grade, codes in (("", set()), ("grade: 9-12\n", set()), ("grade: 1-2\n", {Code.HARD_TO_READ})):
        text = SMALL_BANK[ITEM].replace("prompt: Which equation is left?", f"prompt: {hard}")
        files = {**SMALL_BANK, ITEM: text.replace("difficulty: 4\n", f"difficulty: 4\n{grade}")}
        found = check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks).findings

        assert codes == {one.code for one in found}
