"""What the practice page promises, in a real browser, by keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from item_bank.ids import ItemId
from tests.web.practising import PRACTICE, School, enter, practise, send, send_wrong, settled, tab_to, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MAX_SUBMISSIONS = 12


def test_an_exercise_is_helped_and_solved_by_keyboard_alone(page: Page, school: School) -> None:
    """
    Tab, type and Enter reach a verdict with its help in place, then the solved exercise, then the next one.
    """
    practise(page, school, "keyboard")
    first = settled(page)["opportunity"]

    view = send_wrong(page, school)
    spoken = page.locator("misstep-practice [role=status]").inner_text()
    shown = page.locator("misstep-practice .tries li").first
    expect(shown.locator(".hint")).to_be_visible()
    for _ in range(MAX_SUBMISSIONS):
        if view["ended"] is not None:
            break
        view = send(page, school.answers(view)[view["open"][-1]])
    focused = page.get_by_role("button", name="Next exercise")
    expect(focused).to_be_focused()
    page.keyboard.press("Enter")
    until(page, f"{PRACTICE}.opportunity.opportunity !== {first!r}")
    settled(page)

    assert spoken.strip()
    assert not page.locator("misstep-practice [role=status]").inner_text()
    assert "solved" == view["ended"]["how"]
    expect(page.get_by_role("button", name="Check")).to_be_visible()


def test_help_is_spoken_in_plain_words(page: Page, school: School) -> None:
    """
    The live region gets the verdict and the hint as words, with no LaTeX and no markup but what says their language.
    """
    practise(page, school, "listener")

    view = send_wrong(page, school)

    status = page.locator("misstep-practice [role=status]")
    expect(status).to_have_attribute("aria-live", "polite")
    assert view["tries"][0]["hint"]["text"]["speech"] in status.inner_text()
    assert not re.search(r"[\\$<>]|\*\*", status.inner_text())
    assert 0 == status.locator(":not(span[lang])").count()


def test_being_stuck_asks_an_easier_question_or_gives_help(page: Page, school: School) -> None:
    """
    "I'm stuck" by keyboard shows help and takes no try.
    """
    practise(page, school, "stuck")
    left = settled(page)["steps"][0]["tries_left"]

    tab_to(page, "button:not([type=submit])")
    page.keyboard.press("Enter")
    until(page, f"{PRACTICE}.opportunity.next_n > 1")
    view = settled(page)

    assert "asked" == view["tries"][0]["judged"]["verdict"]
    assert view["tries"][0]["hint"] is not None
    assert left == view["steps"][0]["tries_left"]


def test_at_the_end_worked_steps_take_the_place_of_general_help(page: Page, school: School) -> None:
    """
    Nobody is told to think again, on the page or by voice, once the exercise is over and its example stands there.
    """
    practise(page, school, "stuck-to-the-end")
    view = settled(page)
    while view["ended"] is None:
        page.get_by_role("button", name="I'm stuck").click()
        until(page, f"{PRACTICE}.opportunity.next_n > {view['next_n']}")
        view = settled(page)

    status = page.locator("misstep-practice [role=status]").inner_text()
    last = view["tries"][-1]["hint"]
    assert view["ended"]["worked"]
    assert "mistake" != last["specificity"]
    assert last["text"]["speech"] not in status
    assert view["ended"]["sentence"] == status
    assert len(view["tries"]) - 1 == page.locator("misstep-practice .tries .hint").count()
    expect(page.get_by_role("button", name="Next exercise")).to_be_focused()


def test_what_is_typed_is_shown_as_it_is_read(page: Page, school: School) -> None:
    """
    While typing, the page shows how the text is read, as mathematics, or what cannot be read.
    """
    practise(page, school, "typist", item="garden-area")
    tab_to(page, "input[name=answer]")

    page.keyboard.type("3/4")
    preview = page.locator("misstep-practice .preview")
    expect(preview.locator("math mfrac")).to_be_visible()
    page.keyboard.type("+")
    expect(preview).to_contain_text(re.compile(r"[a-z]{3}"))

    assert 1 == settled(page)["next_n"]


def test_lines_of_working_are_sent_and_shown_as_written(page: Page, school: School) -> None:
    """
    Lines are entered by keyboard alone, and shown again with the verdict; an Enter after the last one is no line.
    """
    practise(page, school, "worker", item="garden-area")
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    tab_to(page, "textarea")

    page.keyboard.type("\nx\nx + 1\n")
    page.keyboard.press("Control+Enter")
    until(page, f"{PRACTICE}.opportunity.next_n > 1")
    view = settled(page)

    assert ["", "x", "x + 1"] == view["tries"][0]["response"]["lines"]
    assert ["", "x", "x + 1"] == [
        line.partition(" (")[0] for line in page.locator("misstep-practice .tries .lines li").all_inner_texts()
    ]


def test_the_wrong_line_of_a_classic_mistake_is_marked_and_helped_with(page: Page, school: School) -> None:
    """
    Who takes the coefficient away where it multiplies sees the line marked, and is asked about that very operation.
    """
    practise(page, school, "classic", item="what-went-in", variant=0)
    view = settled(page)
    task, divided, _ = school.bank.open(ItemId(view["item"]), view["variant"]).variant.steps[0].solution
    coefficient, _, right = divided.partition("x = ")
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    tab_to(page, "textarea")

    page.keyboard.type(f"{task}\n{divided}\nx = {int(right) - int(coefficient or 1)}")
    page.keyboard.press("Control+Enter")
    until(page, f"{PRACTICE}.opportunity.next_n > 1")
    tried = settled(page)["tries"][0]
    shown = page.locator("misstep-practice .tries li").first

    assert ("incorrect", 3) == (tried["judged"]["verdict"], tried["judged"]["first_wrong"])
    assert [False, False, True] == [
        "bad" in (line.get_attribute("class") or "") for line in shown.locator(".lines li").all()
    ]
    expect(shown.locator(".hint")).to_be_visible()
    assert ("mistake", "rule/subtracts-coefficient") == (tried["hint"]["specificity"], tried["hint"]["code"])


def test_nothing_is_wider_than_a_small_phone(page: Page, school: School) -> None:
    """
    At 320 CSS pixels neither exercise nor help scrolls sideways.
    """
    practise(page, school, "phone")

    send_wrong(page, school)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_line_begins_with_the_mark_that_closes_a_formula(page: Page, school: School) -> None:
    """
    The full stop of "The table belongs to the function $f(x) = 9 - 5x$." stays with the formula, and is there once.
    """
    practise(page, school, "reader", item="complete-the-table")
    kept = page.locator(".prompt .kept").first

    expect(kept).to_contain_text(".")
    assert kept.evaluate("node => getComputedStyle(node).whiteSpace") == "nowrap"
    assert kept.evaluate("node => node.nextSibling?.textContent ?? ''").strip() == ""


def test_a_reload_finds_the_exercise_and_the_tries_again(page: Page, school: School) -> None:
    """
    Closing the tab loses nothing that was sent.
    """
    practise(page, school, "reloader")
    before = send_wrong(page, school)

    page.reload()
    after = settled(page)

    assert before["opportunity"] == after["opportunity"]
    assert before["tries"] == after["tries"]


def test_a_second_tab_is_shown_what_the_first_one_sent(page: Page, school: School) -> None:
    """
    A try from a stale tab is refused with a sentence, and the tab then shows the tries that are there.

    The tabs send different answers: the same one twice is a retry, and gets its reply.
    """
    practise(page, school, "tabs")
    second = page.context.new_page()
    practise(second, school, "tabs")
    send_wrong(page, school)

    view = settled(second)
    enter(second, school.answers(view)[view["steps"][0]["shown"]["id"]])
    expect(second.locator("misstep-practice .refused")).to_be_visible()

    assert 2 == settled(second)["next_n"]


def test_a_skip_that_did_not_arrive_leaves_what_was_typed(page: Page, school: School) -> None:
    """
    With the network gone, skipping says so and changes nothing, on the page neither.
    """
    away = page.context.new_page()
    practise(away, school, "away", item="two-gyms")
    away.route("**/ending", lambda route: route.abort())
    tab_to(away, "input[name=answer]")
    away.keyboard.type("25 + 20x")

    away.get_by_role("button", name="Skip this exercise").click()
    expect(away.locator("misstep-practice .refused")).to_be_visible()
    settled(away)

    expect(away.locator("misstep-practice .refused")).to_be_visible()
    expect(away.locator("misstep-practice input[name=answer]")).to_have_value("25 + 20x")


def test_a_page_without_a_token_says_what_to_do(page: Page, school: School) -> None:
    """
    Without a learner and a token the page tells people to use their link.
    """
    page.goto(f"{school.service.address}/practice")

    expect(page.locator("#practice")).to_contain_text("link")


def test_another_link_in_the_same_tab_is_followed(page: Page, school: School) -> None:
    """
    A fresh link after one that ran out, or somebody else's turn, needs no new tab; the token leaves the address.
    """
    practise(page, school, "before")
    first = settled(page)["opportunity"]

    with page.expect_event("load"):
        page.evaluate(f"location.hash = 'learner=after&token={school.service.learner(school.key, 'after')}'")

    expect(page.locator("misstep-practice")).to_have_attribute("learner", "after")
    assert first != settled(page)["opportunity"]
    assert page.url.endswith("/practice")


def test_the_start_page_and_the_docs_load_nothing_from_elsewhere(page: Page, school: School, tmp_path: Path) -> None:
    """
    Start page and API docs are whole without a foreign address.
    """
    for path in ("/", "/docs"):
        page.goto(school.service.address + path)
        page.wait_for_load_state("networkidle")
        # The docs are a hundred screens of a phone: drawing them all at once takes a browser minutes on a busy machine.
        page.screenshot(path=tmp_path / "page.png")

        assert page.title()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_progress_says_why_to_who_asks(page: Page, school: School) -> None:
    """
    Beside a practised skill stands its level alone; opened, it says the figures, and the goal stands above them.
    """
    practise(page, school, "progress")
    skill = settled(page)["skills"][0]
    send_wrong(page, school)
    with school.service.client(school.key) as client:
        set_ = client.put("/v1/learners/progress/goal", json={"skills": [skill], "by": 2**50})
        assert set_.status_code == 200, set_.text
    page.reload()
    settled(page)

    shown = page.locator("misstep-practice .progress")
    shown.locator("summary").first.press("Enter")
    expect(shown.get_by_text("Goal: proficient in 0 of 1 skills")).to_be_visible()
    sentence = shown.get_by_text(re.compile("right answers are expected"))
    expect(sentence).to_be_hidden()
    expect(shown.locator("ul.skills > li").first).to_contain_text("practising")  # before all that is new
    shown.locator("li summary").first.press("Enter")
    expect(sentence).to_be_visible()
