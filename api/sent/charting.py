"""
Which charts a teacher gets of a class, of an assignment and of a learner.

Pure: figures of practice in, charts with their tables out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from api.sent.charts import Bar, Chart, bar_chart
from item_bank.bank import Bank
from item_bank.ids import SkillId
from practice.correction.given import Given
from practice.correction.work import Work
from practice.observing.snapshot import ClassSnapshot
from practice.progress.levels import per_cent
from practice.views import MasteryView

__all__ = ["cluster_chart", "progress_chart", "repair_chart", "skill_chart", "skills_chart"]

MINUTE: Final = 60_000
SPANS: Final = (
    ("within 10 minutes", 10 * MINUTE),
    ("within an hour", 60 * MINUTE),
    ("within a day", 1_440 * MINUTE),
    ("within a week", 10_080 * MINUTE),
    ("later", None),
)
MOST_BARS: Final = 30


def progress_chart(seen: ClassSnapshot) -> Chart:
    """
    Show how the class came along with each assignment: of the mistakes, those repaired alone, with help, not yet.
    """
    bars = [_progress(given, seen) for given in seen.given]
    return bar_chart(
        "Mistakes put right, by assignment", ("Assignment", "repaired alone", "with help", "not yet", "handed in"), bars
    )


def skills_chart(seen: ClassSnapshot, bank: Bank) -> Chart:
    """
    Show for each skill how many of the class are proficient in it, and how many practise it.
    """
    reached: Counter[SkillId] = Counter()
    practising: Counter[SkillId] = Counter()
    for row in seen.learners:
        for skill, stood in row.skills.items():
            (reached if stood.level in {"proficient", "retained"} else practising)[skill] += 1
    skills = [skill for skill in bank.skills if reached[skill] or practising[skill]][:MOST_BARS]
    bars = [
        Bar(
            label=bank.skill_name(skill, bank.language),
            parts=(reached[skill], practising[skill]),
            whole=len(seen.learners),
            figures=(str(reached[skill]), str(practising[skill])),
        )
        for skill in skills
    ]
    return bar_chart("Skills of the class", ("Skill", "proficient", "practising"), bars)


def skill_chart(mastery: MasteryView) -> Chart:
    """
    Show a learner's skills: the cautious estimate, what is expected beyond it, and what proficiency asks.
    """
    known = [one for one in mastery.skills if one.level != "new"][:MOST_BARS]
    bars = [
        Bar(
            label=one.name,
            parts=(one.lower, max(0.0, one.accuracy - one.lower)),
            whole=1.0,
            figures=(per_cent(one.lower), per_cent(one.accuracy), per_cent(one.bar)),
        )
        for one in known
    ]
    return bar_chart(
        "Right answers expected, by skill", ("Skill", "at least, cautiously", "expected", "asked for"), bars
    )


def cluster_chart(counts: Sequence[tuple[str, int]], handed_in: int) -> Chart:
    """
    Show the commonest mistakes by how many made them.
    """
    bars = [
        Bar(label=name, parts=(count,), whole=max(handed_in, count), figures=(f"{count} of {handed_in}",))
        for name, count in counts[:MOST_BARS]
    ]
    return bar_chart("Common mistakes", ("Mistake", "learners"), bars)


def repair_chart(works: Iterable[Work]) -> Chart:
    """
    Show how long after handing in mistakes were put right.
    """
    took = [
        one.repaired_at - work.handed_in_at
        for work in works
        if work.handed_in_at is not None
        for one in work.problems.values()
        if one.repaired_at is not None
    ]
    counts: Mapping[str, int] = Counter(_span(span) for span in took)
    bars = [
        Bar(label=name, parts=(counts.get(name, 0),), whole=max(1, len(took)), figures=(str(counts.get(name, 0)),))
        for name, _ in SPANS
    ]
    return bar_chart("Time from handing in to repair", ("Time", "mistakes"), bars)


def _span(took: int) -> str:
    return next(name for name, longest in SPANS if longest is None or took <= longest)


def _progress(given: Given, seen: ClassSnapshot) -> Bar:
    mine = [one for row in seen.learners for one in row.stands if one.assignment == given.assignment.id]
    missed, repaired = sum(one.missed for one in mine), sum(one.repaired for one in mine)
    alone, handed_in = sum(one.alone for one in mine), sum(one.handed_in_at is not None for one in mine)
    return Bar(
        label=given.assignment.title,
        parts=(alone, repaired - alone, max(0, missed - repaired)),
        whole=max(missed, repaired),
        figures=(str(alone), str(repaired - alone), str(max(0, missed - repaired)), f"{handed_in} of {len(mine)}"),
    )
