"""
Importing a real bank: which steps are usable, what the engine proposes for them, and what that costs.
"""

import os
import tarfile
import tempfile
import time
from pathlib import Path

from hints.guards.leak import leaks
from item_bank.importers.contract import Request
from item_bank.importers.oatutor.importing import import_oatutor
from item_bank.importers.proposals import with_proposals
from item_bank.importers.report import Share
from tests.bench.figure import Figure

__all__ = ["measure"]

DATA = Path(os.environ.get("MISSTEP_DATA", Path(__file__).parents[2] / "../shared/data"))
ARCHIVE = DATA / "oatutor/oatutor-algebra.tar.xz"


def measure() -> list[Figure]:
    """
    Import the evaluation data's bank once.
    """
    if not ARCHIVE.exists():
        return [Figure("OATutor, algebra", "the evaluation data is not here; see MISSTEP_DATA")]
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(ARCHIVE) as archive:
            archive.extractall(folder, filter="data")
        (pool,) = Path(folder).rglob("content-pool")
        start = time.process_time()
        plain = import_oatutor(Request(path=pool.parent, leaks=leaks))
        imported = time.process_time()
        report = with_proposals(plain, "all").report
        proposed = time.process_time()
    missing = report.reasons["missing_figure"].steps
    pictures = sum(reason.steps for code, reason in report.reasons.items() if code == "choice_is_a_foreign_picture")
    return [
        Figure("answers that are no choices: usable", _share(report.other_answers), "≥ 93 %"),
        Figure("choices: usable", _share(report.choices), "≥ 95 %"),
        Figure(
            "steps skipped for a picture that the archive does not hold", f"{missing}, and {pictures} with foreign ones"
        ),
        Figure("other reasons", ", ".join(f"{code} {reason.steps}" for code, reason in report.reasons.items())),
        Figure(
            "steps with solution lines proposed",
            f"{report.proposed_lines} of {report.usable_steps}: {report.proposed_lines / report.usable_steps:.1%}",
        ),
        Figure(
            "items with drawn numbers proposed",
            f"{report.proposed_items} beside {report.items}: {report.proposed_items / report.items:.1%}",
        ),
        Figure("importing", f"{imported - start:.0f} s CPU"),
        Figure("proposing", f"{proposed - imported:.0f} s CPU"),
    ]


def _share(share: Share) -> str:
    whole = share.usable + share.skipped
    return f"{share.usable} of {whole}: {share.usable / whole:.1%}"
