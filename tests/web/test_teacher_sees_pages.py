"""What the teacher's pages promise while a class works: news in place, replay, disputes, help withdrawn."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.practising import School, class_of, enter, practise, send_wrong, settled, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLASS = "otters"
ITEM = "add-same-denominator"
SETTLES_MS = 300
"""From a reply to what it draws."""


def sign_in(page: Page, school: School) -> None:
    """Look at the class as its teacher."""
    page.goto(f"{school.service.address}/teach")
    page.get_by_label("Your key").fill(school.key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="The otters").click()
    expect(page.get_by_role("heading", name="Who needs somebody")).to_be_visible()


def answer(school: School, token: str, learner: str, *texts: str) -> None:
    """Answer an exercise wrongly, beside the page that is looked at."""
    with school.service.client(token) as client:
        opened = client.post(f"/v1/learners/{learner}/opportunities", json={"item": ITEM}).json()
        path = f"/v1/learners/{learner}/opportunities/{opened['opportunity']}/tries"
        for n, text in enumerate(texts, start=opened["next_n"]):
            body = {"step": opened["open"][0], "response": {"kind": "final", "text": text}}
            assert client.put(f"{path}/{n}", json=body).status_code == 200


def test_a_class_s_page_follows_the_class_and_keeps_the_focus(page: Page, school: School) -> None:
    """
    Who is wrong three times appears by themselves; the teacher stays where they were, and looks by keyboard.
    """
    tokens = class_of(school, CLASS, "The otters", "quiet-o", "busy-o")
    sign_in(page, school)
    expect(page.get_by_text("Nobody at the moment.")).to_be_visible()
    page.locator("#help-of-class").focus()
    answer(school, tokens["busy-o"], "busy-o", "1/997", "2/997", "3/997")
    expect(page.locator("[data-learner='busy-o']")).to_contain_text("3 wrong answers in a row")
    assert page.evaluate("document.activeElement.id") == "help-of-class"
    expect(page.locator("[data-learner='quiet-o']")).to_have_count(0)

    page.locator("h1").focus()
    tab_to(page, "[aria-label^='Look: busy-o']")
    page.keyboard.press("Enter")
    expect(page.locator("[data-try]")).to_have_count(3)
    expect(page.locator("[data-try='1'] code").first).to_have_text("1/997")
    expect(page.locator("[data-try='1'] blockquote")).to_be_visible()
    page.locator("[data-try='1']").get_by_role("button", name="Withdraw these words").click()
    expect(page.locator("[role=status]")).to_contain_text("Withdrawn, everywhere")
    page.get_by_role("button", name="Back to the class").click()
    page.get_by_role("button", name="Help that did not help").click()
    page.get_by_role("button", name="Show it again").click()
    expect(page.get_by_role("button", name="Show it again")).to_have_count(0)


def test_words_that_did_not_help_are_withdrawn_and_shown_again_by_one_click(page: Page, school: School) -> None:
    """
    The list says how often the next answer was right; the button turns, and the focus stays on it.
    """
    tokens = class_of(school, CLASS, "The otters", "busy-o")
    answer(school, tokens["busy-o"], "busy-o", "4/997", "5/997")
    sign_in(page, school)
    page.get_by_role("button", name="Help that did not help").click()
    first = page.locator("[data-words]").first
    expect(first).to_contain_text("not")
    first.get_by_role("button", name="Withdraw it").click()
    expect(page.locator("[role=status]")).to_contain_text("everywhere")
    gone = page.locator("[data-words]").filter(has=page.get_by_role("button", name="Show it again")).first
    expect(gone).to_contain_text("Withdrawn")
    gone.get_by_role("button", name="Show it again").click()
    expect(page.get_by_role("button", name="Show it again")).to_have_count(0)


def test_a_learner_disputes_the_teacher_decides_and_the_learner_is_told(page: Page, school: School) -> None:
    """
    One button below the wrong answer, one card for the teacher, one word back.
    """
    class_of(school, CLASS, "The otters", "sure-o")
    practise(page, school, "sure-o", item=ITEM, variant=0)
    send_wrong(page, school)
    page.get_by_role("button", name="I think I’m right").click()
    expect(page.locator("misstep-practice [data-try='1']")).to_contain_text("Your teacher has it")

    page.goto("about:blank")
    sign_in(page, school)
    card = page.locator("[data-dispute]").filter(has_text="sure-o")
    card.get_by_label("A word to the learner").fill("Look at the pieces again.")
    card.get_by_role("button", name="The verdict stands").click()
    expect(page.locator("[data-dispute]")).to_have_count(0)

    page.goto("about:blank")
    token = school.service.learner(school.key, "sure-o")
    page.goto(f"{school.service.address}/practice#learner=sure-o&token={token}")
    settled(page)
    page.get_by_text("What your teacher said").click()
    expect(page.locator("misstep-practice .decided")).to_contain_text("Look at the pieces again.")
    enter(page, "1/2")


def test_a_button_that_is_held_down_keeps_its_click_while_news_come(page: Page, school: School) -> None:
    """
    What is drawn anew waits for the release; then the click counts, and the news is there.
    """
    tokens = class_of(school, CLASS, "The otters", "held-o", "news-o")
    sign_in(page, school)
    name = page.get_by_role("button", name="held-o", exact=True)
    name.scroll_into_view_if_needed()
    name.hover()
    page.mouse.down()
    with page.expect_response(lambda reply: reply.url.endswith("/snapshot")):
        answer(school, tokens["news-o"], "news-o", "1/991", "2/991", "3/991")
    page.wait_for_timeout(SETTLES_MS)
    page.mouse.up()
    expect(page.get_by_role("heading", name="held-o")).to_be_visible()
    page.get_by_role("button", name="Back to the class").click()
    expect(page.locator("[data-learner='news-o']")).to_contain_text("3 wrong answers in a row")


def test_exercises_that_wait_are_named_and_a_goal_is_told(page: Page, school: School) -> None:
    """
    Two that wait for one skill can be told apart, what was practised and not reached counts, and a goal is said.
    """
    tokens = class_of(school, CLASS, "The otters", "waits-o")
    with school.service.client(tokens["waits-o"]) as client:
        for item in ("how-many-dots", "what-comes-next"):
            view = client.post("/v1/learners/waits-o/opportunities", json={"item": item}).json()
            path = f"/v1/learners/waits-o/opportunities/{view['opportunity']}"
            while view["ended"] is None:
                body = {"step": view["open"][-1], "response": {"kind": "stuck"}}
                assert client.put(f"{path}/tries/{view['next_n']}", json=body).status_code == 200
                view = client.get(path).json()
    with school.service.client(school.key) as client:
        aim = {"skills": ["count-to-20"], "by": 2**50}
        assert client.put("/v1/learners/waits-o/goal", json=aim).status_code == 200
    sign_in(page, school)

    waits = page.locator("[data-learner='waits-o']")
    expect(waits).to_contain_text("(How many dots?, Count to 20)")
    expect(waits).to_contain_text("(What comes next?, Count to 20)")
    expect(waits.get_by_role("button", name="Seen: waits-o (What comes next?, Count to 20)")).to_have_count(1)
    row = page.locator("#everybody tr").filter(has_text="waits-o")
    expect(row.get_by_role("cell").nth(2)).to_have_text("0 of 1")
    row.get_by_role("button", name="waits-o", exact=True).click()
    expect(page.locator("main")).to_contain_text("Goal: proficient in 0 of 1 skills")
    expect(page.locator("main")).to_contain_text("(Count to 20)")


def test_a_learner_s_page_says_each_thing_once(page: Page, school: School) -> None:
    """
    What needs somebody comes first, then what they know, their work, their exercises; no figure stands there twice.
    """
    tokens = class_of(school, CLASS, "The otters", "told-o")
    answer(school, tokens["told-o"], "told-o", "1/993", "2/993", "3/993")
    sign_in(page, school)
    page.locator("#everybody").get_by_role("button", name="told-o", exact=True).click()
    expect(page.get_by_role("heading", name="told-o", level=1)).to_be_visible()

    expect(page.locator("main h2")).to_have_text(
        [
            "What needs somebody",
            "What they know, and how sure that is",
            "Their work",
            "Exercises, the newest first",
        ]
    )
    expect(page.locator("main")).to_contain_text("3 wrong answers in a row")
    expect(page.locator("main")).to_contain_text("Own practice: 0 of 1 solved")
    known = page.locator("main").get_by_text("right answers are expected")
    expect(known).to_have_count(1)
    said = re.findall(r"\d+ ?%", page.locator("main").inner_text())
    assert 3 == len(said), said
    page.get_by_role("button", name="Look: told-o, ").click()
    expect(page.locator("[data-try]")).to_have_count(3)
