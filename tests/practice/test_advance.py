"""What `practice.advance` promises: the table of verdicts, row by row."""

import pytest

from hints.hint import COMPUTED, Hint, HintSource, Specificity, mark
from item_bank.answers.answer import Choice, ChoiceAnswer, NumberAnswer
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import SkillId, StepId
from mastery.level import standing
from practice.advance import HELP_EASE, TRIES, Setting, advance, tries_of
from practice.answering import answering
from practice.attempt import Attempt, target
from practice.events import TryRecorded
from practice.outcomes import StepNotOpen
from practice.requests import MAX_SUBMISSIONS, Submission
from tests.practice.support.play import STUCK, Play, lines, text


def at(item: str, variant: int | None = 0) -> Play:
    """Put an item before a new learner."""
    play = Play()
    play.open(item, variant)
    return play


def undecided(play: Play) -> TryRecorded:
    """Let the engine be unable to decide the next submission."""
    submission = Submission(step=play.current.open[0], response=text("?"))
    asked = target(play.exercise, play.current, submission.step)
    assert asked is not None
    tried = advance(
        Setting(
            opportunity=play.current, exercise=play.exercise, difficulty=0.0, forms={}, model="m", at=play.state.at
        ),
        Attempt(
            target=asked,
            submission=submission,
            judged=Judged(verdict=Verdict.UNKNOWN),
            diagnosis=None,
            hint=Hint(text="?", source=HintSource.READING, specificity=Specificity.STEP, language="en"),
        ),
    )
    play.tell(tried)
    return tried


def test_right_at_once_is_full_evidence_and_the_end() -> None:
    """
    A first right answer costs no try, counts fully and unaided, and ends a one-step exercise as solved.
    """
    play = at("halves")
    answered = play.solve()

    assert Verdict.CORRECT is answered.tried.judged.verdict
    assert not answered.tried.uses_try
    assert answered.tried.hint is None
    assert answered.tried.evidence is not None
    assert (True, 1.0, True) == (
        answered.tried.evidence.correct,
        answered.tried.evidence.weight,
        answered.tried.evidence.unaided,
    )
    assert answered.ended is not None
    assert ("solved", None, False) == (answered.ended.how, answered.ended.worked, answered.ended.needs_teacher)


def test_a_wrong_answer_costs_a_try_counts_and_is_helped() -> None:
    """
    Each wrong answer uses one try, is evidence, and carries exactly one hint.
    """
    tried = at("halves").say(text("7")).tried

    assert Verdict.INCORRECT is tried.judged.verdict
    assert (True, TRIES - 1) == (tried.uses_try, tried.tries_left)
    assert tried.hint is not None
    assert tried.evidence is not None
    assert (False, 1.0) == (tried.evidence.correct, tried.evidence.weight)


def test_help_weakens_what_follows() -> None:
    """
    After one piece of help answers weigh half and come easier, after two a quarter, and none is unaided.
    """
    play = at("halves")
    weights = [answered.tried.evidence for answered in (play.say(text("7")), play.say(text("8")), play.solve())]

    assert [1.0, 0.5, 0.25] == [one.weight for one in weights if one]
    assert [0.0, -HELP_EASE, -2 * HELP_EASE] == [one.difficulty for one in weights if one]
    assert not any(one.unaided for one in weights if one)


def test_repairs_after_a_hint_do_not_pass_for_ability() -> None:
    """
    Who never gets one right alone, and always repairs it after help, is not thought to get a third right.
    """
    play = Play()
    for variant in range(40):
        play.open("bare", variant)
        play.say(text("7"))
        play.solve()
    stand = standing(play.model, play.state.estimates, "numbers", mix=(0.0,), day=play.state.day)

    assert stand.accuracy < 0.3


def test_a_missing_form_costs_nothing_at_first() -> None:
    """
    A right value in another form is no try, and a little evidence for the form's skill alone.
    """
    play = at("halves")  # 1/6 + 1/6
    tried = play.say(text("2/6")).tried

    assert Verdict.WRONG_FORM is tried.judged.verdict
    assert (False, TRIES) == (tried.uses_try, tried.tries_left)
    assert tried.hint is not None
    assert tried.evidence is not None
    assert (("forms",), False, 0.25) == (tried.evidence.skills, tried.evidence.correct, tried.evidence.weight)


def test_a_form_missed_twice_costs_a_try_and_the_right_one_counts_fully() -> None:
    """
    The second time on a step uses a try; the value was right all along, so solving it is unaided.
    """
    play = at("halves")
    play.say(text("2/6"))
    second, solved = play.say(text("4/12")).tried, play.solve().tried

    assert second.uses_try
    assert solved.evidence is not None
    assert (1.0, True) == (solved.evidence.weight, solved.evidence.unaided)


