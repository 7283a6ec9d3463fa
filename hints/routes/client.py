"""
One endpoint, asked through `openai.AsyncOpenAI`: the only file that knows the client.

One attempt, no retries: those are decided in `routed`. Whatever the client
raises or returns ends as a `Reply`, a `Fault` or a `FormatRejected`. The key
goes from the environment into the last step before the socket, where headers
that nobody asked for are dropped too; the client, its logs and its exceptions
never have it.
"""

import datetime as dt
import re
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, Final, Literal, NoReturn, cast
from urllib.parse import urlsplit

import httpx2
import msgspec
import openai
from openai.types.completion_usage import CompletionUsage, PromptTokensDetails

from hints.routes.extract import MOST_CHARACTERS
from hints.routes.model import FailureReason, ModelRequest, Usage
from hints.routes.retry_after import retry_after
from hints.routes.route import Route, RouteKind, Rung
from hints.routes.wire import Fault, FormatRejected, Reply, body_of, collected, reply_of, sent_usage, usage_of, words_of

__all__ = ["MOST_BYTES", "Endpoint"]

MOST_BYTES: Final = 1_000_000
"""Of a reply; a hint with all around it has two thousand."""
CONNECT_SECONDS: Final = 2.0
PASSED = frozenset({"host", "content-length", "content-type", "transfer-encoding", "accept"})
"""Headers of the client's that go out; it would also tell system, runtime, versions and organisations."""
FORMAT_WORDS = re.compile(
    r"response_format|json_schema|json_object|structured.?output|guided|grammar|schema", re.IGNORECASE
)
CODE = re.compile(r"[A-Za-z0-9_.-]{1,40}")
FORMAT_STATUSES = frozenset({400, 404, 415, 422, 500, 501})
ROUTE_STATUSES = frozenset({401, 402, 403, 404})
"""The key, the bill, the right or the model: each question would be refused."""
OUT_OF_MONEY = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
OUT_OF_MONEY_SECONDS: Final = 60.0


