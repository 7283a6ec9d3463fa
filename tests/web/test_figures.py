"""What the practice page promises of figures, in a real browser at a phone's width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from item_bank.bank import read_bundle
from tests.item_bank.figures.figures_bank import FIGURES_BANK
from tests.item_bank.small_bank import write_bank
from tests.parts import browser_path
from tests.service.running import Running, add_key, run
from tests.web.practising import School, practise, send, send_wrong
from tests.web.test_homework_lines import given, hand_in, looked_at

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """
    Serve the bank that has a figure of each kind.
    """
    browser_path()
    data, bundle = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("bank") / "figures.bundle"
    built = run("bank", "build", write_bank(bundle.parent / "source", FIGURES_BANK), "--out", bundle)
    assert built.returncode == 0, built.stdout + built.stderr
    key = add_key(data, "admin")
    with Running(data, "--bank", bundle) as service:
        yield School(service, key, read_bundle(bundle, secret=b"t" * 32))


def test_figures_are_seen_named_and_picked(page: Page, school: School) -> None:
    """
    Drawings and tables fit a phone and have names; an option that is a figure is picked by what it shows.
    """
    practise(page, school, "reader", item="shapes")
    line = page.get_by_role("img", name="A number line with a jump of")
    graph = page.get_by_role("img", name="A line and a parabola.")
    expect(line).to_be_visible()
    expect(graph).to_be_visible()
    box = graph.bounding_box()
    expect(page.get_by_role("table", name="Values of a function.")).to_be_visible()
    expect(page.get_by_role("columnheader")).to_have_count(2)
    expect(page.locator("misstep-practice figcaption").first).to_contain_text("Number line from")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")

    view = send_wrong(page, school)
    send(page, school.answers(view)["read"])
    picked = page.get_by_role("radio", name="The first strip. Strip in 4 equal parts, 3 of them shaded.")
    expect(picked).to_have_count(1)
    expect(page.locator("misstep-practice .option svg")).to_have_count(3)
    expect(page.get_by_text("The first strip.", exact=True)).to_have_count(0)
    view = send(page, school.answers(view)["choose"])

    assert box is not None
    assert 200 < box["width"] <= 320
    assert not wide
    assert "solved" == view["ended"]["how"]


def test_pictures_of_the_bank_are_loaded_wherever_a_text_can_stand(page: Page, school: School) -> None:
    """
    A picture in a prompt, a hint and an option is shown, and has the author's words for a name.
    """
    practise(page, school, "looker", item="shapes")
    view = send_wrong(page, school)
    send(page, school.answers(view)["read"])

    for name in ("a grey square", "a grey square in a hint", "a grey square in an option"):
        picture = page.get_by_role("img", name=name, exact=True)
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("naturalWidth", 4)


def test_pictures_of_a_homework_are_loaded_for_learner_and_teacher(page: Page, school: School) -> None:
    """
    A problem's picture is there where it is entered and looked at, beside the mistake, and where that is discussed.
    """
    problem = {"is": "item", "label": "1", "item": "shapes", "variant": 0}
    link = given(school, "pictured", problems=[problem])
    looked_at(page, link)
    picture = page.get_by_role("img", name="a grey square", exact=True).first
    expect(picture).to_have_js_property("naturalWidth", 4)
    page.locator(".card input[type=text]").first.fill("777777")
    hand_in(page)
    expect(page.get_by_role("button", name="Put it right")).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 4)

    page.goto("about:blank")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name="pictured").click()
    page.locator(".row").filter(has_text="Lines").first.click()
    beside = page.locator("[data-cluster]").get_by_role("img", name="a grey square", exact=True)
    beside.scroll_into_view_if_needed()
    expect(beside).to_have_js_property("naturalWidth", 4)
    page.get_by_role("button", name="Discuss it").click()
    expect(page.locator(".board").get_by_role("img", name="a grey square", exact=True).first).to_have_js_property(
        "naturalWidth", 4
    )


def test_figures_of_a_homework_are_as_large_as_in_practice(page: Page, school: School) -> None:
    """
    On a phone a figure is as wide as its card lets it, and an option that is a drawing can be seen.
    """
    problem = {"is": "item", "label": "1", "item": "shapes", "variant": 0}
    looked_at(page, given(school, "large", problems=[problem]))
    expect(page.locator(".card svg").first).to_be_visible()
    expect(page.locator(".card .option svg")).to_have_count(3)
    widths = "(found) => found.map((one) => one.getBoundingClientRect().width)"

    assert min(page.locator(".card > figure svg").evaluate_all(widths)) > 200
    assert min(page.locator(".card .option svg").evaluate_all(widths)) > 150


def pictured(page: Page, within: str, name: str) -> None:
    """Look for a picture that has come."""
    found = page.locator(within).get_by_role("img", name=name, exact=True).first
    found.scroll_into_view_if_needed()
    expect(found).to_have_js_property("naturalWidth", 4)


def test_pictures_are_loaded_in_new_homework_and_in_what_learners_will_see(page: Page, school: School) -> None:
    """
    Where a teacher looks through problems of the bank, and ahead at what is said in them, pictures are there.
    """
    given(school, "ahead", problems=[{"is": "item", "label": "1", "item": "shapes", "variant": 0}])
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name="ahead").click()
    page.get_by_role("button", name="New homework").click()
    page.get_by_text("Problems by skills").click()
    page.get_by_label("How many").fill("1")
    page.get_by_label("Solve equations").check()
    page.get_by_role("button", name="Read and solve").click()
    pictured(page, "[data-problem]", "a grey square")
    page.get_by_role("button", name="See what learners will see").click()
    pictured(page, "[data-ahead]", "a grey square")


def test_pictures_are_loaded_in_what_a_teacher_is_told_of_an_exercise(page: Page, school: School) -> None:
    """
    In a replay, in the list of help and at a dispute, which its learner is told of with the picture, too.
    """
    practise(page, school, "told", item="shapes")
    send_wrong(page, school)
    page.get_by_role("button", name="I think I’m right").click()
    expect(page.locator("misstep-practice [data-try='1']")).to_contain_text("Your teacher has it")
    with school.service.client(school.key) as client:
        client.post("/v1/classes", json={"id": "telling"}).raise_for_status()
        client.put("/v1/classes/telling/learners/told").raise_for_status()

    page.goto("about:blank")
    page.goto(f"{school.service.address}/teach#token={school.key}")
    page.get_by_role("button", name="telling").click()
    pictured(page, "[data-dispute]", "a grey square")
    page.get_by_role("button", name="Help that did not help").click()
    pictured(page, "[data-words]", "a grey square")
    pictured(page, "[data-words]", "a grey square in a hint")
    page.get_by_role("button", name="Back to the class").click()
    page.locator("#everybody").get_by_role("button", name="told", exact=True).click()
    page.get_by_role("button", name="Look: Read off").click()
    pictured(page, "p.prompt", "a grey square")
    pictured(page, "[data-try]", "a grey square in a hint")
    page.get_by_role("button", name="Back to the class").click()
    page.locator("[data-dispute]").get_by_role("button", name="The verdict stands").click()
    expect(page.locator("[data-dispute]")).to_have_count(0)

    page.goto("about:blank")
    practise(page, school, "told")
    page.get_by_text("What your teacher said").click()
    pictured(page, "misstep-practice .decided", "a grey square")


def test_a_figure_is_drawn_in_both_colour_schemes_and_in_print(page: Page, school: School) -> None:
    """
    Lines and labels have the colour of the text around them, whichever that is.
    """
    practise(page, school, "viewer", item="shapes")
    colour = """() => { const root = document.querySelector('misstep-practice').shadowRoot;
        const text = root.querySelector('svg.figure text');
        return [getComputedStyle(text).fill, getComputedStyle(root.host).color]; }"""
    met = []
    for media, scheme in (("screen", "light"), ("screen", "dark"), ("print", "light")):
        page.emulate_media(
            media="print" if media == "print" else "screen", color_scheme="dark" if scheme == "dark" else "light"
        )
        fill, ink = page.evaluate(colour)
        met.append(ink)

        assert fill == ink
    assert met[0] != met[1]
