"""
The parameters of an address: ids in its path, bounds in its query.

An id that no id can be names nothing, so it is answered like any other thing
that is not there; a query that cannot be read is said to be so.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from litestar import Request

from api.operation import Operation, Query
from api.problems import Code, refused
from item_bank.bank import Bank
from item_bank.language import language_of
from practice.ids import AssignmentId, ClassId, CodeId, GroupId, LearnerId, OpportunityId, ProblemId

__all__ = [
    "WHOLE_ID",
    "Id",
    "accepted_language",
    "assignment_id",
    "class_id",
    "code_id",
    "group_id",
    "issuer_id",
    "key_id",
    "learner_id",
    "learner_in",
    "link_id",
    "number",
    "opportunity_id",
    "problem_id",
    "query_number",
    "query_text",
    "session_id",
    "try_number",
]

ID = r"[A-Za-z0-9][A-Za-z0-9._~-]{0,127}"
"""What an id may be: safe in an address and in a stream's name, where `/` divides."""
WHOLE_ID = f"^{ID}$(?!\\n)"
"""As a pattern of JSON Schema; without the end, Python would let a line end follow."""
Id = Annotated[str, msgspec.Meta(pattern=WHOLE_ID, max_length=128)]

_ID = re.compile(ID)
_WHOLE = re.compile(r"[0-9]{1,9}")


def learner_in(path: Mapping[str, Any]) -> LearnerId | None:
    """
    Return the learner that an address names, if it names one.
    """
    return LearnerId(_checked(path["learner"])) if "learner" in path else None


def learner_id(request: Request[Any, Any, Any]) -> LearnerId:
    """
    Return the learner in the address.
    """
    return LearnerId(_checked(request.path_params["learner"]))


def opportunity_id(request: Request[Any, Any, Any]) -> OpportunityId:
    """
    Return the opportunity in the address.
    """
    return OpportunityId(_checked(request.path_params["opportunity"]))


def accepted_language(request: Request[Any, Any, Any], bank: Bank) -> str | None:
    """
    Choose among the languages of a bank by what the request says it accepts; None where it has none of these.
    """
    return language_of(request.headers.get("accept-language", ""), bank.all_languages)


def class_id(request: Request[Any, Any, Any]) -> ClassId:
    """
    Return the class in the address.
    """
    return ClassId(_checked(request.path_params["class"]))


def code_id(request: Request[Any, Any, Any]) -> CodeId:
    """
    Return the code's id in the address.
    """
    return CodeId(_checked(request.path_params["code"]))


def group_id(request: Request[Any, Any, Any]) -> GroupId:
    """
    Return the group in the address.
    """
    return GroupId(_checked(request.path_params["group"]))


def assignment_id(request: Request[Any, Any, Any]) -> AssignmentId:
    """
    Return the assignment in the address.
    """
    return AssignmentId(_checked(request.path_params["assignment"]))


def problem_id(request: Request[Any, Any, Any]) -> ProblemId:
    """
    Return the problem in the address.
    """
    return ProblemId(_checked(request.path_params["problem"]))


def key_id(request: Request[Any, Any, Any]) -> str:
    """
    Return the API key's id in the address.
    """
    return _checked(request.path_params["key"])


def issuer_id(request: Request[Any, Any, Any]) -> str:
    """
    Return the issuer's id in the address.
    """
    return _checked(request.path_params["issuer"])


def link_id(request: Request[Any, Any, Any]) -> str:
    """
    Return the link's id in the address.
    """
    return _checked(request.path_params["link"])


def session_id(request: Request[Any, Any, Any]) -> str:
    """
    Return the session's id in the address.
    """
    return _checked(request.path_params["session"])


def try_number(request: Request[Any, Any, Any]) -> int:
    """
    Return the number of a try in the address, 1 or more.
    """
    n = number(str(request.path_params["n"]), 1, 10**6)
    if n is None:
        raise refused(Code.NOT_FOUND, "The number of a try is a whole number from 1.")
    return n


def number(text: str, low: int, high: int) -> int | None:
    """
    Read a whole number written in at most nine plain digits; None where it is none, or out of bounds.
    """
    if not _WHOLE.fullmatch(text):
        return None
    value = int(text)
    return value if low <= value <= high else None


def query_number(request: Request[Any, Any, Any], name: str) -> int:
    """
    Return a number of the query, or its default.
    """
    query = _declared(request, name)
    low, high = query.bounds or (0, 10**9)
    given = request.query_params.get(name)
    if given is None:
        return int(query.default)
    value = number(given, low, high)
    if value is None:
        raise refused(Code.BAD_PARAMETER, f"The parameter {name} is a whole number from {low} to {high}.")
    return value


def query_text(request: Request[Any, Any, Any], name: str) -> str:
    """
    Return an id of the query, or its default.
    """
    query = _declared(request, name)
    given: str | None = request.query_params.get(name)
    if given is None:
        return str(query.default)
    if not _ID.fullmatch(given):
        raise refused(Code.BAD_PARAMETER, f"The parameter {name} is an id: letters, digits and . _ ~ - only.")
    return given


def _declared(request: Request[Any, Any, Any], name: str) -> Query:
    operation: Operation = request.route_handler.opt["operation"]
    return next(query for query in operation.query if query.name == name)


def _checked(text: object) -> str:
    if not isinstance(text, str) or not _ID.fullmatch(text):
        raise refused(Code.NOT_FOUND, "There is nothing here under this address.")
    return text
