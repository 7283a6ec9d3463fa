"""What the pages of teacher and learner promise of Back and Reload: they lose neither the place nor what was typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.practising import School, settled
from tests.web.test_homework_lines import given

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TYPED = "1) 1/2 + 1/4"


def at(page: Page, heading: str) -> None:
    """Wait for the view with a heading."""
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def test_back_and_reload_stay_where_the_teacher_is(page: Page, school: School) -> None:
    """
    Back goes one view back, Reload shows the same one; a view without an address leads back to the one around it.
    """
    given(school, "placed")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    at(page, "Classes")
    assert school.key not in page.url
    page.get_by_role("button", name="placed").click()
    at(page, "placed")
    page.get_by_role("button", name="Lines").click()
    at(page, "Lines")
    page.get_by_role("button", name="What came of it").click()
    at(page, "What came of it: Lines")
    page.go_back()
    at(page, "Lines")
    page.reload()
    at(page, "Lines")
    page.go_back()
    at(page, "placed")
    page.get_by_role("button", name="Learners, groups, codes").click()
    at(page, "Learners of placed")
    page.reload()
    at(page, "Learners of placed")
    page.go_back()
    page.go_back()
    at(page, "Classes")
    page.go_forward()
    at(page, "placed")


def test_back_and_reload_stay_where_the_learner_is(page: Page, school: School) -> None:
    """
    From a problem that is put right Back leads to its homework and to all, not out of the page; Reload shows the same.
    """
    link = given(school, "goes-back")
    page.goto(link)
    at(page, "Lines")
    assert "token" not in page.url
    page.get_by_role("button", name="All homework").click()
    at(page, "Homework")
    page.locator(".row").first.click()
    at(page, "Lines")
    page.locator(".card input[type=text]").fill("5")
    page.go_back()
    at(page, "Homework")
    page.go_forward()
    expect(page.locator(".card input[type=text]")).to_have_value("5")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("button", name="Put it right").click()
    settled(page)
    page.reload()
    at(page, "Problem 1")
    settled(page)
    page.go_back()
    at(page, "Lines")
    expect(page.get_by_role("button", name="Put it right")).to_be_visible()
    page.reload()
    at(page, "Lines")
    page.go_back()
    at(page, "Homework")


def test_a_homework_that_is_being_written_is_still_there_after_back_and_reload(page: Page, school: School) -> None:
    """
    What was typed stays in its tab until it is given; signing out clears it.
    """
    given(school, "drafted")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name="drafted").click()
    page.get_by_role("button", name="New homework").click()
    page.get_by_label("The problems").fill(TYPED)
    page.reload()
    at(page, "New homework")
    expect(page.get_by_label("The problems")).to_have_value(TYPED)
    page.get_by_role("button", name="Read and solve").click()
    at(page, "Look through")
    page.go_back()
    expect(page.get_by_label("The problems")).to_have_value(TYPED)
    page.get_by_role("button", name="Read and solve").click()
    page.get_by_role("button", name="Give it to the class").click()
    expect(page.locator("p[role=status]")).to_contain_text("Given to 1 learner")
    page.get_by_role("button", name="Back to the class").click()
    page.get_by_role("button", name="New homework").click()
    expect(page.get_by_label("The problems")).to_have_value("")
    page.get_by_label("The problems").fill(TYPED)
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_label("Your key")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
