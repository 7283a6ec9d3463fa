"""What the pages of homework promise: pasted and given, handed in, looked over, repaired."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.practising import MAX_POLLS, POLL_MS, School, enter, settled, until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLASS = "ferns"
PASTED = "1) 1/2 + 1/4\n2) 2x + 1 = 11\n3) Tom eats 2 of 3 apples. How many are left? -> 1\n4) How old is Tom?"
HINT = "Which pieces do halves and quarters share?"


def give(page: Page, school: School) -> None:
    """Sign in as the teacher and give a pasted homework to the class."""
    page.goto(f"{school.service.address}/teach")
    page.get_by_label("Your key").fill(school.key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=CLASS).click()
    page.get_by_role("button", name="New homework").click()
    page.get_by_label("The problems").fill(PASTED)
    page.get_by_role("button", name="Read and solve").click()
    expect(page.get_by_role("heading", name="Look through")).to_be_visible(timeout=60_000)


def learner_link(school: School, name: str, of: str = CLASS) -> str:
    """Make a learner of a class; return the address of their homework."""
    token = school.service.learner(school.key, name)
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": of})
        assert client.put(f"/v1/classes/{of}/learners/{name}").status_code == 200
    return f"{school.service.address}/homework#learner={name}&token={token}"


def hand_in(page: Page, link: str, answers: list[str]) -> None:
    """Enter answers, in order, and hand them in."""
    page.goto("about:blank")
    page.goto(link)
    page.locator(".row").first.click()
    for place, text in enumerate(answers):
        page.locator(".card input[type=text]").nth(place).fill(text)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("You answered").first).to_be_visible()


def review(page: Page, school: School) -> None:
    """Open the class's newest homework as its teacher, who is signed in."""
    page.goto(f"{school.service.address}/teach")
    page.get_by_role("button", name=CLASS).click()
    expect(page.get_by_role("heading", name=CLASS)).to_be_visible()  # classes stand in rows as well
    page.locator(".row").first.click()


def kept_and_taken_back(page: Page) -> None:
    """Make the words of the commonest mistake a hint of its exercise, and take it back."""
    mistake = page.locator("[data-cluster]").first
    mistake.get_by_role("button", name="Make it a hint for the whole school").click()
    expect(page.locator("[role=status]")).to_contain_text("whole school")
    mistake.get_by_role("button", name="Take the hint back, for the whole school").click()
    expect(page.locator("[role=status]")).to_contain_text("taken back")


def put_right(page: Page) -> None:
    """Correct the key of the third problem."""
    wrong = page.locator(".card", has=page.get_by_role("heading", name="Problem 3", exact=True))
    wrong.get_by_text("This problem or its answer is wrong").click()
    wrong.get_by_label("As it should be").fill("Tom eats 1 of 3 apples. How many are left? -> 2")
    wrong.get_by_role("button", name="Put it right").click()
    expect(page.locator("[role=status]")).to_contain_text("nobody lost anything", timeout=60_000)


def test_from_paste_to_repair_on_the_pages(page: Page, school: School) -> None:
    """
    The teacher gives what was pasted, looks over the mistakes and says something; the learner sees it and repairs.
    """
    with school.service.client(school.key) as client:
        assert client.post("/v1/classes", json={"id": CLASS}).status_code == 201
    ada, ben = learner_link(school, "ada-f"), learner_link(school, "ben-f")

    give(page, school)
    expect(page.locator("[data-problem='1'] .good")).to_have_text("Answer: 3/4")
    expect(page.locator("[data-problem='4'] .bad")).to_contain_text("in words")
    others = page.locator("[data-problem='3'] optgroup option").all_inner_texts()
    assert others == sorted(others, key=str.casefold)
    page.get_by_role("button", name="Give it to the class").click()
    expect(page.locator("p[role=status]")).to_contain_text("Given to 2 learners", timeout=60_000)

    for link in (ada, ben):
        hand_in(page, link, ["2/6", "5", "1"])
        expect(page.locator("[data-problem='1'] .verdict")).to_have_text("Not right")
        expect(page.locator("[data-problem='2'] .verdict")).to_have_text("Right")
        assert 0 == page.get_by_role("button", name="Put it right").count()

    review(page, school)
    mistake = page.locator("[data-cluster]").first
    expect(mistake).to_contain_text("2 learners")
    expect(mistake.locator("code")).to_have_text(["2/6"])
    mistake.get_by_label("Your words about it").fill(HINT)
    mistake.get_by_role("button", name="Keep my words").click()
    expect(page.locator("[role=status]")).to_contain_text("sees your words first")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than its window"
    kept_and_taken_back(page)
    put_right(page)
    mistake.get_by_role("button", name="Discuss it").click()
    expect(page.get_by_role("heading", name="What happened here?")).to_be_visible()
    expect(page.locator(".working math")).to_have_count(1)
    expect(page.locator(".board")).not_to_contain_text("ada-f")
    page.get_by_role("button", name="Back to the mistakes").click()
    page.locator("[data-cluster]").first.get_by_role("button", name="Give these 2 fresh ones").click()
    expect(page.locator("[role=status]")).to_contain_text("Given: Once more")
    page.get_by_role("button", name="Open the correction").click()
    expect(page.locator("[role=status]")).to_contain_text("The correction is open")
    expect(page.get_by_role("button", name="Open the correction")).to_have_count(0)

    page.goto("about:blank")
    page.goto(ada)
    page.locator(".row").nth(1).click()
    page.get_by_role("button", name="Put it right").click()
    settled(page)
    enter(page, "2/6")
    expect(page.locator("misstep-practice .hint").first).to_contain_text(HINT)
    enter(page, "3/4")
    page.get_by_role("button", name="Show it on a new one").click()
    until(page, "document.querySelector('misstep-practice')?.opportunity?.reason.code === 'proof'")
    settled(page)
    page.get_by_role("button", name="Back to the homework").click()
    expect(page.get_by_role("button", name="Show it on a new one")).to_be_visible()


