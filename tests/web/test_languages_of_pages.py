"""What learners' pages promise those whose language is not the exercise's: each word in its own, none in English."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.practising import School, send_wrong, settled
from tests.web.test_homework_lines import given, looked_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def speaking(browser: Browser, locale: str) -> Page:
    """Open a page of a phone that speaks a language."""
    page = browser.new_context(viewport={"width": 320, "height": 640}, locale=locale).new_page()
    page.set_default_timeout(30_000)
    return page


REFUSED = [
    ("de-DE", "Abgeben", "Deine Lehrkraft hat diese Hausaufgabe zurückgenommen.", "Deine Antwort (eine Zahl)"),
    ("es-MX", "Entregar", "Tu docente retiró esta tarea.", "Tu respuesta (un número)"),
    ("en-GB", "Hand in", "Your teacher took this homework back.", "Your answer (a number)"),
]


@pytest.mark.parametrize(("locale", "button", "sentence", "label"), REFUSED)
def test_a_refusal_is_told_in_the_language_of_the_page(
    chromium: Browser, school: School, locale: str, button: str, sentence: str, label: str
) -> None:
    """
    Homework that is taken back while somebody enters an answer says so in their language, whatever the API says.
    """
    of = f"late-{locale.lower()}"
    link = given(school, of)
    page = speaking(chromium, locale)
    looked_at(page, link)
    expect(page.get_by_role("button", name=button)).to_be_visible()
    with school.service.client(school.key) as client:
        client.delete(f"/v1/classes/{of}/assignments/{of}").raise_for_status()

    page.get_by_label(label).fill("3")
    page.keyboard.press("Tab")

    expect(page.locator("main [role=status]").last).to_contain_text(sentence)


@pytest.mark.parametrize(
    ("locale", "form"),
    [
        ("de-DE", "Rechne ganz aus; ein Bruch wird vollständig gekürzt, keine Dezimalzahl."),
        ("es-ES", "Calcúlalo del todo; una fracción se da irreducible, no como decimal."),
    ],
)
def test_the_form_that_counts_is_told_before_the_homework_is_handed_in(
    chromium: Browser, school: School, locale: str, form: str
) -> None:
    """
    0,75 is worth nothing where a fraction is asked: the field says so, as it does in practice.
    """
    problem = {"is": "pasted", "text": "1/2 + 1/4"}
    link = given(school, f"form-{locale.lower()}", language=locale[:2], problems=[problem])
    page = speaking(chromium, locale)
    looked_at(page, link)

    expect(page.locator(".entering")).to_contain_text(form)


def test_who_may_only_look_is_told_so_in_their_language(chromium: Browser, school: School) -> None:
    """
    The practice page says in German that a link for looking opens no exercise.
    """
    school.service.learner(school.key, "looked-at")
    with school.service.client(school.key) as client:
        asked = {"seconds": 600, "scope": "look"}
        token = client.post("/v1/learners/looked-at/tokens", json=asked).raise_for_status().json()["token"]
    page = speaking(chromium, "de-DE")
    page.goto(f"{school.service.address}/practice#learner=looked-at&token={token}")

    expect(page.locator("misstep-practice .refused")).to_contain_text("Mit diesem Link kann man nur zuschauen")


UNSAID = """() => {
    const found = [];
    const walk = (root, lang) => { for (const node of root.childNodes) {
        if (node.nodeType === Node.TEXT_NODE && node.data.trim()) found.push([lang, node.data.trim()]);
        if (node.nodeType !== Node.ELEMENT_NODE || node.localName === 'math' || !node.checkVisibility()) continue;
        walk(node, node.lang || lang);
        if (node.shadowRoot) walk(node.shadowRoot, node.lang || lang);
    } };
    walk(document.querySelector('main'), document.documentElement.lang);
    return found;
}"""
"""Each text in view, with the language that a voice would read it in."""


def texts(page: Page, language: str) -> set[str]:
    """Collect the texts of a page that are said to be in a language."""
    found: list[list[str]] = page.evaluate(UNSAID)
    return {text for lang, text in found if lang == language}


def test_an_english_homework_on_a_german_phone_is_in_two_languages_each_named(
    chromium: Browser, school: School
) -> None:
    """
    The page speaks German; title, problems, help and what was entered in English are said to be English.
    """
    link = given(school, "mixed")
    page = speaking(chromium, "de-DE")
    looked_at(page, link)
    expect(page).to_have_title("Misstep: Hausaufgaben")
    german, english = texts(page, "de"), texts(page, "en")
    assert {"Alle Hausaufgaben", "Abgeben", "Aufgabe 1", "Deine Antwort (eine Zahl)"} <= german
    assert {"Lines", "Solve"} <= english

    page.get_by_label("Deine Antwort").fill("3")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Abgeben").click()
    page.get_by_role("button", name="Verbessern").click()
    settled(page)
    send_wrong(page, school)
    german, english = texts(page, "de"), texts(page, "en")
    hint = page.locator("misstep-practice .hint").first.inner_text().splitlines()[0].strip()
    assert {
        "Noch nicht richtig",
        "Prüfen",
        "Aus deiner Hausaufgabe: Bring es dort in Ordnung, wo es schiefging.",
    } <= german
    assert hint in english
    assert not {text for text in german if "your homework" in text}
    assert "en" == page.locator("misstep-practice [role=status] span").first.get_attribute("lang")


def test_the_language_that_a_teacher_set_outranks_the_phones(chromium: Browser, school: School) -> None:
    """
    On an English phone a learner whose words are German finds the page German, and named so.
    """
    link = given(school, "own-words")
    with school.service.client(school.key) as client:
        body = {"accommodations": {"language": "de"}, "after": 0}
        client.put("/v1/learners/own-words-1/accommodations", json=body).raise_for_status()
    page = speaking(chromium, "en-GB")
    looked_at(page, link)

    expect(page.get_by_role("button", name="Abgeben")).to_be_visible()
    assert "de" == page.locator("html").get_attribute("lang")
