"""What the chain promises: a model can make help better, and never worse, wrong, late or dear."""

import asyncio

import msgspec
import pytest

from hints.chain import enough, run
from hints.guards.context import Claim
from hints.hint import Hint, HintSource, Specificity
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.misconception.diagnosis import DiagnosisKind
from hints.recipes.recipe import Recipe
from hints.routes.model import FailureReason, ModelRequest, Models
from hints.trace import printed
from hints.tutor.first_help import first_help
from hints.tutor.guarding_again import refused_again
from hints.tutor.offers import Seen
from hints.tutor.writing import Worded
from item_bank.answers.answer import NumberAnswer, TextAnswer
from item_bank.answers.response import Final, Stuck
from item_bank.exercise import Exercise
from item_bank.ids import MistakeCode
from item_bank.variant import ExpectedMistake, Rung
from tests.hints.builders import SCAFFOLD, SECRET, choice, exercise, judged, solve, step
from tests.hints.chain.scripted import ONE, TWO, Scripted, claim, failed, job_for, words

CORRECT = ("3x + 5 = 11", "3x = 6", "x = 2")
ODD = claim("3x + 5 = 11", "3x = 41", "x = 41/3", error=2, correct=CORRECT)
"""A claim that holds of the answer 41/3, which no rule explains."""
ADDED = claim("3x + 5 = 11", "3x + 4 = 16", "3x = 12", "x = 4", error=2, correct=CORRECT)
GOOD = words("Look at $x = \\frac{41}{3}$ once more. Does it fit the task?")
TELLS = words("Since $3x = 6$, $x$ is two.")


def go(job: HintJob, models: Models, recipe: Recipe = TWO, **more: object) -> JobOutcome:
    """Run a job."""
    keywords: dict[str, object] = {"secret": SECRET, **more}
    return asyncio.run(run(job, models, recipe, **keywords))  # type: ignore[arg-type] - keywords of the run


def unexplained() -> HintJob:
    """Return a job about an answer that computation cannot explain."""
    job = job_for(solve(mistakes=()), "41/3")
    assert job.diagnosis is not None
    assert job.diagnosis.kind is DiagnosisKind.UNDIAGNOSED
    return job


def test_two_calls_make_better_words() -> None:
    """
    The claim is replayed, the masked package goes to the second call, and its words pass the guards.
    """
    models = Scripted(ODD, GOOD)
    outcome = go(unexplained(), models)

    assert outcome.reason is OutcomeReason.BETTER
    assert outcome.hint is not None
    assert (outcome.hint.source, outcome.hint.text) == (
        HintSource.MODEL,
        "Look at $x = \\frac{41}{3}$ once more. Does it fit the task?",
    )
    assert [request.call for request in models.requests] == ["misconception", "tutor"]
    assert outcome.codes == ()
    assert outcome.routes == ("main/scripted", "main/scripted")
    assert (outcome.spent.calls, outcome.spent.microdollars, outcome.spent.usage.prompt) == (2, 14, 200)


def test_the_second_call_gets_no_form_of_the_answer() -> None:
    """
    Of the first call's message neither solution nor key nor correct path goes on.
    """
    models = Scripted(ODD, GOOD)
    go(unexplained(), models)
    first, second = models.requests

    assert '"answer":"2"' in first.user
    assert "3*x = 6" in first.user
    assert all(part not in second.user for part in ("3*x = 6", "3x = 6", "x = 2", '"answer"', '"solution"'))
    assert "3x = 41" in second.user


def test_a_rule_on_the_claimed_path_makes_its_own_template_enough() -> None:
    """
    Where the replayed path shows a mal-rule with a reviewed hint, its words are taken, and the second call saved.
    """
    path = claim("3x + 5 = 11", "8x = 11", "x = 11/7", error=2, correct=CORRECT)
    marked = path.replace('"x = 11/7","is":"ok"', '"x = 11/7","is":"slip"')
    models = Scripted(marked)
    job = job_for(solve(mistakes=()), "11/7")
    outcome = go(job, models)

    assert job.diagnosis is not None
    assert job.diagnosis.kind is DiagnosisKind.UNDIAGNOSED
    assert outcome.reason is OutcomeReason.BETTER
    assert outcome.hint is not None
    assert outcome.hint.source is HintSource.MISTAKE
    assert outcome.diagnosis is not None
    assert outcome.diagnosis.candidates[0].code.startswith("rule/")
    assert [one.checked for one in outcome.diagnosis.candidates] == ["replayed"] * len(outcome.diagnosis.candidates)
    assert len(models.requests) == 1


