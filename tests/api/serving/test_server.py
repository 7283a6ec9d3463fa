"""What a real server process promises: nasty requests, a second start, a stop, a kill."""

import json
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.serving.protocol import MAX_HEAD
from tests.api.running import START_SECONDS, Server, raw
from tests.service.running import TENANT, add_key, command, run

pytestmark = pytest.mark.slow

CLOSE = b"Connection: close\r\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """
    Run one server for the requests of this file.
    """
    with Server(tmp_path_factory.mktemp("data")) as server:
        yield server


def put(server: Server, body: bytes, *headers: bytes, length: bool = True) -> bytes:
    """
    Compose a try of a demo learner from raw parts.
    """
    lines = [
        b"PUT /v1/learners/otter/opportunities/x/tries/1 HTTP/1.1",
        b"Host: 127.0.0.1",
        b"Authorization: Bearer " + server.tokens["otter"].encode(),
        *headers,
        *([b"Content-Length: %d" % len(body)] if length else []),
        b"Connection: close",
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def status(reply: bytes) -> int:
    """
    Read the status of a raw reply; each error has to be a problem body.
    """
    head, _, body = reply.partition(b"\r\n\r\n")
    number = int(head.split(b" ")[1])
    if number >= 400:
        assert b"application/problem+json" in head.lower(), head
        assert json.loads(body)["status"] == number
    return number


JSON = b"Content-Type: application/json"


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        (b"[" * 100_000, (JSON,), 413),
        (b'{"step":' + b"[" * 16_000, (JSON,), 400),
        (b'{"step":"s","response":{"kind":"final","text":' + b"1" * 16_000 + b"}}", (JSON,), 400),
        (b"not json", (JSON,), 400),
        (b"\xff\xfe\x00", (JSON,), 400),
        (b"", (JSON,), 400),
        (b"{}", (b"Content-Type: text/plain",), 415),
        (b"{}", (b"Content-Type: application/json; charset=latin-1",), 415),
        (b"{}", (b"Content-Type: multipart/form-data; boundary=x",), 415),
        (b"{}", (b"Content-Type: application/x-www-form-urlencoded",), 415),
        (b"{}", (), 415),
        (b"{}", (JSON, b"Content-Encoding: gzip"), 415),
        (b'{"step":"s","response":{"kind":"stuck"}}', (JSON,), 404),
        (b'{"step":"s","response":{"kind":"stuck"}}', (JSON, b"Expect: 100-continue"), 404),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_nasty_bodies_are_refused_with_a_problem(
    server: Server, body: bytes, headers: tuple[bytes, ...], expected: int
) -> None:
    """
    Deep, long, foreign and broken bodies get a 4xx that says what to do.
    """
    reply = raw(server.port, put(server, body, *headers)).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")

    assert expected == status(reply)


def test_a_chunked_body_is_stopped_at_the_first_byte_too_many(server: Server) -> None:
    """
    Without a length the bytes are counted as they come.
    """
    chunk = b"%x\r\n%s\r\n" % (4_096, b" " * 4_096)
    begin = put(server, b"", JSON, b"Transfer-Encoding: chunked", length=False)

    assert 413 == status(raw(server.port, begin, *([chunk] * 64)))


def test_a_body_said_to_be_too_large_is_refused_before_it_is_sent(server: Server) -> None:
    """
    A client that waits for "100 Continue" is told 413 instead.
    """
    head = put(server, b"", JSON, b"Expect: 100-continue", b"Content-Length: 99999999", length=False)

    reply = raw(server.port, head)

    assert b"100 Continue" not in reply
    assert 413 == status(reply)


@pytest.mark.parametrize(
    ("request_bytes", "expected"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (2 * MAX_HEAD) + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (64 * MAX_HEAD), 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: a\r\n" * MAX_HEAD + b"\r\n", 431),
        (b"GET /" + b"a" * (2 * MAX_HEAD) + b" HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        (b"\x00\x01\x02\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (b"GET /\xff HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"CONNECT example.org:80 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET http://example.org/ HTTP/1.1\r\nHost: x\r\n" + CLOSE + b"\r\n", 200),
        (b"OPTIONS * HTTP/1.1\r\nHost: x\r\n" + CLOSE + b"\r\n", 404),
        (b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"HEAD /health/live HTTP/1.1\r\nHost: x\r\n" + CLOSE + b"\r\n", 200),
        (b"GET /health/live HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", 200),
        (b"GET /health/live HTTP/1.0\r\n\r\n", 200),
    ],
    ids=lambda value: repr(value)[:50],
)
def test_nasty_heads_are_answered(server: Server, request_bytes: bytes, expected: int) -> None:
    """
    Whatever comes before a body is bounded, and never ends in silence or a 500.
    """
    assert expected == status(raw(server.port, request_bytes, wait=0.5))


def test_a_head_with_many_bytes_in_many_pieces_is_bounded(server: Server) -> None:
    """
    A header that never ends is cut off while it comes.
    """
    pieces = [b"a" * 4_096] * 64

    assert 431 == status(raw(server.port, b"GET / HTTP/1.1\r\nX: ", *pieces))


@pytest.mark.parametrize("unending", [b"0\r\nX: ", b"5;"], ids=["trailer", "extension"])
def test_what_frames_a_body_is_bounded(server: Server, unending: bytes) -> None:
    """
    A header after the body, or a chunk's extension, that never ends is cut off; nobody has to be known for sending it.
    """
    head = b"GET /health/live HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

    with socket.create_connection(("127.0.0.1", server.port), timeout=START_SECONDS) as connection:
        connection.sendall(head + unending)
        with pytest.raises(OSError, match=r"Broken pipe|reset by peer"):
            connection.sendall(b"a" * 2**26)


def test_after_all_that_the_server_is_well(server: Server) -> None:
    """
    None of the above left it broken, or worth a word in its log.
    """
    assert 200 == httpx.get(f"{server.address}/health/ready", timeout=START_SECONDS).status_code


def practise(server: Server, n: int, text: str = "987654321") -> httpx.Response:
    """
    Open a demo learner's exercise and try something.
    """
    headers = {"Authorization": f"Bearer {server.tokens['heron']}"}
    root = f"{server.address}/v1/learners/heron/opportunities"
    view = httpx.post(root, json={}, headers=headers, timeout=START_SECONDS).json()
    body = {"step": view["open"][-1], "response": {"kind": "final", "text": text}}
    return httpx.put(f"{root}/{view['opportunity']}/tries/{n}", json=body, headers=headers, timeout=START_SECONDS)


def test_a_start_without_flags_gives_links_that_work(server: Server) -> None:
    """
    Each demo learner has a token in the fragment of a link, and practises with it.
    """
    assert ["otter", "heron", "badger", "marten", "stork"] == list(server.tokens)
    assert server.out[0].startswith("Data:")
    assert 200 == practise(server, 1).status_code


def test_a_second_start_finds_everything_there_after_a_kill(tmp_path: Path) -> None:
    """
    What was acknowledged before `kill -9` is there after the restart, with fresh links.
    """
    with Server(tmp_path) as first:
        before = practise(first, 1)
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()
        old_token = first.tokens["heron"]
    with Server(tmp_path) as second:
        after = practise(second, 1)
        old = {"Authorization": f"Bearer {old_token}"}
        known = httpx.get(f"{second.address}/v1/self", headers=old, timeout=START_SECONDS)

    assert (200, before.content) == (after.status_code, after.content)
    assert 200 == known.status_code, "the secret is kept, so links given out before still work"


def test_a_killed_server_ends_no_session_and_forgets_no_sign_out(tmp_path: Path) -> None:
    """
    After `kill -9` a browser is signed in as before, by a link of the command line too; one that signed out is not.
    """
    key = add_key(tmp_path, "teacher")
    linked = run("key", "link", key.split("_")[1], "--tenant", TENANT, "--data", tmp_path, "--once")
    shown = {"by": "link", "code": linked.stdout.strip().partition("#")[2], "attempt": "a" * 32}
    side = {"Misstep-Session": "staff"}
    with Server(tmp_path, "--no-demo") as first:
        stays, gone = (httpx.Client(base_url=first.address, headers=side, timeout=START_SECONDS) for _ in range(2))
        assert 201 == stays.post("/v1/sessions", json=shown).status_code
        assert 201 == gone.post("/v1/sessions", json={"by": "key", "key": key}).status_code
        copied = dict(gone.cookies)
        assert 200 == gone.delete("/v1/sessions/current").status_code
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()
    with Server(tmp_path, "--no-demo") as second:
        after = [
            httpx.get(f"{second.address}/v1/self", headers=side, cookies=cookies, timeout=START_SECONDS).status_code
            for cookies in (dict(stays.cookies), copied)
        ]
        shown |= {"attempt": "b" * 32}
        again = httpx.post(f"{second.address}/v1/sessions", json=shown, timeout=START_SECONDS).status_code
    for client in (stays, gone):
        client.close()

    assert [200, 401] == after
    assert 410 == again


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_obeyed_and_says_nothing(tmp_path: Path, number: int) -> None:
    """
    The exit code is 0 and the log is empty.
    """
    with Server(tmp_path) as server:
        practise(server, 1)
        outcome = server.obey(number)

    assert (0, "") == outcome


def test_a_request_on_its_way_is_finished_before_the_stop(tmp_path: Path) -> None:
    """
    A body that is still coming when the stop is asked for is answered, and kept.
    """
    with Server(tmp_path) as server:
        view = practise(server, 1).json()
        body = json.dumps({"step": view["step"], "response": {"kind": "final", "text": "87654321"}}).encode()
        path = f"/v1/learners/heron/opportunities/{view['opportunity']}/tries/2"
        head = (
            f"PUT {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.tokens['heron']}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        with socket.create_connection(("127.0.0.1", server.port), timeout=START_SECONDS) as connection:
            connection.sendall(head + body[:5])
            # The first half has arrived once another request, sent after it, is answered.
            httpx.get(f"{server.address}/health/live", timeout=START_SECONDS)
            server.process.send_signal(signal.SIGTERM)
            timer = threading.Timer(0.5, connection.sendall, (body[5:],))
            timer.start()
            reply = connection.recv(65_536)
            timer.join()
        server.process.communicate(timeout=START_SECONDS)

    assert b"HTTP/1.1 200" in reply
    assert 0 == server.process.returncode


def refused_start(*flags: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """
    Try to start a server that cannot.
    """
    return subprocess.run(
        [command(), "serve", *flags],
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
        env=environ or None,
    )


def test_a_second_start_on_the_same_port_or_data_is_refused_with_a_sentence(server: Server, tmp_path: Path) -> None:
    """
    Exit code 2, one line that says what to do, and no traceback.
    """
    data = server.out[0].removeprefix("Data: ").strip()

    same_port = refused_start("--port", str(server.port), "--data", str(tmp_path))
    same_data = refused_start("--port", "0", "--data", data)

    for refusal in (same_port, same_data):
        assert (2, "") == (refusal.returncode, refusal.stdout)
        assert 1 == refusal.stderr.count("\n")
        assert "Traceback" not in refusal.stderr
    assert str(server.port) in same_port.stderr
    assert data in same_data.stderr


@pytest.mark.parametrize(
    "flags",
    [
        ("--port", "http"),
        ("--port", "99999"),
        ("--host", "no.such.host.invalid"),
        ("--bank", "/nowhere/bank.bundle"),
        ("--bank", "{data}"),
        ("--bank", "{file}"),
        ("--learner-rate", "fast"),
        ("--data", "/proc/misstep"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_served_is_refused_with_a_sentence(tmp_path: Path, flags: tuple[str, ...]) -> None:
    """
    A wrong flag, a missing bank, a folder that cannot be written: exit code 2 and one line.
    """
    (tmp_path / "file").write_text("no bundle")
    given = [flag.format(data=tmp_path, file=tmp_path / "file") for flag in flags]
    rest = [] if "--data" in flags else ["--data", str(tmp_path / "data")]

    refusal = refused_start(*given, *([] if "--port" in flags else ["--port", "0"]), *rest)

    assert (2, "") == (refusal.returncode, refusal.stdout)
    assert "Traceback" not in refusal.stderr
    assert refusal.stderr.startswith("misstep serve: ")


def test_a_damaged_record_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    """
    A file that is no record is never written over.
    """
    path = tmp_path / "record.sqlite"
    path.write_bytes(b"somebody's own file" * 100)
    before = path.read_bytes()

    refusal = refused_start("--port", "0", "--data", str(tmp_path))

    assert 2 == refusal.returncode
    assert "Traceback" not in refusal.stderr
    assert before == path.read_bytes()


def test_without_a_demo_there_is_nobody(tmp_path: Path) -> None:
    """
    `--no-demo` makes no class, and its start page gives no links.
    """
    with Server(tmp_path, "--no-demo") as server:
        page = httpx.get(server.address, timeout=START_SECONDS).text

    assert {} == server.tokens
    assert "token=" not in page


def test_an_exercise_that_was_open_survives_a_change_of_bank(tmp_path: Path) -> None:
    """
    The release that was served before is kept, so what is open under it can be finished.
    """
    folder = Path(__file__).parents[3] / "item_bank" / "starter"
    changed = tmp_path / "bank"
    for path in folder.rglob("*.yaml"):
        target = changed / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text().replace("name: Starter bank", "name: Changed bank"))
    data = tmp_path / "data"
    with Server(data) as first:
        practise(first, 1)
    with Server(data, "--bank", str(changed)) as second:
        reply = practise(second, 2)
        start = httpx.get(second.address, timeout=START_SECONDS).text

    assert "Changed bank" in start
    assert 200 == reply.status_code


def test_the_log_never_holds_what_a_learner_wrote(tmp_path: Path) -> None:
    """
    Neither output nor errors quote an answer or a token.
    """
    server = Server(tmp_path)
    practise(server, 1, text="424242424242")
    token = server.tokens["otter"]
    _, errors = server.obey()

    assert "424242424242" not in errors
    assert token not in errors
