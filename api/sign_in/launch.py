"""
Launches: a site's signed word for who comes, good once and for five minutes (JWT, RFC 7519).

Read in an order that believes nothing early: the audience says which registered
issuer would have to have signed, its key says by which algorithm, and only what that key signed
is looked at further. The clock is the caller's.
"""

import hashlib
from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec

from api.entry_events import written
from api.parameters import Id
from api.sign_in.issuers import Issuer, IssuerKey, Issuers, LaunchRole, audience, public_key
from item_bank.language import Language
from practice.ids import tenant_stream
from practice.record.contract import Duplicate, Record

__all__ = ["Launch", "LaunchFault", "Why", "read_launch", "spend"]

MAX_LENGTH: Final = 8_192
"""Characters; a launch by a key of 4,096 bits has some 1,200."""
MAX_LIFE_S: Final = 300
SKEW_S: Final = 60
"""How far two clocks may be apart."""
AUDIENCE: Final = "urn:misstep:launch:"

Why: TypeAlias = Literal["unreadable", "elsewhere", "unsigned", "claims", "late", "clock", "replayed", "not_allowed"]
"""Why a launch is refused."""


class LaunchFault(msgspec.Struct, frozen=True):
    """Why a launch lets nobody in: the kind, and a sentence for whoever runs the site."""

    why: Why
    sentence: str


class Launch(msgspec.Struct, frozen=True, kw_only=True, rename={"of_class": "class"}):
    """
    What a launch says, checked.

    Attributes
    ----------
    sub
        Who comes: a pseudonym, which is the learner's id here.
    exp, iat
        Seconds since 1970.
    jti
        Drawn for this launch alone.
    of_class, assignment
        Which class a learner belongs to, and what to begin with.
    language
        BCP 47; what the pages speak.
    """

    iss: Annotated[str, msgspec.Meta(max_length=512)]
    aud: Annotated[str, msgspec.Meta(max_length=128)]
    sub: Id
    exp: Annotated[int, msgspec.Meta(ge=0, lt=2**40)]
    iat: Annotated[int, msgspec.Meta(ge=0, lt=2**40)]
    jti: Annotated[str, msgspec.Meta(min_length=8, max_length=256)]
    role: LaunchRole = "learner"
    of_class: Id | None = None
    assignment: Id | None = None
    language: Language | None = None


class LaunchSpent(msgspec.Struct, frozen=True, kw_only=True):
    """Event `launch_spent`: which launch lies in its key, who came is not said."""

    issuer: str


def read_launch(text: str, issuers: Issuers, *, now: int) -> tuple[Issuer, Launch] | LaunchFault:
    """
    Read a launch and check all but whether it was shown before.

    Parameters
    ----------
    text
        A signed JWT in compact form.
    issuers
        Those that are known.
    now
        Milliseconds since 1970.
    """
    import jwt  # noqa: PLC0415 - with `cryptography` a tenth of a second, which only launches need

    if len(text) > MAX_LENGTH:
        return LaunchFault("unreadable", f"A launch has at most {MAX_LENGTH} characters.")
    try:
        header = jwt.get_unverified_header(text)
        claimed = jwt.decode(text, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError, RecursionError):
        return LaunchFault("unreadable", "This is no signed JWT. Send one in the field `token` of a form.")
    issuer = _issuer(claimed.get("aud"), issuers)
    if issuer is None:
        return LaunchFault("elsewhere", "The audience (aud) of this launch is nothing that is registered here.")
    key = _key(issuer, header)
    if isinstance(key, LaunchFault):
        return key
    verifier = public_key(key)
    if verifier is None:
        return LaunchFault("unsigned", f"The key {key.kid} can no longer be read: register it anew.")
    try:
        signed = jwt.decode(
            text,
            verifier,
            algorithms=[key.alg],
            audience=audience(issuer),
            # Times are compared below, with the clock that was handed in; the rest is said there in our words.
            options={
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
                "verify_iss": False,
                "verify_sub": False,
                "verify_jti": False,
            },
        )
    except (jwt.PyJWTError, ValueError):
        return LaunchFault("unsigned", "The signature of this launch is not by the key that it names.")
    return _checked(signed, issuer, now=now // 1_000)


async def spend(record: Record, issuer: Issuer, launch: Launch, *, now: int) -> LaunchFault | None:
    """
    Note that a launch was shown; a fault where it was before, by whomever.
    """
    digest = hashlib.sha256(launch.jti.encode()).hexdigest()
    event = written("launch_spent", LaunchSpent(issuer=issuer.id), at=now, key=f"launch/{issuer.id}/{digest}")
    outcome = await record.annotate(tenant_stream(issuer.tenant), event)
    if isinstance(outcome, Duplicate):
        return LaunchFault("replayed", "This launch (jti) was shown before. Each is good once: sign a new one.")
    return None


def _issuer(aud: object, issuers: Issuers) -> Issuer | None:
    if not isinstance(aud, str) or not aud.startswith(AUDIENCE):
        return None
    found = issuers.find(aud.removeprefix(AUDIENCE))
    return None if found is None or found.removed is not None else found


def _key(issuer: Issuer, header: dict[str, Any]) -> IssuerKey | LaunchFault:
    """
    Choose the key by its id; its algorithm is the one registered, whatever the header would like.
    """
    algorithm = header.get("alg")
    if algorithm not in {"RS256", "ES256", "EdDSA"}:
        return LaunchFault(
            "unsigned", "A launch is signed with RS256, ES256 or EdDSA: no shared secret, and not unsigned."
        )
    for key in issuer.keys:
        if key.kid == header.get("kid"):
            if key.alg == algorithm:
                return key
            return LaunchFault("unsigned", f"The key {key.kid} is registered for {key.alg} alone.")
    return LaunchFault("unsigned", "The key (kid) of this launch is not registered.")


def _checked(signed: dict[str, Any], issuer: Issuer, *, now: int) -> tuple[Issuer, Launch] | LaunchFault:
    try:
        launch = msgspec.convert(signed, Launch)
    except msgspec.ValidationError as error:
        return LaunchFault("claims", f"The claims of this launch have not the shape that is asked: {error}."[:300])
    if launch.iss != issuer.issuer:
        return LaunchFault("elsewhere", "The issuer (iss) of this launch is not the one registered for its audience.")
    if launch.iat > now + SKEW_S:
        return LaunchFault("clock", "This launch is from the future: the site's clock is more than a minute ahead.")
    if launch.exp - launch.iat > MAX_LIFE_S:
        return LaunchFault("claims", "A launch lives five minutes at most: exp is too long after iat.")
    if launch.exp + SKEW_S <= now:
        return LaunchFault("late", "The time of this launch is over, or the site's clock is more than a minute behind.")
    if launch.role not in issuer.roles:
        return LaunchFault("not_allowed", f"This site may let nobody in as a {launch.role}.")
    return issuer, launch
