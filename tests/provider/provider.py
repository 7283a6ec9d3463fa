"""
The scripted provider: a real HTTP server on loopback that speaks the wire format of OpenAI's chat completions.

Runs on a loop and a thread of its own, so that it serves tests, their
subprocesses and benchmarks alike. It keeps every request as it came.
"""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Self

from tests.provider import wire
from tests.provider.asked import Asked, Responder, asked_of
from tests.provider.behaviour import Answer, Behaviour
from tests.provider.filling import filled
from tests.provider.serving import reset, serve

__all__ = ["Plan", "Provider", "closed_port"]

Plan = Callable[[Asked, int], Behaviour]
"""Which behaviour a request meets; the number counts completions from 0."""

START_SECONDS = 30
WELL = Answer()
MAX_HEAD = 65_536


class Provider:
    """
    A provider that does as it is told.

    Parameters
    ----------
    script
        Behaviours, one a completion, in the order of their requests; or a plan.
    then
        What comes after the script.
    responder
        What the model says where a behaviour leaves it open.
    models
        Names in the list of models.
    port, tls
        Where to listen, 0 for any free port; and with which certificate, if any.

    Attributes
    ----------
    port
        Where it listens, once entered.
    asked
        Every request so far, whole.
    most_open
        The most completions that were under way at once.
    """

    def __init__(
        self,
        script: Sequence[Behaviour] | Plan = (),
        *,
        then: Behaviour = WELL,
        responder: Responder = filled,
        models: tuple[str, ...] = ("scripted",),
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.responder = responder
        self.models = models
        self.port = port
        self.tls = tls
        self.asked: list[Asked] = []
        self.most_open = 0
        self._open = 0
        self._count = 0
        self._lock = threading.Lock()
        self._started = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._failed: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="provider", daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self.tell(script, then=then)

    def tell(self, script: Sequence[Behaviour] | Plan = (), *, then: Behaviour = WELL) -> None:
        """
        Begin another script; what was asked so far is forgotten.
        """
        with self._lock:
            self._count = 0
            self.asked.clear()
            if callable(script):
                self._plan: Plan = script
            else:
                steps = tuple(script)
                self._plan = lambda _, number: steps[number] if number < len(steps) else then

    @property
    def base_url(self) -> str:
        """
        What a route names.
        """
        return f"{'http' if self.tls is None else 'https'}://127.0.0.1:{self.port}/v1"

    @property
    def completions(self) -> list[Asked]:
        """
        The requests for completions.
        """
        return [one for one in self.asked if one.path.partition("?")[0].endswith("/chat/completions")]

    @property
    def sent(self) -> bytes:
        """
        All bytes that ever came here.
        """
        return b"".join(one.raw for one in self.asked)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(START_SECONDS)
        if self._failed is not None:
            raise self._failed
        return self

    def __exit__(self, *_: object) -> None:
        assert self._loop is not None
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(START_SECONDS)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except OSError as error:  # a port that is taken
            self._failed = error
            self._started.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        server = await self._loop.create_server(self._protocol, "127.0.0.1", self.port, backlog=1_024, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        self._started.set()
        await self._stop.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _protocol(self) -> asyncio.StreamReaderProtocol:
        return asyncio.StreamReaderProtocol(_Reader(), self._connected)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert isinstance(reader, _Reader)
        task = asyncio.ensure_future(self._connection(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connection(self, reader: "_Reader", writer: asyncio.StreamWriter) -> None:
        """
        Answer what comes on one connection, until either side has enough.
        """
        try:
            while (asked := await _read(reader)) is not None:
                if not await self._answered(asked, reader, writer):
                    break
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        except asyncio.CancelledError:
            reset(writer)
            return
        with contextlib.suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()

    async def _answered(self, asked: Asked, reader: "_Reader", writer: asyncio.StreamWriter) -> bool:
        with self._lock:
            self.asked.append(asked)
        if asked.path.endswith("/models"):
            return await _say(writer, 200, wire.models(self.models))
        if not asked.path.partition("?")[0].endswith("/chat/completions"):
            return await _say(writer, 404, wire.error("Unknown path.", "not_found"))
        with self._lock:
            behaviour = self._plan(asked, self._count)
            self._count += 1
            self._open += 1
            self.most_open = max(self.most_open, self._open)
        answering = asyncio.ensure_future(serve(asked, behaviour, self.responder, writer))
        leaving = asyncio.ensure_future(reader.left.wait())
        try:
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            return answering.done() and answering.result()
        finally:
            for task in (answering, leaving):
                task.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)
            with self._lock:
                self._open -= 1

    @property
    def open(self) -> int:
        """
        How many completions are under way now.
        """
        return self._open


class _Reader(asyncio.StreamReader):
    """A reader that tells when the other side has left, without taking a byte of what it may still send."""

    def __init__(self) -> None:
        super().__init__(limit=MAX_HEAD)
        self.left = asyncio.Event()

    def feed_eof(self) -> None:
        super().feed_eof()
        self.left.set()

    def set_exception(self, exc: BaseException) -> None:
        super().set_exception(exc)  # type: ignore[arg-type]  # typeshed knows exceptions only
        self.left.set()


async def _say(writer: asyncio.StreamWriter, status: int, body: bytes) -> bool:
    writer.write(
        f"HTTP/1.1 {status} Scripted\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
    )
    await writer.drain()
    return True


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    """
    Read one request; None where the client is done.
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return None
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return asked_of(method, path, headers, head + body, body)


@contextlib.contextmanager
def closed_port() -> Iterator[int]:
    """
    Hold a port where nobody listens: connections to it are refused, and nobody else gets it meanwhile.
    """
    import socket  # noqa: PLC0415 - here alone

    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        yield holder.getsockname()[1]
