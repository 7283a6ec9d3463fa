"""
Sessions: a browser's way in, for a school day.

A session is a signed text (`signing`) in a cookie. Nothing of it is kept by the
server, so a restart ends none; it dies with the API key (or issuer) that opened
it, when its learner is erased, and where somebody signed out (`ending`). How a
browser keeps and sends it is `cookies`'.
"""

from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from api.access import Principal, Role, Scope
from api.signing import seal, unseal
from practice.ids import LearnerId, TenantId

__all__ = ["LIFE_MS", "PURPOSE", "Session", "Side", "principal_in", "read_session", "sign_session"]

KIND: Final = "mss1"
AUDIENCE: Final = "session"
PURPOSE: Final = "sessions"
"""What the secret that signs them is derived for."""
LIFE_MS: Final = 12 * 60 * 60 * 1_000
"""Twelve hours: a school day and its evening, and no more if a computer is left behind."""

Side: TypeAlias = Literal["staff", "learner"]
"""Whose session: a browser may have one of each, so that trying an exercise signs no teacher out."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
Time = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]


class Session(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """
    What a session says.

    Attributes
    ----------
    id
        Drawn at random for each signing in; never taken over from a browser.
    key
        The API key (or issuer) that it dies with.
    learner
        Empty for staff.
    born
        Tells the learner from another one of the same id (`birth`); 0 for staff.
    generation
        How often its owner had signed out everywhere when it began.
    begun, expires
        Milliseconds since 1970.
    """

    audience: Annotated[str, msgspec.Meta(max_length=16)] = AUDIENCE
    id: Name
    tenant: Annotated[TenantId, msgspec.Meta(min_length=1, max_length=128)]
    role: Role
    key: Name
    learner: Annotated[LearnerId, msgspec.Meta(max_length=128)]
    scope: Scope = "practise"
    born: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
    generation: Annotated[int, msgspec.Meta(ge=0, lt=2**31)]
    begun: Time
    expires: Time

    @property
    def side(self) -> Side:
        """
        Whose it is.
        """
        return "learner" if self.role is Role.LEARNER else "staff"


_decoder = msgspec.json.Decoder(Session)


def sign_session(session: Session, *, secret: bytes) -> str:
    """
    Sign a session.
    """
    return seal(KIND, msgspec.json.encode(session), secret=secret)


def read_session(text: str, *, secret: bytes, now: int) -> Session | None:
    """
    Read a session; None where it was not signed here, says something else, or its time is over.
    """
    raw = unseal(KIND, text, secret=secret)
    if raw is None:
        return None
    try:
        session = _decoder.decode(raw)
    except msgspec.MsgspecError:
        return None
    if session.audience != AUDIENCE or (session.role is Role.LEARNER) != bool(session.learner):
        return None
    return session if now < session.expires else None


def principal_in(session: Session) -> Principal:
    """
    Say who comes with a session.
    """
    return Principal(
        tenant=session.tenant,
        role=session.role,
        key=session.key,
        learner=session.learner or None,
        scope=session.scope,
    )
