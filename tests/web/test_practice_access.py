"""What the practice page promises those who read by voice, by keyboard, in the dark or enlarged."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.practising import PRACTICE, School, practise, send_wrong, settled, tab_to, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEAST_TARGET = 24
"""CSS pixels, WCAG 2.2, success criterion 2.5.8."""

TARGETS = """() => [...document.querySelector('misstep-practice').shadowRoot
    .querySelectorAll('button, label.option, summary')]
    .filter((one) => one.checkVisibility())
    .map((one) => one.getBoundingClientRect())
    .map((box) => Math.min(box.width, box.height))"""

NAMELESS = """() => [...document.querySelector('misstep-practice').shadowRoot
    .querySelectorAll('button, input, textarea, summary, meter, img')]
    .filter((one) => ![one.ariaLabel, one.alt, one.textContent, ...[...(one.labels ?? [])].map((it) => it.textContent)]
        .some((name) => name?.trim()))
    .map((one) => one.outerHTML)"""

GAPS = """() => [...document.querySelector('misstep-practice').shadowRoot.querySelectorAll('.end .lines br')]
    .filter((one) => one.nextSibling?.nodeName === "BR").length"""

OUTLINE = """() => { let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth); }"""

WIDE = """() => { const sample = document.querySelector('misstep-practice').shadowRoot.querySelector('.prompt');
    const maths = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'math');
    for (let place = 0; place < 60; place += 1) {
        const number = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'mn');
        number.textContent = '12345';
        maths.append(number);
    }
    sample.append(maths);
    return [maths.getBoundingClientRect().width, document.documentElement.scrollWidth]; }"""


def out_of_help(page: Page) -> None:
    """
    Ask for help until there is none left.
    """
    view = settled(page)
    while view["ended"] is None:
        page.get_by_role("button", name="I'm stuck").click()
        until(page, f"{PRACTICE}.opportunity.next_n > {view['next_n']}")
        view = settled(page)


def test_the_page_says_what_it_is(page: Page, school: School) -> None:
    """
    It has a title, a language, one first heading, and an exercise that is named by its own.
    """
    practise(page, school, "heard")
    view = settled(page)

    expect(page).to_have_title("Misstep: Practice")
    assert "en" == page.locator("html").get_attribute("lang")
    assert 1 == page.get_by_role("heading", level=1).count()
    expect(page.get_by_role("article", name=view["shown"]["title"])).to_be_visible()


def test_texts_of_the_exercise_name_their_language(page: Page, school: School) -> None:
    """
    A voice reads the prompt and the help in the bank's language, the page's own words in English.
    """
    practise(page, school, "language")
    send_wrong(page, school)

    language = settled(page)["shown"]["language"]
    for place in (".prompt > span", ".hint > span"):
        assert language == page.locator(f"misstep-practice {place}").first.get_attribute("lang")
    assert "en" == page.locator("misstep-practice .item").locator("xpath=..").get_attribute("lang")


def test_every_control_has_a_name_and_room_for_a_finger(page: Page, school: School) -> None:
    """
    Nothing to press is nameless or smaller than a fingertip needs.
    """
    practise(page, school, "finger")
    send_wrong(page, school)

    assert [] == page.evaluate(NAMELESS)
    assert min(page.evaluate(TARGETS)) >= LEAST_TARGET


def test_options_are_named_as_their_maths_is_spoken(page: Page, school: School) -> None:
    """
    A voice says `24 over 80`, not nothing and not `24 80`, which is what browsers make of an option's MathML.
    """
    practise(page, school, "options", item="which-fraction-is-equal")

    choices = settled(page)["steps"][0]["shown"]["choices"]
    options = page.locator("misstep-practice input[type=radio]")
    assert len(choices) == options.count()
    for place, choice in enumerate(choices):
        assert "over" in choice["text"]["speech"]
        expect(options.nth(place)).to_have_accessible_name(choice["text"]["speech"])


def test_the_focus_can_be_seen(page: Page, school: School) -> None:
    """
    Whatever Tab reaches is outlined.
    """
    practise(page, school, "focus")

    for selector in ("input", "button[type=submit]", "button:not([type=submit])"):
        tab_to(page, selector)
        assert page.evaluate(OUTLINE) >= 2


def test_a_formula_wider_than_the_phone_scrolls_by_itself(page: Page, school: School) -> None:
    """
    The page around it stays where it is: nobody scrolls to and fro to read a sentence.
    """
    practise(page, school, "wide")

    wide, scrolled = page.evaluate(WIDE)

    assert wide > 320
    assert scrolled <= 320


def test_the_page_around_an_exercise_is_dark_where_the_exercise_is(page: Page, school: School) -> None:
    """
    Who reads in the dark is not dazzled by the edges.
    """
    page.emulate_media(color_scheme="dark")
    practise(page, school, "night")

    grounds = page.evaluate(f"[document.body, {PRACTICE}].map((one) => getComputedStyle(one).backgroundColor)")

    for ground in grounds:
        assert max(int(part) for part in ground.removeprefix("rgb(").removesuffix(")").split(",")) < 64


def test_lines_of_a_worked_example_stand_close_together(page: Page, school: School) -> None:
    """
    Lines that belong together are parted by a small gap, not by an empty line.
    """
    practise(page, school, "worked")

    out_of_help(page)

    assert page.locator("misstep-practice .end .lines br").count() > 0
    assert 0 == page.evaluate(GAPS)


def test_what_was_typed_is_still_read_after_a_reply(page: Page, school: School) -> None:
    """
    The answer that stays in the field keeps its reading beside it.
    """
    practise(page, school, "still-there", item="two-bottles")

    send_wrong(page, school)

    expect(page.locator("misstep-practice .preview math")).to_be_visible()
