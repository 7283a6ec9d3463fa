"""A running service and a phone's browser, for the tests of the pages."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from item_bank.bank import read_bundle
from tests.parts import browser_path
from tests.service.running import Running, add_key
from tests.starter import keep_starter, starter_bundle
from tests.web.practising import School

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

expect.set_options(timeout=30_000)  # what a page shows is promised, how soon on a busy machine is not


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """
    Make a data folder with an admin's key and the starter bank, to be copied: the command takes a while.
    """
    data = tmp_path_factory.mktemp("begun")
    key = add_key(data, "admin")
    keep_starter(data)
    return data, key


@pytest.fixture(scope="module")
def school(begun: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """
    Serve the starter bank.
    """
    browser_path()
    template, key = begun
    data = shutil.copytree(template, tmp_path_factory.mktemp("school") / "data")
    with Running(data) as service:
        yield School(service, key, read_bundle(starter_bundle(), secret=b"t" * 32))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """
    Start a browser for one module: each test opens a context of its own, which shares nothing with another.

    Not for a whole run: while Playwright is at work, its thread can run no other event loop, as other tests do.
    """
    path = browser_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(school: School, chromium: Browser) -> Iterator[Page]:
    """
    Open a fresh page of a phone's width; at its end nothing was complained of and nobody else was asked for anything.
    """
    fresh = chromium.new_context(viewport={"width": 320, "height": 640}).new_page()
    fresh.set_default_timeout(30_000)
    requests: list[str] = []
    complaints: list[str] = []
    fresh.on("request", lambda request: requests.append(request.url))
    fresh.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    fresh.on("pageerror", lambda error: complaints.append(str(error)))
    yield fresh
    fresh.context.close()

    assert [] == complaints
    assert [] == [url for url in requests if not url.startswith(school.service.address)]
