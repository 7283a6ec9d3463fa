"""What the score of a class's clusters promises: each error in one count, and names that fit by chance told apart."""

from api.demo_class.errors import Error
from api.demo_class.pupil import Made
from api.demo_class.scoring import Score, Told, score
from hints.misconception.rewriting.rule import RuleId

RULE = Error(text="2/6", rule=RuleId("adds-tops-and-bottoms"), idea="M-FR01", also=("M-FR09",))
DID = "added the tops and added the bottoms of fractions"


def made(*learners: str, error: Error = RULE) -> list[Made]:
    """Let learners make one error at problem 1."""
    return [Made(learner=learner, problem="1", error=error) for learner in learners]


def told(key: str, name: str, *learners: str) -> Told:
    """Tell a cluster of problem 1."""
    return Told(problem="1", key=key, name=name, learners=learners)


def test_an_error_by_a_rule_counts_where_the_teacher_is_led_to_it() -> None:
    """Under its idea, under one that gives the same answer, or with its like; alone or elsewhere it does not."""
    assert Score(own=2) == score(made("a", "b"), [told("idea/M-FR01", DID, "a", "b")])
    assert Score(equal=1) == score(made("a"), [told("idea/M-FR09", "something", "a")])
    assert Score(together=2) == score(made("a", "b"), [told("answer/2/6", "", "a", "b")])
    assert Score(alone=1) == score(made("a"), [told("answer/2/6", "", "a")])
    wrong = score(made("a"), [told("idea/M-EQ01", "moved a term", "a")])
    assert (Score(other=1), 0, 1) == (wrong, wrong.right, wrong.by_rule)


def test_what_came_from_elsewhere_should_have_no_name() -> None:
    """A name is counted, and apart where a classmate gave the very answer by a rule."""
    chance = made("z", error=Error(text="7"))
    assert Score(outside=1) == score(chance, [told("answer/7", "", "z")])
    assert Score(outside=1, named=1) == score(chance, [told("idea/M-FR01", DID, "z")])
    same = made("z", error=Error(text="2/6"))
    both = score([*made("a"), *same], [told("idea/M-FR01", DID, "a", "z")])
    assert Score(own=1, outside=1, named=1, shared=1) == both
    assert Score(own=2) == Score(own=1) + Score(own=1)
