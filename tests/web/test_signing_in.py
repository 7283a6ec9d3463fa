"""What the pages promise of signing in: keys are not kept, and a session that ends loses nothing."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.practising import School

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLASS = "willows"


@pytest.fixture
def context(school: School, chromium: Browser) -> Iterator[BrowserContext]:
    """
    Open a browser whose tabs share their cookies; refusals are expected here, scripts that fail are not.
    """
    fresh = chromium.new_context(viewport={"width": 320, "height": 640})
    fresh.set_default_timeout(30_000)
    broken: list[str] = []
    fresh.on("weberror", lambda error: broken.append(str(error.error)))
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": CLASS})
    yield fresh
    fresh.close()

    assert [] == broken


def teach(page: Page, school: School) -> None:
    """Sign in as the teacher."""
    page.goto(f"{school.service.address}/teach")
    page.get_by_label("Your key").fill(school.key)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Classes")).to_be_visible()


def end_all(school: School) -> None:
    """End all sessions of the teacher's key, as from another computer."""
    with school.service.client(school.key) as client:
        assert client.delete("/v1/sessions").status_code == 200


def test_a_key_is_sent_once_and_kept_by_no_page(context: BrowserContext, school: School) -> None:
    """
    Neither storage, address nor scripts' cookies hold a key that was typed or came with a link; reloading works.
    """
    page = context.new_page()
    teach(page, school)
    places = "{...sessionStorage}, {...localStorage}, document.cookie, location.href, document.body.innerHTML"
    kept = f"JSON.stringify([{places}])"

    assert school.key not in page.evaluate(kept)
    page.reload()
    expect(page.get_by_role("heading", name="Classes")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_label("Your key")).to_be_visible()

    page.goto("about:blank")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    expect(page.get_by_role("heading", name="Classes")).to_be_visible()
    assert school.key not in page.evaluate(kept)
    [cookie] = [one for one in context.cookies() if one["name"] == "misstep-staff"]
    assert (True, "Strict", "/") == (cookie["httpOnly"], cookie["sameSite"], cookie["path"])


def test_a_session_that_ends_keeps_what_was_typed_and_goes_on(context: BrowserContext, school: School) -> None:
    """
    The page says so over what is in view; signing in there goes on with what was asked, and in another tab too.
    """
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        page.goto(f"{school.service.address}/teach")
        if page is one:
            teach(page, school)
        page.get_by_role("button", name=CLASS).click()
        page.get_by_role("button", name="New homework").click()
        page.get_by_label("The problems").fill("1) 1/2 + 1/4")
    end_all(school)

    for page in (one, two):
        page.get_by_role("button", name="Read and solve").click()
        expect(page.get_by_role("dialog", name="You have been signed out")).to_be_visible()
        expect(page.locator("#text")).to_have_value("1) 1/2 + 1/4")
    one.get_by_role("dialog").get_by_label("Your key").fill("msk_wrong")
    one.get_by_role("button", name="Sign in and go on").click()
    expect(one.get_by_role("dialog").get_by_role("status")).to_contain_text("not known")
    one.get_by_role("dialog").get_by_label("Your key").fill(school.key)
    one.get_by_role("button", name="Sign in and go on").click()

    for page in (one, two):
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("heading", name="Look through")).to_be_visible(timeout=60_000)


def test_who_does_not_sign_in_again_keeps_the_page(context: BrowserContext, school: School) -> None:
    """
    "Not now" and Escape leave what was typed, and say what is wrong.
    """
    page = context.new_page()
    teach(page, school)
    page.get_by_role("button", name=CLASS).click()
    page.get_by_role("button", name="New homework").click()
    page.get_by_label("The problems").fill("1) 1/2 + 1/4")
    end_all(school)

    page.get_by_role("button", name="Read and solve").click()
    page.get_by_role("button", name="Not now").click()
    expect(page.locator("#teach > [role=status]")).to_contain_text("no longer signed in")
    page.get_by_role("button", name="Read and solve").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#text")).to_have_value("1) 1/2 + 1/4")


