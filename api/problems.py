"""
Problems: what went wrong, said in the form of RFC 9457.

Every refusal of the API has a code from the one list below; its `type` is
`urn:misstep:problem:<code>`, stable for ever. Only this file knows which HTTP
status a code has. `Refused` carries a problem out of a handler.
"""

import enum

import msgspec

__all__ = ["MEDIA_TYPE", "Code", "ProblemDetails", "Refused", "problem", "refused"]

MEDIA_TYPE = "application/problem+json"


class Code(enum.Enum):
    """Every problem: its HTTP status and its title."""

    NOT_JSON = (400, "The body is not JSON")
    BAD_BODY = (400, "The body has not the shape that is asked")
    BAD_PARAMETER = (400, "A parameter of the address cannot be read")
    BAD_REQUEST = (400, "The request cannot be read")
    UNREADABLE = (422, "The text cannot be read as mathematics")
    PASTE_TOO_LONG = (422, "There is more than is read at once")
    PROBLEM_UNSOLVED = (422, "A problem has no answer to be judged by")
    ROSTER_UNREADABLE = (422, "The list cannot be read as a table")
    BAD_DATES = (422, "These dates make no sense")
    WORDS_LEAK = (422, "The words give the answer away")
    KEY_UNUSABLE = (422, "This public key cannot be used")
    LAUNCH_UNREADABLE = (400, "This launch cannot be read")
    LAUNCH_CLAIMS = (400, "This launch does not say what it has to")
    WORDS_FALSE = (422, "The words are false or unkind")
    NO_CREDENTIALS = (401, "Nobody said who is asking")
    KEY_UNKNOWN = (401, "This API key opens nothing")
    TOKEN_INVALID = (401, "This token opens nothing")
    TOKEN_EXPIRED = (401, "This token has expired")
    SESSION_ENDED = (401, "This session has ended")
    OTHER_SITE = (403, "This request came from another site")
    LAUNCH_UNSIGNED = (403, "This launch is not signed as it has to be")
    LAUNCH_ELSEWHERE = (403, "This launch is for somebody else")
    LAUNCH_LATE = (403, "The time of this launch is over")
    LAUNCH_CLOCK = (403, "This launch is from the future")
    LAUNCH_NOT_ALLOWED = (403, "This launch may not do that")
    NOT_ALLOWED = (403, "This is not for you to do")
    NOT_FOUND = (404, "There is no such thing here")
    UNKNOWN_LEARNER = (404, "There is no such learner")
    UNKNOWN_OPPORTUNITY = (404, "There is no such opportunity")
    UNKNOWN_TRY = (404, "There is no such try")
    UNKNOWN_SKILL_OR_ITEM = (404, "The bank has no such skill, item or variant")
    UNKNOWN_CLASS = (404, "There is no such class")
    CODE_OPENS_NOTHING = (404, "This code opens nothing")
    UNKNOWN_CODE = (404, "The class has no such code")
    UNKNOWN_GROUP = (404, "The class has no such group")
    UNKNOWN_ASSIGNMENT = (404, "There is no such assignment")
    UNKNOWN_CLUSTER = (404, "There is no such mistake")
    UNKNOWN_PROBLEM = (404, "The assignment has no such problem")
    UNKNOWN_DISPUTE = (404, "There is no such answer to be decided")
    UNKNOWN_WORDS = (404, "These words were shown to nobody here")
    UNKNOWN_KEY = (404, "There is no such key")
    UNKNOWN_FIT = (404, "There is no such fit here")
    UNKNOWN_ISSUER = (404, "There is no such issuer")
    UNKNOWN_SESSION = (404, "There is no such session")
    LINK_UNKNOWN = (404, "This link opens nothing")
    NOTHING_TO_PRACTISE = (404, "There is nothing to practise")
    METHOD_NOT_ALLOWED = (405, "This address takes other methods")
    BODY_TIMEOUT = (408, "The body took too long")
    LAUNCH_REPLAYED = (409, "This launch was shown before")
    LEARNER_EXISTS = (409, "There is such a learner already")
    CLASS_EXISTS = (409, "There is such a class already")
    TRY_CONFLICT = (409, "This try was something else before")
    OUT_OF_ORDER = (409, "This try is out of order")
    STEP_NOT_OPEN = (409, "This step is not open")
    GOAL_PAST = (409, "The date of this goal has passed")
    GOAL_KEPT = (409, "A teacher set the goal")
    ASSIGNMENT_EXISTS = (409, "There is such an assignment already")
    ALREADY_HANDED_IN = (409, "This was handed in already")
    NOT_OPEN_YET = (409, "This takes nothing yet")
    ASSIGNMENT_CLOSED = (409, "This assignment takes nothing more")
    ASSIGNMENT_WITHDRAWN = (409, "The teacher took this assignment back")
    NOT_IN_CLASS = (409, "The learner is not in this class any more")
    CHANGED_MEANWHILE = (409, "Somebody else changed this meanwhile")
    TOO_MANY_GROUPS = (409, "The class has as many groups as one may have")
    PROBLEM_OF_BANK = (409, "The problem is the bank's")
    NOTHING_FRESH = (409, "There is nothing fresh to give")
    LINE_NOT_ASKED = (409, "No line is asked for")
    TOO_MANY_CODES = (409, "The class has as many codes as one may have")
    NOTHING_TO_CORRECT = (409, "There is nothing to correct")
    NOTHING_WRONG = (409, "Nobody said that this answer is wrong")
    IN_HOMEWORK = (409, "The exercise is part of the learner's homework")
    TOO_MANY_OPEN = (409, "Too many exercises are open")
    OPPORTUNITY_ENDED = (409, "This opportunity has ended")
    RELEASE_WITHDRAWN = (409, "The release of this exercise was withdrawn")
    LINK_USED = (410, "This link was used before")
    LINK_EXPIRED = (410, "The time of this link is over")
    LINK_REVOKED = (410, "This link was taken back")
    TOO_LARGE = (413, "The body is too large")
    NOT_JSON_TYPE = (415, "The body is not sent as JSON")
    TOO_MANY_REQUESTS = (429, "Too many requests")
    HEADERS_TOO_LARGE = (431, "The headers are too large")
    BROKEN = (500, "Something broke")
    BUSY = (503, "The server is busy")
    NOT_SOLVED_IN_TIME = (503, "Solving took too long")
    NOT_READY = (503, "The server takes nothing now")

    @property
    def status(self) -> int:
        """
        The HTTP status.
        """
        return self.value[0]

    @property
    def title(self) -> str:
        """
        One sentence, the same for every occurrence.
        """
        return self.value[1]

    @property
    def type(self) -> str:
        """
        The stable name by which a program knows the problem.
        """
        return f"urn:misstep:problem:{self.name.lower()}"


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    One problem, as it is sent.

    Attributes
    ----------
    type, title, status
        The same for every occurrence of the problem.
    detail
        What happened this time and what to do about it, for people.
    pointer
        RFC 6901 pointer to the place in the body, where it is one place.
    start, end
        Characters of a text that could not be read, end exclusive.
    expected_n
        The number that the next try has, where another one was sent.
    step
        The step that is open, where another one was answered.
    incident
        What to name when reporting it; the server's log knows it.
    """

    type: str
    title: str
    status: int
    detail: str
    pointer: str | None = None
    start: int | None = None
    end: int | None = None
    expected_n: int | None = None
    step: str | None = None
    incident: str | None = None


class Refused(Exception):
    """A request is answered with a problem; `headers` go with it."""

    def __init__(self, problem: ProblemDetails, headers: dict[str, str] | None = None) -> None:
        """
        Carry a problem out of a handler.
        """
        super().__init__(problem.type)
        self.problem = problem
        self.headers = headers or {}


def problem(
    code: Code,
    detail: str,
    *,
    pointer: str | None = None,
    span: tuple[int, int] | None = None,
    expected_n: int | None = None,
    step: str | None = None,
    incident: str | None = None,
) -> ProblemDetails:
    """
    Make a problem of a code and what happened.
    """
    start, end = span or (None, None)
    return ProblemDetails(
        type=code.type,
        title=code.title,
        status=code.status,
        detail=detail,
        pointer=pointer,
        start=start,
        end=end,
        expected_n=expected_n,
        step=step,
        incident=incident,
    )


def refused(code: Code, detail: str, *, pointer: str | None = None, retry_after: int | None = None) -> Refused:
    """
    Make the exception that answers the request with a problem; `retry_after` is in whole seconds.
    """
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    if code.status == 401:  # noqa: PLR2004 - RFC 9110 §11.6.1 asks for the header with this very status
        headers["WWW-Authenticate"] = 'Bearer realm="misstep"'
    return Refused(problem(code, detail, pointer=pointer), headers)
