"""
Screenshots of every page in every state: `python -m tests.web.screenshots FOLDER`.

On a desk and on a phone, in light and in dark, of a service of its own with the
demo class, and of a class of thirty that has played its homework. For looking at;
none of them is kept in the repository.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.parts import browser_path
from tests.service.running import Running, add_key, run
from tests.starter import keep_starter
from tests.web.conftest import FLAGS
from tests.web.places import places

SIZES = {"desk": (1280, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")


def main(folder: Path) -> None:
    """
    Take them all, one file each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        key = add_key(Path(data), "teacher")
        keep_starter(Path(data))
        with Running(Path(data)) as service, sync_playwright() as playwright:
            bundle = next((Path(data) / "releases").glob("*.bundle"))
            run("demo", "--url", service.address, "--key", key, "--bank", bundle, "--speed", "0", "--json")
            browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
            page = browser.new_page()
            page.set_default_timeout(60_000)
            for name in places(page, service.address):
                _take(page, folder, name)
            page.goto("about:blank")
            page.goto(f"{service.address}/teach#token={key}")
            page.get_by_role("button", name="of thirty").click()
            page.locator(".row").filter(has_text="Tonight").first.click()
            expect(page.get_by_role("heading", name="Common mistakes")).to_be_visible()
            _take(page, folder, "teach-review-of-thirty")
            browser.close()


def _take(page: Page, folder: Path, name: str) -> None:
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            # the description of the API is longer than a picture can be
            page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=name != "docs")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
