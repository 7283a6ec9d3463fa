"""
What the API sends about homework to its teacher: what was given, and how the class stands on it.

Common mistakes come without names; whose an example is, is asked for one by one.
What a learner sees of their own work is `homework`'s.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated

import msgspec

from api.sent.exercises import FigureSent, Options, StepKey, Text, figures_sent, keys_sent, options_sent, text_sent
from api.sent.homework import FactSent, credit_sent, facts_sent
from hints.misconception.diagnosis import DiagnosisKind
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from item_bank.phrasebook import ENGLISH
from practice.banks import Banks
from practice.correction.assignment import AssignedProblem, Assignment, Audience
from practice.correction.clusters import Cluster, clusters
from practice.correction.credit import Credit
from practice.correction.dates import DueDates
from practice.correction.directive import Directive
from practice.correction.events import LineWritten
from practice.correction.given import Given, is_missed, is_undecided
from practice.correction.grouping import Suggested, suggested_groups
from practice.correction.handed_in import HandedIn, Outcome
from practice.correction.machine import Status
from practice.correction.screening import Flag
from practice.correction.waiting import Undecided, undecided
from practice.groups import Group
from practice.ids import AssignmentId, ClassId, GroupId, LearnerId, ProblemId
from practice.looking_over import Looked, handed_in_by
from practice.shown import all_asked, all_figures, answers, steps_shown

__all__ = [
    "AssignedProblemSent",
    "AssignmentSent",
    "ClusterPlace",
    "ClusterSent",
    "LearnerRow",
    "ReviewSent",
    "send_assignment",
    "send_review",
]


class AssignedProblemSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem for the teacher: whether a repair can be proven, and whether it is the assignment's own, as typed.

    `prompt` and `figures` are all that is asked, `steps` each of its questions with its key, `answer` the last one's;
    where options are, answers hold their ids.
    """

    id: ProblemId
    release: ReleaseId
    item: ItemId
    prompt: Text
    figures: tuple[FigureSent, ...]
    options: tuple[Options, ...]
    steps: tuple[StepKey, ...]
    answer: str
    skills: tuple[SkillId, ...]
    provable: bool
    answer_only: bool
    own: bool
    points: int


