"""
Grades of an assignment to take home, and what moved them, as CSV.
"""

from typing import Any, Final

from litestar import Request

from api.access import Action
from api.classwork import ASSIGNMENT, asked_for, given_in
from api.operation import Operation, Query, Raw, route
from api.parameters import query_text
from api.problems import Code
from api.routes.reviews import review
from api.sent.gradebook import gradebook, ledger_sheet
from practice.correction.ledger import ledger_of

__all__ = ["ROUTES"]

LOCALE: Final = Query(
    name="locale",
    about="Of the spreadsheet that opens it (BCP 47): where decimals have a comma, semicolons part the columns.",
    default="en",
)


@route(
    Operation(
        id="get_grades",
        method="GET",
        path=ASSIGNMENT + "/grades.csv",
        action=Action.SEE_CLASSES,
        summary="Export the grades of an assignment as CSV.",
        media_type="text/csv",
        query=(LOCALE,),
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def get_grades(request: Request[Any, Any, Any]) -> Raw:
    """
    Export grades.
    """
    services, tenant, of, name = asked_for(request)
    shown = review(services, tenant, of, name)
    own = {row.learner: services.courses.brief(tenant, row.learner).free for row in shown.learners}
    return _sheet(gradebook(shown, own, query_text(request, LOCALE.name)), str(shown.assignment.id))


@route(
    Operation(
        id="get_ledger",
        method="GET",
        path=ASSIGNMENT + "/ledger.csv",
        action=Action.SEE_CLASSES,
        summary="Export what moved the grades of an assignment, a dated line each, as CSV.",
        media_type="text/csv",
        query=(LOCALE,),
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def get_ledger(request: Request[Any, Any, Any]) -> Raw:
    """
    Export what moved grades.
    """
    services, tenant, of, name = asked_for(request)
    shown = review(services, tenant, of, name)
    given = given_in(services, tenant, of, name)
    events = {row.learner: services.homework.events(tenant, row.learner, name) for row in shown.learners}
    due = {row.learner: row.due for row in shown.learners}
    return _sheet(
        ledger_sheet(shown, ledger_of(given, events, due), query_text(request, LOCALE.name)),
        f"{shown.assignment.id}-ledger",
    )


def _sheet(content: bytes, name: str) -> Raw:
    disposition = f'attachment; filename="{name}.csv"'
    return Raw(content=content, media_type="text/csv", headers={"Content-Disposition": disposition})


ROUTES = (get_grades, get_ledger)