def test_looking_ahead_and_giving_problems_by_skills(page: Page, school: School) -> None:
    """
    Beside pasted problems come some of a skill; before giving them the teacher sees what a wrong answer leads to.

    A skill is proposed where one is clearly meant; else the teacher is asked.
    """
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": CLASS})
    page.goto(f"{school.service.address}/teach")
    page.get_by_label("Your key").fill(school.key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=CLASS).click()
    page.get_by_role("button", name="New homework").click()
    page.get_by_label("The problems").fill("1) 1/2 + 1/4\n2) What is the capital of France? -> Paris")
    page.get_by_text("Problems by skills").click()
    page.get_by_label("How many").fill("2")
    page.get_by_label("Solve two-step equations").check()
    page.get_by_role("button", name="Read and solve").click()
    expect(page.get_by_role("heading", name="Look through")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-problem]")).to_have_count(4)
    expect(page.get_by_label("Skill of problem 1")).to_have_value("add-unlike-fractions")
    expect(page.get_by_label("Skill of problem 2")).to_have_value("")
    expect(page.locator("[data-problem='2']")).to_contain_text("No skill is clearly the one of this problem.")
    page.locator("[data-problem='2']").get_by_label("Give this one").uncheck()

    page.get_by_role("button", name="See what learners will see").click()
    first = page.locator("[data-ahead='1'] details").first
    expect(first).to_contain_text("1/3", timeout=60_000)
    expect(first.locator("li")).to_have_count(3)
    expect(first).to_contain_text("about this mistake")
    page.get_by_label("Percent that late work counts").fill("60")
    page.get_by_role("button", name="Give it to the class").click()
    expect(page.get_by_role("heading", name="Problems")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", name="Problem 3")).to_be_visible()
    with school.service.client(school.key) as client:
        given = client.get(f"/v1/classes/{CLASS}/assignments").json()["assignments"][-1]
    assert [{"after_ms": 0, "percent": 60}] == given["dates"]["late"]


def test_what_stands_above_lettered_problems_is_asked_of_each_that_is_given(page: Page, school: School) -> None:
    """
    The words over them go with them, to the solved ones and to those that are taken by their typed answers.
    """
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": CLASS})
    page.goto(f"{school.service.address}/teach")
    page.get_by_label("Your key").fill(school.key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=CLASS).click()
    page.get_by_role("button", name="New homework").click()
    page.get_by_label("Language").select_option("de")
    page.get_by_label("The problems").fill(
        "1) Faktorisiere:\na) x² - 9\nb) x² - 16\n"
        "2) Wie groß ist der Umfang?\na) Quadrat, Seite sieben halbe -> 14\nb) Quadrat, Seite zwei -> 8\n3) 3,5 - 1,25"
    )
    page.get_by_role("button", name="Read and solve").click()
    expect(page.locator("[data-problem='2a'] .prompt")).to_have_text(
        "Wie groß ist der Umfang? Quadrat, Seite sieben halbe", timeout=60_000
    )
    expect(page.locator("[data-problem='3'] .prompt mn")).to_have_text(["3,5", "1,25"])
    page.get_by_label("Title").fill("Lettered")
    page.get_by_role("button", name="Give it to the class").click()
    expect(page.get_by_role("heading", name="Problems")).to_be_visible(timeout=60_000)
    asked = page.locator(".prompt").all_inner_texts()
    assert "Wie groß ist der Umfang? Quadrat, Seite zwei" in asked
    assert any(text.startswith("Faktorisiere") for text in asked)


def test_what_is_asked_for_says_how_without_saying_what(page: Page, school: School) -> None:
    """
    The example beside the field is no answer of classic homework, and for a system it names each letter.
    """
    learner = learner_link(school, "asks-f", "asks")
    with school.service.client(school.key) as client:
        texts = ["Solve x^2 - 5x + 6 = 0", "x + y = 5; x - y = 1"]
        problems = [{"is": "pasted", "label": str(at), "text": text} for at, text in enumerate(texts, 1)]
        given = client.post("/v1/classes/asks/assignments", json={"title": "Asks", "id": "asks1", "problems": problems})
        assert given.status_code == 201, given.text
    page.goto(learner)
    page.locator(".row").first.click()
    expect(page.locator("[data-problem='1']")).to_contain_text("all solutions, like")
    expect(page.locator("[data-problem='1']")).not_to_contain_text("x = 2 or x = 3")
    expect(page.locator("[data-problem='2']")).to_contain_text("what each letter is")


def test_a_page_that_is_closed_in_mid_answer_loses_nothing(page: Page, school: School) -> None:
    """
    What was typed just before the tab went is there when the homework is opened again.
    """
    learner = learner_link(school, "newt-f", "newts")
    with school.service.client(school.key) as client:
        problem = {"is": "item", "label": "1", "item": "add-same-denominator"}
        given = {"title": "Closed", "id": "closed", "problems": [problem]}
        assert client.post("/v1/classes/newts/assignments", json=given).status_code == 201
    other = page.context.new_page()
    other.goto(learner)
    other.locator(".row").first.click()
    other.locator(".card input[type=text]").first.press_sequentially("5/7")
    other.close(run_before_unload=True)

    page.goto("about:blank")
    with school.service.client(learner.partition("token=")[2]) as client:
        for _ in range(MAX_POLLS):
            if "5/7" in client.get("/v1/learners/newt-f/assignments/closed").text:
                break
            page.wait_for_timeout(POLL_MS)
    page.goto(learner)
    page.locator(".row").first.click()
    expect(page.locator(".card input[type=text]").first).to_have_value("5/7")


def test_of_several_questions_each_has_its_answer_beside_it_and_none_is_left_out_unawares(
    page: Page, school: School
) -> None:
    """
    Who answered one question of two is told before handing in; afterwards each answer stands at what it answers.
    """
    learner = learner_link(school, "toad-f", "toads")
    with school.service.client(school.key) as client:
        problems = [{"is": "item", "label": str(at), "item": "multiply-in-two-parts", "variant": 0} for at in (1, 2)]
        given = {"title": "Twice", "id": "twice", "problems": problems}
        assert client.post("/v1/classes/toads/assignments", json=given).status_code == 201
    page.goto(learner)
    page.locator(".row").first.click()
    for place, text in ((0, "17"), (1, "18"), (3, "19")):
        page.locator(".card input[type=text]").nth(place).fill(text)
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.get_by_role("button", name="Hand in").click()

    first, second = page.locator("[data-problem='1']"), page.locator("[data-problem='2']")
    expect(first.locator(".answered")).to_have_text(["You answered: 17", "You answered: 18"])
    expect(first.locator("p:has-text('So what is') + .answered")).to_have_text("You answered: 18")
    expect(second.locator("p:has-text('What is') + p").first).to_have_text("Not answered")
    expect(second.locator("p:has-text('So what is') + .answered")).to_have_text("You answered: 19")
    assert [one.partition(".")[0] for one in asked] == ["Not answered yet: 2"]
    first.get_by_role("button", name="Put it right").click()
    settled(page)
    expect(page.locator("p:has-text('So what is') + .answered")).to_have_text("You answered: 18")


def test_the_start_page_leads_to_a_class_in_mid_correction(page: Page, school: School) -> None:
    """
    Whoever starts the server sees a demo class's mistakes as its teacher, and a mistake to be put right as its learner.
    """
    page.goto(school.service.address)
    page.get_by_role("link", name="Classes, homework and what came of it").click()
    page.get_by_role("button", name="Demo class").click()
    expect(page.get_by_role("heading", name="Homework")).to_be_visible()
    page.locator(".row").first.click()
    common = page.locator("[data-cluster]").first
    expect(common).to_contain_text("3 learners")
    expect(common.get_by_label("Your words about it")).to_have_value(re.compile("Several of you"))
    for place, (name, stands) in enumerate([("Badger", "stuck"), ("Otter", "correcting")], 1):
        expect(page.get_by_role("row").nth(place)).to_contain_text(name)
        expect(page.get_by_role("row").nth(place)).to_contain_text(stands)

    page.goto(school.service.address)
    page.get_by_role("link", name="Otter").nth(1).click()
    page.locator(".row").first.click()
    page.get_by_role("button", name="Put it right").first.click()
    expect(page.locator("misstep-practice .hint").first).to_be_visible()
