"""What the teacher's page promises of who can come in: links, browsers and sites are seen, and ended one by one."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.api.launching import SITE, public_jwk
from tests.service.running import START_SECONDS
from tests.web.practising import School
from tests.web.test_homework_lines import given
from tests.web.test_signing_in import end_all, teach

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OF = "sedges"


class Visitor:
    """Somebody who came in by a link, in a browser of their own."""

    def __init__(self, school: School, code: str, side: str = "learner") -> None:
        self.address, self.headers = f"{school.service.address}/v1/sessions", {"Misstep-Session": side}
        shown = {"by": "link", "code": code, "attempt": "x" * 16}
        reply = httpx.post(self.address, json=shown, headers=self.headers, timeout=START_SECONDS).raise_for_status()
        self.headers["Cookie"] = reply.headers["set-cookie"].partition(";")[0]

    @property
    def is_in(self) -> bool:
        """Whether they are still signed in."""
        current = httpx.get(f"{self.address}/current", headers=self.headers, timeout=START_SECONDS)
        return current.json()["session"] is not None


def test_a_link_is_taken_back_and_a_learner_signed_out_by_themselves(page: Page, school: School) -> None:
    """
    A link that is taken back lets nobody in; who came in by it stays until signed out.
    """
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": OF})
        client.post("/v1/learners", json={"learner": "sedge-1", "name": "Ada"})
        client.put(f"/v1/classes/{OF}/learners/sedge-1")
        code = client.post("/v1/learners/sedge-1/links", json={}).json()["code"]
    ada = Visitor(school, code)
    teach(page, school)
    page.get_by_role("button", name=OF).click()
    page.get_by_role("button", name="Links for learners").click()
    page.get_by_role("button", name="See who can come in").click()
    card = page.locator("[data-learner='sedge-1']")
    expect(card).to_contain_text("Signed in by a link since")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    card.get_by_role("button", name="Take it back: link of Ada").click()
    expect(page.locator("[role=status]")).to_have_text("This link of Ada opens nothing any more.")
    assert ada.is_in
    card.get_by_role("button", name="Sign out there: Ada").click()
    expect(page.locator("[role=status]")).to_have_text("Ada is signed out there.")
    assert not ada.is_in
    expect(page.get_by_text("No link works at the moment")).to_be_visible()


def test_one_learner_who_lost_a_code_gets_another_alone(page: Page, school: School) -> None:
    """
    A teacher makes a link for one learner, which opens their homework; nobody else's is made.
    """
    given(school, "codeless")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name="codeless").click()
    page.get_by_role("button", name="Learners, groups, codes").click()
    page.get_by_role("button", name="Make a link: codeless-1").click()
    expect(page.locator(".slip")).to_have_count(1)
    code = page.locator(".slip code").inner_text()

    page.goto(f"{school.service.address}/enter#{code}")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("button", name="Lines")).to_be_visible()


def test_an_admin_sees_their_browsers_the_links_of_keys_and_the_sites(page: Page, school: School) -> None:
    """
    Another browser is signed out, a teacher's link taken back, and a site let in no longer once that is sure.
    """
    end_all(school)
    with school.service.client(school.key) as client:
        mine = client.get("/v1/keys").json()["keys"][0]["id"]
        link = client.post(f"/v1/keys/{mine}/links", json={}).json()["code"]
        client.post("/v1/issuers", json={"issuer": SITE, "keys": [public_jwk("ES256")]}).raise_for_status()
    other = Visitor(school, link, "staff")
    teach(page, school)
    page.get_by_role("button", name="Who can come in").click()
    own = page.locator("[data-own]")
    expect(own.locator("li")).to_have_count(2)
    expect(own.get_by_text("This browser.")).to_have_count(1)

    own.get_by_role("button", name="Sign out there").click()
    expect(page.locator("[role=status]")).to_have_text("That browser is signed out.")
    assert not other.is_in
    page.locator("[data-links]").get_by_role("button", name="Take it back").click()
    expect(page.locator("[role=status]")).to_contain_text("opens nothing any more")
    sites = page.locator("[data-sites]")
    expect(sites).to_contain_text("https://lms.example: lets in learners, new ones too.")
    page.once("dialog", lambda dialog: dialog.dismiss())
    sites.get_by_role("button", name="Let nobody in from there: https://lms.example").click()
    expect(sites).to_contain_text("https://lms.example")
    page.once("dialog", lambda dialog: dialog.accept())
    sites.get_by_role("button", name="Let nobody in from there: https://lms.example").click()
    expect(sites).to_contain_text("No other site lets people in.")
