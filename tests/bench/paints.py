"""
Paints: how long pages and verdicts take to be seen, in a real Chromium on this machine.

First contentful paint by the browser's own account (PerformancePaintTiming), each
time in a fresh profile; a verdict from the key that sends an answer to the frame that
shows it. Wall times of a browser beside its service, so they are worse where other
work runs beside them.
"""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, sync_playwright

from item_bank.bank import read_bundle
from tests.bench.figure import Figure, median_of_rounds
from tests.parts import browser_path
from tests.service.running import Running, add_key
from tests.starter import keep_starter, starter_bundle
from tests.web.conftest import FLAGS
from tests.web.practising import PRACTICE, WRONG, School, practise, tab_to, until

__all__ = ["measure"]

ROUNDS = 10
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
WATCH = f"""() => {{
    const root = {PRACTICE}.shadowRoot;
    window.painted = null;
    const note = (event) => {{ if (event.key === "Enter") window.sent = performance.now(); }};
    root.addEventListener("keydown", note, true);
    new MutationObserver(() => {{
        if (window.painted === null && root.querySelector(".tries > li")) {{
            window.painted = 0;
            requestAnimationFrame(() => {{
                const channel = new MessageChannel();
                channel.port1.onmessage = () => {{ window.painted = performance.now() - window.sent; }};
                channel.port2.postMessage(null);
            }});
        }}
    }}).observe(root, {{ childList: true, subtree: true }});
}}"""
"""A message that is posted within a frame arrives after that frame was painted."""


def measure() -> list[Figure]:
    """
    Load each page ten times, and answer ten exercises.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        key = add_key(data, "admin")
        keep_starter(data)
        with Running(data) as service, sync_playwright() as playwright:
            school = School(service, key, read_bundle(starter_bundle(), secret=b"t" * 32))
            browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
            try:
                loads = {name: [] for name, _ in _addresses(browser, service.address)}  # type: dict[str, list[float]]
                for _ in range(ROUNDS):
                    for name, address in _addresses(browser, service.address):
                        loads[name].append(_first_paint(browser, address))
                verdicts = [_verdict(browser, school, f"painted-{place}") for place in range(ROUNDS)]
            finally:
                browser.close()
    return [
        *(_figure(f"first paint: {name}", values, "<= 500 ms") for name, values in loads.items()),
        _figure("verdict painted after Enter", verdicts, "<= 100 ms"),
    ]


def _addresses(browser: Browser, start: str) -> Iterator[tuple[str, str]]:
    """Yield the pages by name, with the demo's links where they need somebody."""
    page = browser.new_page()
    page.goto(start)
    links = page.locator("a").evaluate_all("(all) => all.map((one) => [one.textContent, one.getAttribute('href')])")
    page.close()
    yield "start", start
    yield "teach, signing in", urljoin(start, "/teach")
    yield "teach, the classes", urljoin(start, next(link for _, link in links if link.startswith("/teach")))
    yield "homework", urljoin(start, next(link for name, link in links if "/homework" in link and name == "Otter"))
    yield "practice", urljoin(start, next(link for name, link in links if "/practice" in link and name == "Otter"))
    yield "docs", urljoin(start, "/docs")


def _first_paint(browser: Browser, address: str) -> float:
    page = browser.new_page()
    try:
        page.goto(address)
        until(page, f"{PAINT} !== null")
        return float(page.evaluate(PAINT))
    finally:
        page.close()


def _verdict(browser: Browser, school: School, learner: str) -> float:
    page: Page = browser.new_page()
    try:
        practise(page, school, learner, item="one-step-add")
        page.evaluate(WATCH)
        tab_to(page, "input[name=answer]")
        page.keyboard.type(WRONG)
        page.keyboard.press("Enter")
        until(page, "window.painted > 0")
        return float(page.evaluate("window.painted"))
    finally:
        page.close()


def _figure(name: str, values: Sequence[float], goal: str) -> Figure:
    return Figure(name, median_of_rounds(values, "ms", 0), goal)