def test_no_model_is_asked_where_the_first_help_is_about_the_mistake() -> None:
    """
    A certain mistake with a reviewed template costs nothing, and neither does an author's rung after it.
    """
    known = job_for(solve(), "16/3")
    again = job_for(
        solve(Rung(text="What undoes adding?")), "16/3", seen=Seen(codes=(known.shown.code or "",), tries=1), rung=1
    )

    assert (known.shown.source, again.shown.source) == (HintSource.MISTAKE, HintSource.RUNG)
    assert [go(job, Scripted()).reason for job in (known, again)] == [OutcomeReason.ENOUGH] * 2
    assert go(known, Scripted()).spent.calls == 0


def test_nothing_wrong_asks_nobody() -> None:
    """
    Only a wrong answer is a job for models.
    """
    assert enough(job_for(solve(), "2"))
    assert enough(job_for(solve(), Stuck()))
    assert not enough(unexplained())


def test_a_certain_mistake_that_was_told_before_skips_the_first_call() -> None:
    """
    The same wrong answer twice: what went wrong is known, and the second call says it in other words for the next rung.
    """
    known = job_for(solve(), "16/3")
    again = job_for(solve(), "16/3", seen=Seen(codes=(known.shown.code or "",), tries=1), rung=1)
    models = Scripted(words("What undoes adding a number on the left? Try it on both sides."))
    outcome = go(again, models)

    assert (known.shown.specificity, again.shown.specificity) == (Specificity.MISTAKE, Specificity.STEP)
    assert [request.call for request in models.requests] == ["tutor"]
    assert '"rung":1' in models.requests[0].user
    assert msgspec.json.encode(again.shown.text).decode() in models.requests[0].user
    assert outcome.hint is not None
    assert (outcome.hint.specificity, outcome.hint.code) == (Specificity.MISTAKE, known.shown.code)


def test_a_claim_that_does_not_hold_is_repaired_once_with_the_failed_check() -> None:
    """
    The second try quotes the check and the reply; what holds then is the diagnosis.
    """
    wrong = claim("3x + 5 = 11", "3x = 41", "x = 7", error=2, correct=CORRECT)
    models = Scripted(wrong, ODD, GOOD)
    outcome = go(unexplained(), models)

    assert outcome.codes == ("student_elsewhere",)
    assert "does not end with what the learner answered" in models.requests[1].user
    assert "x = 7" in models.requests[1].user
    assert [request.call for request in models.requests] == ["misconception", "misconception", "tutor"]
    assert outcome.reason is OutcomeReason.BETTER


def test_after_one_repair_the_computed_diagnosis_stands_and_the_second_call_goes_on() -> None:
    """
    A model that cannot account for the answer adds no diagnosis; words about the step may still come of it.
    """
    wrong = claim("3x + 5 = 11", "3x = 41", "x = 7", error=2, correct=CORRECT)
    models = Scripted(wrong, "no claim at all", GOOD)
    outcome = go(unexplained(), models)

    assert outcome.codes == ("student_elsewhere", "schema")
    assert outcome.diagnosis is None
    assert outcome.hint is not None
    assert outcome.hint.specificity is Specificity.STEP


def test_words_that_a_guard_refuses_are_asked_for_once_more_without_being_sent_back() -> None:
    """
    The second try names the guard and holds nothing of the hint that leaked.
    """
    models = Scripted(ODD, TELLS, GOOD)
    outcome = go(unexplained(), models)

    assert outcome.codes in {("leak",), ("next_line",)}
    assert outcome.reason is OutcomeReason.BETTER
    assert "is two" not in models.requests[2].user
    assert "3x = 6" not in models.requests[2].user


