"""
A whole service in memory, and a client that trusts none of its replies.

Every reply is checked against what its route declares: a status that the
operation does not list, or a 500, fails the test that met it.
"""

import asyncio
import functools
import re
from pathlib import Path
from typing import Any

import httpx
import msgspec

from api.access import Role
from api.app import build, operations
from api.keys import HOST_KEY, Keys
from api.openapi import PARAMETER
from api.operation import Operation
from api.problems import MEDIA_TYPE, ProblemDetails
from api.services import Services
from api.serving.server import services_on
from api.serving.settings import Settings
from api.sign_in.issuing import issued
from hints.shared.limiter import Rate
from item_bank.bank import Bank, read_bundle
from practice.banks import Banks
from practice.ids import LearnerId, TenantId
from practice.record.contract import Record
from practice.record.memory import MemoryRecord
from tests.starter import starter_bundle

__all__ = ["BEGIN", "FAST", "Service", "declared", "problem_of", "starter"]

BEGIN = 1_700_000_000_000
FAST = Rate(1_000_000, 1_000_000)
SCHOOL = TenantId("school")

_PATTERNS = [
    (operation, re.compile(PARAMETER.sub(lambda found: ".+" if found[2] else "[^/]+", operation.path)))
    for operation in operations()
]


@functools.cache
def starter() -> Bank:
    """
    Return the starter bank, compiled with a secret of the tests'.
    """
    return read_bundle(starter_bundle(), secret=b"t" * 32)


@functools.lru_cache
def declared(method: str, path: str) -> Operation | None:
    """
    Return the operation that a request goes to; exact addresses come before those with parameters.
    """
    found = [
        operation
        for operation, pattern in _PATTERNS
        if operation.method == ("GET" if method == "HEAD" else method) and pattern.fullmatch(path.partition("?")[0])
    ]
    return min(found, key=lambda operation: operation.path.count("{"), default=None)


def problem_of(reply: httpx.Response) -> ProblemDetails:
    """
    Read a reply as the problem that it has to be.
    """
    assert reply.headers["content-type"] == MEDIA_TYPE
    problem = msgspec.json.decode(reply.content, type=ProblemDetails)
    assert problem.status == reply.status_code
    assert problem.type.startswith("urn:misstep:problem:")
    return problem


class Service:
    """A service with a clock that stands still until it is moved."""

    def __init__(self, record: Record | None = None, *, rate: Rate = FAST, host: str = "127.0.0.1") -> None:
        self.now = BEGIN
        settings = Settings(data=Path("/nowhere"), host=host, learner_rate=rate, key_rate=rate)
        self.services: Services = services_on(settings, record or MemoryRecord(), Banks(starter()), secret=b"s" * 32)
        self.services.now = lambda: self.now
        self.app = build(self.services)

    def key(self, role: Role, tenant: TenantId = SCHOOL) -> str:
        """
        Make an API key of a role.
        """
        assert role is not Role.LEARNER
        made = asyncio.run(Keys(self.services.record).add(tenant, role.value, "a test's", now=self.now))
        return made.text

    def token(self, learner: str, tenant: TenantId = SCHOOL, *, scope: str = "practise") -> str:
        """
        Make a learner's token, whether or not there is such a learner.
        """
        token, _ = issued(
            self.services,
            tenant,
            LearnerId(learner),
            key=HOST_KEY,
            now=self.now,
            scope="look" if scope == "look" else "practise",
            life_ms=3_600_000,
        )
        return token

    def learner(self, learner: str = "otter", tenant: TenantId = SCHOOL) -> str:
        """
        Make a learner; return their token.
        """
        asyncio.run(self.services.session.create(tenant, LearnerId(learner), now=self.now))
        return self.token(learner, tenant)

    def call(
        self,
        method: str,
        path: str,
        credential: str | None = None,
        *,
        json: object = None,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """
        Send a request in process, and hold the reply to what its route declares.
        """
        return asyncio.run(self.sent(method, path, credential, json=json, content=content, headers=headers))

    async def sent(
        self,
        method: str,
        path: str,
        credential: str | None = None,
        *,
        json: object = None,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """
        Send a request as `call` does, at once with others: a service is at home in one event loop, so threads cannot.
        """
        named = dict(headers or {})
        if credential is not None:
            named["Authorization"] = f"Bearer {credential}"
        if json is not None:
            content = msgspec.json.encode(json)
        if content is not None:
            named.setdefault("Content-Type", "application/json")
        operation = declared(method, path)
        if operation is not None and operation.media_type == "text/event-stream":
            # It would never end, and the transport gives replies whole.
            self.services.fanout.close()

        transport = httpx.ASGITransport(app=self.app)  # type: ignore[arg-type]  # ASGI types have two spellings
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            reply = await client.request(method, path, headers=named, content=content)
        self.check(method, path, reply)
        return reply

    def ok(self, method: str, path: str, credential: str | None = None, *, json: object = None) -> Any:  # noqa: ANN401 - JSON
        """
        Send a request that has to succeed; return what came as JSON.
        """
        reply = self.call(method, path, credential, json=json)
        assert reply.status_code < 300, reply.text
        return reply.json()

    def refused(
        self,
        method: str,
        path: str,
        credential: str | None = None,
        *,
        json: object = None,
        content: bytes | None = None,
    ) -> tuple[int, str]:
        """
        Send a request that has to be refused; return status and code of the problem.
        """
        problem = problem_of(self.call(method, path, credential, json=json, content=content))
        return problem.status, problem.type.rpartition(":")[2]

    @staticmethod
    def check(method: str, path: str, reply: httpx.Response) -> None:
        """
        Hold a reply to what its route declares, and every reply to the common headers.
        """
        operation = declared(method, path)
        assert reply.status_code != 500, reply.text
        assert "content-security-policy" in reply.headers
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers.get("content-type", "").count("charset") <= 1
        if operation is None or reply.status_code == 304:
            return
        page = operation.media_type == "text/html" and reply.headers["content-type"].startswith("text/html")
        if reply.status_code >= 400 and method != "HEAD" and not page:
            kinds = {code.type for code in operation.problems}
            assert problem_of(reply).type in kinds, f"{operation.id} does not declare {reply.text}"
        if reply.status_code < 300:
            assert reply.status_code == operation.status
