"""What learners can say on the homework page, and what it says to who can do it already; the teacher sees both."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.practising import School
from tests.web.test_homework_lines import DIVISOR, given, hand_in, looked_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_ANSWERS = 40
LINE = "I took 9 away instead of adding it"


def as_teacher(page: Page, school: School, of: str, title: str = "Lines") -> None:
    """Sign in as the teacher, and open a class's homework."""
    page.goto("about:blank")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name=of).click()
    page.locator(".row").filter(has_text=title).first.click()
    expect(page.get_by_role("heading", name="Common mistakes")).to_be_visible()


def answered(page: Page, link: str, text: str) -> None:
    """Enter an answer to the only problem, and hand in."""
    looked_at(page, link)
    page.locator(".card input[type=text]").first.fill(text)
    hand_in(page)
    expect(page.locator(".answered")).to_contain_text(text)


def test_a_disputed_answer_of_a_homework_is_decided_and_the_learner_told(page: Page, school: School) -> None:
    """
    "I think I'm right" reaches the teacher with what was entered; counted as right, there is nothing left to put right.
    """
    link = given(school, "disputed")
    answered(page, link, "-52")
    page.get_by_role("button", name="I think I’m right").click()
    expect(page.locator(".card").first).to_contain_text("Your teacher has it and will look at it.")
    expect(page.locator(".card [role=status]")).to_have_css("position", "static")
    looked_at(page, link)
    expect(page.get_by_role("button", name="I think I’m right")).to_have_count(0)

    page.goto("about:blank")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name="disputed").click()
    card = page.locator("[data-dispute]").filter(has_text="disputed-1")
    expect(card).to_contain_text("Answered -52")
    card.get_by_label("A word to the learner").fill("You read the sheet as I wrote it.")
    card.get_by_role("button", name="It is right, for everybody").click()
    expect(page.locator("[data-dispute]")).to_have_count(0)

    looked_at(page, link)
    expect(page.locator(".card .verdict").first).to_have_text("Right")
    expect(page.get_by_role("button", name="Put it right")).to_have_count(0)
    expect(page.locator(".card .decided")).to_have_text("You are right: it counts. You read the sheet as I wrote it.")


def test_one_line_to_the_teacher_is_kept_read_and_taken_back(page: Page, school: School) -> None:
    """
    The learner is told who reads it; the teacher reads it beside the problem; an empty line takes it back.
    """
    link = given(school, "told", directive={"explain": "one_line"})
    answered(page, link, "-52")
    line = "One line to your teacher: what were you thinking?"
    page.locator("summary", has_text=line).click()
    expect(page.get_by_label(line)).to_have_accessible_description(re.compile("^Your teacher reads this, "))
    page.get_by_label(line).fill(LINE)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main [role=status]").last).to_have_text("Your line is kept.")

    as_teacher(page, school, "told")
    expect(page.get_by_role("heading", name="What learners wrote to you")).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"told-1, problem 1: {LINE}")

    looked_at(page, link)
    expect(page.get_by_label(line)).to_have_value(LINE)
    page.get_by_label(line).fill("")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main [role=status]").last).to_have_text("Your line was taken back.")
    as_teacher(page, school, "told")
    expect(page.get_by_role("heading", name="What learners wrote to you")).to_have_count(0)


def test_a_line_that_was_typed_and_not_sent_goes_with_the_hand_in(page: Page, school: School) -> None:
    """
    Who presses "Hand in" with a line in its field has told the teacher.
    """
    link = given(school, "unsent", directive={"explain": "one_line"})
    looked_at(page, link)
    page.locator("summary", has_text="One line to your teacher").click()
    page.get_by_label("One line to your teacher").fill(LINE)
    page.locator(".card input[type=text]").first.fill("-52")
    hand_in(page)
    expect(page.locator(".answered")).to_contain_text("-52")
    expect(page.get_by_label("One line to your teacher")).to_have_value(LINE)
    as_teacher(page, school, "unsent")
    expect(page.locator("main")).to_contain_text(f"unsent-1, problem 1: {LINE}")