def test_a_true_line_that_is_not_the_answer_costs_nothing() -> None:
    """
    `no_progress` uses no try and is no evidence, and helps on.
    """
    play = at("staged")  # 3x + 11 = 80
    play.solve()
    equation = play.exercise.steps[1].step.solution[0]
    tried = play.say(text(equation)).tried

    assert Verdict.NO_PROGRESS is tried.judged.verdict
    assert not tried.uses_try
    assert tried.evidence is None
    assert tried.hint is not None


@pytest.mark.parametrize("garbage", ["3 + * 4", "(((", "3x +", "1,2,3;;", "€€€"])
def test_what_cannot_be_read_costs_nothing(garbage: str) -> None:
    """
    Invalid input uses no try, is no evidence, does not count as help, and is answered with words.
    """
    play = at("halves")
    tried = play.say(text(garbage)).tried
    solved = play.solve().tried

    assert Verdict.INVALID is tried.judged.verdict
    assert not tried.uses_try
    assert tried.evidence is None
    assert tried.hint is not None
    assert solved.evidence is not None
    assert solved.evidence.unaided


def test_what_cannot_be_decided_costs_nothing_and_the_second_lets_go_on() -> None:
    """
    The second undecided answer passes the step ungraded; neither is a try nor evidence.
    """
    play = at("staged")
    first, second = undecided(play), undecided(play)

    assert ("open", None) == (first.status, first.next)
    assert "ungraded" == second.status
    assert second.next is not None
    assert ("divide",) == play.current.open
    assert not first.uses_try
    assert not second.uses_try
    assert first.evidence is None
    assert second.evidence is None
    assert play.solve().tried.ended == "ungraded"


def test_asking_for_help_costs_no_try_and_weakens_the_answer() -> None:
    """
    `asked` is ungraded, gives help, and makes the step helped.
    """
    play = at("halves")
    asked, solved = play.say(STUCK).tried, play.solve().tried

    assert Verdict.ASKED is asked.judged.verdict
    assert not asked.uses_try
    assert asked.evidence is None
    assert asked.hint is not None
    assert solved.evidence is not None
    assert (0.5, False) == (solved.evidence.weight, solved.evidence.unaided)


def test_an_earlier_wrong_line_makes_a_right_answer_helped_evidence() -> None:
    """
    Working that ends right after a wrong line is solved, and counts half.
    """
    play = at("staged")
    play.solve()
    equation, answer = play.exercise.steps[1].step.solution
    tried = play.say(lines(equation, "x = 1000", answer)).tried

    assert Verdict.CORRECT is tried.judged.verdict
    assert 2 == tried.judged.first_wrong
    assert tried.diagnosis is not None
    assert tried.hint is not None
    assert tried.evidence is not None
    assert (0.5, False) == (tried.evidence.weight, tried.evidence.unaided)


def test_a_scaffold_is_asked_answered_and_never_evidence() -> None:
    """
    The sub-step opens beside its step, is judged, and solving it leads back without evidence.
    """
    play = at("staged")
    play.solve()
    opened = play.say(STUCK).tried
    while opened.scaffold is None:
        opened = play.say(STUCK).tried
    scaffold = opened.scaffold.shown.id
    wrong = play.say(text("1"), step=scaffold).tried
    solved = play.say(text(str(2 * int(play.exercise.steps[1].step.answer.value))), step=scaffold).tried

    assert ("divide", scaffold) == opened.open
    assert wrong.hint is not None
    assert (None, None) == (wrong.evidence, solved.evidence)
    assert "solved" == solved.status
    assert ("divide",) == solved.open
    assert solved.ended is None


def test_a_scaffold_without_more_help_leads_back_to_its_step() -> None:
    """
    Asking on where a sub-step has nothing more to say closes it, and the step's own ladder goes on.
    """
    play = at("staged")
    play.solve()
    while len(play.current.open) == 1:
        play.say(STUCK)
    scaffold = play.current.open[1]
    first, second = play.say(STUCK, step=scaffold).tried, play.say(STUCK, step=scaffold).tried

    assert ("divide", scaffold) == first.open
    assert (("divide",), "ended", None) == (second.open, second.status, second.ended)


def test_a_step_that_is_not_open_takes_nothing() -> None:
    """
    Later steps, solved steps and unknown ones are refused with the open ones named.
    """
    play = at("staged")
    submission = Submission(step=StepId("divide"), response=text("1"))
    refused = answering(play.bank, play.state, play.current, submission, model=play.model, at=play.now)

    assert isinstance(refused, StepNotOpen)
    assert ("undo",) == refused.open


