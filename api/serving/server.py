"""
The server: one process that owns a record and answers over HTTP.

Drives uvicorn from inside: the port is taken and the record opened before it, the
record is closed after it, and a request to stop is obeyed within ten seconds.
What keeps it from starting is a value with a sentence, never a traceback.
"""

import asyncio
import contextlib
import datetime as dt
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Final

import msgspec
import uvicorn
from litestar.types import ASGIApp

from api.app import build
from api.demo import set_up_demo
from api.hinting.chaining import BadChain
from api.hinting.opening import looking_for, prepared
from api.keys import Keys
from api.releases import BankFault, keep_named, open_banks
from api.services import Services
from api.serving.keeping import keeping
from api.serving.protocol import BoundedProtocol
from api.serving.secret import SecretFault, derive, secret_of
from api.serving.settings import Settings
from api.serving.settling import settle
from api.shared.limiter import ProcessLimiter
from api.sign_in.ending import Endings
from api.sign_in.issuers import Issuers
from api.sign_in.links import PURPOSE as LINKS
from api.sign_in.links import Links
from api.sign_in.session import PURPOSE
from item_bank.bank import Bank
from practice.assignments import Assignments
from practice.banks import Banks
from practice.correction.seals import Seals
from practice.homework import Homework
from practice.joining import Joining
from practice.models import model_in_force
from practice.observing.courses import Courses
from practice.observing.snapshot import Snapshots
from practice.record.contract import Record, RecordBroken, RecordTaken
from practice.record.sqlite import FILE_NAME, open_sqlite
from practice.rosters import Rosters
from practice.said import Sayings
from practice.session import Session
from practice.settling import Settling
from practice.staff import Staff
from practice.tellings import Tellings

__all__ = ["DRAIN_SECONDS", "Fault", "run_app", "run_server", "services_on"]

DRAIN_SECONDS: Final = 10
KEEP_ALIVE_SECONDS: Final = 75
"""Longer than a proxy's 60, so that the proxy closes an idle connection and not we under its next request."""
BACKLOG: Final = 2_048


class Fault(msgspec.Struct, frozen=True):
    """Why the server does not start, and what to do."""

    sentence: str


def services_on(settings: Settings, record: Record, banks: Banks, *, secret: bytes) -> Services:
    """
    Put the services together on a record and its banks.
    """
    answers = derive(secret, "answers")
    seals = Seals(derive(secret, "seals"))
    assignments = Assignments(record, banks, lambda release: Bank(release, secret=answers), seals)
    assignments.restore()
    sayings = Sayings(record, seals)
    session = Session(record, banks, model=model_in_force(record), teacher=Staff(assignments, sayings))
    homework, courses = Homework(record, session, assignments), Courses(record)
    keys, tellings = Keys(record), Tellings(record)
    return Services(
        settings=settings,
        token_secret=derive(secret, "tokens"),
        session_secret=derive(secret, PURPOSE),
        record=record,
        session=session,
        banks=banks,
        keys=keys,
        endings=Endings(record),
        issuers=Issuers(record),
        links=Links(record, secret=derive(secret, LINKS)),
        limiter=ProcessLimiter(),
        assignments=assignments,
        homework=homework,
        courses=courses,
        sayings=sayings,
        settling=Settling(record, session, courses),
        tellings=tellings,
        snapshots=Snapshots(courses, homework, assignments, tellings),
        joining=Joining(
            record, secret=derive(secret, "joining"), alive=lambda key, tenant, now: keys.alive(key, tenant, now=now)
        ),
        rosters=Rosters(record, secret=derive(secret, "rosters")),
    )


def run_server(settings: Settings, announce: Callable[[Services, str], None]) -> Fault | None:
    """
    Serve until asked to stop.

    Parameters
    ----------
    settings
        Where, and with what.
    announce
        Called once requests are answered, with the services and the address.

    Returns
    -------
    Fault | None
        Why it did not start; None after a stop.
    """
    listener = _listen(settings.host, settings.port)
    if isinstance(listener, Fault):
        return listener
    with contextlib.closing(listener), asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(_serve(settings, listener, announce))


def run_app(
    host: str, port: int, services: Services, app: ASGIApp, announce: Callable[[Services, str], None]
) -> Fault | None:
    """
    Serve an app of one's own around services of one's own, until asked to stop.
    """
    listener = _listen(host, port)
    if isinstance(listener, Fault):
        return listener
    with contextlib.closing(listener), asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_answer(services, app, listener, announce))
    return None


async def _serve(
    settings: Settings, listener: socket.socket, announce: Callable[[Services, str], None]
) -> Fault | None:
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = secret_of(settings.data)
        if isinstance(secret, SecretFault):
            return Fault(secret.sentence)
        record = open_sqlite(settings.data / FILE_NAME)
    except OSError as error:
        return Fault(f"The data folder {settings.data} cannot be used: {error.strerror}.")
    except (RecordTaken, RecordBroken) as error:
        return Fault(str(error))
    try:
        answers = derive(secret, "answers")
        banks = open_banks(settings.bank, data=settings.data, secret=answers)
        if isinstance(banks, BankFault):
            return Fault(banks.sentence)
        opened = prepared(settings, today=dt.datetime.now(dt.UTC).date())
        if isinstance(opened, BadChain):
            return Fault(opened.sentence)
        services = services_on(settings, record, banks, secret=secret)
        keep_named(banks, services.assignments.releases(), data=settings.data, secret=answers)
        if settings.demo:
            await set_up_demo(services)
        settle()
        try:
            async with looking_for(services, opened, services.metrics), keeping(record):
                await _answer(services, build(services), listener, announce)
        finally:
            await services.watched.close()
            await services.paster.close()
    except RecordBroken as error:
        return Fault(str(error))
    finally:
        await record.close()
    return None


async def _answer(
    services: Services, app: ASGIApp, listener: socket.socket, announce: Callable[[Services, str], None]
) -> None:
    config = uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    server = _Server(config)

    def stop() -> None:
        # Not ready first: what still comes in on open connections is told so.
        server.force_exit = services.draining
        services.drain()
        server.should_exit = True

    with _obeying(stop):
        serving = asyncio.ensure_future(server.serve(sockets=[listener]))
        started = asyncio.ensure_future(server.answers.wait())
        await asyncio.wait((serving, started), return_when=asyncio.FIRST_COMPLETED)
        if server.started:
            services.watched.address = _address(listener)
            announce(services, services.watched.address)
        started.cancel()
        await serving


class _Server(uvicorn.Server):
    """Uvicorn's server without its signal handlers, which would end the process before the record is closed."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """
        Begin to answer, and say so.
        """
        await super().startup(sockets)
        self.answers.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """
        Leave the signals to whoever runs the server.
        """
        yield


@contextlib.contextmanager
def _obeying(stop: Callable[[], None]) -> Iterator[None]:
    """
    Stop on SIGTERM and SIGINT; a second one does not wait for open requests.
    """
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket | Fault:
    """
    Take the port at once, so that two starts cannot both believe that it is theirs.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        return Fault(f"{host} is no address to listen on: {error.strerror}.")
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        return Fault(f"Port {port} of {host} cannot be taken: {error.strerror}. Give another one: --port.")
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - not there on Windows

    return uvloop.new_event_loop