def test_words_that_are_refused_twice_leave_the_first_help() -> None:
    """
    It falls back, never up.
    """
    outcome = go(unexplained(), Scripted(ODD, TELLS, TELLS))

    assert (outcome.reason, outcome.hint) == (OutcomeReason.GUARDED, None)
    assert len(outcome.codes) == 2


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (words("The answer is two. Write it down."), "leak"),
        (words("Try $x = 1 + 1$ in the task."), "leak"),
        (words("Line 2 is right. Go on from there."), "contradicts"),
        (words("You are careless. Look at the task again."), "tone"),
        (words("See https://example.org for help with the task."), "markup"),
        (words("Schau dir die Aufgabe noch einmal an. Was wird gesucht?"), "language"),
        (words("Look at the task once more.", language="de"), "language"),
        (words("Think of $7$ apples. What is asked in the task?"), "novel_number"),
        (words("Look at the task. Note that $5 + 11 = 17$ here."), "false_claim"),
        (words("Look at it.", claims=[{"lhs": "5 + 11", "rel": "=", "rhs": "17"}]), "false_claim"),
        (words("Look at the task once more.", move="sing"), "schema"),
        (words("Look at the task once more.", line=9), "schema"),
        ("[1, 2]", "schema"),
        ("\x00", "schema"),
        (" ".join(["What is asked in the task?"] * 3), "schema"),
        (words("What is asked in the task? Read it. Then look. Then think."), "length"),
    ],
)
def test_each_misbehaviour_is_refused_and_nothing_of_it_is_shown(said: str, code: str) -> None:
    """
    Leaks, falsehoods, contradictions, other languages and shapes never get past the guards.
    """
    outcome = go(unexplained(), Scripted(ODD, said, said))

    assert outcome.hint is None
    assert set(outcome.codes) == {code}


def test_what_was_shown_already_is_not_shown_again() -> None:
    """
    A model that repeats the first help has said nothing.
    """
    job = unexplained()
    outcome = go(job, Scripted(ODD, words(job.shown.text), words(job.shown.text)))

    assert (outcome.reason, outcome.codes) == (OutcomeReason.GUARDED, ("repeats", "repeats"))


@pytest.mark.parametrize(
    ("reason", "ends", "calls"),
    [
        (FailureReason.NO_ROUTE, OutcomeReason.FAILED, 1),
        (FailureReason.UNREACHABLE, OutcomeReason.FAILED, 1),
        (FailureReason.REFUSED, OutcomeReason.FAILED, 1),
        (FailureReason.TIMEOUT, OutcomeReason.LATE, 1),
        (FailureReason.TOO_DEAR, OutcomeReason.BUDGET, 1),
        (FailureReason.LIMITED, OutcomeReason.FAILED, 2),
        (FailureReason.PROVIDER, OutcomeReason.FAILED, 2),
        (FailureReason.BROKEN, OutcomeReason.FAILED, 2),
        (FailureReason.TOO_LONG, OutcomeReason.FAILED, 2),
        (FailureReason.FILTERED, OutcomeReason.FAILED, 2),
        (FailureReason.SCHEMA, OutcomeReason.FAILED, 4),
    ],
)
def test_every_failure_of_a_provider_is_an_outcome(reason: FailureReason, ends: OutcomeReason, calls: int) -> None:
    """
    Nothing is raised for what a provider does, what was spent is counted, and hopeless calls are not made.
    """
    models = Scripted(*[failed(reason)] * 4)
    outcome = go(unexplained(), models)

    assert (outcome.reason, outcome.hint, len(models.requests)) == (ends, None, calls)
    assert (outcome.spent.calls, outcome.spent.microdollars) == (2 * calls, 2 * calls)
    assert outcome.trace is not None
    assert [call.outcome for call in outcome.trace.calls] == [reason.value] * calls


def test_one_deadline_holds_for_all_calls() -> None:
    """
    Each call gets what the ones before left, and none begins without time.
    """
    ticking = iter([0.0, 0.0, 2.5, 5.99])
    last = [0.0]

    def clock() -> float:
        last[0] = next(ticking, 5.99)
        return last[0]

    models = Scripted(claim(error=0), ODD, GOOD)
    outcome = go(unexplained(), models, clock=clock)

    assert models.seconds == [6.0, 3.5]
    assert outcome.reason is OutcomeReason.LATE
    assert outcome.spent.calls == 2


class Hanging:
    """Models that never say anything, and keep to no deadline."""

    async def ask(self, request: ModelRequest, *, seconds: float) -> object:
        """Wait for ever."""
        del request, seconds
        await asyncio.Event().wait()
        raise AssertionError


