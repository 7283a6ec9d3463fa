"""
Learners: pseudonymous, made by whoever embeds us; their mastery and their tokens.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action, Scope
from api.decoding import read_body
from api.names import Name
from api.operation import Operation, Query, route
from api.outcomes import refused_outcome
from api.parameters import Id, accepted_language, learner_id, query_number, query_text
from api.problems import Code, refused
from api.services import principal_of, services_of
from api.sign_in.issuing import issued
from api.tokens import MAX_LIFE_MS
from practice.ids import LearnerId, StreamId, TenantId, learner_stream
from practice.outcomes import Created
from practice.refusals import unknown_learner
from practice.views import MasteryView

__all__ = ["ROUTES", "LearnerAsked", "LearnerList", "LearnerSent", "NameAsked", "Self", "TokenAsked", "TokenSent"]

PATH = "/v1/learners"
MAX_PAGE = 500
DEFAULT_LIFE_S = 3_600


class LearnerAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new learner; without `learner` the server draws a pseudonym."""

    learner: Id | None = None
    name: Name | None = None


class NameAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a learner is called; null for nothing."""

    name: Name | None


class LearnerSent(msgspec.Struct, frozen=True, kw_only=True):
    """One learner; `name` is null where nobody gave one."""

    learner: str
    name: str | None


class LearnerList(msgspec.Struct, frozen=True, kw_only=True):
    """Learners by id; `next` goes into `after` for more, and is null at the end."""

    learners: tuple[LearnerSent, ...]
    next: str | None


class TokenAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a token reaches, and for how many seconds (twelve hours at most)."""

    scope: Scope = "practise"
    seconds: Annotated[int, msgspec.Meta(ge=1, le=MAX_LIFE_MS // 1_000)] = DEFAULT_LIFE_S


class TokenSent(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's token; `expires` is in milliseconds since 1970."""

    token: str
    learner: str
    scope: Scope
    expires: int


class Self(msgspec.Struct, frozen=True, kw_only=True):
    """Who the server takes the caller for."""

    tenant: str
    role: str
    learner: str | None
    scope: Scope | None


@route(
    Operation(
        id="create_learner",
        method="POST",
        path=PATH,
        action=Action.CREATE_LEARNER,
        summary="Make a learner.",
        body=LearnerAsked,
        reply=LearnerSent,
        status=201,
        codes=(Code.LEARNER_EXISTS,),
    )
)
async def create_learner(request: Request[Any, Any, Any]) -> LearnerSent:
    """
    Make a learner, and keep the name apart.
    """
    services, tenant = services_of(request), principal_of(request).tenant
    asked = await read_body(request, LearnerAsked)
    learner = LearnerId(asked.learner or services.new_id())
    outcome = await services.session.create(tenant, learner, now=services.now())
    if not isinstance(outcome, Created):
        raise refused_outcome(outcome)
    if asked.name is not None:
        await services.record.name(learner_stream(tenant, learner), asked.name)
    return LearnerSent(learner=learner, name=asked.name)


@route(
    Operation(
        id="name_learner",
        method="PUT",
        path=PATH + "/{learner}/name",
        action=Action.CREATE_LEARNER,
        summary="Call a learner something else, or nothing; the name stands apart from all that is recorded of them.",
        body=NameAsked,
        reply=LearnerSent,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def name_learner(request: Request[Any, Any, Any]) -> LearnerSent:
    """
    Name a learner.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    asked = await read_body(request, NameAsked)
    stream = learner_stream(tenant, learner)
    if not await services.record.name(stream, asked.name):
        raise refused_outcome(unknown_learner(learner))
    return LearnerSent(learner=learner, name=asked.name)


@route(
    Operation(
        id="list_learners",
        method="GET",
        path=PATH,
        action=Action.LIST_LEARNERS,
        summary="List the learners of the tenant, by id.",
        reply=LearnerList,
        query=(
            Query(name="after", about="The last id of the page before."),
            Query(name="limit", about="How many.", bounds=(1, MAX_PAGE), default=100),
        ),
    )
)
async def list_learners(request: Request[Any, Any, Any]) -> LearnerList:
    """
    List learners, a page at a time.
    """
    record, tenant = services_of(request).record, principal_of(request).tenant
    after, limit = query_text(request, "after"), query_number(request, "limit")
    prefix = learner_stream(tenant, LearnerId(""))
    streams = record.streams(prefix, after=f"{prefix}{after}", limit=limit + 1)
    names = record.names(prefix)
    page = tuple(_sent(stream, tenant, names.get(stream)) for stream in streams[:limit])
    return LearnerList(learners=page, next=page[-1].learner if len(streams) > limit else None)


@route(
    Operation(
        id="get_mastery",
        method="GET",
        path=PATH + "/{learner}/mastery",
        action=Action.SEE_MASTERY,
        summary="Say what a learner probably knows, skill by skill, and why it is thought so.",
        reply=MasteryView,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def get_mastery(request: Request[Any, Any, Any]) -> MasteryView:
    """
    Return a learner's mastery.
    """
    services = services_of(request)
    language = accepted_language(request, services.session.banks.active)
    outcome = services.session.showing.mastery(
        principal_of(request).tenant, learner_id(request), now=services.now(), language=language
    )
    if isinstance(outcome, MasteryView):
        return outcome
    raise refused_outcome(outcome)


@route(
    Operation(
        id="issue_token",
        method="POST",
        path=PATH + "/{learner}/tokens",
        action=Action.ISSUE_TOKEN,
        summary="Make a token with which a learner practises; it dies with the API key that made it.",
        body=TokenAsked,
        reply=TokenSent,
        status=201,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def issue_token(request: Request[Any, Any, Any]) -> TokenSent:
    """
    Sign a learner's token.
    """
    services, principal, learner = services_of(request), principal_of(request), learner_id(request)
    asked = await read_body(request, TokenAsked)
    if services.record.load(learner_stream(principal.tenant, learner)).stream_version == 0:
        raise refused(Code.UNKNOWN_LEARNER, "Make the learner first: POST /v1/learners.")
    token, expires = issued(
        services,
        principal.tenant,
        learner,
        key=principal.key,
        now=services.now(),
        scope=asked.scope,
        life_ms=asked.seconds * 1_000,
    )
    return TokenSent(token=token, learner=learner, scope=asked.scope, expires=expires)


@route(
    Operation(
        id="know_self",
        method="GET",
        path="/v1/self",
        action=Action.KNOW_SELF,
        summary="Say who the server takes the caller for.",
        reply=Self,
    )
)
async def know_self(request: Request[Any, Any, Any]) -> Self:
    """
    Say who is asking.
    """
    principal = principal_of(request)
    return Self(
        tenant=principal.tenant,
        role=principal.role.value,
        learner=principal.learner,
        scope=None if principal.learner is None else principal.scope,
    )


def _sent(stream: StreamId, tenant: TenantId, name: str | None) -> LearnerSent:
    return LearnerSent(learner=stream.removeprefix(learner_stream(tenant, LearnerId(""))), name=name)


ROUTES = (create_learner, name_learner, list_learners, get_mastery, issue_token, know_self)
