"""What clusters of mistakes promise: a name where there is evidence for one, each explanation where several fit."""

from hints.misconception.diagnosis import Candidate, Diagnosis, DiagnosisKind
from item_bank.answers.response import Final, Stuck
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import MistakeCode, StepId
from practice.correction.clusters import Cluster, clusters
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.ids import LearnerId, ProblemId


def candidate(code: str, probability: float, idea: str = "a") -> Candidate:
    """Make an explanation."""
    return Candidate(
        code=MistakeCode(code), description=f"did {code}", probability=probability, reproduces=True, misconception=idea
    )


def wrong(problem: str, text: str, *candidates: Candidate) -> HandedIn:
    """Hand in a wrong answer with what may explain it."""
    kind = DiagnosisKind.MISCONCEPTION if candidates else DiagnosisKind.UNDIAGNOSED
    step = StepHandedIn(
        step=StepId("answer"),
        response=Final(text=text),
        locale="en",
        judged=Judged(verdict=Verdict.INCORRECT, read=text),
        diagnosis=Diagnosis(kind=kind, candidates=candidates),
    )
    return HandedIn(problem=ProblemId(problem), outcome="wrong", steps=(step,))


def made(**work: tuple[HandedIn, ...]) -> dict[str, Cluster]:
    """Bring work together; the clusters by their keys."""
    return {one.key: one for one in clusters({LearnerId(name): each for name, each in work.items()})}


def judged_as(verdict: Verdict, problem: str, text: str) -> HandedIn:
    """Hand in what is no mistake, and has to be corrected all the same."""
    step = StepHandedIn(
        step=StepId("answer"), response=Final(text=text), locale="en", judged=Judged(verdict=verdict, read=text)
    )
    return HandedIn(problem=ProblemId(problem), outcome="form", steps=(step,))


def test_what_is_no_mistake_is_told_from_mistakes_without_a_name() -> None:
    """The right value in another form is not "an answer without a name for the mistake"."""
    found = made(a=(judged_as(Verdict.WRONG_FORM, "1", "0.75"), wrong("2", "9")))
    assert [Verdict.WRONG_FORM, Verdict.INCORRECT] == [one.verdict for one in found.values()]


def test_problems_stand_in_the_order_of_their_numbers() -> None:
    """Ten comes behind two."""
    found = clusters({LearnerId("a"): [wrong(number, "9") for number in ("10", "2", "3b", "3a")]})
    assert [one.problem for one in found] == ["2", "3a", "3b", "10"]


def test_a_mistake_behind_a_question_that_was_left_out_is_seen() -> None:
    """What was not answered is no mistake to talk about, and hides none."""
    (second,) = wrong("1", "9").steps
    left_out = StepHandedIn(step=StepId("before"), response=Stuck(), locale="en", judged=Judged(verdict=Verdict.ASKED))
    found = HandedIn(problem=ProblemId("1"), outcome="wrong", steps=(left_out, second))
    blank = HandedIn(problem=ProblemId("1"), outcome="blank", steps=(left_out,))

    assert second == found.first_wrong
    assert blank.first_wrong is None
    assert ["answer"] == [one.step for one in made(ada=(found,), ben=(blank,)).values()]


LIKELY, SURE = candidate("rule/a", 0.85), candidate("rule/a", 0.97)


def test_one_learner_s_answer_alone_is_named_only_where_that_is_nearly_sure() -> None:
    """What fits by chance has no name; nearly sure, or made by two, it has."""
    assert "" == made(ada=(wrong("1", "7", LIKELY),))["idea/a"].name
    assert "did rule/a" == made(ada=(wrong("1", "7", SURE),))["idea/a"].name
    both = made(ada=(wrong("1", "7", LIKELY),), ben=(wrong("1", "7", LIKELY),), cleo=(wrong("1", "9", LIKELY),))
    assert ("did rule/a", ("7", "9"), 3) == (both["idea/a"].name, both["idea/a"].examples, both["idea/a"].count)


def test_what_an_author_expects_here_needs_no_more() -> None:
    """An expected mistake is named with one learner, and however probable."""
    assert "did expected" == made(ada=(wrong("1", "7", candidate("expected", 0.5)),))["idea/a"].name


def test_what_is_seen_elsewhere_in_the_class_is_named_sooner() -> None:
    """The same idea at another problem speaks for it, whoever made it."""
    work = {"ada": (wrong("1", "7", LIKELY),), "ben": (wrong("2", "3", LIKELY),)}
    assert {"did rule/a"} == {one.name for one in clusters({LearnerId(name): each for name, each in work.items()})}


def test_an_answer_of_several_with_several_explanations_is_told_with_each() -> None:
    """None of them leads, so both are said and no skill is pointed to; one learner's says nothing."""
    either = (candidate("rule/a", 0.45), candidate("rule/b", 0.4, "b"))
    several = made(**{name: (wrong("1", "7", *either),) for name in ("ada", "ben", "cleo")})["answer/7"]
    assert ("did rule/a, or did rule/b", ("rule/a", "rule/b"), None) == (several.name, several.codes, several.skill)
    assert "" == made(ada=(wrong("1", "7", *either),))["answer/7"].name
    assert "" == made(ada=(wrong("1", "7"),), ben=(wrong("1", "7"),))["answer/7"].name