def test_models_that_keep_to_no_deadline_are_given_up() -> None:
    """
    Even what breaks its contract holds nothing up for longer than the deadline and a moment.
    """
    outcome = go(unexplained(), Hanging(), seconds=0.06)  # type: ignore[arg-type] - it breaks its contract on purpose

    assert (outcome.reason, outcome.hint) == (OutcomeReason.LATE, None)


def test_no_call_begins_beyond_what_was_set_aside() -> None:
    """
    What the first call cost counts against the second.
    """
    models = Scripted(ODD, GOOD)
    outcome = go(unexplained(), models, most=7)

    assert (outcome.reason, len(models.requests), outcome.spent.microdollars) == (OutcomeReason.BUDGET, 1, 7)


def test_an_option_is_diagnosed_unverified_and_spoken_about() -> None:
    """
    Where nothing can be replayed the claim quotes the exercise, and its diagnosis says that it is unverified.
    """
    job = job_for(choice(), "c")
    models = Scripted(
        claim(error=0, idea="guess", quote="c"), words("What does the number before the brackets belong to?")
    )
    outcome = go(job, models)

    assert outcome.diagnosis is not None
    assert [one.checked for one in outcome.diagnosis.candidates] == ["unverified"]
    assert outcome.reason is OutcomeReason.BETTER


def telling(of: Exercise, response: str) -> tuple[JobOutcome, Scripted]:
    """Run a job with models that would say anything."""
    models = Scripted(ODD, GOOD)
    return go(job_for(of, response), models), models


@pytest.mark.parametrize(
    ("of", "response"),
    [
        (exercise(step(TextAnswer(value="scalene"), prompt="Which kind of triangle?")), "my name is Canary Bird"),
        (exercise(step(NumberAnswer(value="2"), prompt="What is it?")), "01512345678"),
    ],
)
def test_what_is_none_of_the_exercises_maths_is_told_to_nobody(of: Exercise, response: str) -> None:
    """
    Words and long numbers of a learner reach neither a model nor the trace.
    """
    outcome, models = telling(of, response)

    assert (models.requests, outcome.reason, outcome.codes) == ([], OutcomeReason.FAILED, ("unsayable",))
    assert outcome.trace is not None
    assert outcome.trace.lines == ()
    kept = msgspec.json.encode(outcome)
    assert b"Canary" not in kept
    assert b"1512345678" not in kept


def test_expected_words_go_out_in_their_authors_spelling_alone() -> None:
    """
    Neither call sees how a learner wrote a word, only which of the author's it was.
    """
    expected = (ExpectedMistake(value="isosceles", code=MistakeCode("guessed"), hint=None),)
    of = exercise(
        step(TextAnswer(value="scalene"), prompt="Which kind of triangle has three different sides?", mistakes=expected)
    )
    generic = first_help(of, of.steps[0], Stuck(), judged(of.steps[0], Stuck())[1], None, Seen())
    job = msgspec.structs.replace(job_for(of, "  IsoSceLes "), shown=generic, diagnosis=None)
    models = Scripted(
        claim(error=0, idea="guess", quote="three different sides"), words("How many sides are equal in each kind?")
    )
    outcome = go(job, models)

    assert [request.call for request in models.requests] == ["misconception", "tutor"], outcome
    assert all("isosceles" in request.user and "IsoSceLes" not in request.user for request in models.requests)


def test_a_language_that_the_recipe_lacks_is_not_taken_up() -> None:
    """
    Words that no guard understands are never asked for.
    """
    job = unexplained()
    french = msgspec.structs.replace(job, variant=msgspec.structs.replace(job.variant, language="fr"))

    assert go(french, Scripted()).codes == ("recipe_language",)


def test_a_scaffold_is_a_step_of_its_own_and_an_unknown_step_none() -> None:
    """
    A job may be about a sub-step; what is about no step asks nobody.
    """
    of = solve(SCAFFOLD)
    verdict = judged(of.steps[0], "41/3")[1]
    job = msgspec.structs.replace(
        job_for(of, "41/3"),
        step=SCAFFOLD.id,
        response=Final(text="b"),
        judged=msgspec.structs.replace(verdict, read="b"),
    )
    lost = msgspec.structs.replace(job, step="nowhere")
    models = Scripted(claim(error=0, idea="other", quote="b"), words("What would take you back to where you began?"))

    assert go(job, models).reason is OutcomeReason.BETTER
    assert go(lost, Scripted()).codes == ("no_step",)