class Endpoint:
    """
    The client of one route; it belongs to one event loop.

    Parameters
    ----------
    route
        Where, what and how.
    environ
        Holds the key and the secret headers, by the names in the route.
    wall
        The wall clock, for dates in `Retry-After`.
    """

    def __init__(self, route: Route, environ: Mapping[str, str], *, wall: Callable[[], dt.datetime]) -> None:
        self.route = route
        self._wall = wall
        self._extra = msgspec.json.decode(route.body, type=dict[str, Any])
        limits = httpx2.Limits(max_connections=route.concurrency, max_keepalive_connections=route.concurrency)
        # Plain http speaks no TLS, and loading the system's certificates takes a tenth of a second.
        verify = urlsplit(route.base_url).scheme != "http"
        inner = httpx2.AsyncHTTPTransport(verify=verify, limits=limits)  # SSL_CERT_FILE may name an authority
        transport = _Transport(inner, _headers_of(route, environ), route.query)
        # Neither proxies nor passwords of the environment, and no other place than the one that is written down.
        http = httpx2.AsyncClient(transport=transport, trust_env=False, follow_redirects=False)
        self._client = openai.AsyncOpenAI(
            api_key="unused", base_url=route.base_url, http_client=http, max_retries=0, timeout=_timeout(route.seconds)
        )
        # Named here, since the client imports its parts where they are first named: not within a learner's deadline.
        self._completions = self._client.chat.completions
        self._raw = self._completions.with_raw_response

    async def close(self) -> None:
        """
        Close the connections.
        """
        await self._client.close()

    async def ask(self, request: ModelRequest, rung: Rung) -> Reply | Fault | FormatRejected:
        """
        Make one attempt; the caller stops it by cancelling.
        """
        try:
            if self.route.transfer == "stream":
                return await self._streamed(request, rung)
            return await self._whole(request, rung)
        except openai.APIStatusError as error:
            return self._status_fault(error, rung)
        except openai.APITimeoutError as error:
            if isinstance(error.__cause__, httpx2.ConnectTimeout):
                return Fault(reason=FailureReason.UNREACHABLE, sentence="no connection within its time")
            return Fault(
                reason=FailureReason.TIMEOUT, sentence="the server fell silent", usage=sent_usage(request, rung)
            )
        except openai.APIConnectionError as error:
            return _connection_fault(error.__cause__, sent_usage(request, rung))
        except httpx2.HTTPError as error:  # from within a stream the transport's errors come as they are
            return _connection_fault(error, sent_usage(request, rung))
        except openai.APIError:
            sentence = "an error came in the middle of the reply"
            return Fault(reason=FailureReason.PROVIDER, sentence=sentence, usage=sent_usage(request, rung))
        except Exception as error:  # noqa: BLE001 - the client raises anything for replies that are none
            sentence = f"the reply is no completion ({type(error).__name__})"
            return Fault(reason=FailureReason.BROKEN, sentence=sentence, usage=sent_usage(request, rung))

    async def _whole(self, request: ModelRequest, rung: Rung) -> Reply | Fault:
        body = body_of(self.route, request, rung)
        raw = await self._raw.create(**body, extra_body=self._extra)
        return reply_of(raw.http_response.content, request, rung)

    async def _streamed(self, request: ModelRequest, rung: Rung) -> Reply | Fault:
        body = body_of(self.route, request, rung)
        stream = await self._completions.create(
            **body, extra_body=self._extra, stream=True, stream_options={"include_usage": True}
        )
        text: list[str] = []
        refusal: list[str] = []
        finish: str | None = None
        model, fingerprint, usage, length = "", None, None, 0
        async with stream:
            async for chunk in cast("AsyncIterator[Any]", stream):
                model = words_of(chunk.model) or model
                fingerprint = words_of(chunk.system_fingerprint) or fingerprint
                usage = _chunk_usage(chunk.usage) or usage
                for choice in (chunk.choices or ())[:1]:
                    text.append(choice.delta.content or "")
                    refusal.append(choice.delta.refusal or "")
                    finish = choice.finish_reason or finish
                    length += len(text[-1]) + len(refusal[-1])
                if length > MOST_CHARACTERS:
                    raise TooMuch(TOO_MUCH)
        said = "".join(text)
        return collected(
            text=said,
            refusal="".join(refusal),
            finish=finish,
            model=model,
            fingerprint=fingerprint,
            usage=usage or sent_usage(request, rung, said),
        )

    def _status_fault(self, error: openai.APIStatusError, rung: Rung) -> Fault | FormatRejected:
        """
        Read an HTTP status; of the words of an error only its code is taken over, since they may quote anything.
        """
        status, code = error.status_code, error.code if error.code and CODE.fullmatch(error.code) else None
        sentence = f"HTTP {status}" + (f" ({code})" if code else "")
        asks = retry_after(error.response.headers.get("retry-after"), now=self._wall())
        if code == "content_filter":
            return Fault(reason=FailureReason.FILTERED, sentence=sentence, about="question")
        if rung is not Rung.PLAIN and status in FORMAT_STATUSES and FORMAT_WORDS.search(error.message):
            return FormatRejected(sentence)
        if status == httpx2.codes.TOO_MANY_REQUESTS:
            asks = OUT_OF_MONEY_SECONDS if code in OUT_OF_MONEY else asks
            return Fault(reason=FailureReason.LIMITED, sentence=sentence, retry_after=asks)
        if status in {408, 409, 425} or status >= httpx2.codes.INTERNAL_SERVER_ERROR:
            return Fault(reason=FailureReason.PROVIDER, sentence=sentence, retry_after=asks)
        if status < httpx2.codes.BAD_REQUEST:
            return Fault(
                reason=FailureReason.BROKEN, sentence=f"{sentence}: it points elsewhere, and nothing is sent there"
            )
        about: Literal["route", "question"] = "route" if status in ROUTE_STATUSES else "question"
        return Fault(reason=FailureReason.REFUSED, sentence=sentence, about=about)


