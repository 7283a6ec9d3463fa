"""
Somebody else's bank as a bundle, made with the commands that an author would use.
"""

import tarfile
import tempfile
from pathlib import Path

from tests.parts import evaluation_data
from tests.service.running import run

__all__ = ["imported_bundle"]


def imported_bundle(folder: Path) -> Path:
    """
    Unpack, import and build the bank of the evaluation data in a folder; skip plainly where it is absent.
    """
    archive = evaluation_data("oatutor", "oatutor-algebra.tar.xz")
    bundle = folder / "oatutor.bundle"
    # Tens of thousands of small files: gone as soon as the bundle is there.
    with tempfile.TemporaryDirectory(dir=folder) as work:
        source, bank = Path(work) / "source", Path(work) / "bank"
        with tarfile.open(archive) as packed:
            packed.extractall(source, filter="data")
        imported = run("bank", "import", "oatutor", source, "--out", bank, "--propose", "none")
        assert imported.returncode == 0, imported.stderr
        built = run("bank", "build", bank, "--out", bundle)
        assert built.returncode == 0, built.stdout + built.stderr
    return bundle