def test_the_control_asks_once_and_its_words_pass_the_same_guards() -> None:
    """
    One call for both stages: its claim is replayed, its words are guarded, and one retry names the guard.
    """

    def both(first: str, second: str) -> str:
        return msgspec.json.encode(
            msgspec.json.decode(first, type=dict[str, object]) | msgspec.json.decode(second, type=dict[str, object])
        ).decode()

    models = Scripted(both(ODD, TELLS), both(ODD, GOOD))
    outcome = go(unexplained(), models, ONE)

    assert [request.call for request in models.requests] == ["single", "single"]
    assert outcome.reason is OutcomeReason.BETTER
    assert outcome.trace is not None
    assert (outcome.trace.error, len(outcome.codes)) == (2, 1)


def test_only_features_that_the_recipe_asks_for_go_out() -> None:
    """
    A coarse band goes out where the recipe has it, anything finer never.
    """
    asking = msgspec.structs.replace(TWO, features=("mastery", "seen_before"))
    job = msgspec.structs.replace(
        unexplained(), features={"mastery": "low", "seen_before": "on Monday", "name": "Canary"}
    )
    with_features, without = Scripted(ODD, GOOD), Scripted(ODD, GOOD)
    go(job, with_features, asking)
    go(job, without)

    assert all('"features":{"mastery":"low"}' in request.user for request in with_features.requests)
    assert all('"features":{}' in request.user for request in without.requests)


def test_a_trace_tells_how_a_hint_came_about() -> None:
    """
    Lines, the first wrong one, what was replayed, both packages, each check's word, cost and time are in it.
    """
    outcome = go(unexplained(), Scripted(ODD, TELLS, GOOD))
    assert outcome.trace is not None
    text = printed(outcome.trace)

    for part in (
        "what was entered:\n  1  41/3",
        "  2  3x = 41  (different)  <- first wrong",
        "the correct path: 3x + 5 = 11 ; 3x = 6 ; x = 2",
        "before the mask:",
        "solution: 3*x = 11 - 5 ; 3*x = 6 ; x = 2; answer: 2",
        "after the mask:",
        "check of the claim: passed",
        "call tutor: reply from main/scripted, 1 requests, 100 + 10 tokens, $0.000007, 3 ms",
    ):
        assert part in text, text
    assert msgspec.json.decode(msgspec.json.encode(outcome), type=JobOutcome) == outcome


@pytest.mark.parametrize("language", ["de", "es"])
def test_words_are_shown_with_the_marks_of_their_language(language: str) -> None:
    """
    Maths is guarded with a decimal point and shown with a comma.
    """
    of = exercise(
        step(NumberAnswer(value="7.75"), prompt="$2.5 + 5.25$", solution=("2.5 + 5.25", "7.75")), language=language
    )
    said = {
        "de": "Schau dir $2.5 + 5.25$ noch einmal an. Was wird zuerst addiert?",
        "es": "Mira otra vez $2.5 + 5.25$. ¿Qué se suma primero?",
    }[language]
    models = Scripted(claim("2.5 + 5.25", "9", error=2, correct=("2.5 + 5.25", "7.75")), words(said, language=language))
    outcome = go(job_for(of, "9"), models)

    assert outcome.hint is not None, outcome.codes
    assert "$2{,}5 + 5{,}25$" in outcome.hint.text
    assert again(of, outcome.hint.text) is None
    assert again(of, outcome.hint.text.replace("2{,}5", "7{,}75")) == "leak"
    assert again(of, outcome.hint.text.replace("$2{,}5 + 5{,}25$", "$0{,}5 + 0{,}5 = 1$")) is None


def again(of: Exercise, text: str) -> str | None:
    """Hold words, as they are shown, against the guards of whoever shows them."""
    hint = Hint(text=text, source=HintSource.MODEL, specificity=Specificity.STEP, language=of.variant.language)
    told = (Claim(left="0.5 + 0.5", relation="=", right="1"),)
    return refused_again(Worded(hint=hint, claims=told), of, of.steps[0], *judged(of.steps[0], "9"))