class TooMuch(httpx2.ReadError):
    """A reply that is larger than any hint, or packed so that it might be."""


TOO_MUCH = f"the reply is larger than {MOST_BYTES} bytes"
PACKED = "the reply is packed, and nobody asked for that"


class _Transport(httpx2.AsyncBaseTransport):
    """
    The last step before the socket: the headers that go out are written here, and a reply has a size.
    """

    def __init__(self, inner: httpx2.AsyncBaseTransport, headers: Mapping[str, str], query: Mapping[str, str]) -> None:
        self._inner = inner
        self._headers = dict(headers)
        self._query = dict(query)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """
        Send a request with our headers alone, and bound what comes back.
        """
        passed = {name: value for name, value in request.headers.items() if name in PASSED}
        url = request.url.copy_merge_params(self._query) if self._query else request.url
        sent = httpx2.Request(
            request.method,
            url,
            headers={**passed, **self._headers},
            stream=request.stream,
            extensions=request.extensions,
        )
        response = await self._inner.handle_async_request(sent)
        stream = cast("httpx2.AsyncByteStream", response.stream)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            await stream.aclose()
            raise TooMuch(PACKED)
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Bounded(stream),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """
        Close the connections.
        """
        await self._inner.aclose()


class _Bounded(httpx2.AsyncByteStream):
    """The body of a reply, as far as `MOST_BYTES`."""

    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._inner:
            size += len(chunk)
            if size > MOST_BYTES:
                _refuse()
            yield chunk

    async def aclose(self) -> None:
        """
        Let the connection go.
        """
        await self._inner.aclose()


def _refuse() -> NoReturn:
    raise TooMuch(TOO_MUCH)


def _headers_of(route: Route, environ: Mapping[str, str]) -> dict[str, str]:
    headers = {
        "user-agent": "misstep",
        "accept-encoding": "identity",
        **{name.lower(): value for name, value in route.headers.items()},
        **{name.lower(): environ[variable] for name, variable in route.secret_headers.items()},
    }
    if route.key is not None:
        key = environ[route.key]
        headers["authorization"] = f"Bearer {key}"
        if route.kind is RouteKind.AZURE:
            headers["api-key"] = key  # its dated API knows this header alone
    return headers


def _timeout(seconds: float) -> httpx2.Timeout:
    return httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))


def _connection_fault(cause: BaseException | None, usage: Usage) -> Fault:
    """
    Tell a server that was not reached from one that broke off: the second may have worked, and is paid for.
    """
    match cause:
        case TooMuch():
            return Fault(reason=FailureReason.BROKEN, sentence=str(cause), usage=usage)
        case httpx2.ReadTimeout():
            return Fault(reason=FailureReason.TIMEOUT, sentence="the server fell silent", usage=usage)
        case httpx2.RemoteProtocolError():
            return Fault(reason=FailureReason.BROKEN, sentence="the reply was cut off, or is no HTTP", usage=usage)
        case httpx2.ReadError():
            return Fault(reason=FailureReason.UNREACHABLE, sentence="the connection was reset", usage=usage)
        case _:
            kind = type(cause).__name__ if cause is not None else "ConnectError"
            return Fault(reason=FailureReason.UNREACHABLE, sentence=f"no connection ({kind})")


def _chunk_usage(raw: object) -> Usage | None:
    """
    Take the numbers out of the client's own type, which holds whatever a server sent.
    """
    if not isinstance(raw, CompletionUsage):
        return None
    details = raw.prompt_tokens_details
    cached = details.cached_tokens if isinstance(details, PromptTokensDetails) else None
    return usage_of(
        {
            "prompt_tokens": raw.prompt_tokens,
            "completion_tokens": raw.completion_tokens,
            "prompt_tokens_details": {"cached_tokens": cached},
        }
    )
