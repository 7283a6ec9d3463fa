"""
Recognising a browser: the session that a request means, if it has one that counts.
"""

from typing import Any

from litestar.connection import ASGIConnection

from api.hosts import is_secure
from api.problems import Code
from api.services import Services
from api.sign_in.cookies import cookie_name, crosses
from api.sign_in.session import Session, Side, read_session

__all__ = ["recognised"]


def recognised(
    connection: ASGIConnection[Any, Any, Any, Any], side: Side, services: Services, *, now: int
) -> Session | Code:
    """
    Return the session of a side that a request came with, or why there is none.

    Returns
    -------
    Session | Code
        `NO_CREDENTIALS` without a cookie, `OTHER_SITE` from a page of another site, `SESSION_ENDED` where it is
        over, altered, ended, or what it was begun with opens nothing any more.
    """
    text = connection.cookies.get(cookie_name(side, secure=is_secure(connection.headers)))
    if text is None:
        return Code.NO_CREDENTIALS
    if crosses(connection.headers):
        return Code.OTHER_SITE
    session = read_session(text, secret=services.session_secret, now=now)
    if session is None or session.side != side:
        return Code.SESSION_ENDED
    if not services.lives(session.key, session.tenant, now=now) or services.endings.ended(session):
        return Code.SESSION_ENDED
    return session
