"""
Checking, building and loading banks: the starter bank, an imported one, and one item with thousands of draws.
"""

import os
import resource
import tarfile
import tempfile
import time
from pathlib import Path

from hints.guards.leak import leaks
from item_bank.bank import read_bundle
from item_bank.check.bank import check_bank
from item_bank.load import load_bank
from item_bank.starter import STARTER
from tests.bench.figure import Figure, cpu_rounds, median_of_rounds
from tests.service.running import run

__all__ = ["measure"]

DATA = Path(os.environ.get("MISSTEP_DATA", Path(__file__).parents[2] / "../shared/data"))
ARCHIVE = DATA / "oatutor/oatutor-algebra.tar.xz"
SECRET = b"b" * 32
FILES = {
    "bank.yaml": (
        "format: 1\nid: bench\nname: One item\nlicense: CC-BY-4.0\nattribution: The Misstep developers\nlanguage: en\n"
    ),
    "skills.yaml": "- {id: two-step, name: Solve two-step equations}\n",
    "mistakes.yaml": (
        "- {code: sign-kept, name: Sign kept, did: kept the sign}\n"
        "- {code: not-divided, name: Not divided, did: stopped before dividing}\n"
    ),
    "items/two-step.yaml": """format: 1
id: two-step
title: Solve a two-step equation
skills: [two-step]
params:
  a: {int: [2, 9]}
  s: {int: [-9, 9], not: [0, 1]}
  b: {int: [-12, 12], not: [0]}
derive:
  c: a*s + b
where:
  - a != b
prompt: Solve $@{a}x @{b:+} = @{c}$.
unknowns: [x]
steps:
  - id: solve
    prompt: What is $x$?
    answer: {kind: number, value: s}
    mistakes:
      - {when: (c + b)/a, code: sign-kept}
      - {when: c - b, code: not-divided}
    hints: [Which number is added last?, Undo it on both sides.]
""",
}
"""Eight times seventeen times twenty-four combinations, less those with equal numbers: 3,128 draws."""


def measure() -> list[Figure]:
    """
    Run the commands as an author does, on all cores; CPU is that of all processes, memory that of the largest.
    """
    figures = [*_draws(), *_commands("starter bank", STARTER)]
    if not ARCHIVE.exists():
        return [*figures, Figure("imported bank", "the evaluation data is not here; see MISSTEP_DATA")]
    with tempfile.TemporaryDirectory() as folder:
        source, bank = Path(folder) / "source", Path(folder) / "bank"
        with tarfile.open(ARCHIVE) as packed:
            packed.extractall(source, filter="data")
        run("bank", "import", "oatutor", source, "--out", bank, "--propose", "none").check_returncode()
        return [*figures, *_commands("imported bank", bank)]


def _draws() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        loaded = load_bank(Path(folder))
        rounds = [one for (one,) in cpu_rounds([lambda: check_bank(loaded, leaks=leaks)])]
        draws = check_bank(loaded, leaks=leaks).draws
    return [
        Figure(f"one item with {draws:,} draws: enumerated and checked", median_of_rounds(rounds, "ms CPU"), "≤ 300")
    ]


def _commands(name: str, bank: Path) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        bundle = Path(folder) / "bank.bundle"
        checked, memory = _cost("bank", "check", str(bank))
        built, _ = _cost("bank", "build", str(bank), "--out", str(bundle))
        data = bundle.read_bytes()
        start = time.process_time()
        read = read_bundle(data, secret=SECRET)
        loaded = time.process_time() - start
    return [
        Figure(
            f"{name}, {len(read.items):,} items: check", f"{checked:.1f} s CPU, {memory:.0f} MB", "30 s on two cores"
        ),
        Figure(f"{name}: build", f"{built:.1f} s CPU", "30 s on two cores"),
        Figure(f"{name}: load of the bundle", f"{loaded:.2f} s CPU", "≤ 2 s"),
    ]


def _cost(*command: str) -> tuple[float, float]:
    """Run a command; return CPU seconds, also of the processes that it started, and the peak MB of the largest."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024
