"""What the homework page promises those who write lines: kept, looked at, gone on from where they went wrong."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.web.practising import School, settled

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DIVISOR = {"is": "item", "label": "1", "item": "two-step-divisor", "variant": 0}
LINES = ["x/2 - 9 = -17", "x/2 = -26", "x = -52"]
ORDER = {"is": "item", "label": "1", "item": "order-three-fractions", "variant": 0}


def given(school: School, of: str, **more: object) -> str:
    """Give a class of one learner a homework of one problem; return the address of the learner's page."""
    token = school.service.learner(school.key, f"{of}-1")
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": of}).raise_for_status()
        client.put(f"/v1/classes/{of}/learners/{of}-1").raise_for_status()
        body = {"title": "Lines", "id": of, "problems": [DIVISOR], **more}
        client.post(f"/v1/classes/{of}/assignments", json=body).raise_for_status()
    return f"{school.service.address}/homework#learner={of}-1&token={token}&assignment={of}"


def looked_at(page: Page, link: str) -> None:
    """Open the homework anew."""
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator(".card").first).to_be_visible()


def hand_in(page: Page) -> None:
    """Hand in, be sure, and wait until it is done: the question comes only once it is known how the homework stands."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("button", name="Hand in")).to_have_count(0)


@pytest.mark.parametrize(("method", "path"), [("POST", "hand-in"), ("DELETE", "")])
def test_what_was_handed_in_elsewhere_or_taken_back_is_shown_and_not_asked_about(
    page: Page, school: School, method: str, path: str
) -> None:
    """
    Who presses the button in a tab that does not know of it yet sees how it stands.
    """
    of = f"stale-{method.lower()}"
    link = given(school, of)
    looked_at(page, link)
    page.locator(".card input[type=text]").fill("5")
    expect(page.locator("[role=status]")).to_have_text("Saved.")
    asked: list[Dialog] = []
    page.on("dialog", lambda dialog: (asked.append(dialog), dialog.accept()))
    if path:
        with school.service.client(link.partition("token=")[2].partition("&")[0]) as client:
            client.post(f"/v1/learners/{of}-1/assignments/{of}/{path}").raise_for_status()
    else:
        with school.service.client(school.key) as client:
            client.delete(f"/v1/classes/{of}/assignments/{of}").raise_for_status()
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("You answered")).to_be_visible()
    assert [] == asked


def test_lines_of_working_are_kept_looked_at_and_gone_on_from(page: Page, school: School) -> None:
    """
    Lines survive a closed page; the wrong one is marked once the correction is open, which begins before it.
    """
    link = given(school, "lines", directive={"opens_after_review": True})
    looked_at(page, link)
    page.locator(".card input[type=text]").fill("5")
    page.get_by_text("Write lines of working instead").click()
    page.get_by_label("Your working").fill("\n".join(LINES))
    expect(page.locator(".card input[type=text]")).to_be_disabled()
    expect(page.locator("[role=status]")).to_have_text("Saved.")

    looked_at(page, link)
    expect(page.get_by_label("Your working")).to_have_value("\n".join(LINES))
    hand_in(page)
    expect(page.locator(".answered li")).to_have_text(LINES)
    expect(page.locator(".answered .bad")).to_have_count(0)

    with school.service.client(school.key) as client:
        client.post("/v1/classes/lines/assignments/lines/corrections").raise_for_status()
    looked_at(page, link)
    expect(page.locator(".answered .bad")).to_have_text(f"{LINES[1]} (look at this line)")

    page.get_by_role("button", name="Put it right").click()
    settled(page)
    expect(page.locator(".answered .bad")).to_contain_text(LINES[1])
    working = page.locator("misstep-practice").get_by_label("Your working")
    expect(working).to_have_value(f"{LINES[0]}\n")
    working.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("x/2 = -8\nx = -16")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Show it on a new one")).to_be_visible()


def test_folding_the_lines_up_makes_the_answer_count_again(page: Page, school: School) -> None:
    """
    Of answer and lines one counts, and which can be seen: the answer where the lines are folded up.
    """
    link = given(school, "folded")
    looked_at(page, link)
    page.locator(".card input[type=text]").fill("-16")
    page.get_by_text("Write lines of working instead").click()
    page.get_by_label("Your working").fill("x = 3")
    page.get_by_text("Write lines of working instead").click()
    expect(page.locator(".card input[type=text]")).to_be_enabled()
    expect(page.locator("[role=status]")).to_have_text("Saved.")
    hand_in(page)
    expect(page.locator(".answered")).to_have_text("You answered: -16")
    expect(page.locator(".card .verdict")).to_have_text("Right")


def test_things_are_put_in_order_on_the_page(page: Page, school: School) -> None:
    """
    An order is moved with buttons as in practice; one that nobody touched is no answer.
    """
    link = given(school, "order", problems=[ORDER])
    looked_at(page, link)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Hand in").click()
    assert [one.partition(".")[0] for one in asked] == ["Not answered yet: 1"]

    first = page.locator(".ordering > li").first
    moved = first.inner_text()
    first.get_by_role("button").last.click()
    expect(page.locator("[role=status]")).to_have_text("Saved.")
    looked_at(page, link)
    expect(page.locator(".ordering > li").nth(1)).to_have_text(moved, use_inner_text=True)
    hand_in(page)
    expect(page.locator(".answered math")).to_have_count(3)
