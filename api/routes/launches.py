"""
Launches: a form of another site brings somebody, with that site's signed word in it.

In a window of its own the browser gets a session. In a frame it would keep no
strict cookie, so there a token goes along behind the `#`, for this tab alone. What is
refused is said on a page, since a person looks at it.
"""

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request

from api.access import Action, Principal, Role
from api.decoding import read_form
from api.operation import Operation, Raw, route
from api.problems import Code, Refused, refused
from api.routes.pages import HTML, page
from api.services import Services, services_of
from api.sign_in.beginning import begin, remembered
from api.sign_in.issuers import Issuer, person_of
from api.sign_in.issuing import issued
from api.sign_in.launch import Launch, LaunchFault, Why, read_launch, spend
from practice.classes import Classes, UnknownClass
from practice.ids import ClassId, LearnerId, learner_stream

__all__ = ["ROUTES"]

CODES: dict[Why, Code] = {
    "unreadable": Code.LAUNCH_UNREADABLE,
    "elsewhere": Code.LAUNCH_ELSEWHERE,
    "unsigned": Code.LAUNCH_UNSIGNED,
    "claims": Code.LAUNCH_CLAIMS,
    "late": Code.LAUNCH_LATE,
    "clock": Code.LAUNCH_CLOCK,
    "replayed": Code.LAUNCH_REPLAYED,
    "not_allowed": Code.LAUNCH_NOT_ALLOWED,
}


@route(
    Operation(
        id="launch",
        method="POST",
        path="/launch",
        action=Action.LOOK_AROUND,
        summary="Let somebody in by another site's signed word: a form with the JWT in its field `token`.",
        status=303,
        media_type=HTML,
        codes=(*CODES.values(), Code.BAD_REQUEST, Code.TOO_LARGE, Code.BODY_TIMEOUT, Code.BUSY),
    )
)
async def launch(request: Request[Any, Any, Any]) -> Raw:
    """
    Send the browser on to the page that the launch is for.
    """
    services = services_of(request)
    try:
        return await _launched(request, services)
    except Refused as error:
        if "text/html" not in request.headers.get("accept", ""):
            raise
        said = page("refused.html", embedders=services.settings.embedders, problem=error.problem)
        return msgspec.structs.replace(said, status=error.problem.status)


async def _launched(request: Request[Any, Any, Any], services: Services) -> Raw:
    form, now = await read_form(request), services.now()
    read = read_launch(form.get("token", ""), services.issuers, now=now)
    if isinstance(read, LaunchFault):
        raise _refused(read)
    issuer, said = read
    fault = _allowed(services, issuer, said) or await spend(services.record, issuer, said, now=now)
    if fault is not None:
        raise _refused(fault)
    if said.role == "teacher":
        return await _teacher(request, services, issuer, said)
    learner = LearnerId(said.sub)
    await services.session.create(issuer.tenant, learner, now=now)
    if said.of_class is not None:
        await Classes(services.record).join(issuer.tenant, ClassId(said.of_class), learner, now=now)
    return await _learner(request, services, issuer, said)


def _allowed(services: Services, issuer: Issuer, said: Launch) -> LaunchFault | None:
    """
    Say what keeps somebody out before their launch is used up.
    """
    if said.role == "teacher":
        return None
    known = services.record.load(learner_stream(issuer.tenant, LearnerId(said.sub))).stream_version > 0
    if issuer.newcomers == "refused" and not known:
        return LaunchFault("not_allowed", "This learner is not known here, and this site may make none.")
    if said.of_class is not None:
        view = Classes(services.record).of(issuer.tenant, ClassId(said.of_class))
        if isinstance(view, UnknownClass):
            return LaunchFault("not_allowed", f"There is no class {said.of_class} here: make it first.")
    return None


async def _teacher(request: Request[Any, Any, Any], services: Services, issuer: Issuer, said: Launch) -> Raw:
    if _framed(request):
        sentence = "Teachers come in in a window of their own: have the form open one (target=_blank)."
        raise _refused(LaunchFault("not_allowed", sentence))
    principal = Principal(tenant=issuer.tenant, role=Role.TEACHER, key=person_of(issuer, said.sub))
    session = await begin(services, principal, "site", now=services.now())
    cookie = remembered(request, services, session).cookie
    return _onwards("/teach", cookie)


async def _learner(request: Request[Any, Any, Any], services: Services, issuer: Issuer, said: Launch) -> Raw:
    now, learner = services.now(), LearnerId(said.sub)
    # The language stands there even where it is empty: what an earlier link left in this tab is over with it.
    onwards = {"language": said.language or ""} | ({"assignment": said.assignment} if said.assignment else {})
    way = "/homework" if said.assignment or said.of_class else "/practice"
    if request.headers.get("sec-fetch-dest") == "document":
        principal = Principal(tenant=issuer.tenant, role=Role.LEARNER, key=issuer.id, learner=learner)
        cookie = remembered(request, services, await begin(services, principal, "site", now=now)).cookie
        return _onwards(f"{way}#{urlencode(onwards)}", cookie)
    token, _ = issued(services, issuer.tenant, learner, key=issuer.id, now=now)
    return _onwards(f"{way}#{urlencode({'learner': learner, 'token': token} | onwards)}", None)


def _framed(request: Request[Any, Any, Any]) -> bool:
    return request.headers.get("sec-fetch-dest", "document") != "document"


def _onwards(location: str, cookie: str | None) -> Raw:
    headers = {"Location": location, "Cache-Control": "no-store"} | ({"Set-Cookie": cookie} if cookie else {})
    return Raw(content=b"", media_type=HTML, status=303, headers=headers)


def _refused(fault: LaunchFault) -> Refused:
    return refused(CODES[fault.why], fault.sentence)


ROUTES = (launch,)
