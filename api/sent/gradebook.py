"""
The gradebook: an assignment's grades as CSV, with what they rest on.

One row a learner, one column a problem with the percent of its points that count,
then what came of it: the first answers', how many mistakes were repaired, and what
counts in the end; practice of one's own stands beside it. The points that weigh the
total stand in a row above. A sheet of its own has a line for every late hand-in,
second chance, moved date and verdict overridden, each with its moment. Both are
written as spreadsheets of a locale read them: where decimals have a comma,
semicolons part the columns.
"""

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from api.sent.reviewing import LearnerRow, ReviewSent
from api.spreadsheet import safe
from item_bank.algebra.numerals import marks
from practice.correction.credit import Credit
from practice.correction.dates import LAST_MOMENT
from practice.correction.ledger import Entry
from practice.ids import LearnerId, ProblemId
from practice.observing.tally import Tally

__all__ = ["gradebook", "ledger_sheet"]

MARK: Final = b"\xef\xbb\xbf"
"""What spreadsheets look for to read UTF-8."""
POINTS: Final = "points"
"""Stands in the column of names, in the row of what each problem weighs; that row is nobody's, and has no learner."""


def gradebook(review: ReviewSent, own: Mapping[LearnerId, Tally], locale: str = "en") -> bytes:
    """
    Write the grades of a class, in UTF-8 with the mark that spreadsheets look for.

    Parameters
    ----------
    review
        The class's work.
    own
        What learners practised of their own accord.
    locale
        Of the spreadsheet (BCP 47): a German one reads `7.7` as a date.
    """
    problems = [problem.id for problem in review.assignment.problems]
    points = {problem.id: problem.points for problem in review.assignment.problems}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=_delimiter(locale))
    head = ["learner", "name", "handed in", *(safe(f"problem {one} %") for one in problems)]
    writer.writerow([*head, "original %", "repaired %", "final %", "own exercises", "own solved"])
    writer.writerow(["", POINTS, "", *(points[problem] for problem in problems), "", "", "", "", ""])
    for row in sorted(review.learners, key=lambda one: _in_order(one.name or one.learner)):
        counting = {problem.id: problem.credit for problem in row.problems}
        waiting = {problem.id for problem in row.problems if problem.undecided}
        practised = own.get(row.learner, Tally())
        writer.writerow(
            [
                safe(row.learner),
                safe(row.name or ""),
                _handed_in(row),
                *(_cell(counting.get(problem), waits=problem in waiting) for problem in problems),
                _decimal(_total(row, points, final=False), locale),
                _decimal(_repaired(row), locale),
                _decimal(_total(row, points, final=True), locale),
                practised.exercises,
                practised.solved,
            ]
        )
    return MARK + text.getvalue().encode()


def ledger_sheet(review: ReviewSent, ledger: Sequence[Entry], locale: str = "en") -> bytes:
    """
    Write what moved grades, a dated line each, in a file of its own: a gradebook would take these lines for learners.
    """
    names = {row.learner: row.name or "" for row in review.learners}
    groups = {str(group.id): group.name for group in review.class_groups}
    mistakes = {(cluster.problem, cluster.key): cluster.name for cluster in review.clusters}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=_delimiter(locale))
    writer.writerow(["when (UTC)", "learner", "name", "problem", "what"])
    for entry in ledger:
        name = _whom(entry, groups) if entry.learner is None else names.get(entry.learner, "")
        said = _said(entry, mistakes)
        writer.writerow(
            [_moment(entry.at), *(safe(one) for one in (entry.learner or "", name, entry.problem or "", said))]
        )
    return MARK + text.getvalue().encode()


def _delimiter(locale: str) -> str:
    return ";" if marks(locale).decimal == "," else ","


def _decimal(number: str, locale: str) -> str:
    return number.replace(".", marks(locale).decimal)


def _in_order(name: str) -> tuple[str, str]:
    """Give what a name is sorted by: `Änne` stands before `Bo`, as in a list of a class."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one)), name


def _handed_in(row: LearnerRow) -> str:
    if row.handed_in_at is None:
        return "no"
    return "late" if row.due is not None and row.handed_in_at > row.due else "yes"


def _whom(entry: Entry, groups: Mapping[str, str]) -> str:
    """Name whom a line is about that is about no one learner; a group that is gone goes by its id."""
    return "everybody" if entry.group is None else f"group {groups.get(entry.group, entry.group)}"


def _said(entry: Entry, mistakes: Mapping[tuple[ProblemId, str], str]) -> str:
    """Say one line of the ledger."""
    match entry.kind:
        case "late":
            return f"handed in late: counts {entry.value} %"
        case "due_moved":
            return "due as for the class" if entry.value is None else f"due moved to {_moment(entry.value)}"
        case "dates_changed":
            return (
                "no due date any more" if entry.value is None else f"due moved to {_moment(entry.value)} for the class"
            )
        case "group_due_moved":
            return (
                "due as for the class" if entry.value is None else f"due moved to {_moment(entry.value)} for this group"
            )
        case "late_changed":
            return "changed: what late work counts"
        case "excused":
            return "excused"
        case "reopened":
            return "another chance"
        case "overridden":
            answer = entry.answer or "an answer that nobody here has"
            if entry.mistake and entry.problem is not None:
                answer = f"every answer with one mistake ({mistakes.get((entry.problem, entry.mistake)) or 'unnamed'})"
            return f"teacher's word: {answer} counts as {'right' if entry.value else 'wrong'}"


def _moment(at: int) -> str:
    # A date that was recorded before dates had bounds must not keep the grades back.
    shown = min(max(at, 0), LAST_MOMENT) // 1_000
    return dt.datetime.fromtimestamp(shown, tz=dt.UTC).strftime("%Y-%m-%d %H:%M")


def _repaired(row: LearnerRow) -> str:
    """Give the share of mistakes that were repaired; empty where there were none."""
    missed = [problem for problem in row.problems if problem.missed]
    done = sum(problem.status in {"repaired", "repaired_with_help"} for problem in missed)
    return f"{100 * done / len(missed):.1f}" if missed else ""


def _cell(credit: Credit | None, *, waits: bool) -> str:
    if waits:
        return "to decide"
    return "" if credit is None or credit.final is None else str(credit.final)


def _total(row: LearnerRow, points: Mapping[ProblemId, int], *, final: bool) -> str:
    """
    Weigh what counts by its points; excused problems do not, nor do those that wait for the teacher's word.
    """
    counted = [
        (points[problem.id], problem.credit.final if final else problem.credit.original)
        for problem in row.problems
        if problem.credit is not None and problem.credit.final is not None
    ]
    whole = sum(weight for weight, _ in counted)
    if not whole:
        return ""
    return f"{sum(weight * (credit or 0) for weight, credit in counted) / whole:.1f}"
