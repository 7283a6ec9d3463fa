"""What a class wrote says how far an explanation of one answer is to be believed."""

from hypothesis import given
from hypothesis import strategies as st

from hints.misconception.diagnosis import RULE, Candidate, Diagnosis, DiagnosisKind
from hints.misconception.rewriting.reading import shipped_rules
from item_bank.ids import MistakeCode
from practice.correction.support import seen_in, support

PROBABLE = st.floats(0.01, 0.99)


def found(code: str = "rule/nobody-has-it", idea: str | None = "m", probability: float = 0.8) -> Diagnosis:
    """Make a diagnosis with one explanation."""
    one = Candidate(
        code=MistakeCode(code), description="", probability=probability, reproduces=True, misconception=idea
    )
    return Diagnosis(kind=DiagnosisKind.MISCONCEPTION, candidates=(one,))


def believed(diagnosis: Diagnosis, *others: Diagnosis, equal: int = 0) -> float:
    """Return how far the explanations of a diagnosis are believed, beside others of the class."""
    return sum(support(diagnosis, seen_in((diagnosis, *others)), equal).values())


@given(PROBABLE, st.integers(0, 5), st.integers(0, 5))
def test_more_of_the_same_never_speaks_against_it(probability: float, others: int, equal: int) -> None:
    """Another answer that the idea explains, or a classmate who wrote the same, makes it more probable."""
    one = found(probability=probability)
    before = believed(one, *(one,) * others, equal=equal)
    assert 0 < before < believed(one, *(one,) * (others + 1), equal=equal) < 1
    assert before < believed(one, *(one,) * others, equal=equal + 1)


def test_what_explains_other_answers_by_another_idea_says_nothing() -> None:
    """Only the same idea speaks for it, whichever rule shows it."""
    one = found()
    assert believed(one) == believed(one, found(idea="other"))
    assert believed(one) < believed(one, found(code="rule/another"))


def test_a_rule_without_an_idea_needs_more() -> None:
    """A slip that may happen anywhere gives many answers by chance."""
    assert believed(found(idea=None)) < believed(found())


def test_a_rare_rule_needs_more() -> None:
    """What few do is less probable in a class than what many do, if both fit as well."""
    named = sorted((rule for rule in shipped_rules() if rule.misconception is not None), key=lambda rule: rule.weight)
    rare, common = (found(f"{RULE}{rule.id}", rule.misconception) for rule in (named[0], named[-1]))
    assert believed(rare) < believed(common)


def test_an_answer_that_nothing_explains_has_no_support() -> None:
    """None is made up, however many wrote it."""
    nothing = Diagnosis(kind=DiagnosisKind.UNDIAGNOSED)
    assert {} == support(nothing, seen_in([nothing, None]), 5)