def test_an_exit_ticket_is_asked_about_and_nobody_corrects_before_it_is_open(page: Page, school: School) -> None:
    """
    Who does not confirm gives nothing; a mistake is "to correct" until the teacher opens the correction.
    """
    answered(page, given(school, "ticket", directive={"opens_after_review": True}), "-52")
    as_teacher(page, school, "ticket")
    cell = page.get_by_role("row", name="ticket-1").get_by_role("cell").last
    expect(cell).to_contain_text("to correct")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Exit ticket, due today").click()
    assert ["Give the whole class 1 problem about the commonest mistakes, due today at 23:59?"] == asked
    with school.service.client(school.key) as client:
        assert 1 == len(client.get("/v1/classes/ticket/assignments").json()["assignments"])

    page.get_by_role("button", name="Open the correction").click()
    expect(cell).to_contain_text("correcting")


def made_proficient(school: School, learner: str, skill: str) -> None:
    """Answer exercises of a skill rightly until it is known."""
    with school.service.client(school.service.learner(school.key, learner)) as client:
        for _ in range(MOST_ANSWERS):
            skills = client.get(f"/v1/learners/{learner}/mastery").json()["skills"]
            if {one["skill"]: one["level"] for one in skills}.get(skill) in {"proficient", "retained"}:
                return
            view: dict[str, Any] = client.post(f"/v1/learners/{learner}/opportunities", json={"skill": skill}).json()
            while view["ended"] is None:
                step = view["open"][-1]
                body = {"step": step, "response": {"kind": "final", "text": school.answers(view)[step]}}
                path = f"/v1/learners/{learner}/opportunities/{view['opportunity']}"
                client.put(f"{path}/tries/{view['next_n']}", json=body).raise_for_status()
                view = client.get(path).json()
    message = f"{MOST_ANSWERS} right answers did not make {skill} known"
    raise AssertionError(message)


def test_who_can_do_it_already_has_less_to_do_and_is_told_why(page: Page, school: School) -> None:
    """
    A problem of a skill that is known is left out: nothing to enter, the reason in its place, and the teacher sees it.
    """
    same = {"is": "item", "item": "add-same-denominator"}
    problems = [{**same, "label": "1", "variant": 0}, {**same, "label": "2", "variant": 1}, {**DIVISOR, "label": "3"}]
    link = given(school, "knowing", problems=problems, directive={"shorten": 2})
    made_proficient(school, "knowing-1", "add-like-fractions")

    looked_at(page, link)
    out = page.locator(".card").filter(has=page.locator(".verdict.good"))
    expect(out).to_have_count(1)
    expect(out.locator("input")).to_have_count(0)
    reason = out.locator(".verdict.good").inner_text()
    assert "Add and subtract fractions with the same denominator" in reason
    expect(page.locator(".card input[type=text]")).to_have_count(2)

    hand_in(page)
    expect(page.locator(".card .verdict.good").filter(has_text=reason)).to_have_count(1)
    as_teacher(page, school, "knowing")
    expect(page.get_by_text("left out: can do it")).to_have_count(1)


def test_a_homework_is_taken_back_once_that_is_sure(page: Page, school: School) -> None:
    """
    The teacher is asked; then learners are told, what they did stays in view, and nothing more is taken.
    """
    link = given(school, "mistaken")
    looked_at(page, link)
    page.locator(".card input[type=text]").fill("-52")
    page.keyboard.press("Enter")
    expect(page.locator("main [role=status]")).to_have_text("Saved.")
    as_teacher(page, school, "mistaken")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Take this homework back").click()
    expect(page.get_by_text("Taken back", exact=True)).to_have_count(0)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Take this homework back").click()
    expect(page.locator("main [role=status]")).to_have_text("It was taken back. Learners are told so.")
    expect(page.get_by_role("button", name="Take this homework back")).to_have_count(0)
    expect(page.get_by_text("Taken back", exact=True)).to_be_visible()

    looked_at(page, link)
    expect(page.get_by_text("Your teacher took this homework back. What you did stays here.")).to_be_visible()
    expect(page.locator(".answered")).to_have_text("You answered: -52")
    expect(page.get_by_role("button", name="Hand in")).to_have_count(0)
