"""What every page promises in every state, folded and unfolded, light and dark, phone and desk: axe finds nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.parts import axe_script
from tests.web.places import places
from tests.web.practising import School

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RUN = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
    (one) => [one.id, one.impact, one.nodes.map((node) => node.target.flat().join(' ')).slice(0, 4)])"""


FOLD = """(fold) => {
    const inside = (root) => [...root.querySelectorAll('*')].flatMap(
        (one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
    const turned = inside(document).filter((one) => one.localName === 'details'
        && one.open === (fold === 'up') && (fold === 'out' || one.hasAttribute('data-unfolded')));
    for (const one of turned) { one.open = fold === 'out'; one.toggleAttribute('data-unfolded', one.open); }
    return turned.length;
}"""
"""Unfolds all that is folded up, or folds up again what this unfolded."""

NARROW, WIDE = (320, 640), (1280, 900)
LEAST_PLACES = 20
LEAST_UNFOLDED = 10
"""So that a walk which breaks off early is seen, and one that unfolds nothing."""


@pytest.fixture
def audited(chromium: Browser) -> Iterator[Page]:
    """Open a page on which axe may hide things while it looks behind them, which the pages' own policy forbids."""
    fresh = chromium.new_context(bypass_csp=True).new_page()
    fresh.set_default_timeout(30_000)
    yield fresh
    fresh.context.close()


def violations(page: Page, script: str) -> list[Any]:
    """Ask axe about a page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"() => {{ {script} }}")
    found: list[Any] = page.evaluate(RUN)
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append("scrolls sideways")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page_in_any_state(audited: Page, school: School, scheme: str) -> None:
    """Each state of each page at 320 pixels and at 1280, and unfolded: no violation, nothing to scroll to the side."""
    script = axe_script().read_text("utf-8")
    audited.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    found: dict[tuple[str, int, str], list[Any]] = {}
    unfolded = 0
    for name in places(audited, school.service.address):
        for width, height in (NARROW, WIDE):
            audited.set_viewport_size({"width": width, "height": height})
            found[name, width, "as it opens"] = violations(audited, script)
        if turned := audited.evaluate(FOLD, "out"):
            unfolded += turned
            audited.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
            found[name, NARROW[0], "unfolded"] = violations(audited, script)
            audited.evaluate(FOLD, "up")
    assert {} == {place: broken for place, broken in found.items() if broken}
    assert len(found) > LEAST_PLACES
    assert unfolded > LEAST_UNFOLDED


def test_no_page_asks_anybody_else_for_anything(page: Page, school: School) -> None:
    """In every state, nothing but the service is asked, and nothing that the pages' policy forbids is tried."""
    assert list(places(page, school.service.address))
