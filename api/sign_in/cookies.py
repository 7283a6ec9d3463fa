"""
The cookies that sessions travel in, and when they count.

Scripts cannot read them, other sites cannot have them sent, and over TLS they go
nowhere else (`__Host-`). They count only for a request that says in a header of
ours which of them it means: no form and no link can send that, and no script of another site may.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from api.hosts import is_secure
from api.sign_in.session import Side

__all__ = ["HEADER", "clearing_cookie", "cookie_name", "crosses", "session_cookie", "side_meant"]

HEADER: Final = "Misstep-Session"
"""Says `staff` or `learner`."""


def side_meant(headers: Mapping[str, str]) -> Side | None:
    """
    Return which session a request means; None where it means none.
    """
    match headers.get(HEADER.lower()):
        case "staff":
            return "staff"
        case "learner":
            return "learner"
        case _:
            return None


def crosses(headers: Mapping[str, str]) -> bool:
    """
    Say whether a browser tells that a request comes from another site.

    By `Sec-Fetch-Site`, which no page can set; where a browser sends none (old ones, and
    plain http), by `Origin`. Programs send neither.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site != "same-origin"
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def cookie_name(side: Side, *, secure: bool) -> str:
    """
    Name a cookie; `__Host-` has browsers refuse one that another host or a plain connection set.
    """
    return f"__Host-misstep-{side}" if secure else f"misstep-{side}"


def session_cookie(side: Side, text: str, headers: Mapping[str, str], *, seconds: int) -> str:
    """
    Write the `Set-Cookie` of a session, for a reply to a request with these headers.
    """
    secure = is_secure(headers)
    flags = f"Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"
    return f"{cookie_name(side, secure=secure)}={text}; {flags}"


def clearing_cookie(side: Side, headers: Mapping[str, str]) -> str:
    """
    Write the `Set-Cookie` that has a browser forget a session.
    """
    return session_cookie(side, "", headers, seconds=0)
