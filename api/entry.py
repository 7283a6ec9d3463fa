"""
The door: who is asking, how often, and may they.

Runs before every route. A caller proves who they are with an API key or a
learner's token in `Authorization: Bearer`, never in the address, where it would
reach logs; or a browser with the cookie of a session, for one of our own pages.
The header wins: whoever sends it is nobody else. Which role may do what is `access`'.
"""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from api.access import Action, Principal, Role, Subject, may
from api.operation import Operation
from api.parameters import learner_in
from api.problems import Code, refused
from api.services import Services
from api.sign_in.birth import born
from api.sign_in.cookies import side_meant
from api.sign_in.recognising import recognised
from api.sign_in.session import Session, principal_in
from api.tokens import PREFIX, Claims, TokenFault, read_token

__all__ = ["admit"]

MAX_CREDENTIAL = 2_048
"""Characters of a header that are looked at."""
NOT_SIGNED_IN = {
    Code.NO_CREDENTIALS: "Nobody is signed in here. Sign in first.",
    Code.OTHER_SITE: "A session counts for the pages of this server alone. Programs send a key.",
    Code.SESSION_ENDED: "You are no longer signed in. Sign in again to go on.",
}


async def admit(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """
    Let a request in or refuse it: the one guard of all routes.
    """
    operation: Operation | None = handler.opt.get("operation")
    if operation is None:
        raise refused(Code.NOT_ALLOWED, "This address is open to nobody.")
    if operation.action is Action.LOOK_AROUND:
        return
    services: Services = connection.state["services"]
    now = services.now()
    principal = _who(connection, services, now=now)
    rate = services.settings.learner_rate if principal.role is Role.LEARNER else services.settings.key_rate
    if (wait := await services.limiter.take(principal.meter, rate, now=now)) > 0:
        raise refused(
            Code.TOO_MANY_REQUESTS, "Too many requests at once. Wait, then go on.", retry_after=-(-wait // 1_000)
        )
    if not may(principal, operation.action, None):
        raise refused(Code.NOT_ALLOWED, f"{_said(principal)} may not do this ({operation.action.value}).")
    subject = Subject(tenant=principal.tenant, learner=learner_in(connection.path_params))
    if not may(principal, operation.action, subject):
        raise refused(Code.NOT_FOUND, "There is nothing here under this address.")
    connection.state["principal"] = principal


def _said(principal: Principal) -> str:
    return "A token to look" if principal.scope == "look" else f"The role {principal.role.value}"


def _who(connection: ASGIConnection[Any, Any, Any, Any], services: Services, *, now: int) -> Principal:
    header = connection.headers.get("authorization")
    side = side_meant(connection.headers)
    if header is not None or side is None:
        return _recognise(header, services, now=now)
    session = recognised(connection, side, services, now=now)
    if not isinstance(session, Session):
        raise refused(session, NOT_SIGNED_IN[session])
    connection.state["session"] = session
    return principal_in(session)


def _recognise(header: str | None, services: Services, *, now: int) -> Principal:
    if not header:
        raise refused(Code.NO_CREDENTIALS, "Send an API key or a learner's token as Authorization: Bearer ...")
    scheme, _, credential = header[:MAX_CREDENTIAL].partition(" ")
    credential = credential.strip()
    if scheme.lower() != "bearer" or not credential:
        raise refused(Code.NO_CREDENTIALS, "The Authorization header has to read: Bearer, a space, the key or token.")
    if credential.startswith(f"{PREFIX}."):
        return _learner(credential, services, now=now)
    key = services.keys.recognise(credential)
    if key is None or not key.alive(now):
        raise refused(Code.KEY_UNKNOWN, "This API key is not known, was revoked, or has expired: ask for another.")
    return Principal(tenant=key.tenant, role=Role(key.role), key=key.id)


def _learner(credential: str, services: Services, *, now: int) -> Principal:
    match read_token(credential, secret=services.token_secret, now=now):
        case TokenFault(code=code, sentence=sentence):
            raise refused(Code.TOKEN_EXPIRED if code == "token_expired" else Code.TOKEN_INVALID, sentence)
        case Claims() as claims:
            if not services.lives(claims.key, claims.tenant, now=now):
                raise refused(
                    Code.TOKEN_INVALID, "The API key that this token was made with was revoked or has expired."
                )
            if claims.born != born(services.record, claims.tenant, claims.learner):
                raise refused(Code.TOKEN_INVALID, "The learner that this token was made for is gone.")
            return Principal(
                tenant=claims.tenant, role=Role.LEARNER, key=claims.key, learner=claims.learner, scope=claims.scope
            )
