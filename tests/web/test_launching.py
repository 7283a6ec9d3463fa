"""What a launch promises in a real browser: inside a frame of another site, and in a window of its own."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import jwt
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.api.launching import SITE, private_key, public_jwk
from tests.parts import browser_path
from tests.service.running import Running, add_key
from tests.starter import keep_starter
from tests.web.conftest import FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOST = """<!doctype html><title>lesson</title>
<form method="post" action="{service}/launch" target="{target}"><input type="hidden" name="token" value="{token}">
<button>Open the exercises</button></form><iframe name="exercises" width="400" height="600"></iframe>"""


class Lms(ThreadingHTTPServer):
    """Another site, under another name for this machine, that shows one page."""

    content = ""

    @property
    def origin(self) -> str:
        """What browsers know it by."""
        return f"http://localhost:{self.server_port}"


class SitePage(BaseHTTPRequestHandler):
    """Sends the site's page."""

    def do_GET(self) -> None:
        """Send it."""
        assert isinstance(self.server, Lms)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.server.content.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the handler's own name
        """Say nothing."""


class Launched:
    """A service, a site that may frame it, and a page of a browser that keeps no third party's cookies."""

    def __init__(self, service: Running, key: str, lms: Lms, page: Page) -> None:
        self.service = service
        self.lms = lms
        self.page = page
        body = {"issuer": SITE, "keys": [public_jwk("ES256")], "roles": ["learner", "teacher"]}
        with service.client(key) as client:
            self.audience = client.post("/v1/issuers", json=body).json()["audience"]
        self.drawn = 0

    def show(self, target: str, **claims: object) -> None:
        """
        Open the site's page, with a form for a fresh launch.
        """
        self.drawn += 1
        now = int(time.time())
        said = {"iss": SITE, "aud": self.audience, "sub": "p-1", "iat": now, "exp": now + 60, "language": "de"}
        said |= {"jti": f"launch-{self.drawn:04}", **claims}
        token = jwt.encode(said, private_key("ES256"), algorithm="ES256", headers={"kid": "key-ES256"})
        self.lms.content = HOST.format(service=self.service.address, target=target, token=token)
        self.page.goto(self.lms.origin)


@pytest.fixture(scope="module")
def lms() -> Iterator[Lms]:
    """
    Run the site.
    """
    with Lms(("127.0.0.1", 0), SitePage) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def running(lms: Lms, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str]]:
    """
    Run the service, which the site may frame.
    """
    browser_path()
    data: Path = tmp_path_factory.mktemp("data")
    key = add_key(data, "admin")
    keep_starter(data)
    with Running(data, "--no-demo", "--embedders", lms.origin) as service:
        yield service, key


@pytest.fixture(scope="module")
def strict() -> Iterator[Browser]:
    """
    Start a browser that keeps no third party's cookies.
    """
    path = browser_path()
    with sync_playwright() as playwright:
        flags = [*FLAGS, "--test-third-party-cookie-phaseout"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def launched(running: tuple[Running, str], lms: Lms, strict: Browser) -> Iterator[Launched]:
    """
    Register the site, and open a page.
    """
    service, key = running
    page = strict.new_context().new_page()
    page.set_default_timeout(30_000)
    yield Launched(service, key, lms, page)
    page.context.close()


def test_a_frame_of_another_site_shows_the_exercises(launched: Launched) -> None:
    """
    Without any cookie the learner practises in the frame, in the language that was said; the token leaves the address.
    """
    launched.show("exercises")
    launched.page.get_by_role("button", name="Open the exercises").click()

    frame = launched.page.frame_locator("iframe")
    expect(frame.locator("misstep-practice button[type=submit]")).to_be_visible()
    inside = launched.page.frame("exercises")
    assert inside is not None
    assert inside.url == f"{launched.service.address}/practice"
    assert "de" == frame.locator("misstep-practice").get_attribute("language")
    assert [] == launched.page.context.cookies()


def test_a_window_of_its_own_gets_a_session(launched: Launched) -> None:
    """
    After a form from another site the strict cookie is kept, and the page goes on with it, reloads included.
    """
    launched.show("_top")
    launched.page.get_by_role("button", name="Open the exercises").click()

    expect(launched.page.locator("misstep-practice button[type=submit]")).to_be_visible()
    launched.page.reload()
    expect(launched.page.locator("misstep-practice button[type=submit]")).to_be_visible()
    assert ["misstep-learner"] == [one["name"] for one in launched.page.context.cookies()]
    assert "{}" == launched.page.evaluate("JSON.stringify({...localStorage})")


def test_a_teacher_comes_in_by_a_window_and_not_by_a_frame(launched: Launched) -> None:
    """
    The frame says why; the window shows their classes.
    """
    launched.show("exercises", role="teacher")
    launched.page.get_by_role("button", name="Open the exercises").click()
    expect(launched.page.frame_locator("iframe").locator("main")).to_contain_text("a window of their own")

    launched.show("_top", role="teacher")
    launched.page.get_by_role("button", name="Open the exercises").click()
    expect(launched.page.get_by_role("heading", name="Classes")).to_be_visible()


def test_a_launch_shown_again_says_what_to_do(launched: Launched) -> None:
    """
    Going back and sending the same form once more leads to a page in plain words, not to an exercise.
    """
    launched.show("exercises")
    button = launched.page.get_by_role("button", name="Open the exercises")
    frame = launched.page.frame_locator("iframe")
    button.click()
    expect(frame.locator("misstep-practice button[type=submit]")).to_be_visible()

    button.click()

    expect(frame.locator("main")).to_contain_text("Go back to the page that you came from")
    expect(frame.locator("main")).to_contain_text("shown before")
