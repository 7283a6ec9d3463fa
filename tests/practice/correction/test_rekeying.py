"""A problem put otherwise keeps its place and its points, and nobody loses by a mistake of the sheet."""

import functools

from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.judge import judge
from item_bank.answers.response import Final, Stuck
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.bundle import Release, encode_bundle
from item_bank.exercise import Exercise
from item_bank.ids import ItemId, SkillId, StepId
from item_bank.pasting.drafted import Draft
from item_bank.pasting.numbering import TooMuch
from item_bank.pasting.problem import AnswerOnly, SolvedProblem, problems
from item_bank.skill import Skill
from practice.correction.assignment import AssignedProblem, Assignment, content_of
from practice.correction.composing import Confirmed, Plan, compose
from practice.correction.dates import DueDates
from practice.correction.directive import STANDARD
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.correction.rekeying import newly_right, rekeyed
from practice.ids import ProblemId
from tests.practice.support.homework import CLASS, HW, assignment, check

ONE, TWO, OF_BANK = ProblemId("1"), ProblemId("2"), ProblemId("4")


@functools.cache
def both() -> tuple[Exercise, Exercise]:
    """
    Open the first problem as it was given, and with another key.
    """
    return opened(assignment(), ONE), opened(rekeyed(assignment(), ONE, put("1) 1/2 + 1/8")), ONE)


@functools.cache
def put(text: str, *skills: SkillId) -> Assignment:
    """
    Make an assignment of one problem alone, as a teacher types it anew and says what it practises.
    """
    draft = Draft(id=ItemId(f"{HW}-anew"), language="en", license="For this class", attribution="The teacher")
    found = problems(text, draft, check, None)
    assert not isinstance(found, TooMuch)
    solved = [Confirmed(problem=one, skills=skills) for one in found if isinstance(one, SolvedProblem | AnswerOnly)]
    assert 1 == len(solved)
    plan = Plan(id=HW, class_id=CLASS, title="Monday", language="en", directive=STANDARD, dates=DueDates())
    return compose(plan, solved, [Skill(id=skill, name="Sums") for skill in skills])


def opened(of: Assignment, problem: ProblemId) -> Exercise:
    """
    Open a problem of the assignment's own as it is put.
    """
    asked = asked_in(of, problem)
    bank = Bank(Release(release=asked.release, content=content_of(of)), secret=b"a secret of tests")
    return bank.open(asked.item, asked.variant)


def asked_in(of: Assignment, problem: ProblemId) -> AssignedProblem:
    """
    Return a problem that there is.
    """
    found = of.problem(problem)
    assert found is not None
    return found


def entered(exercise: Exercise, text: str, problem: ProblemId = ONE) -> HandedIn:
    """
    Hand a text in, judged by the exercise as it was put then.
    """
    step, response = exercise.steps[0], Final(text=text)
    judged = judge(step.key, response)
    done = StepHandedIn(step=step.step.id, response=response, locale="en", judged=judged)
    return HandedIn(problem=problem, outcome="right" if judged.verdict is Verdict.CORRECT else "wrong", steps=(done,))


def test_the_problem_is_another_and_everything_else_is_as_it_was() -> None:
    """
    Number, order and points stay; the others' items are the same, those of the old one are gone, a bank's is untouched.
    """
    before = assignment()
    after = rekeyed(before, ONE, put("1) 1/2 + 1/8"))

    assert [one.id for one in before.problems] == [one.id for one in after.problems]
    assert [one.points for one in before.problems] == [one.points for one in after.problems]
    assert asked_in(before, OF_BANK) == asked_in(after, OF_BANK)
    assert asked_in(before, TWO).item == asked_in(after, TWO).item
    gone = {one.template.id for one in before.items} - {one.template.id for one in after.items}
    repair = asked_in(before, ONE).repair
    assert {asked_in(before, ONE).item} | (set() if repair is None else {repair.item}) == gone
    assert "5/8" == opened(after, ONE).steps[0].step.answer.value
    assert opened(before, TWO).steps[0].step.answer == opened(after, TWO).steps[0].step.answer


def test_all_of_the_assignment_s_own_is_of_its_new_release() -> None:
    """
    One that is named by what it holds: problems and their sisters, those that did not change as well.
    """
    before = assignment()
    after = rekeyed(before, ONE, put("1) 1/2 + 1/8"))
    own = [one for one in after.problems if one.id != OF_BANK]

    assert before.release != after.release == encode_bundle(content_of(after))[0]
    assert {after.release} == {one.release for one in own}
    sisters = [one.repair for one in own if one.repair is not None and one.repair.item in content_ids(after)]
    assert sisters
    assert {after.release} == {one.release for one in sisters}


def content_ids(of: Assignment) -> set[ItemId]:
    """
    Return the ids of an assignment's own items.
    """
    return {one.template.id for one in of.items}


def test_putting_it_back_gives_the_release_that_was() -> None:
    """
    What holds the same is the same, though its problems were changed in between; no skill of those stays behind.
    """
    once = rekeyed(assignment(), ONE, put("1) 1/2 + 1/8"))
    between = rekeyed(once, ONE, put("1) 1/3 + 1/8", SkillId("sums")))
    assert ["sums"] == [skill.id for skill in between.skills]
    assert once == rekeyed(between, ONE, put("1) 1/2 + 1/8"))


def test_who_was_right_all_along_is_not_named() -> None:
    """
    There is nothing to put right where a problem was put in other words alone.
    """
    before = both()[0]
    after = opened(rekeyed(assignment(), ONE, put("1) 1/4 + 1/2")), ONE)
    assert "3/4" == after.steps[0].step.answer.value
    assert () == newly_right(ONE, after, [entered(before, "3/4")])


@given(st.lists(st.sampled_from(["3/4", "5/8", "10/16", "1/97", "nonsense", ""]), max_size=8))
def test_who_is_right_by_the_new_key_is_named_once_and_who_was_right_by_the_old_is_not(texts: list[str]) -> None:
    """
    Only answers that were wrong and are right now, in the form asked, each once; another problem's are none.
    """
    before, after = both()
    step = before.steps[0].step.id
    assert step == after.steps[0].step.id
    work = [entered(before, text) for text in texts]
    found = newly_right(ONE, after, work)

    assert len(found) == len(set(found))
    assert {(step, f"answer/{text}") for text in texts if text == "5/8"} == set(found)
    assert () == newly_right(TWO, after, work)


def test_a_step_that_there_is_no_more_and_one_that_was_left_blank_are_right_by_nothing() -> None:
    """
    What cannot be held against the new key stays as it was judged.
    """
    before, after = both()
    (done,) = entered(before, "5/8").steps
    elsewhere = StepHandedIn(step=StepId("gone"), response=done.response, locale="en", judged=done.judged)
    stuck = StepHandedIn(step=done.step, response=Stuck(), locale="en", judged=judge(before.steps[0].key, Stuck()))
    work = [HandedIn(problem=ONE, outcome="wrong", steps=(one,)) for one in (elsewhere, stuck)]
    assert () == newly_right(ONE, after, work)
