"""What charts say of figures that sentences say, too."""

from api.sent.charting import skill_chart
from item_bank.ids import SkillId
from practice.ids import LearnerId
from practice.views import MasteryView, SkillView


def test_a_bound_just_below_the_bar_does_not_read_as_met() -> None:
    """
    The chart rounds as the sentence beside it does: down, for a figure and the bar alike.
    """
    view = SkillView(
        skill=SkillId("add"),
        name="Add",
        requires=(),
        level="practising",
        sentence="Practising.",
        accuracy=0.869,
        lower=0.776,
        bar=0.78,
        tries=5,
        stuck=False,
        below=None,
        review=None,
    )
    chart = skill_chart(MasteryView(learner=LearnerId("otter"), model="m", goal=None, skills=(view,)))

    assert (("Add", "77 %", "86 %", "78 %"),) == tuple(tuple(row) for row in chart.rows)
