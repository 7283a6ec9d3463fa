"""
Places: the pages in each of their states, as somebody comes to them from the start page of the demo class.

One walk for whatever looks at all of them: the checks of access, the screenshots, the paint times.
"""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

__all__ = ["places"]


def places(page: Page, address: str) -> Iterator[str]:
    """
    Take a page from state to state; each time it stands still, yield the state's name.

    Parameters
    ----------
    page
        Fresh, so that nobody is signed in.
    address
        Of a service that has just started with its demo class.
    """
    page.goto(f"{address}/teach")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    yield "teach-sign-in"
    page.goto(address)
    yield "start"
    yield from _learners(page, address)
    yield from _teacher(page, address)
    page.goto(f"{address}/join")
    expect(page.get_by_label("The code from your teacher")).to_be_visible()
    yield "join"
    page.goto(f"{address}/docs")
    yield "docs"


def _learners(page: Page, address: str) -> Iterator[str]:
    for name, state in (("Stork", "to-do"), ("Heron", "handed-in"), ("Otter", "correcting"), ("Marten", "done")):
        _from_start(page, address, name, 1)
        expect(page.locator(".row").first).to_be_visible()
        if name == "Stork":
            yield "homework-list"
        page.locator(".row").first.click()
        expect(page.locator(".card").first).to_be_visible()
        yield f"homework-{state}"
        if name == "Otter":
            page.get_by_role("button", name="Put it right").first.click()
            expect(page.locator("misstep-practice button[type=submit]")).to_be_visible()
            yield "homework-correction"
    _from_start(page, address, "Otter", 0)
    expect(page.locator("misstep-practice button[type=submit]")).to_be_visible()
    yield "practice"


def _teacher(page: Page, address: str) -> Iterator[str]:
    page.goto(address)
    page.get_by_role("link", name="Classes, homework").click()
    page.get_by_role("button", name="Demo class").click()
    expect(page.get_by_role("button", name="New homework")).to_be_visible()
    yield "teach-class"
    yield from _entries(page)
    yield from _people(page)
    yield from _seen(page)
    page.get_by_role("button", name="New homework").click()
    expect(page.get_by_label("The problems")).to_be_visible()
    yield "teach-paste"
    page.get_by_label("The problems").fill("1) 1/2 + 1/4\n2) 2x + 1 = 11\n3) How old is Tom?")
    page.get_by_role("button", name="Read and solve").click()
    expect(page.get_by_role("heading", name="Look through")).to_be_visible(timeout=90_000)
    yield "teach-confirm"
    page.get_by_role("button", name="See what learners will see").click()
    expect(page.get_by_role("heading", name="What learners will see")).to_be_visible(timeout=90_000)
    yield "teach-ahead"
    page.get_by_role("button", name="Back to the class").click()
    page.locator(".row").filter(has_text="Demo homework").first.click()
    expect(page.get_by_role("heading", name="Common mistakes")).to_be_visible()
    yield "teach-review"
    page.get_by_role("button", name="Discuss it").first.click()
    expect(page.get_by_role("button", name="Look again")).to_have_count(0)
    yield "teach-discussion"
    page.get_by_role("button", name="Back to the mistakes").click()
    expect(page.get_by_role("button", name="Look again")).to_be_visible()
    page.get_by_role("button", name="What came of it").click()
    expect(page.get_by_role("heading", name="By groups")).to_be_visible()
    yield "teach-outcomes"
    page.get_by_role("button", name="Back to the homework").click()
    page.get_by_role("button", name="Dates", exact=True).click()
    expect(page.get_by_label("It is due, for the class", exact=True)).to_be_visible()
    yield "teach-dates"


def _entries(page: Page) -> Iterator[str]:
    """Look at who can come in, to the school and to the class, and come back to the class."""
    page.get_by_role("button", name="All classes").click()
    page.get_by_role("button", name="Who can come in").click()
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    yield "teach-ways"
    page.get_by_role("button", name="All classes").click()
    page.get_by_role("button", name="Demo class").click()
    page.get_by_role("button", name="Links for learners").click()
    page.get_by_role("button", name="Make the sheet").click()
    expect(page.locator(".slip").first).to_be_visible()
    yield "teach-sheet"
    page.get_by_role("button", name="Back to the class").click()
    page.get_by_role("button", name="Links for learners").click()
    page.get_by_role("button", name="See who can come in").click()
    expect(page.get_by_text("A link, good until").first).to_be_visible()
    yield "teach-entries"
    page.get_by_role("button", name="Back to the class").click()
    expect(page.get_by_role("button", name="New homework")).to_be_visible()


def _people(page: Page) -> Iterator[str]:
    """
    Walk through the views of a class's people, and come back to the class.
    """
    page.get_by_role("button", name="Learners, groups, codes").click()
    page.get_by_label("A new group").fill("Early birds")
    page.get_by_role("button", name="Make the group").click()
    expect(page.get_by_label("Otter is in Early birds").first).to_be_visible()
    yield "teach-learners"
    page.get_by_role("button", name="Time, help, words: Otter").click()
    expect(page.get_by_label("More days for work that is due")).to_be_visible()
    yield "teach-support"
    page.get_by_role("button", name="Back to the learners").click()
    page.get_by_role("button", name="Codes to join").click()
    page.get_by_role("button", name="Make a code").click()
    expect(page.locator(".joincode").first).to_be_visible()
    yield "teach-codes"
    page.get_by_role("button", name="Back to the learners").click()
    page.get_by_role("button", name="Add from a list").click()
    rows = b"Nr,Name,Group\n1,Zoe,Early birds\n1,Zoe,\n,Max,\n"
    page.get_by_label("A list as CSV").set_input_files({"name": "list.csv", "mimeType": "text/csv", "buffer": rows})
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text("Which column is which").click()
    expect(page.get_by_role("button", name="Put them into the class")).to_be_visible()
    yield "teach-list"
    page.get_by_role("button", name="Back to the learners").click()
    page.get_by_role("button", name="Back to the class").click()
    expect(page.get_by_role("button", name="New homework")).to_be_visible()


def _seen(page: Page) -> Iterator[str]:
    """Look at what a class's page leads to, and come back."""
    for button, heading, state in (
        ("Charts", "Charts of", "charts"),
        ("Help that did not help", "Help that did not help", "help"),
        ("How answers came", "How answers came", "facts"),
    ):
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        yield f"teach-{state}"
        page.get_by_role("button", name="Back to the class").click()
        expect(page.get_by_role("button", name="New homework")).to_be_visible()
    page.locator("#everybody").get_by_role("button", name="Otter").click()
    expect(page.get_by_role("heading", name="Exercises, the newest first")).to_be_visible()
    yield "teach-learner"
    page.get_by_role("button", name="Look: ").first.click()
    expect(page.locator("main .prompt").first).to_be_visible()
    yield "teach-replay"
    page.get_by_role("button", name="Back to the class").click()
    expect(page.get_by_role("button", name="New homework")).to_be_visible()


def _from_start(page: Page, address: str, name: str, place: int) -> None:
    page.goto(address)
    page.get_by_role("link", name=name).nth(place).click()
