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
