"""What is promised of topical rules: what is about sequences, graphs and shares explains nothing else."""

import pytest

from hints.misconception.topical import rules_for
from hints.misconception.wrong_answers import table_of
from item_bank.answers.answer import ExpressionAnswer
from item_bank.answers.maths_key import MathsKey
from item_bank.ids import SkillId
from item_bank.variant import VariantStep
from tests.hints.builders import exercise, step

SUM = step(ExpressionAnswer(value="2x - 3"), solution=("3(2x - 1) - 4x", "2x - 3"))


@pytest.mark.parametrize(
    ("skills", "named"),
    [((), False), (("expand-brackets",), False), (("sequences",), True), (("of-another-bank",), True)],
)
def test_a_rule_about_sequences_is_kept_to_sequences(skills: tuple[str, ...], named: bool) -> None:
    """Neither a pasted sum nor an expansion has a first term; a bank whose skills nobody knows keeps all rules."""
    practised = VariantStep(
        id=SUM.id,
        prompt="",
        skills=tuple(map(SkillId, skills)),
        answer=SUM.answer,
        solution=SUM.solution,
    )
    key = exercise(practised).steps[0].key
    assert isinstance(key, MathsKey)
    ways = table_of(key, key.maths.solution, rules_for(practised)).entries.values()
    assert named is any(way.application.rule.id == "constant-is-first-term" for some in ways for way in some)
