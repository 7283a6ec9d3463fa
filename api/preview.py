"""
The preview: the real practice page around one item, for its author on this machine.

Stands around the service's app. Only the author's own browser is answered: the
host that it asks for has to be this machine's, so that no page elsewhere can
point a name of its own here. Each look begins with a learner of its own, in a
record that lives in memory.
"""

import ipaddress
from typing import Final
from urllib.parse import parse_qs, urlencode

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from api.keys import HOST_KEY
from api.operation import Raw
from api.previewing import Folder, Previewed
from api.routes.pages import page
from api.services import Services
from api.sign_in.issuing import issued
from item_bank.ids import ItemId
from practice.ids import LearnerId, OpportunityId, TenantId
from practice.requests import Wish
from practice.views import OpportunityView

__all__ = ["Preview"]

TENANT: Final = TenantId("preview")
PASSED: Final = ("/v1/", "/web/")
"""What the page loads from the service; no more of it can be reached."""

JSON: Final = "application/json"


class Preview:
    """An ASGI app around the service's app, for a folder; `first` is the item shown unless another is asked for."""

    def __init__(self, app: ASGIApp, services: Services, folder: Folder, first: str | None) -> None:
        """
        Stand around an app.
        """
        self._app, self._services, self._folder, self._first = app, services, folder, first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Answer for the pages of the preview, and pass on what they load.
        """
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"host"]
        path = scope["path"]
        if len(hosts) != 1 or not _is_here(hosts[0]):
            await _reply(send, _text("This preview is for the browser of this machine.", 403))
        elif path.startswith(PASSED):
            await self._app(scope, receive, send)
        elif str(scope["method"]) not in {"GET", "HEAD"}:
            await _reply(send, _text("This can only be looked at.", 405))
        elif path == "/version":
            version = self._folder.version().encode()
            await _reply(send, Raw(content=version, media_type="text/plain", headers={"Cache-Control": "no-store"}))
        elif path == "/":
            query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            await _reply(send, await self._page({name: values[0] for name, values in query.items()}))
        else:
            await _reply(send, _text("There is no such page.", 404))

    async def _page(self, asked: dict[str, str]) -> Raw:
        version = self._folder.version()
        name = asked.get("item", self._first)
        items = self._folder.items()
        shown = self._folder.item(name) if name else None
        if shown is None:
            missing = "" if not name else f"The bank has no item {name}."
            links = [(f"{item.id}: {item.title}", _link(item.id)) for item in items]
            return page("preview_items.html", version=version, links=links, missing=missing)
        variant = _variant(asked.get("variant", ""), shown.variants)
        language = asked.get("language")
        learner = await self._open(shown, variant, language)
        return page(
            "preview.html",
            version=version,
            title=shown.item.template.title,
            file=shown.item.file,
            findings=shown.checked.findings,
            elsewhere=shown.checked.elsewhere,
            sentence=shown.sentence,
            variant=variant,
            variants=shown.variants,
            draw=self._draw(shown, variant),
            learner=learner,
            token=None if learner is None else self._token(learner),
            language=language or "",
            links=_around(shown, variant, language),
        )

    async def _open(self, shown: Previewed, variant: int, language: str | None) -> LearnerId | None:
        """
        Put the variant before a new learner; None where there is nothing to be put.
        """
        if shown.bank is None:
            return None
        session, now = self._services.session, self._services.now()
        session.banks.activate(shown.bank)
        learner = LearnerId(self._services.new_id())
        await session.create(TENANT, learner, now=now)
        opened = await session.open(
            TENANT,
            learner,
            wish=Wish(item=ItemId(shown.item.template.id), variant=variant, language=language),
            now=now,
            seed=self._services.new_seed(),
            opportunity=OpportunityId(self._services.new_id()),
        )
        return learner if isinstance(opened, OpportunityView) else None

    def _token(self, learner: LearnerId) -> str:
        token, _ = issued(self._services, TENANT, learner, key=HOST_KEY, now=self._services.now())
        return token

    def _draw(self, shown: Previewed, variant: int) -> str:
        if shown.bank is None:
            return ""
        drawn = shown.bank.open(ItemId(shown.item.template.id), variant).variant.draw
        return ", ".join(f"{name} = {value}" for name, value in drawn.items())


def _around(shown: Previewed, variant: int, language: str | None) -> list[tuple[str, str]]:
    """
    Link the variants around one, and the same one in the item's other languages.
    """
    name = str(shown.item.template.id)
    count = shown.variants
    if shown.bank is None or not count:
        return []
    places = {
        "First": 0,
        "Previous": max(variant - 1, 0),
        "Next": min(variant + 1, count - 1),
        "Another": (variant + count // 3 + 1) % count,
        "Last": count - 1,
    }
    links = [(label, _link(name, place, language)) for label, place in places.items()]
    languages = shown.bank.languages(ItemId(name))
    return links + [(tag, _link(name, variant, tag)) for tag in languages if len(languages) > 1]


def _link(item: str, variant: int | None = None, language: str | None = None) -> str:
    parts = {"item": item, "variant": variant, "language": language}
    return "/?" + urlencode({name: value for name, value in parts.items() if value is not None})


def _variant(text: str, count: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000000") else 0
    return min(number, max(count - 1, 0))


def _is_here(host: str) -> bool:
    """
    Say whether a Host header names this machine, by a name that no page elsewhere can have.
    """
    name, port = host, ""
    if ":" in host and not host.endswith("]"):
        name, _, port = host.rpartition(":")
    if port and not (port.isascii() and port.isdigit()):
        return False
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _text(sentence: str, status: int) -> Raw:
    return Raw(content=sentence.encode(), media_type="text/plain; charset=utf-8", status=status)


async def _reply(send: Send, raw: Raw) -> None:
    headers = {
        "Content-Type": raw.media_type if "charset" in raw.media_type else f"{raw.media_type}; charset=utf-8",
        "Content-Length": str(len(raw.content)),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Content-Security-Policy": "default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        **raw.headers,
    }
    encoded = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": raw.status, "headers": encoded})
    await send({"type": "http.response.body", "body": raw.content, "more_body": False})
