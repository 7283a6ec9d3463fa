"""
Pages for people: the start, the page to practise on, the description of the API.

Plain templates over the same API. Everything comes from here: no foreign
address, nothing inline. Tokens stand after the `#` of a link, which browsers
never send, so they reach no log.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request

from api.access import ALLOWED, Action
from api.demo import DemoLink, demo_links
from api.hosts import host_of, is_loopback, is_passed_on
from api.openapi import describe
from api.operation import Operation, Raw, route
from api.problems import Code, refused
from api.services import services_of
from api.serving.shell import page_policy
from api.serving.static import StaticFile, static_files

__all__ = ["HTML", "ROUTES", "page"]

HTML = "text/html"
_templates = Environment(
    loader=PackageLoader("api", "web/templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_files: dict[str, StaticFile] = static_files()


@route(
    Operation(
        id="start_page",
        method="GET",
        path="/",
        action=Action.LOOK_AROUND,
        summary="Show where everything is.",
        media_type=HTML,
    )
)
async def start_page(request: Request[Any, Any, Any]) -> Raw:
    """
    Show the links; those that let somebody practise only to a browser on this very machine.
    """
    services = services_of(request)
    local = (
        is_loopback(services.settings.host)
        and is_loopback(host_of(request.headers))
        and not is_passed_on(request.headers, request.scope["http_version"])
    )
    links: tuple[DemoLink, ...] = demo_links(services, base="") if local and services.settings.demo else ()
    return page(
        "start.html",
        bank=services.banks.active,
        links=links,
        teach=f"/teach#token={services.demo_key}" if links and services.demo_key else "/teach",
        local=local,
        data=str(services.settings.data) if local else "",
    )


@route(
    Operation(
        id="practice_page",
        method="GET",
        path="/practice",
        action=Action.LOOK_AROUND,
        summary="Show the page to practise on.",
        media_type=HTML,
    )
)
async def practice_page(request: Request[Any, Any, Any]) -> Raw:
    """
    Show the page that hosts the practice component; who practises stands in the link's fragment.
    """
    return page("practice.html", embedders=services_of(request).settings.embedders)


@route(
    Operation(
        id="homework_page",
        method="GET",
        path="/homework",
        action=Action.LOOK_AROUND,
        summary="Show the page for homework.",
        media_type=HTML,
    )
)
async def homework_page(request: Request[Any, Any, Any]) -> Raw:
    """
    Show a learner's homework; whose stands in the link's fragment.
    """
    return page("homework.html", embedders=services_of(request).settings.embedders)


@route(
    Operation(
        id="teaching_page",
        method="GET",
        path="/teach",
        action=Action.LOOK_AROUND,
        summary="Show the teacher's page.",
        media_type=HTML,
    )
)
async def teaching_page(_: Request[Any, Any, Any]) -> Raw:
    """
    Show the teacher's page, which asks for a key.
    """
    return page("teach.html")


@route(
    Operation(
        id="joining_page",
        method="GET",
        path="/join",
        action=Action.LOOK_AROUND,
        summary="Show the page to join a class by a code.",
        media_type=HTML,
    )
)
async def joining_page(_: Request[Any, Any, Any]) -> Raw:
    """
    Show the page that asks for a code and a name; the code may stand in the link's fragment.
    """
    return page("join.html")


@route(
    Operation(
        id="enter_page",
        method="GET",
        path="/enter",
        action=Action.LOOK_AROUND,
        summary="Show the page to sign in with a link or a code.",
        media_type=HTML,
    )
)
async def enter_page(_: Request[Any, Any, Any]) -> Raw:
    """
    Show the page that takes a code, typed or from behind the `#` of a link.
    """
    return page("enter.html")


@route(
    Operation(
        id="docs_page",
        method="GET",
        path="/docs",
        action=Action.LOOK_AROUND,
        summary="Describe the API for people.",
        media_type=HTML,
    )
)
async def docs_page(request: Request[Any, Any, Any]) -> Raw:
    """
    Show the description of the API as one page.
    """
    state = request.app.state
    if state.get("docs") is None:  # the same for as long as the service runs, and long
        state["docs"] = _docs(state["operations"])
    shown: Raw = state["docs"]
    return shown


def _docs(declared: Iterable[Operation]) -> Raw:
    described = describe(declared)
    operations = [
        {**operation, "path": path, "method": method.upper()}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    schemas = {
        name: msgspec.json.format(msgspec.json.encode(schema), indent=2).decode()
        for name, schema in described["components"]["schemas"].items()
    }
    roles = {
        action.value: ", ".join(role.value for role, allowed in ALLOWED.items() if action in allowed)
        for action in Action
    }
    return page(
        "docs.html", info=described["info"], operations=operations, schemas=schemas, codes=list(Code), roles=roles
    )


@route(
    Operation(
        id="get_description",
        method="GET",
        path="/v1/openapi.json",
        action=Action.LOOK_AROUND,
        summary="Return this description of the API.",
        reply=dict[str, Any],
    )
)
async def get_description(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """
    Return the OpenAPI document.
    """
    return describe(request.app.state["operations"])


@route(
    Operation(
        id="static_file",
        method="GET",
        path="/web/{name:path}",
        action=Action.LOOK_AROUND,
        summary="Return a script or style sheet of the pages.",
        media_type="text/javascript",
    )
)
async def static_file(request: Request[Any, Any, Any]) -> Raw:
    """
    Send a file of the pages, or say that the browser's copy is still the same.
    """
    file = _files.get(str(request.path_params["name"]).lstrip("/"))
    if file is None:
        raise refused(Code.NOT_FOUND, "There is no such file.")
    headers = {"Cache-Control": "no-cache", "ETag": file.etag, "Cross-Origin-Resource-Policy": "cross-origin"}
    if request.headers.get("if-none-match") == file.etag:
        return Raw(content=b"", media_type=file.media_type, status=304, headers=headers)
    return Raw(content=file.content, media_type=file.media_type, headers=headers)


def page(template: str, *, embedders: Sequence[str] = (), **values: object) -> Raw:
    """
    Render one of our pages, under the policy that lets in nothing foreign, for these sites to frame.
    """
    content = _templates.get_template(template).render(**values).encode()
    headers = {"Content-Security-Policy": page_policy(embedders), "Cache-Control": "no-store"}
    return Raw(content=content, media_type=HTML, headers=headers)


ROUTES = (
    start_page,
    practice_page,
    homework_page,
    teaching_page,
    joining_page,
    enter_page,
    docs_page,
    get_description,
    static_file,
)
