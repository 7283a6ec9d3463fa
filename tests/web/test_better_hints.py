"""What the practice page promises of better hints: seen to be waited for, put in place quietly, never in the way."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from item_bank.bank import read_bundle
from tests.parts import browser_path
from tests.provider.behaviour import Answer, Body
from tests.provider.provider import Provider
from tests.service.hinted import ITEM, Hinted, sensible_provider
from tests.starter import starter_bundle
from tests.web.practising import WRONG, School, enter, practise, send, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLOW = Answer(delay_ms=2_000)
"""Long enough for a busy machine to read the first help, or to send the next answer, before the better words come."""


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """
    Serve a model that takes a moment.
    """
    browser_path()
    with sensible_provider(then=SLOW) as serving:
        yield serving


@pytest.fixture(scope="module")
def hinted(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """
    Serve the starter bank with routes to the model.
    """
    with Hinted(tmp_path_factory.mktemp("hinted") / "data", provider.base_url, seconds=20) as service:
        yield School(service, service.key, read_bundle(starter_bundle(), secret=b"t" * 32))


@pytest.fixture
def page(hinted: School, chromium: Browser) -> Iterator[Page]:  # noqa: ARG001 - only has to be first
    """
    Open a fresh page of a phone's width that complains of nothing.

    The service makes keys in an event loop, which it cannot once a browser is at work in this thread.
    """
    fresh = chromium.new_context(viewport={"width": 320, "height": 640}).new_page()
    fresh.set_default_timeout(30_000)
    complaints: list[str] = []
    fresh.on("pageerror", lambda error: complaints.append(str(error)))
    yield fresh
    fresh.context.close()

    assert [] == complaints


def first_words(page: Page) -> str:
    """
    Read the help below the first try.
    """
    return page.locator("misstep-practice .tries li .hint").first.inner_text()


def test_better_words_take_the_place_of_the_first_ones(page: Page, hinted: School) -> None:
    """
    The wait is seen, then the words change in place; what is being typed and the focus stay, and a voice hears them.
    """
    practise(page, hinted, "waits", item=ITEM, variant=21)
    send(page, WRONG)
    before = first_words(page)
    expect(page.locator("misstep-practice .waiting")).to_be_visible()
    page.keyboard.type("12")
    until(page, "document.querySelector('misstep-practice').shadowRoot.querySelector('.waiting') === null")
    after = first_words(page)
    status = page.locator("misstep-practice [role=status]")

    assert before != after
    expect(status).to_have_attribute("aria-live", "polite")
    expect(status).to_have_text(re.compile("once more"))
    assert not re.search(r"[\\$<>]", status.inner_text())
    expect(page.locator("misstep-practice input[name=answer]")).to_be_focused()
    assert page.locator("misstep-practice input[name=answer]").input_value().startswith("12")
    assert "model" == page.evaluate("document.querySelector('misstep-practice').opportunity.tries[0].hint.source")


def test_words_that_come_after_the_next_answer_change_nothing(page: Page, hinted: School) -> None:
    """
    A learner who has gone on keeps what they saw at the first try.
    """
    practise(page, hinted, "goes-on", item=ITEM, variant=22)
    send(page, WRONG)
    before = first_words(page)
    enter(page, "888888")
    until(page, "document.querySelector('misstep-practice').opportunity.next_n > 2")
    until(page, "document.querySelector('misstep-practice').shadowRoot.querySelector('.waiting') === null")

    assert before == first_words(page)


def test_where_nothing_better_comes_the_first_words_stand(page: Page, hinted: School, provider: Provider) -> None:
    """
    The wait ends by itself, without a word about it.
    """
    provider.tell(then=Body(status=400, text="{}"))
    practise(page, hinted, "nothing", item=ITEM, variant=23)
    send(page, WRONG)
    before = first_words(page)
    until(page, "document.querySelector('misstep-practice').shadowRoot.querySelector('.waiting') === null")
    provider.tell(then=SLOW)

    assert before == first_words(page)
    expect(page.locator("misstep-practice .refused")).to_have_count(0)
