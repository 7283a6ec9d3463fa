"""
Codes to join a class by: made, shown and taken back by its teacher, typed by who comes in.
"""

import asyncio
import hashlib
import hmac
from typing import Annotated, Any, Final

import msgspec
from litestar import Request

from api.access import Action, Principal, Role
from api.classwork import require_class
from api.decoding import read_body
from api.names import Name
from api.operation import Operation, Remembered, route
from api.outcomes import refused_outcome
from api.parameters import class_id, code_id
from api.problems import Code, refused
from api.services import Services, principal_of, services_of
from api.sign_in.beginning import begin, remembered
from api.sign_in.cookies import crosses, side_meant
from api.sign_in.issuing import issued
from hints.shared.limiter import Rate
from practice.ids import CodeId
from practice.joining import MAX_USES, JoinCode, NotOpened

__all__ = ["ROUTES", "CodeAsked", "CodeList", "JoinAsked", "JoinedSent"]

PATH = "/v1/classes/{class}/codes"
MAX_HOURS: Final = 90 * 24
"""A code lives a term at most."""
ADDRESS: Final = Rate(2, 120)
"""Of one address: a school behind one brings four classes in at once, and a guesser two codes a second."""
EVERYWHERE: Final = Rate(50, 1_000)
"""Of all addresses together: whoever guesses from many has no more."""


class CodeAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new code: for how many hours, and for how many learners."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=MAX_HOURS)] = 24
    uses: Annotated[int, msgspec.Meta(ge=1, le=MAX_USES)] = 40


class CodeList(msgspec.Struct, frozen=True, kw_only=True):
    """A class's codes, the latest last."""

    codes: tuple[JoinCode, ...]


class JoinAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Who comes in: the code as typed, and a name, which the teacher sees and nobody else.

    `device` is a secret that the device draws and keeps: with it and the same name the
    same learner comes in, and no second one is made.
    """

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    name: Name
    device: Annotated[str, msgspec.Meta(min_length=22, max_length=100)] | None = None


class JoinedSent(msgspec.Struct, frozen=True, kw_only=True):
    """Who came in, and a token until `expires` (milliseconds since 1970); a browser is signed in as well."""

    learner: str
    token: str
    expires: int


@route(
    Operation(
        id="make_code",
        method="POST",
        path=PATH,
        action=Action.MANAGE_CLASSES,
        summary="Make a code by which learners come into a class.",
        body=CodeAsked,
        reply=JoinCode,
        status=201,
        codes=(Code.UNKNOWN_CLASS, Code.TOO_MANY_CODES),
    )
)
async def make_code(request: Request[Any, Any, Any]) -> JoinCode:
    """
    Make a code.
    """
    services, principal, of = services_of(request), principal_of(request), class_id(request)
    asked = await read_body(request, CodeAsked)
    require_class(services, principal.tenant, of)
    now = services.now()
    outcome = await services.joining.make(
        principal.tenant,
        of,
        CodeId(services.new_id()),
        key=principal.key,
        expires=now + asked.hours * 3_600_000,
        uses=asked.uses,
        now=now,
    )
    if not isinstance(outcome, JoinCode):
        raise refused_outcome(outcome)
    return outcome


@route(
    Operation(
        id="list_codes",
        method="GET",
        path=PATH,
        action=Action.MANAGE_CLASSES,
        summary="Show a class's codes, and which of them open something.",
        reply=CodeList,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def list_codes(request: Request[Any, Any, Any]) -> CodeList:
    """
    List codes.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    return CodeList(codes=services.joining.of(tenant, of, now=services.now()))


@route(
    Operation(
        id="revoke_code",
        method="DELETE",
        path=PATH + "/{code}",
        action=Action.MANAGE_CLASSES,
        summary="Take a code back; who came in by it stays. Again changes nothing.",
        reply=JoinCode,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_CODE),
    )
)
async def revoke_code(request: Request[Any, Any, Any]) -> JoinCode:
    """
    Revoke a code.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    outcome = await services.joining.revoke(tenant, of, code_id(request), now=services.now())
    if not isinstance(outcome, JoinCode):
        raise refused_outcome(outcome)
    return outcome


@route(
    Operation(
        id="join_by_code",
        method="POST",
        path="/v1/joinings",
        action=Action.LOOK_AROUND,
        summary="Come into a class by a code and a name; anybody who has the code may.",
        body=JoinAsked,
        reply=JoinedSent,
        status=201,
        codes=(Code.CODE_OPENS_NOTHING, Code.TOO_MANY_REQUESTS, Code.OTHER_SITE),
    )
)
async def join_by_code(request: Request[Any, Any, Any]) -> JoinedSent | Remembered:
    """
    Let somebody in, or refuse after a time that tells nothing.
    """
    services = services_of(request)
    if crosses(request.headers):
        raise refused(Code.OTHER_SITE, "Nobody joins a class from a page of another site.")
    asked = await read_body(request, JoinAsked)
    await _count(request, services)
    clock = asyncio.get_running_loop().time
    refusing = clock() + services.refusal_seconds
    now = services.now()
    outcome = await services.joining.come_in(asked.code, asked.name, asked.device, new_id=services.new_id, now=now)
    if isinstance(outcome, NotOpened):
        await asyncio.sleep(max(0.0, refusing - clock()))
        raise refused_outcome(outcome)
    principal = Principal(tenant=outcome.tenant, role=Role.LEARNER, key=outcome.key, learner=outcome.learner)
    token, expires = issued(services, outcome.tenant, outcome.learner, key=outcome.key, now=now)
    joined = JoinedSent(learner=outcome.learner, token=token, expires=expires)
    if side_meant(request.headers) != "learner":
        return joined
    session = await begin(services, principal, "code", now=now)
    return Remembered(value=joined, cookie=remembered(request, services, session).cookie)


async def _count(request: Request[Any, Any, Any], services: Services) -> None:
    """
    Count an attempt, for its address and for all; an address is kept as a digest, and as long as the bucket.
    """
    address = "" if request.client is None else request.client.host
    name = hmac.digest(services.token_secret, address.encode(), hashlib.sha256)[:12].hex()
    for bucket, rate in ((f"joining/{name}", ADDRESS), ("joining", EVERYWHERE)):
        if (wait := await services.limiter.take(bucket, rate, now=services.now())) > 0:
            sentence = "Too many codes were typed here. Wait a little, then try again."
            raise refused(Code.TOO_MANY_REQUESTS, sentence, retry_after=-(-wait // 1_000))


ROUTES = (make_code, list_codes, revoke_code, join_by_code)
