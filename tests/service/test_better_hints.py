"""What better hints promise in the real service: child, HTTP to scripted models, Redis, and all of it failing."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.provider.behaviour import (
    Answer,
    Behaviour,
    Choices,
    Cut,
    Drip,
    Echo,
    Hang,
    Huge,
    MidStreamError,
    Refuse,
    html,
    limited,
    server_error,
)
from tests.provider.provider import Provider
from tests.redis_server import RedisServer
from tests.service.hinted import Hinted, routes_file, sensible_provider
from tests.service.running import command, run

pytestmark = pytest.mark.slow

WAIT_SECONDS = 60


@pytest.fixture(scope="module")
def model() -> Iterator[Provider]:
    """
    Serve a model that does as the latest test told it.
    """
    with sensible_provider() as serving:
        yield serving


@pytest.fixture
def provider(model: Provider) -> Provider:
    """
    Let the model say something sensible.
    """
    model.tell()
    return model


@pytest.fixture(scope="module")
def shared(model: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinted]:
    """
    Serve with routes to the model, for the tests that leave the server well.
    """
    with Hinted(tmp_path_factory.mktemp("hinted") / "data", model.base_url) as server:
        yield server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """
    Start a Redis that a test may ruin.
    """
    with RedisServer() as server:
        yield server


def until(holds: Callable[[], bool]) -> None:
    """
    Wait until something holds that happens in another process.
    """
    end = time.monotonic() + WAIT_SECONDS
    while not holds():
        assert time.monotonic() < end, "this never came to hold"
        time.sleep(0.02)


def exported(data: Path, kind: str) -> list[dict[str, Any]]:
    """
    Read the events of a kind, as an operator does beside the running server.
    """
    done = run("export", "--data", data)
    assert done.returncode == 0, done.stderr
    return [line for line in map(json.loads, done.stdout.splitlines()) if line["kind"] == kind]


def test_the_whole_chain_is_there_and_can_be_explained(provider: Provider, shared: Hinted) -> None:
    """
    A wrong answer, better words from two calls, the second learner's from the cache, counts, and the way it came about.
    """
    data = shared.data
    first = shared.seat("otter")
    reply = first.answer()
    better = first.hint()
    calls = len(provider.completions)
    second = shared.seat("heron")
    second.answer()
    again = second.hint()
    counts = shared.metrics()
    sought = exported(data, "help_sought")
    (revised, _) = exported(data, "hint_revised")
    explained = run("hints", "explain", str(revised["position"]), "--data", data)
    as_json = run("hints", "explain", str(sought[0]["position"]), "--data", data, "--json")
    nothing = run("hints", "explain", "1", "--data", data)

    assert reply["hint_pending"]
    assert "rung" == reply["hint"]["source"]
    assert "model" == better["hint"]["source"]
    assert better["hint"]["text"] == again["hint"]["text"]
    assert 2 == calls == len(provider.completions)
    assert 1 == counts['misstep_better_hints_total{level="exact",source="model",specificity="mistake"}']
    assert 2 == counts['misstep_route_calls_total{outcome="reply",route="near"}']
    assert counts["misstep_hint_dollars_total"] > 0
    assert [None, "exact"] == [one["payload"].get("level") for one in sought]
    for part in ("first help: ", "better words: ", "after the mask:", "call tutor: reply from near/scripted"):
        assert part in explained.stdout
    assert "777777" in json.loads(as_json.stdout)["trace"]["lines"][0]["text"]
    assert (2, "") == (nothing.returncode, nothing.stdout)


def test_metrics_are_the_operator_s_alone(shared: Hinted) -> None:
    """
    No tenant's admin sees the counts of all, and nothing of a learner or an item is among them.
    """
    with shared.client(shared.key) as admin, shared.client() as nobody, shared.client(shared.operator) as operator:
        assert 403 == admin.get("/metrics").status_code
        assert 401 == nobody.get("/metrics").status_code
        assert 403 == operator.get("/v1/learners").status_code
        reply = operator.get("/metrics")

    assert reply.headers["content-type"].startswith("text/plain")
    assert "otter" not in reply.text
    assert "percent-of-a-number" not in reply.text


def test_a_stream_tells_of_it_and_ends_when_the_server_is_asked_to_stop(provider: Provider, tmp_path: Path) -> None:
    """
    The event comes over a real line; asked to stop, the server ends the line and itself, its child included.
    """
    heard: list[str] = []
    with Hinted(tmp_path / "data", provider.base_url) as server:
        seat = server.seat()
        opened = threading.Event()

        def listen() -> None:
            with seat.client.stream("GET", "/v1/learners/otter/events") as line:
                for text in line.iter_lines():
                    opened.set()
                    heard.append(text)

        listening = threading.Thread(target=listen)
        listening.start()
        opened.wait(WAIT_SECONDS)
        seat.answer()
        until(lambda: any(line.startswith("data:") for line in heard))
        child = server.child()
        code, errors = server.obey()
        listening.join(WAIT_SECONDS)

    data = next(line for line in heard if line.startswith("data:"))
    assert "model" == json.loads(data.removeprefix("data: "))["hint"]["source"]
    assert (0, "") == (code, errors)
    assert not Path(f"/proc/{child}").exists()
    assert not listening.is_alive()


def said(words: str, language: str = "en", **more: object) -> Answer:
    """
    Make a model say some words, in the shape that is asked for.
    """
    rest = {"line": 0, "move": "ask_about_step", "claims": [], "language": language}
    return Answer(text=json.dumps({"hint": words} | rest | more))


FAULTS: dict[str, tuple[Behaviour, ...]] = {
    # what is wrong with the words comes first: it rests no route
    "leaks the answer": (said("The answer is $6$."),),
    "echoes the prompt": (Echo(),),
    "contradicts the verdict": (said("Your answer is right. Look at the task once more."),),
    "wrong language": (said("Schau dir die Aufgabe noch einmal an: was ist gefragt?", "de"),),
    "invents numbers": (said("Think of $918273$ apples first. What is asked for?"),),
    "invalid JSON": (Answer(text="no JSON at all"),),
    "wrong schema": (Answer(text='{"hint": 5}'),),
    "500, then words that are no use": (server_error(), said("You are careless.")),
    "429 with 0": (limited("0"),),
    "429 with 30": (limited("30"),),
    "429 with 10^9": (limited("1000000000"),),
    "429 with nonsense": (limited("soon"),),
    "refuses": (Refuse(),),
    "hangs": (Hang(),),
    "drips": (Drip(every_ms=500),),
    "HTML": (html(),),
    "empty choices": (Choices(),),
    "10 MB body": (Huge(),),
    "cut stream": (Cut(),),
    "error in mid-stream": (MidStreamError(),),
}
"""What a provider may do, by the name that it has in the list of faults."""


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_a_provider_does_the_learner_has_help(provider: Provider, shared: Hinted, fault: str) -> None:
    """
    First help stands where nothing better came, a retry asks and costs nothing, and the next answer is judged as ever.
    """
    place = list(FAULTS).index(fault)
    provider.tell(FAULTS[fault][:-1], then=FAULTS[fault][-1])
    seat = shared.seat(f"learner-{place}", variant=10 + place)
    reply = seat.answer()
    after = seat.hint()
    asked, paid = len(provider.completions), shared.metrics().get("misstep_hint_dollars_total", 0)
    again = seat.answer()
    waited = seat.hint()

    assert reply["hint"] is not None
    assert reply == again
    assert reply["hint"] == after["hint"] == waited["hint"]
    assert (asked, paid) == (len(provider.completions), shared.metrics().get("misstep_hint_dollars_total", 0))
    assert seat.answer(2)["judged"]["verdict"] == "incorrect"
    seat.hint(2)


def test_what_was_counted_is_what_was_recorded(shared: Hinted) -> None:
    """
    After all of that each job's cost stands in the record once, and the counts are their sum.
    """
    sought = exported(shared.data, "help_sought")
    spent = sum(one["payload"].get("spent", {}).get("microdollars", 0) for one in sought)
    tries = [(one["stream"], one["payload"]["opportunity"], one["payload"]["n"]) for one in sought]

    assert len(tries) == len(set(tries))
    assert spent == round(shared.metrics()["misstep_hint_dollars_total"] * 1e6)


def test_a_child_that_is_killed_is_replaced(provider: Provider, shared: Hinted) -> None:
    """
    The hint that it was at is lost, the next one is made by another, and the server never notices.
    """
    provider.tell(then=Hang())
    seat = shared.seat("badger", variant=3)
    seat.answer()
    first = shared.child()
    os.kill(first, signal.SIGKILL)
    assert "rung" == seat.hint()["hint"]["source"]
    provider.tell()
    another = shared.seat("stoat", variant=4)
    another.answer()
    assert "model" == another.hint()["hint"]["source"]
    assert first != shared.child()


def test_a_server_that_is_killed_leaves_no_child(provider: Provider, tmp_path: Path) -> None:
    """
    The child ends with its input; a restart serves what was recorded, and a retry has the same reply.
    """
    data = tmp_path / "data"
    with Hinted(data, provider.base_url) as server:
        provider.tell(then=Hang())
        seat = server.seat()
        reply = seat.answer()
        child = server.child()
        server.process.kill()
        server.process.wait(WAIT_SECONDS)
        until(lambda: not Path(f"/proc/{child}").exists())
    with Hinted(data, provider.base_url) as again, again.client(again.learner(again.key, "otter")) as client:
        body = {"step": reply["step"], "response": {"kind": "final", "text": "777777"}}
        retried = client.put(f"{seat.path}/tries/1", json=body)
        hint = client.get(f"{seat.path}/tries/1/hint", params={"wait": 20}).json()

    assert reply == retried.json()
    assert (False, reply["hint"]) == (hint["hint_pending"], hint["hint"])


def test_without_redis_the_child_does_it(provider: Provider, redis: RedisServer, tmp_path: Path) -> None:
    """
    Dead at the start, slow, full or dying: replies and better words come all the same.
    """
    redis.kill()
    with Hinted(tmp_path / "data", provider.base_url, "--redis", redis.url) as server:

        def better(learner: str, variant: int) -> str:
            seat = server.seat(learner, variant=variant)
            assert seat.answer()["hint_pending"]
            source: str = seat.hint()["hint"]["source"]
            return source

        assert "model" == better("dead", 1)
        redis.start()
        with redis.held():
            assert "model" == better("slow", 2)
        redis.fill()
        assert "model" == better("full", 3)
        redis.kill()
        assert "model" == better("died", 4)


def test_workers_elsewhere_do_the_jobs(provider: Provider, redis: RedisServer, tmp_path: Path) -> None:
    """
    Two workers over Redis; the one that is at a job is killed, and the other one finishes it. Only the server records.
    """
    data = tmp_path / "data"
    with Hinted(data, provider.base_url, "--redis", redis.url) as server:
        routes = routes_file(tmp_path, provider.base_url)
        workers = [
            subprocess.Popen(
                [command(), "hints", "worker", "--routes", str(routes), "--redis", redis.url],
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        try:
            for worker in workers:
                assert worker.stdout is not None
                assert worker.stdout.readline().startswith("Doing hint jobs")
            until(lambda: b":1" in redis.say("EXISTS", "misstep:hints:workers"))
            os.kill(server.child(), signal.SIGSTOP)
            seat = server.seat("otter")
            seat.answer()
            assert "model" == seat.hint()["hint"]["source"]

            provider.tell([Hang()])
            another = server.seat("heron", variant=7)
            another.answer()
            until(lambda: len(provider.completions) > 0)
            workers[0].kill()
            workers[1].terminate()
            assert 0 == workers[1].wait(WAIT_SECONDS)
            assert another.hint()["hint"] is not None
        finally:
            os.kill(server.child(), signal.SIGCONT)
            for worker in workers:
                worker.kill()
                worker.wait(WAIT_SECONDS)
                if worker.stdout is not None:
                    worker.stdout.close()
        assert b"otter" not in redis.say("KEYS", "*")


def test_a_start_is_refused_with_a_sentence_where_nothing_was_proven(provider: Provider, tmp_path: Path) -> None:
    """
    Routes alone let no model speak; neither does a recipe that is not there.
    """
    routes = routes_file(tmp_path, provider.base_url)

    def refused(*flags: str) -> str:
        done = run("serve", "--port", "0", "--data", tmp_path / "data", "--no-demo", "--routes", routes, *flags)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        return done.stderr

    assert "is not active here" in refused()
    assert "no-such-recipe" in refused("--allow-unproven", "--recipe", "no-such-recipe")
