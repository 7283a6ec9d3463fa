"""What teachers are told of exercises with options: what they say and show, never the names that only the bank has."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.practising import School, class_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLASS = "frogs"
ITEM = "frog-on-the-line"
"""A figure, and three numbers to pick from."""
SKILL = "Count to 20"


def sign_in(page: Page, school: School) -> None:
    """Look at the class as its teacher."""
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name="The frogs").click()
    expect(page.get_by_role("heading", name="Who needs somebody")).to_be_visible()


def wrong_one(step: dict[str, Any], right: str) -> dict[str, Any]:
    """Pick an option that is not the key."""
    return next(choice for choice in step["choices"] if choice["id"] != right)


def test_a_replay_tells_options_by_what_they_say(page: Page, school: School) -> None:
    """
    All that there were, and the one that was picked; so does the card of a dispute.
    """
    tokens = class_of(school, CLASS, "The frogs", "picks-o")
    with school.service.client(tokens["picks-o"]) as client:
        opened = client.post("/v1/learners/picks-o/opportunities", json={"item": ITEM, "variant": 0}).json()
        step = opened["steps"][0]["shown"]
        wrong = wrong_one(step, school.answers(opened)[step["id"]])
        path = f"/v1/learners/picks-o/opportunities/{opened['opportunity']}/tries/{opened['next_n']}"
        body = {"step": step["id"], "response": {"kind": "final", "text": wrong["id"]}}
        assert client.put(path, json=body).status_code == 200
        assert client.post(f"{path}/dispute").is_success
    sign_in(page, school)
    dispute = page.locator("[data-dispute]")
    expect(dispute.locator("figure, svg").first).to_be_visible()
    expect(dispute.locator(".entered")).to_have_text(wrong["text"]["speech"])
    expect(dispute).not_to_contain_text("read as")
    expect(dispute.locator(".prompt")).to_contain_text("On which number does it sit?")
    page.locator("#everybody").get_by_role("button", name="picks-o", exact=True).click()
    page.get_by_role("button", name="Look: ").last.click()
    expect(page.locator("[data-options] li")).to_have_count(len(step["choices"]))
    expect(page.locator("[data-try='1'] .entered")).to_have_text(wrong["text"]["speech"])
    expect(page.locator("[data-try='1']")).not_to_contain_text("Read as")


def test_homework_with_options_is_told_by_what_they_say_from_choosing_to_discussing(page: Page, school: School) -> None:
    """
    In what is chosen, in looking ahead, in the review and its problems, and on the board, with the figure.
    """
    tokens = class_of(school, CLASS, "The frogs", "hops-o")
    sign_in(page, school)
    page.get_by_role("button", name="New homework").click()
    page.get_by_text("Problems by skills").click()
    page.get_by_label("How many").fill("1")
    page.get_by_label(SKILL).check()
    page.get_by_role("button", name="Read and solve").click()
    chosen = page.locator("[data-problem]").first
    expect(chosen.locator("[data-options] li").first).to_be_visible()
    assert chosen.locator(".verdict .entered").inner_html() in chosen.locator("[data-options]").inner_html()
    page.get_by_role("button", name="See what learners will see").click()
    expect(page.locator("[data-ahead] [data-options] li").first).to_be_visible()
    with school.service.client(school.key) as client:
        body = {"id": "hops1", "title": "Hops", "problems": [{"is": "item", "label": "1", "item": ITEM}]}
        made = client.post(f"/v1/classes/{CLASS}/assignments", json=body)
        assert made.status_code == 201, made.text
    with school.service.client(tokens["hops-o"]) as client:
        (problem,) = client.post("/v1/learners/hops-o/assignments/hops1/beginning").json()["problems"]
        step = problem["steps"][0]
        wrong = wrong_one(step, made.json()["problems"][0]["answer"])
        entered = {"entered": [{"step": step["id"], "response": {"kind": "final", "text": wrong["id"]}}]}
        assert client.put("/v1/learners/hops-o/assignments/hops1/problems/1", json=entered).status_code == 200
        assert client.post("/v1/learners/hops-o/assignments/hops1/hand-in").status_code == 200

    page.goto("about:blank")
    sign_in(page, school)
    page.locator(".row").filter(has_text="Hops").click()
    cluster = page.locator("[data-cluster]").first
    expect(cluster.locator(".entered")).to_have_text(wrong["text"]["speech"])
    expect(cluster.locator("svg").first).to_be_visible()
    expect(page.locator(".card [data-options] li")).to_have_count(len(step["choices"]))
    cluster.get_by_role("button", name="Discuss it").click()
    expect(page.locator(".board > [data-options] li")).to_have_count(len(step["choices"]))
    expect(page.locator(".board .working").first).to_have_text(wrong["text"]["speech"])


def test_of_several_questions_it_is_said_to_which_an_answer_is_and_what_is_right_at_each(
    page: Page, school: School
) -> None:
    """
    Two questions with the same options: a mistake is told with its question, in the review and where it is disputed.
    """
    tokens = class_of(school, CLASS, "The frogs", "bath-o")
    with school.service.client(school.key) as client:
        problem = {"is": "item", "label": "1", "item": "which-part-is-fastest", "variant": 0}
        body = {"id": "bath1", "title": "Bath", "problems": [problem]}
        made = client.post(f"/v1/classes/{CLASS}/assignments", json=body)
        assert made.status_code == 201, made.text
    first, second = made.json()["problems"][0]["steps"]
    with school.service.client(tokens["bath-o"]) as client:
        (problem,) = client.post("/v1/learners/bath-o/assignments/bath1/beginning").json()["problems"]
        wrong = wrong_one(problem["steps"][1], second["answer"])
        texts = {first["step"]: first["answer"], second["step"]: wrong["id"]}
        entered = [{"step": step, "response": {"kind": "final", "text": text}} for step, text in texts.items()]
        put = client.put("/v1/learners/bath-o/assignments/bath1/problems/1", json={"entered": entered})
        assert put.status_code == 200
        assert client.post("/v1/learners/bath-o/assignments/bath1/hand-in").status_code == 200
        assert client.post("/v1/learners/bath-o/assignments/bath1/problems/1/dispute").is_success

    sign_in(page, school)
    dispute = page.locator("[data-dispute]").filter(has_text="bath")
    expect(dispute.locator(".prompt")).to_contain_text("In which part is the tap closed?")
    expect(dispute.locator(".prompt")).not_to_contain_text("In which part does the water rise fastest?")
    page.locator(".row").filter(has_text="Bath").click()
    said = f"To “In which part is the tap closed?” they answered {wrong['text']['speech']}"
    expect(page.locator("[data-cluster]").first).to_contain_text(said)
    answers = page.locator(".card:has([data-options])").get_by_text("Answer: ")
    options = [{one["id"]: one["text"]["speech"] for one in step["choices"]} for step in problem["steps"]]
    for key, said_of in zip((first, second), options, strict=True):
        expect(answers).to_contain_text(f"“{key['prompt']['speech']}” {said_of[key['answer']]}")


def test_a_drawing_that_was_picked_is_a_drawing_beside_the_mistake_and_on_the_board(page: Page, school: School) -> None:
    """
    Its words are for voices: who can see is shown which picture it was.
    """
    tokens = class_of(school, CLASS, "The frogs", "dots-o")
    with school.service.client(school.key) as client:
        problem = {"is": "item", "label": "1", "item": "which-picture", "variant": 0}
        body = {"id": "dots1", "title": "Dots", "problems": [problem]}
        made = client.post(f"/v1/classes/{CLASS}/assignments", json=body)
        assert made.status_code == 201, made.text
    with school.service.client(tokens["dots-o"]) as client:
        (problem,) = client.post("/v1/learners/dots-o/assignments/dots1/beginning").json()["problems"]
        step = problem["steps"][0]
        wrong = wrong_one(step, made.json()["problems"][0]["answer"])
        entered = {"entered": [{"step": step["id"], "response": {"kind": "final", "text": wrong["id"]}}]}
        assert client.put("/v1/learners/dots-o/assignments/dots1/problems/1", json=entered).status_code == 200
        assert client.post("/v1/learners/dots-o/assignments/dots1/hand-in").status_code == 200

    sign_in(page, school)
    page.locator(".row").filter(has_text="Dots").click()
    cluster = page.locator("[data-cluster]").first
    expect(cluster.locator(".entered svg")).to_be_visible()
    cluster.get_by_role("button", name="Discuss it").click()
    expect(page.locator(".board .working svg")).to_be_visible()
    expect(page.locator(".board .working")).not_to_contain_text(wrong["text"]["speech"], use_inner_text=True)
