"""What homework promises from teacher to learner to teacher, with a simulated class, on the pages of a real service."""

import csv
import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page, expect

from api.demo_class.twin import HOMEWORK
from tests.service.running import command
from tests.web.practising import School, enter, settled, until

pytestmark = [pytest.mark.browser]

WORDS = "Draw both in one picture first. What are the pieces called?"
WAITS = 240
"""Seconds until a class has handed in; thirty take less than a minute on idle cores."""
FEW = "1) 1/2 + 1/4\n2) 2x + 1 = 11\n3) -3 - 5\n"


@contextmanager
def playing(
    school: School, of: str, assignment: str, problems: Path, *, learners: int
) -> Iterator[subprocess.Popen[str]]:
    """Let a simulated class play the homework that was given on the page."""
    bundle = next((school.service.data / "releases").glob("*.bundle"))
    flags = ["--url", school.service.address, "--key", school.key, "--bank", bundle, "--problems", problems]
    flags += ["--class", of, "--assignment", assignment, "--learners", learners, "--speed", 0, "--json"]
    process = subprocess.Popen(
        [command(), "demo", *map(str, flags)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def whole_loop(page: Page, school: School, of: str, text: str, folder: Path, *, learners: int) -> dict[str, Any]:
    """
    Give, hand in, look over, annotate, open, repair, overrule and export; return what came of the simulated class.
    """
    problems = folder / "homework.txt"
    problems.write_text(text, "utf-8")
    with school.service.client(school.key) as client:
        assert client.post("/v1/classes", json={"id": of}).status_code == 201
        token = school.service.learner(school.key, f"zoe-{of}")
        assert client.put(f"/v1/classes/{of}/learners/zoe-{of}").status_code == 200
        mine = f"{school.service.address}/homework#learner=zoe-{of}&token={token}"
        give(page, school, of, text)
        (given,) = client.get(f"/v1/classes/{of}/assignments").json()["assignments"]
    with playing(school, of, given["id"], problems, learners=learners) as demo:
        hand_in(page, mine, ["1/3" if one["answer"] == "3/4" else one["answer"] for one in given["problems"]])
        page.goto(f"{school.service.address}/teach")
        look_over(page, of, learners + 1)
        repair(page, mine)
        said, complained = demo.communicate(timeout=300)
        assert 0 == demo.returncode, complained
    outcome: dict[str, Any] = msgspec.json.decode(said)
    page.goto("about:blank")
    page.goto(f"{school.service.address}/teach")
    review(page, of)
    if outcome["ends"].get("stuck"):
        expect(page.get_by_role("row").nth(1)).to_contain_text("stuck")
    assert learners + 1 == sum(row[2:3] == ["yes"] for row in overrule_and_export(page))
    return outcome


def give(page: Page, school: School, of: str, text: str) -> None:
    """Sign in as the teacher, paste, and publish."""
    page.goto(f"{school.service.address}/teach")
    page.get_by_label("Your key").fill(school.key)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=of).click()
    page.get_by_role("button", name="New homework").click()
    page.get_by_label("The problems").fill(text)
    page.get_by_role("button", name="Read and solve").click()
    expect(page.get_by_role("heading", name="Look through")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Give it to the class").click()
    expect(page.get_by_role("heading", name="Common mistakes")).to_be_visible(timeout=90_000)


def hand_in(page: Page, mine: str, answers: list[str]) -> None:
    """Do the homework as the learner at the browser."""
    page.goto("about:blank")
    page.goto(mine)
    page.locator(".row").first.click()
    for place, text in enumerate(answers):
        page.locator(".card input[type=text]").nth(place).fill(text)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("You answered").first).to_be_visible()


def look_over(page: Page, of: str, members: int) -> None:
    """Wait until all have handed in, say something about a mistake, and open the correction."""
    review(page, of)
    all_of_them = page.get_by_text(f"{members} of {members}")
    for _ in range(WAITS):
        if all_of_them.count():
            break
        page.wait_for_timeout(1_000)
        page.get_by_role("button", name="Look again").click()
    expect(all_of_them).to_be_visible()
    if page.locator(".more").count():
        page.locator(".more > summary").click()
    mistake = page.locator("[data-cluster]").filter(has=page.locator("code", has_text="1/3")).first
    mistake.get_by_label("Your words about it").fill(WORDS)
    mistake.get_by_role("button", name="Keep my words").click()
    expect(page.locator("[role=status]").last).to_contain_text("sees your words first")
    page.get_by_role("button", name="Open the correction").click()
    expect(page.get_by_role("button", name="Open the correction")).to_have_count(0)


def repair(page: Page, mine: str) -> None:
    """Make the mistake again, be told the teacher's words, put it right, and be given a fresh one."""
    page.goto("about:blank")
    page.goto(mine)
    page.locator(".row").first.click()
    page.get_by_role("button", name="Put it right").first.click()
    settled(page)
    enter(page, "1/3")
    expect(page.locator("misstep-practice .hint").first).to_contain_text(WORDS)
    enter(page, "3/4")
    page.get_by_role("button", name="Show it on a new one").click()
    until(page, "document.querySelector('misstep-practice')?.opportunity?.reason.code === 'proof'")


def overrule_and_export(page: Page) -> list[list[str]]:
    """Let the rarest answer count as right, and take the grades home."""
    if page.locator(".more").count():
        page.locator(".more > summary").click()
    last = page.locator("[data-cluster]").last
    key = last.get_attribute("data-cluster")
    last.get_by_role("button", name="Count it as right").click()
    expect(page.locator("[role=status]")).to_contain_text("It counts as right now")
    expect(page.locator(f"[data-cluster='{key}']").last).to_contain_text("Counts as right, by your word")
    with page.expect_download() as download:
        page.get_by_role("button", name="Grades as CSV").click()
    return list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))


def review(page: Page, of: str) -> None:
    """Go to the class's newest homework."""
    page.get_by_role("button", name=of).click()
    expect(page.get_by_role("heading", name=of)).to_be_visible()  # classes stand in rows as well
    page.locator(".row").first.click()
    expect(page.get_by_role("heading", name="Common mistakes")).to_be_visible()


@pytest.mark.slow
def test_the_whole_loop_with_a_small_class(page: Page, school: School, tmp_path: Path) -> None:
    """From paste to export; the class's corrections all come to an end."""
    page.set_default_timeout(30_000)
    outcome = whole_loop(page, school, "loop-few", FEW, tmp_path, learners=4)
    assert not outcome["ends"].get("open", 0) or outcome["ends"]["open"] == 1  # ours waits at the fresh one


@pytest.mark.prove
def test_the_whole_loop_with_a_class_of_thirty(page: Page, school: School, tmp_path: Path) -> None:
    """The same with thirty and a whole evening's problems; nine of ten errors by a rule are in the right group."""
    page.set_default_timeout(120_000)
    outcome = whole_loop(page, school, "loop-all", HOMEWORK, tmp_path, learners=30)
    score = outcome["score"]
    by_rule = sum(score.get(name, 0) for name in ("own", "equal", "together", "alone", "other"))
    right = sum(score.get(name, 0) for name in ("own", "equal", "together"))
    sys_out = f"right group: {right} of {by_rule}; made by no rule under a name: {score['named']} of {score['outside']}"
    print(sys_out)  # noqa: T201 - what a proof found
    assert right >= 0.8 * by_rule  # one class is few: the bench has the share over many
