"""
A learner at the practice page, in a real browser: going there, typing, sending, waiting for the reply.
"""

from typing import Any

from playwright.sync_api import Page, expect

from item_bank.bank import Bank
from item_bank.ids import ItemId
from item_bank.variant import Scaffold, VariantStep
from tests.service.running import Running

__all__ = [
    "MAX_POLLS",
    "POLL_MS",
    "PRACTICE",
    "School",
    "class_of",
    "enter",
    "practise",
    "send",
    "send_wrong",
    "settled",
    "tab_to",
    "until",
]

MAX_TABS = 30
POLL_MS = 25
MAX_POLLS = 1_200
"""Half a minute, and more on a slow machine: what a page shows is promised, how soon is not."""
WRONG = "777777"
PRACTICE = "document.querySelector('misstep-practice')"


class School:
    """A running service with the key that makes its learners, and the bank it serves."""

    def __init__(self, service: Running, key: str, bank: Bank) -> None:
        self.service, self.key, self.bank = service, key, bank

    def answers(self, opportunity: dict[str, Any]) -> dict[str, str]:
        """
        Look up the right answers of an opportunity's steps and scaffolds.
        """
        variant = self.bank.open(ItemId(opportunity["item"]), opportunity["variant"]).variant
        scaffolds = [part for step in variant.steps for part in step.help if isinstance(part, Scaffold)]
        parts: tuple[VariantStep | Scaffold, ...] = (*variant.steps, *scaffolds)
        return {str(part.id): part.answer.value for part in parts}


def class_of(school: School, of: str, name: str, *learners: str) -> dict[str, str]:
    """
    Make a class with learners; return their tokens.
    """
    tokens = {learner: school.service.learner(school.key, learner) for learner in learners}
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": of, "name": name})
        for learner in learners:
            assert client.put(f"/v1/classes/{of}/learners/{learner}").status_code == 200
    return tokens


def practise(
    page: Page,
    school: School,
    learner: str,
    *,
    item: str | None = None,
    variant: int | None = None,
    language: str | None = None,
) -> None:
    """
    Open the practice page as a learner, at the exercise that is named, or at whichever is chosen.
    """
    token = school.service.learner(school.key, learner)
    if item is not None:
        with school.service.client(token) as client:
            wish = {"item": item, "variant": variant, "language": language}
            opened = client.post(f"/v1/learners/{learner}/opportunities", json=wish)
            assert opened.status_code == 200, opened.text
    page.goto(f"{school.service.address}/practice#learner={learner}&token={token}")
    expect(page.locator("misstep-practice button[type=submit]")).to_be_visible()
    settled(page)


def until(page: Page, condition: str) -> None:
    """
    Wait until an expression holds in the page; Playwright's own waiting needs the `eval` that the page forbids.
    """
    for _ in range(MAX_POLLS):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(POLL_MS)
    message = f"this never came to hold: {condition}"
    raise AssertionError(message)


def settled(page: Page) -> dict[str, Any]:
    """
    Wait until the element has drawn the last reply; return the opportunity in view.
    """
    until(page, f"{PRACTICE}?.opportunity != null && !{PRACTICE}.hasAttribute('aria-busy')")
    view: dict[str, Any] = page.evaluate(f"{PRACTICE}.opportunity")
    return view


def tab_to(page: Page, selector: str) -> None:
    """
    Press Tab until the focused element matches a selector.
    """
    focused = """(selector) => { let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at?.matches(selector) ?? false; }"""
    for _ in range(MAX_TABS):
        if page.evaluate(focused, selector):
            return
        page.keyboard.press("Tab")
    message = f"nothing like {selector} can be reached by Tab"
    raise AssertionError(message)


def enter(page: Page, text: str) -> None:
    """
    Enter an answer by keyboard alone, by typing it or by walking to the option of that id, and send it off.
    """
    options = page.locator("misstep-practice input[type=radio]")
    if options.count():
        values = [options.nth(place).get_attribute("value") for place in range(options.count())]
        tab_to(page, "input[type=radio]")
        page.keyboard.press("Space")
        for _ in range(values.index(text) if text in values else 0):
            page.keyboard.press("ArrowDown")
    else:
        tab_to(page, "input[name=answer]")
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
    page.keyboard.press("Enter")


def send(page: Page, text: str) -> dict[str, Any]:
    """
    Enter an answer and wait for the reply; return what is then in view.
    """
    before = settled(page)["next_n"]
    enter(page, text)
    until(page, f"{PRACTICE}.opportunity.next_n > {before}")
    return settled(page)


def send_wrong(page: Page, school: School) -> dict[str, Any]:
    """
    Enter a wrong answer by keyboard alone: a number far off, or an option that is not the key.
    """
    view = settled(page)
    step = view["steps"][0]["shown"]
    key = school.answers(view)[step["id"]]
    return send(page, next((choice["id"] for choice in step["choices"] if choice["id"] != key), WRONG))
