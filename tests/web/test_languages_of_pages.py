"""What learners' pages promise those whose language is not the exercise's: each word in its own, none in English."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.parts import browser_path
from tests.web.conftest import FLAGS
from tests.web.practising import School
from tests.web.test_homework_lines import given, looked_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Open a browser."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield opened
        opened.close()


def speaking(browser: Browser, locale: str) -> Page:
    """Open a page of a phone that speaks a language."""
    page = browser.new_context(viewport={"width": 320, "height": 640}, locale=locale).new_page()
    page.set_default_timeout(10_000)
    return page


REFUSED = [
    ("de-DE", "Abgeben", "Die Zeit dafür ist vorbei.", "Deine Antwort (eine Zahl)"),
    ("es-MX", "Entregar", "El plazo ha terminado.", "Tu respuesta (un número)"),
    ("en-GB", "Hand in", "The time for this is over.", "Your answer (a number)"),
]


@pytest.mark.parametrize(("locale", "button", "sentence", "label"), REFUSED)
def test_a_refusal_is_told_in_the_language_of_the_page(
    browser: Browser, school: School, locale: str, button: str, sentence: str, label: str
) -> None:
    """
    Homework that is taken back while somebody enters an answer says so in their language, whatever the API says.
    """
    of = f"late-{locale.lower()}"
    link = given(school, of)
    page = speaking(browser, locale)
    looked_at(page, link)
    expect(page.get_by_role("button", name=button)).to_be_visible()
    with school.service.client(school.key) as client:
        client.delete(f"/v1/classes/{of}/assignments/{of}").raise_for_status()

    page.get_by_label(label).fill("3")
    page.keyboard.press("Tab")

    expect(page.locator("main [role=status]").last).to_contain_text(sentence)
