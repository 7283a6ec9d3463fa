"""
OATutor's content among the evaluation data: the whole of it, or a sample.

To import and build the whole takes minutes, so `make prove` does it, and `make
test` the same with a sample.
"""

import random
import tarfile
from pathlib import Path, PurePosixPath

from tests.parts import evaluation_data

__all__ = ["SAMPLE", "WHOLE", "unpacked"]

WHOLE = 1
SAMPLE = 8
"""Of so many problems a sample has one, each of our answer kinds among them."""
SEED = 0


def unpacked(folder: Path, one_in: int = WHOLE) -> Path:
    """
    Unpack the content in a new folder, and return it; skip plainly where the data is absent.

    Parameters
    ----------
    folder
        Is made.
    one_in
        Of so many problems one is unpacked, by a fixed draw; the indexes are whole.
    """
    with tarfile.open(evaluation_data("oatutor", "oatutor-algebra.tar.xz")) as archive:
        members = archive.getmembers()
        problems = sorted({name for name in map(_problem, members) if name})
        drawn = {"", *random.Random(SEED).sample(problems, len(problems) // one_in)}
        archive.extractall(folder, [one for one in members if _problem(one) in drawn], filter="data")
    return folder


def _problem(member: tarfile.TarInfo) -> str:
    """
    Name the problem that a file is of, or return nothing.
    """
    match PurePosixPath(member.name).parts:
        case ("content-pool", problem, *_):
            return problem
        case _:
            return ""