def test_a_sheet_lets_a_learner_in_by_code_and_by_link(context: BrowserContext, school: School) -> None:
    """
    The teacher makes it; a code typed and a link opened come in after one click, and the address keeps neither.
    """
    with school.service.client(school.key) as client:
        client.post("/v1/learners", json={"learner": "sheet-1", "name": "Ada"})
        client.put(f"/v1/classes/{CLASS}/learners/sheet-1")
    page = context.new_page()
    teach(page, school)
    page.get_by_role("button", name=CLASS).click()
    page.get_by_role("button", name="Links for learners").click()
    page.get_by_label("Each works").select_option("once")
    page.get_by_role("button", name="Make the sheet").click()
    slip = page.locator(".slip", has_text="Ada")
    text = slip.locator("code").inner_text()

    page.goto(f"{school.service.address}/enter#{text}")
    expect(page.get_by_label("Your code")).to_have_value(text)
    expect(page).to_have_url(f"{school.service.address}/enter")
    page.reload()
    page.get_by_label("Your code").fill(text.lower().replace("-", " "))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Homework")).to_be_visible()
    expect(page.locator("header")).to_contain_text("Ada")
    assert page.evaluate("sessionStorage.length") == 0

    page.goto(f"{school.service.address}/practice")
    expect(page.locator("misstep-practice button[type=submit]")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out", exact=True).click()
    page.goto(f"{school.service.address}/enter#{text}")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("status")).to_contain_text("works once")


def test_a_learners_session_that_ends_loses_no_answer(context: BrowserContext, school: School) -> None:
    """
    Over the exercise the page asks for the code; what was typed is sent once the learner is back, and counts once.
    """
    with school.service.client(school.key) as client:
        client.post("/v1/learners", json={"learner": "back-again"})
        link = client.post("/v1/learners/back-again/links", json={"page": "practice"}).json()
    with school.service.client(school.service.learner(school.key, "back-again")) as client:
        client.post("/v1/learners/back-again/opportunities", json={"item": "garden-area"})
    page = context.new_page()
    page.goto(school.service.address + link["path"])
    page.get_by_role("button", name="Go on").click()
    answer = page.locator("misstep-practice input[name=answer]").first
    answer.fill("12345")
    with school.service.client(school.key) as client:
        assert client.delete("/v1/learners/back-again/sessions").status_code == 200

    answer.press("Enter")
    dialog = page.get_by_role("dialog", name="You have been signed out")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Your code").fill(link["code"])
    dialog.get_by_role("button", name="Go on").click()

    expect(dialog).to_have_count(0)
    expect(page.locator("misstep-practice .tries")).to_contain_text("12345")


def test_who_comes_in_another_tab_takes_the_page_over(context: BrowserContext, school: School) -> None:
    """
    On a shared computer the next learner's code turns the last one's open page into theirs, with nothing of the other.
    """
    with school.service.client(school.key) as client:
        for learner, name in {"first-one": "Cleo", "second-one": "Dan"}.items():
            client.post("/v1/learners", json={"learner": learner, "name": name})
        codes = [
            client.post(f"/v1/learners/{learner}/links", json={}).json()["path"]
            for learner in ("first-one", "second-one")
        ]
    one, two = context.new_page(), context.new_page()
    for page, path in zip((one, two), codes, strict=True):
        page.goto(school.service.address + path)
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("heading", name="Homework")).to_be_visible()

    expect(one.locator("header")).to_contain_text("Dan")
    expect(one.locator("header")).not_to_contain_text("Cleo")


class Elsewhere(BaseHTTPRequestHandler):
    """A page of another site."""

    def do_GET(self) -> None:
        """Send an empty page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title>")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the handler's own name
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """
    Serve a page of another site: another name for this machine, so that it is cross-site and no mere other port.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


ATTEMPTS = {
    "a form": """(target) => { const form = document.createElement("form");
        form.method = "POST"; form.action = target;
        form.enctype = "text/plain"; const field = document.createElement("input");
        field.name = '{"learner": "planted", "x": "'; field.value = '"}';
        form.append(field); document.body.append(form); form.submit(); }""",
    "a plain fetch": """(target) => fetch(target, {method: "POST", mode: "no-cors", credentials: "include",
        headers: {"Content-Type": "text/plain"}, body: '{"learner": "planted"}'}).catch(() => null)""",
    "a fetch with our header": """(target) => fetch(target, {method: "POST", credentials: "include",
        headers: {"Content-Type": "application/json", "Misstep-Session": "staff"},
        body: '{"learner": "planted"}'}).catch(() => null)""",
}


@pytest.mark.parametrize("attempt", ATTEMPTS.values(), ids=ATTEMPTS.keys())
@pytest.mark.parametrize("same_site", [True, False], ids=["other port", "other site"])
def test_another_sites_page_can_do_nothing_in_the_teachers_name(
    context: BrowserContext, school: School, elsewhere: str, attempt: str, same_site: bool
) -> None:
    """
    Forms and scripts of another site, or of another port of this very host, make no learner.
    """
    teach(context.new_page(), school)
    page = context.new_page()
    page.goto(elsewhere.replace("localhost", "127.0.0.1") if same_site else elsewhere)

    page.evaluate(attempt, f"{school.service.address}/v1/learners")
    page.wait_for_load_state("networkidle")

    with school.service.client(school.key) as client:
        assert "planted" not in client.get("/v1/learners?limit=500").text
