"""
Somebody else's bank as a bundle, made with the commands that an author would use.
"""

import tempfile
from pathlib import Path

from tests.oatutor import WHOLE, unpacked
from tests.service.running import run

__all__ = ["imported_bundle"]


def imported_bundle(folder: Path, one_in: int = WHOLE) -> Path:
    """
    Unpack, import and build the bank of the evaluation data, or a sample of it; skip plainly where it is absent.
    """
    bundle = folder / "oatutor.bundle"
    # Tens of thousands of small files: gone as soon as the bundle is there.
    with tempfile.TemporaryDirectory(dir=folder) as work:
        source, bank = unpacked(Path(work) / "source", one_in), Path(work) / "bank"
        imported = run("bank", "import", "oatutor", source, "--out", bank, "--propose", "none")
        assert imported.returncode == 0, imported.stderr
        built = run("bank", "build", bank, "--out", bundle)
        assert built.returncode == 0, built.stdout + built.stderr
    return bundle
