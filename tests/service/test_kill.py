"""What `kill -9` of the whole service leaves: every acknowledged answer, and a record that replays."""

import asyncio
import contextlib
import json
import random
from pathlib import Path

import httpx
import pytest

from tests.service.running import START_SECONDS, Running, add_key, run
from tests.starter import keep_starter

LEARNERS = 8
MOST_ANSWERS = 70
"""Acknowledged in a round before the service is killed, at the most: counted, so that a slow machine proves as much."""
SECONDS_MORE = 0.05
"""At most, so that the kill may come anywhere in the way of an answer."""
UNLIMITED = ("--learner-rate", "1000000/1000000")
ENTRIES = ("7", "-3", "1/2", "x = 4", "2x + 1", "a", "((", "", "12", "0")


class Acknowledged:
    """What the service acknowledged: the body sent and the bytes that came back, by try."""

    def __init__(self) -> None:
        self.tries: dict[str, tuple[bytes, bytes]] = {}
        self.fresh: set[str] = set()

    def keep(self, path: str, sent: bytes, reply: bytes) -> None:
        """
        Note one acknowledged try.
        """
        self.tries[path] = (sent, reply)
        self.fresh.add(path)


async def practise(client: httpx.AsyncClient, learner: str, token: str, acked: Acknowledged, seed: int) -> None:
    """
    Practise as one learner until the service goes away.
    """
    chance = random.Random(seed)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    root = f"/v1/learners/{learner}/opportunities"
    with contextlib.suppress(httpx.HTTPError):
        while True:
            opened = await client.post(root, content=b"{}", headers=headers)
            assert opened.status_code < 300, opened.text
            view = opened.json()
            while view["ended"] is None:
                path = f"{root}/{view['opportunity']}/tries/{view['next_n']}"
                response = {"kind": "final", "text": chance.choice(ENTRIES)}
                body = json.dumps({"step": view["open"][-1], "response": response}).encode()
                reply = await client.put(path, content=body, headers=headers)
                assert reply.status_code < 300, reply.text
                acked.keep(path, body, reply.content)
                view = (await client.get(f"{root}/{view['opportunity']}", headers=headers)).json()


async def load(service: Running, tokens: dict[str, str], acked: Acknowledged, *, answers: int, seed: int) -> None:
    """
    Let all learners practise at once, and kill the service in the middle of it, so many answers on.
    """
    async with httpx.AsyncClient(base_url=service.address, timeout=START_SECONDS) as client:
        work = [
            asyncio.create_task(practise(client, learner, token, acked, seed * 100 + place))
            for place, (learner, token) in enumerate(tokens.items())
        ]
        while len(acked.fresh) < answers and not all(one.done() for one in work):
            await asyncio.sleep(0.001)
        await asyncio.sleep(random.Random(seed).uniform(0, SECONDS_MORE))
        service.kill()
        for done in await asyncio.gather(*work, return_exceptions=True):
            if isinstance(done, BaseException):
                raise done


def still_there(service: Running, tokens: dict[str, str], acked: Acknowledged, paths: set[str]) -> None:
    """
    Ask for every named try twice, as a reader and as a retry: both replies are the first one.
    """
    with service.client() as client:
        for path in sorted(paths):
            learner = path.split("/")[3]
            headers = {"Authorization": f"Bearer {tokens[learner]}", "Content-Type": "application/json"}
            sent, reply = acked.tries[path]

            assert reply == client.get(path, headers=headers).content
            assert reply == client.put(path, content=sent, headers=headers).content


def kill_rounds(data: Path, rounds: int, seed: int) -> int:
    """
    Kill the service under load, again and again; return how many answers were acknowledged.
    """
    chance, acked, tokens = random.Random(seed), Acknowledged(), dict[str, str]()
    key = add_key(data, "admin")
    keep_starter(data)
    for number in range(rounds):
        with Running(data, *UNLIMITED) as service:
            if not tokens:
                tokens = {name: service.learner(key, name) for name in (f"learner-{n}" for n in range(LEARNERS))}
            still_there(service, tokens, acked, acked.fresh)
            acked.fresh = set()
            answers = chance.randint(0, MOST_ANSWERS)
            asyncio.run(load(service, tokens, acked, answers=answers, seed=seed + number))
            assert len(acked.fresh) >= answers
        replayed = run("replay", "--data", data, "--json")
        assert replayed.returncode == 0, replayed.stdout + replayed.stderr
    with Running(data, *UNLIMITED) as service:
        still_there(service, tokens, acked, set(acked.tries))
    return len(acked.tries)


@pytest.mark.crash
@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_to_kill_9_under_load(tmp_path: Path) -> None:
    """
    In 8 rounds of kill -9 each acknowledged try keeps its reply, and replay agrees after each.
    """
    acknowledged = kill_rounds(tmp_path, rounds=8, seed=20261121)

    assert acknowledged > 20


@pytest.mark.crash
@pytest.mark.prove
def test_no_acknowledged_answer_is_lost_in_two_hundred_rounds(tmp_path: Path) -> None:
    """
    The same for 200 rounds.
    """
    acknowledged = kill_rounds(tmp_path, rounds=200, seed=7)
    print(f"200 rounds of kill -9: {acknowledged} acknowledged tries, none lost")  # noqa: T201 - a measured figure

    assert acknowledged > 2_000
