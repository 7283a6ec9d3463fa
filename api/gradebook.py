"""
The gradebook: an assignment's grades as CSV.

One row a learner, one column a problem with what it is worth, then the totals:
the first answers', and with what repairs gave back.
"""

import csv
import io
from collections.abc import Mapping

from api.reviewing import LearnerRow, ReviewSent
from api.spreadsheet import safe
from practice.correction.credit import Credit
from practice.ids import ProblemId

__all__ = ["gradebook"]


def gradebook(review: ReviewSent) -> bytes:
    """
    Write the grades of a class, in UTF-8 with the mark that spreadsheets look for.
    """
    problems = [problem.id for problem in review.assignment.problems]
    points = {problem.id: problem.points for problem in review.assignment.problems}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["learner", "name", "handed in", *(safe(f"problem {one}") for one in problems), "original %", "final %"]
    )
    for row in sorted(review.learners, key=lambda one: one.name or one.learner):
        worth = {problem.id: problem.credit for problem in row.problems}
        cells = [_cell(worth.get(problem)) for problem in problems]
        writer.writerow(
            [
                safe(row.learner),
                safe(row.name or ""),
                "no" if row.handed_in_at is None else "yes",
                *cells,
                _total(row, points, final=False),
                _total(row, points, final=True),
            ]
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(credit: Credit | None) -> str:
    return "" if credit is None or credit.final is None else str(credit.final)


def _total(row: LearnerRow, points: Mapping[ProblemId, int], *, final: bool) -> str:
    """
    Weigh what counts by its points; excused problems do not.
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