class AssignmentSent(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment for the teacher; `revision` counts how often its dates were changed."""

    id: AssignmentId
    class_id: ClassId
    title: str
    language: str
    published_at: int
    withdrawn: bool
    corrections_open: bool
    audience: Audience
    directive: Directive
    dates: DueDates
    revision: int
    problems: tuple[AssignedProblemSent, ...]


class LineSent(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's line to the teacher; `flags` say why it is shown before others."""

    text: str
    at: int
    flags: tuple[Flag, ...]


class FlaggedSent(msgspec.Struct, frozen=True, kw_only=True):
    """A line that a plain list of words found something in: whose, and about which problem."""

    learner: LearnerId
    name: str | None
    problem: ProblemId
    line: LineSent


class ProblemRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one learner stands on one problem; `left_out` says why they need not do it, `undecided` waits for a word."""

    id: ProblemId
    outcome: Outcome | None
    missed: bool
    undecided: bool
    status: Status | None
    wrong: int
    kind: DiagnosisKind | None
    credit: Credit | None
    left_out: str | None
    line: LineSent | None


class LearnerRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one learner stands; `struggle` puts those first who need somebody most."""

    learner: LearnerId
    name: str | None
    handed_in_at: int | None
    due: int | None
    groups: tuple[GroupId, ...]
    problems: tuple[ProblemRow, ...]
    struggle: int
    facts: tuple[FactSent, ...]


class ClusterPlace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names a cluster of mistakes."""

    problem: ProblemId
    step: StepId
    cluster: Annotated[str, msgspec.Meta(max_length=400)]


class ClusterSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    Mistakes that belong together.

    `share` is of those who handed the problem in, 0 to 1; `verdict` says how they
    were judged: what is in another form than asked, unfinished or unread is no mistake.
    `words` are the teacher's about it, `right` their word over its verdict.
    """

    problem: ProblemId
    step: StepId
    key: str
    name: str
    count: int
    share: float
    examples: tuple[str, ...]
    verdict: Verdict
    skill: SkillId | None
    learners: tuple[LearnerId, ...]
    words: str | None
    right: bool | None


class GroupSuggested(msgspec.Struct, frozen=True, kw_only=True):
    """Learners who could work on something together: on `skill`, or on what the clusters have in common."""

    skill: SkillId | None
    clusters: tuple[ClusterPlace, ...]
    learners: tuple[LearnerId, ...]


class ReviewSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    The class's work.

    Flagged lines; answers that wait for the teacher's word; clusters, the commonest first; learners, those who
    struggle most first.
    """

    assignment: AssignmentSent
    class_groups: tuple[Group, ...]
    flagged: tuple[FlaggedSent, ...]
    undecided: tuple[Undecided, ...]
    handed_in: int
    members: int
    repaired: int
    missed: int
    clusters: tuple[ClusterSent, ...]
    groups: tuple[GroupSuggested, ...]
    learners: tuple[LearnerRow, ...]


def send_assignment(given: Given, banks: Banks) -> AssignmentSent:
    """
    Show an assignment to the teacher, answers too.
    """
    assignment = given.assignment
    return AssignmentSent(
        id=assignment.id,
        class_id=assignment.class_id,
        title=assignment.title,
        language=assignment.language,
        published_at=given.published_at,
        withdrawn=given.withdrawn,
        corrections_open=given.corrections_open,
        audience=assignment.audience,
        directive=assignment.directive,
        dates=given.dates,
        revision=given.revision,
        problems=tuple(_problem(problem, banks, assignment) for problem in assignment.problems),
    )


def _problem(problem: AssignedProblem, banks: Banks, assignment: Assignment) -> AssignedProblemSent:
    language = assignment.language
    bank = banks.of(problem.release)
    variant = None if bank is None else bank.open(problem.item, problem.variant, language).variant
    steps = () if variant is None else steps_shown(variant)
    keys = () if variant is None else answers(variant)
    return AssignedProblemSent(
        id=problem.id,
        release=problem.release,
        item=problem.item,
        prompt=text_sent("" if variant is None else all_asked(variant), language),
        figures=() if variant is None else figures_sent(all_figures(variant), language),
        options=options_sent(steps, language),
        steps=keys_sent(steps, keys, language),
        answer=keys[-1] if keys else "",
        skills=problem.skills,
        provable=problem.repair is not None,
        answer_only=problem.answer_only,
        own=problem.release == assignment.release,
        points=problem.points,
    )


def send_review(
    given: Given,
    looked: Mapping[LearnerId, Looked],
    names: Mapping[LearnerId, str],
    groups: tuple[Group, ...],
    banks: Banks,
) -> ReviewSent:
    """
    Show a class's work on an assignment to the teacher.
    """
    work = {learner: one.work for learner, one in looked.items()}
    handed_in = handed_in_by(work)
    answered = {
        problem.id: sum(any(one.problem == problem.id for one in each) for each in handed_in.values())
        for problem in given.assignment.problems
    }
    found = clusters(handed_in)
    rows = [_row(given, learner, each, names.get(learner)) for learner, each in looked.items()]
    rows.sort(key=lambda row: (-row.struggle, row.name or row.learner))
    stands = [one.correction for each in work.values() for one in each.problems.values() if one.correction]
    return ReviewSent(
        assignment=send_assignment(given, banks),
        class_groups=groups,
        flagged=tuple(
            FlaggedSent(learner=row.learner, name=row.name, problem=problem.id, line=problem.line)
            for row in rows
            for problem in row.problems
            if problem.line is not None and problem.line.flags
        ),
        undecided=undecided(given, handed_in),
        handed_in=sum(each.handed_in_at is not None for each in work.values()),
        members=len(work),
        repaired=sum(one.status in {"repaired", "repaired_with_help"} for one in stands),
        missed=len(stands),
        clusters=tuple(_cluster(given, cluster, answered) for cluster in found),
        groups=tuple(_group(one, found) for one in suggested_groups(found)),
        learners=tuple(rows),
    )


def _row(given: Given, learner: LearnerId, looked: Looked, name: str | None) -> LearnerRow:
    work, due = looked.work, looked.terms.due
    rows = tuple(
        ProblemRow(
            id=problem,
            outcome=None if stands.handed_in is None else stands.handed_in.outcome,
            missed=stands.handed_in is not None and is_missed(given, stands.handed_in),
            undecided=stands.handed_in is not None and is_undecided(given, stands.handed_in),
            status=None if stands.correction is None else stands.correction.status,
            wrong=0 if stands.correction is None else stands.correction.wrong,
            kind=_kind(stands.handed_in),
            left_out=stands.left_out,
            line=None if stands.line is None else _line(stands.line),
            credit=credit_sent(given, work, stands, due),
        )
        for problem, stands in work.problems.items()
    )
    return LearnerRow(
        learner=learner,
        name=name,
        handed_in_at=work.handed_in_at,
        due=due,
        groups=looked.terms.groups,
        problems=rows,
        struggle=sum(STUCK_WEIGHT * (row.status == "stuck") + row.wrong + (row.status == "open") for row in rows),
        facts=facts_sent(looked.facts, ENGLISH),
    )


STUCK_WEIGHT = 10
"""What being stuck weighs beside one wrong try: whoever needs a person comes first, and silence is no struggle."""


def _group(group: Suggested, found: Sequence[Cluster]) -> GroupSuggested:
    made = [found[place] for place in group.clusters]
    return GroupSuggested(
        skill=group.skill,
        clusters=tuple(ClusterPlace(problem=one.problem, step=one.step, cluster=one.key) for one in made),
        learners=group.learners,
    )


def _line(line: LineWritten) -> LineSent:
    return LineSent(text=line.text, at=line.at, flags=line.flags)


def _kind(handed_in: HandedIn | None) -> DiagnosisKind | None:
    wrong = None if handed_in is None else handed_in.first_wrong
    return None if wrong is None or wrong.diagnosis is None else wrong.diagnosis.kind


def _cluster(given: Given, cluster: Cluster, answered: Mapping[ProblemId, int]) -> ClusterSent:
    place = (cluster.problem, cluster.step, given.seal.of(cluster.key))
    words = given.words.get(place)
    return ClusterSent(
        problem=cluster.problem,
        step=cluster.step,
        key=cluster.key,
        name=cluster.name,
        count=cluster.count,
        share=round(cluster.count / max(1, answered.get(cluster.problem, 0)), 3),
        examples=cluster.examples,
        verdict=cluster.verdict,
        skill=cluster.skill,
        learners=cluster.learners,
        words=None if words is None else words.text,
        right=given.overrides.get(place),
    )
