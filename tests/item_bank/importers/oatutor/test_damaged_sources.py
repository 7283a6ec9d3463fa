"""
Damage: whatever happens to a source's files, an import gives a bank that builds.

A small directory of our own is damaged at random, with a fixed seed for each
case: fields lost, doubled, of other types, and texts of every odd kind that the
whole of OATutor holds, or that somebody would try.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.item_bank.importers.oatutor.built import built, imported, steps_of

pytestmark = pytest.mark.slow


Write = Callable[..., Path]

CASES = 40
PROBLEMS = 12
LONGEST = 300
"""Characters of a finding's sentence."""
SHARE_LOST, SHARE_OTHER, SHARE_TEXT, SHARE_TORN = 0.01, 0.03, 0.1, 0.02

ODD: tuple[Any, ...] = (
    *(
        "$$\\frac{\\pi}{12$$} + $$n\\pi$$",
        "56.4**{\\circ}",
        "\\fracsin^2x",
        "Ag+ + e \u2192 Ag",
        "cos(74 degrees)",
        "$0.39",
    ),
    *(
        "DNE",
        "",
        "\x00\x1b[31m",
        "@{exponentt}",
        "@{",
        "##figure9.gif##",
        "$$" * 51,
        "<script>alert(1)</script>",
        "x_1",
    ),
    *("a" * 30_000, "{" * 400, "- " * 400, "10i/\u221a101-j/\u221a101", "2,2,2,2,3", "___", "**", "N(T(t))=2", "[1,2)"),
    *(
        "1/0",
        "0**0",
        "9**9**9**9",
        "\\left(x-2\\right)^2",
        "https://i.ibb.co/a.png",
        "\u202e\ufffe",
        "../../etc",
        "\n\t: &a *a",
    ),
    *("!!python/object:os.system", "|-\n  x", "'\"", "# no", None, 3, [], {}, True),
)

STEPS: tuple[dict[str, Any], ...] = (
    {},
    {"stepTitle": "Simplify $$2x+3x$$", "stepAnswer": ["$$5x$$"]},
    {"problemType": "MultipleChoice", "answerType": "string", "stepAnswer": ["4"], "choices": ["3", "4", "$$x$$"]},
    {"stepTitle": "Which word?", "answerType": "string", "stepAnswer": ["commutative"]},
    {"stepTitle": "Write the line with slope 2 as $$y=$$, $$x$$", "stepAnswer": ["$$y=2x+1$$"]},
    {"stepBody": "##figure1.gif##"},
)


def hints(step: str) -> list[dict[str, Any]]:
    """Write a pathway with each sort of hint in it."""
    asked = {"type": "scaffold", "problemType": "TextBox", "answerType": "arithmetic", "hintAnswer": ["$$2$$"]}
    first = {"id": f"{step}-h1", "type": "hint", "title": "Divide", "text": "Divide both sides.", "dependencies": []}
    second = {**first, **asked, "id": f"{step}-h2", "text": "What is $$1+1$$?", "dependencies": [f"{step}-h1"]}
    choice = {**second, "id": f"{step}-h3", "problemType": "MultipleChoice", "choices": ["$$2$$", "$$3$$"]}
    below = {**first, "id": f"{step}-h2-s1", "text": "Count."}
    return [first, {**second, "subHints": [below]}, choice]


class Damage:
    """Random damage to JSON."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def to(self, data: object) -> object:
        """Damage some data, all the way down."""
        chance = self.chance
        if isinstance(data, dict):
            kept = {name: value for name, value in data.items() if chance.random() >= SHARE_LOST}
            return {
                name: chance.choice(ODD) if chance.random() < SHARE_OTHER else self.to(value)
                for name, value in kept.items()
            }
        if isinstance(data, list):
            damaged = [self.to(value) for value in data]
            return damaged + damaged[:1] if chance.random() < SHARE_OTHER else damaged
        if isinstance(data, str) and chance.random() < SHARE_TEXT:
            odd = str(chance.choice(ODD))
            return odd if chance.random() < 0.5 else f"{data} {odd}"
        return data


@pytest.mark.parametrize("seed", range(CASES))
def test_a_damaged_source_gives_a_bank_that_builds(seed: int, write: Write, tmp_path: Path) -> None:
    """
    Nothing raises, each step is counted once, and what is written has no errors and opens.
    """
    damage = Damage(seed)
    for number in range(PROBLEMS):
        name = f"p{number}"
        steps = [{**STEPS[(number + place) % len(STEPS)], "hints": hints(f"{name}{'ab'[place]}")} for place in range(2)]
        root = write(name, steps, body="What is $$x$$ in $$2x=8$$?", figures={"figure1.gif": b"GIF89a"})
    files = sorted(root.rglob("*.json"))
    for file in files[1:] if seed % 4 else files:
        torn = damage.chance.random() < SHARE_TORN
        file.write_bytes(b"\xff{" if torn else json.dumps(damage.to(json.loads(file.read_bytes()))).encode())
    bank = imported(root)
    built(bank, tmp_path / "bank")

    assert steps_of(root) == bank.report.usable_steps + bank.report.skipped_steps
    assert PROBLEMS == bank.report.problems
    assert max((len(found.sentence) for found in bank.findings), default=0) < LONGEST
    assert bank.report.usable_steps == sum(len(item.template.steps) for item in bank.items)
    assert bank.report.skipped_steps == sum(found.severity == "skipped" for found in bank.findings)
