"""What the pages promise on paper: all that is said, in full, and nothing that is pressed."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.practising import School
from tests.web.test_homework_lines import LINES, given, hand_in, looked_at
from tests.web.test_homework_says import as_teacher

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAPER = {"width": 718, "height": 1047}
"""CSS pixels of a sheet of A4 between margins of a centimetre."""

PRESSED = """() => [...document.querySelectorAll('button, summary, select, form, [role=status], .signed-in')]
    .filter((one) => one.checkVisibility() && !one.matches('.row, .name, .more > summary'))
    .map((one) => one.outerHTML)"""
"""What can be pressed and is not a title or a name."""

CUT = """() => [...document.querySelectorAll('main, main *')].filter((one) => one.checkVisibility()
    && !one.matches('.unseen') && (one.getBoundingClientRect().right > innerWidth + 1
    || (getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
    || (one.localName === 'textarea' && one.scrollHeight > one.clientHeight + 1))).map((one) => one.outerHTML)"""
"""What the edge of the paper, or of what would scroll, cuts off."""


def print_out(page: Page) -> None:
    """Lay a page out as for a printer; nothing on it is pressed, and nothing cut off."""
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert [] == page.evaluate(PRESSED)
    assert [] == page.evaluate(CUT)


def test_the_sheet_of_codes_has_all_that_a_learner_needs(page: Page, school: School) -> None:
    """
    On each slip the name, the address, the code and until when; no slip over two pages, no word to the teacher.
    """
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": "printed"})
        for learner, name in (("print-1", "Ada Lovelace"), ("print-2", "Ben")):
            client.post("/v1/learners", json={"learner": learner, "name": name})
            client.put(f"/v1/classes/printed/learners/{learner}")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name="printed").click()
    page.get_by_role("button", name="Links for learners").click()
    page.get_by_role("button", name="Make the sheet").click()
    expect(page.get_by_text("Print it or copy it now")).to_be_visible()

    print_out(page)

    for name in ("Ada Lovelace", "Ben"):
        slip = page.locator(".slip", has_text=name)
        for needed in ("strong", "code"):
            expect(slip.locator(needed)).to_be_visible()
        for needed in ("/enter", "Good until"):
            expect(slip.get_by_text(needed)).to_be_visible()
        assert "avoid" == slip.evaluate("(one) => getComputedStyle(one).breakInside")
    expect(page.get_by_text("Print it or copy it now")).to_be_hidden()


def test_a_printed_review_has_the_rarer_mistakes_the_words_and_all_names(page: Page, school: School) -> None:
    """
    What is folded, or stands in a field, is on paper; the table of learners is whole, the class's page has names.
    """
    given(school, "reviewed")
    with school.service.client(school.key) as client:
        for place in range(10):
            learner = f"reviewed-{place}"
            token = school.service.learner(school.key, learner)
            client.put(f"/v1/classes/reviewed/learners/{learner}").raise_for_status()
            path = f"/v1/learners/{learner}/assignments/reviewed"
            with school.service.client(token) as own:
                entered = {"step": "solve", "response": {"kind": "final", "text": str(1001 + 7 * place)}}
                own.put(f"{path}/problems/1", json={"entered": [entered]}).raise_for_status()
                own.post(f"{path}/hand-in").raise_for_status()
        cluster = client.get("/v1/classes/reviewed/assignments/reviewed").json()["clusters"][0]
        words = {name: cluster[name] for name in ("problem", "step")} | {"cluster": cluster["key"]}
        body = {**words, "text": "What undoes taking away?", "name": "Ms Okafor"}
        client.put("/v1/classes/reviewed/assignments/reviewed/words", json=body).raise_for_status()
    as_teacher(page, school, "reviewed")
    expect(page.locator("[data-cluster]").last).to_be_hidden()

    print_out(page)

    for mistake in page.locator("[data-cluster] code").all():
        expect(mistake).to_be_visible()
    expect(page.locator("blockquote").get_by_text("What undoes taking away?")).to_be_visible()
    for place in range(10):
        expect(page.get_by_role("rowheader", name=f"reviewed-{place}", exact=True)).to_be_visible()

    page.emulate_media(media="screen")
    page.get_by_role("button", name="Back to the class").click()
    expect(page.locator("#everybody")).to_be_visible()
    print_out(page)
    expect(page.locator("#everybody").get_by_text("reviewed-9", exact=True)).to_be_visible()
    expect(page.locator(".row").get_by_text("Lines")).to_be_visible()


def test_a_printed_homework_has_the_problems_and_what_was_entered(page: Page, school: School) -> None:
    """
    Before it is handed in all lines stand there, however many; afterwards what was answered and what came of it.
    """
    link = given(school, "on-paper", directive={"explain": "one_line"})
    looked_at(page, link)
    page.get_by_text("Write lines of working instead").click()
    lines = [*LINES[:1] * 20, *LINES]
    page.get_by_label("Your working").fill("\n".join(lines))
    expect(page.locator("main [role=status]")).to_have_text("Saved.")
    print_out(page)
    expect(page.locator(".prompt math")).to_be_visible()
    expect(page.get_by_label("Your working")).to_be_visible()

    page.emulate_media(media="screen")
    hand_in(page)
    expect(page.locator(".answered li")).to_have_count(len(lines))
    print_out(page)
    expect(page.locator(".answered li").last).to_be_visible()
    expect(page.locator(".card .verdict")).to_be_visible()
