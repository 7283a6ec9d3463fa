"""
What the preview promises an author: the real page, what the check finds, and nobody else let in.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

from api.app import build
from api.preview import Preview
from api.previewing import Folder, blank_bank
from api.serving.server import services_on
from api.serving.settings import Settings
from practice.banks import Banks
from practice.record.memory import MemoryRecord
from tests.item_bank.small_bank import ITEM, SMALL_BANK, changed, write_bank

Look = Callable[[httpx.AsyncClient], Awaitable[None]]


def previewed(directory: Path, look: Look) -> None:
    """
    Look at the preview of a folder through a browser's eyes.
    """
    folder = Folder(directory)
    settings = Settings(data=directory, demo=False)
    services = services_on(settings, MemoryRecord(), Banks(blank_bank()), secret=b"a secret for the tests")
    app = Preview(build(services), services, folder, "two-step")

    async def run() -> None:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8010") as client:
            await look(client)

    asyncio.run(run())


def found(pattern: str, text: str) -> str:
    """
    Return what a pattern's only group matches in a page.
    """
    match = re.search(pattern, text)
    assert match, text
    return match.group(1)


def test_a_variant_is_practised_as_learners_will(tmp_path: Path) -> None:
    """
    The page names the variant and its draw, and its component meets that very exercise over the API.
    """

    async def look(client: httpx.AsyncClient) -> None:
        page = (await client.get("/?item=two-step&variant=7")).text
        assert "variant 7 of 0 to 103: who = Mia" in page
        assert "The check finds nothing." in page
        learner, token = found(r'learner="(\w+)"', page), found(r'token="(\S+)"', page)
        where = f"/v1/learners/{learner}/opportunities"
        authorised = {"Authorization": f"Bearer {token}"}
        opened = (await client.post(where, json={}, headers=authorised)).json()
        assert ("two-step", 7) == (opened["item"], opened["variant"])
        body = {"step": "undo", "response": {"kind": "final", "text": "x = 1"}}
        tried = await client.put(f"{where}/{opened['opportunity']}/tries/1", json=body, headers=authorised)
        assert tried.json()["judged"]["verdict"] == "incorrect"

    previewed(write_bank(tmp_path, SMALL_BANK), look)


def test_a_changed_file_is_met_with_what_is_found_in_it(tmp_path: Path) -> None:
    """
    The version changes with a file, and the page then shows the findings, or why nothing can be shown.
    """
    bank = write_bank(tmp_path, SMALL_BANK)

    async def look(client: httpx.AsyncClient) -> None:
        before = (await client.get("/version")).text
        assert before == (await client.get("/version")).text
        (bank / ITEM).write_text(changed(ITEM, "when: c - b,", "when: s,")[ITEM], "utf-8")
        assert before != (await client.get("/version")).text
        page = (await client.get("/")).text
        assert "mistake-is-right" in page
        assert "misstep-practice" in page
        (bank / ITEM).write_text("format: [", "utf-8")
        page = (await client.get("/")).text
        assert "The bank has no item two-step." in page
        assert "<misstep-practice" not in page

    previewed(bank, look)


def test_items_are_listed(tmp_path: Path) -> None:
    """
    Without an item, or with one that is not there, the page links all of them.
    """

    async def look(client: httpx.AsyncClient) -> None:
        for address in ("/?item=", "/?item=nothing", "/?item=%3Cscript%3E"):
            page = (await client.get(address)).text
            assert 'href="/?item=two-step"' in page
            assert "<script>" not in page

    previewed(write_bank(tmp_path, SMALL_BANK), look)


def test_a_variant_that_is_none_is_another(tmp_path: Path) -> None:
    """
    Whatever stands in the address, a variant is shown.
    """

    async def look(client: httpx.AsyncClient) -> None:
        for variant in ("-1", "9999999999999", "104", "x", "²"):
            reply = await client.get("/", params={"variant": variant})
            assert reply.status_code == 200
            assert re.search(r"variant (0|103) of 0 to 103", reply.text)

    previewed(write_bank(tmp_path, SMALL_BANK), look)


HOSTS = {
    "localhost:8010": 200,
    "127.0.0.1:8010": 200,
    "[::1]:8010": 200,
    "localhost": 200,
    "evil.example": 403,
    "localhost.evil.example:8010": 403,
    "127.0.0.1.evil.example": 403,
    "192.168.1.2:8010": 403,
    "localhost:evil": 403,
}


def test_only_this_machine_is_answered(tmp_path: Path) -> None:
    """
    A page elsewhere that points a name of its own here is refused, whatever it asks for.
    """

    async def look(client: httpx.AsyncClient) -> None:
        for host, status in HOSTS.items():
            for path in ("/version", "/web/pages/preview.js", "/v1/health"):
                reply = await client.get(path, headers={"Host": host})
                assert (reply.status_code == 403) == (status == 403), host

    previewed(write_bank(tmp_path, SMALL_BANK), look)


def test_nothing_else_of_the_service_is_there(tmp_path: Path) -> None:
    """
    Other pages are not found, and the preview's own can only be looked at.
    """

    async def look(client: httpx.AsyncClient) -> None:
        assert (await client.get("/docs")).status_code == 404
        assert (await client.post("/")).status_code == 405

    previewed(write_bank(tmp_path, SMALL_BANK), look)
