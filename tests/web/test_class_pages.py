"""What the pages about a class's people promise: lists, groups, what is allowed, codes, dates."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.practising import School

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIST = "Nr;Vorname;Nachname\n4711;Zoë;Müller\n4712;Ada;Kwiatkowska\n4711;Zoë;Müller\n;Ben;Okafor\n"


def sign_in(page: Page, school: School) -> None:
    """Sign in as the teacher."""
    page.goto(f"{school.service.address}/teach")
    page.get_by_label("Your key").fill(school.key)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Classes")).to_be_visible()


def make_class(page: Page, name: str) -> None:
    """Make a class; its learners are shown then."""
    page.get_by_text("New class").click()
    page.get_by_label("Its name").fill(name)
    page.get_by_role("button", name="Make the class").click()
    expect(page.get_by_role("heading", name=f"Learners of {name}")).to_be_visible()


def test_a_list_is_looked_at_and_put_into_a_new_class(page: Page, school: School) -> None:
    """
    What would come of each row is seen before anything is kept; then groups and what is allowed are set by name.
    """
    sign_in(page, school)
    make_class(page, "Larks")
    page.get_by_role("button", name="Add from a list").click()
    page.get_by_label("A list as CSV").set_input_files(
        {"name": "larks.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    )
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("Windows-1252")).to_be_visible()
    expect(page.get_by_text("2 new", exact=True)).to_be_visible()
    expect(page.locator("tr[data-state=doubled]")).to_contain_text("The same learner as in row 2")
    expect(page.locator("tr[data-state=unread]")).to_contain_text("no id")
    page.get_by_role("button", name="Put them into the class").click()
    expect(page.get_by_role("heading", name="Learners of Larks")).to_be_visible()
    expect(page.get_by_role("row", name="Zoë Müller")).to_be_visible()
    expect(page.locator("[role=status]")).to_contain_text("2 came into the class")
    expect(page.locator("[role=status]")).to_contain_text("2 rows were left out")

    page.get_by_label("A new group").fill("Early birds")
    page.get_by_role("button", name="Make the group").click()
    page.get_by_label("Ada Kwiatkowska is in Early birds").check()
    expect(page.locator("[role=status]")).to_contain_text("is in Early birds now")
    expect(page.get_by_label("Ada Kwiatkowska is in Early birds")).to_be_checked()

    page.get_by_role("button", name="Time, help, words: Zoë Müller").click()
    page.get_by_label("More days for work that is due").fill("2")
    page.get_by_label("Language").select_option("de")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("[role=status]")).to_contain_text("Kept for Zoë Müller")
    page.get_by_role("button", name="Time, help, words: Zoë Müller").click()
    expect(page.get_by_label("More days for work that is due")).to_have_value("2")
    expect(page.get_by_label("Language")).to_have_value("de")
    page.get_by_label("Name", exact=True).fill("Zoë Meyer")
    page.get_by_role("button", name="Change the name").click()
    expect(page.get_by_role("row", name="Zoë Meyer")).to_be_visible()


def test_columns_that_no_header_tells_are_asked_for(page: Page, school: School) -> None:
    """
    A list without headers shows its first rows, and is looked at again once the teacher has said which is which.
    """
    sign_in(page, school)
    make_class(page, "Wrens")
    page.get_by_role("button", name="Add from a list").click()
    page.get_by_label("A list as CSV").set_input_files(
        {"name": "wrens.csv", "mimeType": "text/csv", "buffer": b"7,Ada\n8,Ben\n"}
    )
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("do not tell which column is which")).to_be_visible()
    assert 0 == page.get_by_role("button", name="Put them into the class").count()
    page.get_by_label("Whole name").select_option("1")
    page.get_by_label("The first learner is in row").fill("1")
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_text("2 new", exact=True)).to_be_visible()
    page.get_by_role("button", name="Put them into the class").click()
    expect(page.get_by_role("row", name="Ben")).to_be_visible()


def test_a_learner_joins_by_the_code_on_the_board(page: Page, school: School) -> None:
    """
    The teacher makes a code, a learner types it with a name and is at their homework; again, they are who they were.
    """
    sign_in(page, school)
    make_class(page, "Finches")
    page.get_by_role("button", name="Codes to join").click()
    page.get_by_role("button", name="Make a code").click()
    code = page.locator(".joincode").inner_text()
    assert 14 == len(code)

    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="de-DE")
    learner = context.new_page()
    for typed in (code.lower(), code):
        learner.goto(f"{school.service.address}/join")
        learner.get_by_label("Der Code von deiner Lehrkraft").fill(typed)
        learner.get_by_label("Dein Name").fill("Zoë")
        learner.get_by_label("Dieses Gerät benutze nur ich").check()
        learner.get_by_role("button", name="Beitreten").click()
        expect(learner.get_by_role("heading", name="Hausaufgaben")).to_be_visible()
    learner.goto(f"{school.service.address}/join#AAAA-AAAA-AAAA")
    expect(learner).not_to_have_url(re.compile("AAAA"))
    learner.get_by_label("Dein Name").fill("Zoë")
    learner.get_by_role("button", name="Beitreten").click()
    expect(learner.locator("[role=status]")).to_contain_text("öffnet nichts")
    context.close()

    page.get_by_role("button", name="Back to the learners").click()
    expect(page.get_by_role("row", name="Zoë")).to_have_count(1)
    page.get_by_role("button", name="Codes to join").click()
    expect(page.get_by_text("1 of 40 have joined")).to_be_visible()
    page.get_by_role("button", name=f"Take back {code}").click()
    expect(page.get_by_text("No code opens the class")).to_be_visible()


def test_a_group_has_a_date_of_its_own_and_the_table_can_be_narrowed_to_it(page: Page, school: School) -> None:
    """
    Dates are set for class and group on one page, with what late work counts, which is all of it at first.
    """
    with school.service.client(school.key) as client:
        assert client.post("/v1/classes", json={"id": "swifts", "name": "Swifts"}).status_code == 201
        tokens = {name: school.service.learner(school.key, name) for name in ("ada-s", "ben-s")}
        for name in tokens:
            assert client.put(f"/v1/classes/swifts/learners/{name}").status_code == 200
        group = client.post("/v1/classes/swifts/groups", json={"name": "Late"}).json()["groups"][0]["id"]
        assert client.put(f"/v1/classes/swifts/groups/{group}/learners/ada-s").status_code == 200
        problem = {"is": "item", "label": "1", "item": "add-same-denominator"}
        past = {"dates": {"due": 1_700_000_000_000}, "even_past": True}
        body = {"id": "swifts1", "title": "Swift work", "problems": [problem], **past}
        assert client.post("/v1/classes/swifts/assignments", json=body).status_code == 201
    with school.service.client(tokens["ada-s"]) as client:
        assert client.post("/v1/learners/ada-s/assignments/swifts1/hand-in").status_code == 200
    sign_in(page, school)
    page.get_by_role("button", name="Swifts").click()
    page.locator(".row", has_text="Swift work").click()
    page.get_by_label("Show", exact=True).select_option(label="Late")
    expect(page.get_by_role("row", name="ada-s").get_by_role("cell", name="late", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name="ben-s")).to_be_hidden()

    page.get_by_role("button", name="Dates").click()
    page.get_by_label("It is due, for the class", exact=True).fill("2031-05-05")
    page.get_by_label("It is due, for the class: time").fill("23:59")
    page.get_by_label("For Late (empty: as for the class)", exact=True).fill("2031-05-07")  # no hour: all of it
    expect(page.locator("#due-said")).to_contain_text("2031")
    expect(page.get_by_label("Percent that late work counts")).to_have_value("100")
    page.get_by_label("Percent that late work counts").fill("80")
    page.get_by_role("button", name="Change the dates").click()
    expect(page.locator("[role=status]").last).to_contain_text("The dates were changed")
    with school.service.client(school.key) as client:
        dates = client.get("/v1/classes/swifts/assignments/swifts1").json()["assignment"]["dates"]
    assert 2 * 86_400_000 == dates["groups"][group] - dates["due"]
    assert [{"after_ms": 0, "percent": 80}] == dates["late"]
    for part in ("due ", " · Late: due ", " · late work counts 80 %"):
        expect(page.locator("h1 + p")).to_contain_text(part)

    page.goto("about:blank")
    page.goto(f"{school.service.address}/homework#learner=ben-s&token={tokens['ben-s']}&assignment=swifts1")
    expect(page.locator("h1 + p")).to_contain_text("handed in later: counts 80 %")


@pytest.mark.parametrize(
    ("typed", "at", "said"),
    [
        ("2027-03-28T01:30", "2027-03-28T00:30:00Z", ""),
        ("2027-03-28T02:30", "2027-03-28T01:30:00Z", "there is no 02:30"),
        ("2027-03-28T03:30", "2027-03-28T01:30:00Z", ""),
        ("2027-10-31T02:30", "2027-10-31T00:30:00Z", "comes twice; the first is meant"),
        ("2027-10-31T03:30", "2027-10-31T02:30:00Z", ""),
        ("2020-01-01T08:00", "2020-01-01T07:00:00Z", "passed already"),
    ],
)
def test_an_hour_at_which_the_clocks_change_is_said_back(
    page: Page, school: School, typed: str, at: str, said: str
) -> None:
    """
    Due hours are the clock's where the teacher sits: one that is missing or comes twice there is said to be so.
    """
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(timezone_id="Europe/Berlin", locale="en-GB")
    berlin = context.new_page()
    berlin.goto(f"{school.service.address}/docs")
    found = berlin.evaluate(
        "async ([typed, at]) => {"
        " const {moment} = await import('/web/teach/moments.js');"
        " const found = moment(typed, Date.parse('2026-11-26T00:00:00Z'));"
        " return {right: found.at === Date.parse(at), said: found.said}; }",
        [typed, at],
    )
    context.close()
    assert found["right"]
    assert "(Europe/Berlin)" in found["said"]
    assert said in found["said"]
    assert bool(said) == ("clocks" in found["said"] or "passed" in found["said"])


def test_who_was_taken_out_is_told_in_their_words(page: Page, school: School) -> None:
    """
    The homework page shows what was done, says what happened and what may come, and offers nothing that is refused.
    """
    learner = "zoe-w"
    with school.service.client(school.key) as client:
        assert client.post("/v1/classes", json={"id": "wagtails"}).status_code == 201
        token = school.service.learner(school.key, learner)
        assert client.put(f"/v1/classes/wagtails/learners/{learner}").status_code == 200
        body = {"accommodations": {"language": "de"}, "after": 0}
        assert client.put(f"/v1/learners/{learner}/accommodations", json=body).status_code == 200
        problem = {"is": "item", "label": "1", "item": "add-same-denominator"}
        body = {"id": "wagtails1", "title": "Work", "problems": [problem]}
        assert client.post("/v1/classes/wagtails/assignments", json=body).status_code == 201
        page.goto(f"{school.service.address}/homework#learner={learner}&token={token}")
        page.locator(".row").first.click()
        page.locator(".card input[type=text]").first.fill("1/1000")
        page.once("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Abgeben").click()
        expect(page.get_by_role("button", name="Verbessern")).to_be_visible()
        assert client.delete(f"/v1/classes/wagtails/learners/{learner}").status_code == 200
    page.reload()
    expect(page.get_by_text("Du gehörst nicht mehr zur Klasse")).to_be_visible()
    expect(page.get_by_text("1/1000")).to_be_visible()
    assert 0 == page.get_by_role("button", name="Verbessern").count()
