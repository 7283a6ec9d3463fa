"""
What first help promises of the guards: all of them would let it pass, whoever's words it is.

It is chosen on an answer's way, where the guard on leaks looks at every text and those
on truth and kindness at written ones. Here is why no other can fail: words are tried
out with every guard beforehand.
"""

import string

import pytest

from hints.evaluation.cases import cases
from hints.evaluation.trying import job_of
from hints.guards.context import GuardContext
from hints.guards.guard import refusals
from hints.guards.refusal import RefusalCode
from hints.hint import HintSource
from hints.misconception.diagnose import diagnose
from hints.misconception.explain import explain
from hints.misconception.rewriting.reading import LINES, shipped_rules
from hints.recipes.reading import shipped_recipes
from hints.tutor.first_help import Seen, first_help
from hints.tutor.guarding import guard_context
from hints.tutor.messages import MESSAGES, message
from item_bank.algebra.reading import read
from item_bank.answers.answer import NumberAnswer
from item_bank.answers.verdict import Verdict
from item_bank.bank import read_bundle
from item_bank.ids import MistakeCode
from item_bank.phrasebook import SPOKEN
from item_bank.variant import ExpectedMistake, Rung
from tests.hints.builders import exercise, judged, step
from tests.starter import starter_bundle

AUTHORS_MAY = frozenset({RefusalCode.NOVEL_NUMBER, RefusalCode.LENGTH, RefusalCode.READING_LEVEL})
"""What an author may do and a model may not: bring an example's numbers, use three sentences."""
VERDICTS = {
    "invalid": (Verdict.INVALID, ("reading", "unreadable")),
    "wrong_form": (Verdict.WRONG_FORM, ("form",)),
    "no_progress": (Verdict.NO_PROGRESS, ("unfinished", "no_nearer")),
    "correct": (Verdict.CORRECT, ("line_earlier",)),
}
ENDINGS = frozenset({"worked", "worked_rungs"})
"""Words of a whole solution, which is what they are for."""


def about(code: str) -> Verdict:
    """Return a verdict that a message is said about."""
    return next((verdict for verdict, heads in VERDICTS.values() if code.startswith(heads)), Verdict.INCORRECT)


@pytest.mark.parametrize("language", SPOKEN)
def test_the_engines_messages_pass_every_guard(language: str) -> None:
    """
    Whatever of the exercise is put in, in every language; what could not be read is quoted between code marks.
    """
    found: dict[str, set[RefusalCode]] = {}
    for code in sorted(set(MESSAGES) - ENDINGS):
        parts = {name: "$y$" for _, name, _, _ in string.Formatter().parse(MESSAGES[code]) if name is not None}
        said = message(code, language, **parts)
        answers = (NumberAnswer(value="7919"),)
        context = GuardContext(answers=answers, given=("$y$",), language=language, verdict=about(code))
        may = AUTHORS_MAY | ({RefusalCode.MARKUP} if code == "reading_at" else set())
        found[code] = {one.code for one in refusals(said.text, (), context)} - may

    assert {} == {code: refused for code, refused in found.items() if refused}


@pytest.mark.slow
@pytest.mark.parametrize("language", SPOKEN)
def test_the_words_of_mal_rules_pass_every_guard(language: str) -> None:
    """
    Filled in for each of their examples, said to somebody whose line is the wrong one and whose answer is another.
    """
    found: dict[str, list[str]] = {}
    for rule in shipped_rules():
        for example in rule.examples:
            explained = explain(read(example.before, LINES), read(example.after, LINES))  # type: ignore[arg-type]  # examples can be read
            texts = [one.hints[language] for one in explained if one.mal_rule == rule.id]
            given = (f"${example.before}$", f"${example.after}$")
            context = GuardContext(answers=(NumberAnswer(value="7919"),), given=given, language=language)
            codes = [one.code for text in texts for one in refusals(text, (), context)]
            if bad := [code.value for code in codes if code not in AUTHORS_MAY]:
                found[rule.id] = bad

    assert found == {}


@pytest.mark.slow
def test_first_help_for_generated_wrong_answers_passes_every_guard() -> None:
    """
    In the starter bank, with whatever is offered first: what authors may do aside, nothing is refused.
    """
    bank = read_bundle(starter_bundle(), secret=b"t" * 32)
    recipe = shipped_recipes()["two-call"]
    found = []
    for language in SPOKEN:
        for case in cases(bank, 80, seed=23, language=language):
            job = job_of(bank, case, recipe)
            opened = bank.open(case.item, case.variant, case.language)
            asked = opened.step(case.step)
            assert asked is not None
            grade = bank.items[case.item].template.grade
            context = guard_context(opened, asked, case.response, job.judged, band=grade)
            codes = {one.code for one in refusals(job.shown.text, (), context)} - AUTHORS_MAY
            found += [(case.id, job.shown.text, code.value) for code in codes]

    assert found == []


@pytest.mark.parametrize(
    "text", ["Remember: 3 times 3 is 6.", "You always forget the brackets.", "Half of $11$ is $5$, so look again."]
)
def test_what_is_false_or_unkind_is_passed_over(text: str) -> None:
    """
    An author's rung, and words of a mistake, that say it are skipped for what comes next, however they got there.
    """
    answer, code = NumberAnswer(value="2"), MistakeCode("odd")
    ladder = exercise(
        step(answer, prompt="Solve $3x + 5 = 11$.", ladder=(Rung(text=text), Rung(text="What undoes $+5$?")))
    )
    named = exercise(
        step(answer, prompt="Solve $3x + 5 = 11$.", mistakes=(ExpectedMistake(value="41/3", code=code, hint=text),))
    )
    for of in (ladder, named):
        response, verdict = judged(of.steps[0], "41/3")
        diagnosis = diagnose(of.steps[0], response, verdict, of.mistakes)
        said = first_help(of, of.steps[0], response, verdict, diagnosis, Seen())
        assert said.text != text
        assert (said.text == "What undoes $+5$?") is (of is ladder)
        assert said.source is not HintSource.MISTAKE