def test_tries_used_up_end_with_another_variant_worked_and_the_teacher() -> None:
    """
    After the last try comes a worked example with other numbers and a place in the queue.
    """
    play = at("bare")
    answered = [play.say(text(str(number))) for number in range(3)]
    while answered[-1].ended is None:
        answered.append(play.say(text("5")))
    ended = answered[-1].ended

    assert len(answered) <= TRIES
    assert ended.needs_teacher
    assert ended.worked is not None
    assert 0 != ended.worked.variant
    assert not ended.worked.spent
    assert all(one.tried.hint is not None for one in answered)
    assert ["bare"] == [waiting.item for waiting in play.state.waiting]


def test_five_wrong_answers_to_a_step_with_help_end_it() -> None:
    """
    A step takes at least three and at most five wrong answers.
    """
    play = at("staged")
    count, ended = 0, None
    while ended is None:
        count, ended = count + 1, play.say(text(f"x = {count}/77")).ended

    assert 3 <= count <= TRIES
    assert ended.how in {"out_of_tries", "out_of_help"}


def test_asking_again_and_again_uses_the_help_up() -> None:
    """
    Nobody is trapped: asking alone leads through the ladder to the worked example.
    """
    play = at("staged")
    seen, ended = [], None
    while ended is None:
        answered = play.say(STUCK)
        seen, ended = [*seen, answered.tried.hint], answered.ended

    assert "out_of_help" == ended.how
    assert len(seen) <= 4
    assert ended.worked is not None


def test_an_item_without_another_variant_is_spent() -> None:
    """
    Its own worked steps are shown, and from then on it is no evidence.
    """
    play = at("alone")
    ended = None
    while ended is None:
        ended = play.say(STUCK).ended
    play.open("alone", 0)

    assert ended.worked is not None
    assert (0, True) == (ended.worked.variant, ended.worked.spent)
    assert play.solve().tried.evidence is None


def test_the_same_variant_again_is_weak_evidence() -> None:
    """
    An answer that may be remembered weighs a quarter and is no success.
    """
    play = at("halves", 1)
    play.solve()
    play.open("halves", 1)
    evidence = play.solve().tried.evidence

    assert evidence is not None
    assert (0.25, False) == (evidence.weight, evidence.unaided)


def test_options_left_decide_the_guess_and_the_tries() -> None:
    """
    Three options allow two tries, guessed right by one in three and then one in two.
    """
    play = at("pick")
    key = play.exercise.steps[0].step.answer.value
    wrong = next(option for option in "abc" if option != key)
    first, second = play.say(text(wrong)).tried, play.say(text(key)).tried

    assert 1 == first.tries_left
    assert first.evidence is not None
    assert second.evidence is not None
    assert [1 / 3, 1 / 2] == [first.evidence.guess, second.evidence.guess]


@pytest.mark.parametrize(("options", "tries"), [(2, 1), (3, 2), (5, 4), (1, 1)])
def test_a_choice_never_leaves_one_option(options: int, tries: int) -> None:
    """
    A choice allows one try fewer than it has options, and at least one.
    """
    choices = tuple(Choice(id=option, text=option) for option in "abcde"[:options])

    assert tries == tries_of(ChoiceAnswer(value="a", choices=choices))
    assert TRIES == tries_of(NumberAnswer(value="1"))


def test_an_opportunity_takes_fifty_submissions() -> None:
    """
    Garbage costs nothing, and the fiftieth submission ends the opportunity all the same.
    """
    play = at("halves")
    answered = play.say_all([text("((")] * MAX_SUBMISSIONS)

    assert all(one.ended is None for one in answered[:-1])
    assert answered[-1].ended is not None
    assert "too_many" == answered[-1].ended.how


def test_evidence_names_what_it_is_of() -> None:
    """
    Evidence carries the step's skills, the item as its source, and the day.
    """
    play = at("staged")
    evidence = play.solve().tried.evidence

    assert evidence is not None
    assert (SkillId("equations"),) == evidence.skills
    assert "staged" == evidence.source
    assert pytest.approx(play.now / 86_400_000) == evidence.day


def test_computed_words_are_said_once_an_opportunity() -> None:
    """
    What was no help on a scaffold is not said again on the step that it leads to.
    """
    play = Play()
    play.open("staged", 3)
    play.solve()
    part, step = "divide/part", "divide"
    said: list[Hint | None] = [play.say(STUCK, step=step).tried.hint]
    assert part in play.current.open
    said += [play.say(text("7777"), step=name).tried.hint for name in (part, part, step, step, step, part)]
    computed = [hint.text for hint in said if hint is not None and hint.source in COMPUTED]

    assert computed
    assert len(set(computed)) == len(computed)
    assert sorted(play.current.said) == sorted(map(mark, computed))
