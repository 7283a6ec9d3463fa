"""
Runs a sample of mutants against the unit tests and prints those that survive: `python -m tests.mutants [HOW_MANY]`.

The mutants are of the modules that compare and that judge forms, drawn with a
fixed seed. Each is tried in a copy of the tree, never in place, against the
tests of `algebra` and `answers`, the module's own first, up to the first
failure and no longer than a time limit (a mutant that hangs is killed).
"""

import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.mutants.mutate import Mutant, mutants

ROOT: Final = Path(__file__).parents[2]
MODULES: Final = (
    *(f"item_bank/algebra/{name}.py" for name in ("compare", "side", "numeric", "sampling", "residue", "exact")),
    *(f"item_bank/algebra/{name}.py" for name in ("ball", "balls", "complex_ball", "field", "enclosure", "confirm")),
    "item_bank/algebra/forms/*.py",
)
"""What compares and what judges forms."""
TESTS: Final = ("tests/item_bank/algebra", "tests/item_bank/answers")
SAMPLE: Final = 300
SEED: Final = "mutants"
SECONDS: Final = 600


def main(arguments: list[str]) -> int:
    """
    Try the sample and print one line a survivor; 1 where one survived.
    """
    many = int(arguments[0]) if arguments else SAMPLE
    every = [
        (path, mutant)
        for pattern in MODULES
        for path in sorted(ROOT.glob(pattern))
        for mutant in mutants(path.read_text(encoding="utf-8"))
    ]
    drawn = random.Random(SEED).sample(every, min(many, len(every)))
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        copy = Path(place) / "tree"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".*", "node_modules", "__pycache__"))
        if _killed(copy, ROOT / TESTS[0]):
            sys.stdout.write("the tests fail, or take too long, without any mutant\n")
            return 2
        for number, (path, mutant) in enumerate(drawn, start=1):
            if not _tried(copy, path, mutant):
                survivors += 1
                sys.stdout.write(f"survived: {path.relative_to(ROOT)}:{mutant.line}: {mutant.change}\n")
            if number % 20 == 0:
                sys.stdout.write(f"{number} of {len(drawn)} tried, {survivors} survived\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(drawn)} mutants of {len(every)}, {survivors} survived\n")
    return 1 if survivors else 0


def _tried(copy: Path, path: Path, mutant: Mutant) -> bool:
    """Put a mutant in its place in the copy, run the tests, take it away; True where it was killed."""
    at = copy / path.relative_to(ROOT)
    before = at.read_text(encoding="utf-8")
    at.write_text(mutant.source, encoding="utf-8")
    try:
        return _killed(copy, path)
    finally:
        at.write_text(before, encoding="utf-8")


def _killed(copy: Path, path: Path) -> bool:
    """Say whether a test fails, or nothing ends in time."""
    # The tests that are named for the module come first: most mutants die there.
    own = sorted((copy / TESTS[0]).rglob(f"test_{path.stem}*.py"))
    run = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-n",
        "0",
        "-m",
        "not slow and not prove",
    ]
    for tests in ([[str(test) for test in own]] if own else []) + [list(TESTS)]:
        try:
            code = subprocess.run(
                [*run, *tests], cwd=copy, capture_output=True, timeout=SECONDS, check=False
            ).returncode
        except subprocess.TimeoutExpired:
            return True
        if code != 0:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
