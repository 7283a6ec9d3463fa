"""
Activation: which recipe speaks to learners, over which route and model, and to how many.

Kept as lines of one file in the data folder, newest last, none ever changed: it is
about the deployment, not about a tenant, and without the file no model is asked. A
recipe goes out in stages: in the shadow nothing of it is shown, then to a share
of the exercises, then to all; how far back it goes at once is free.
"""

import hashlib
import os
from pathlib import Path
from typing import Annotated, Final, Literal, TypeAlias

import msgspec

from hints.recipes.recipe import RecipeHash

__all__ = [
    "FILE",
    "STAGES",
    "Activation",
    "BadActivations",
    "Stage",
    "Taking",
    "activate",
    "activated",
    "taking",
    "too_early",
]

Stage: TypeAlias = Literal["off", "shadow", "share", "all"]
STAGES: Final[tuple[Stage, ...]] = ("off", "shadow", "share", "all")
Taking: TypeAlias = Literal["none", "shadow", "shown"]
"""What becomes of one wrong answer: nobody is asked, what comes of it is recorded and not shown, or it is shown."""
FILE: Final = Path("hints") / "activations.jsonl"
WHOLE: Final = 100


class Activation(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line.

    Attributes
    ----------
    at
        When, in ISO 8601.
    recipe, name
        Its hash and name.
    route, model
        What the record was made with; empty where it is unproven.
    stage, share
        How far it goes, and the share of exercises in percent.
    record
        SHA-256 of the record, in hexadecimal; empty where it is unproven.
    unproven
        Whether it goes without a record, as the demo does.
    """

    at: str
    recipe: RecipeHash
    name: str
    route: str
    model: str
    stage: Stage
    share: Annotated[int, msgspec.Meta(ge=0, le=WHOLE)]
    record: str
    unproven: bool


class BadActivations(msgspec.Struct, frozen=True):
    """Why the file cannot be used, in one sentence; then no model is asked."""

    sentence: str


def activated(data: Path) -> Activation | BadActivations | None:
    """
    Return what is active; None where nothing ever was.
    """
    try:
        lines = [line for line in (data / FILE).read_bytes().splitlines() if line.strip()]
    except FileNotFoundError:
        return None
    except OSError as problem:
        return BadActivations(f"{FILE} cannot be read: {problem.strerror}.")
    if not lines:
        return None
    try:
        return msgspec.json.decode(lines[-1], type=Activation)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return BadActivations(f"{FILE}, line {len(lines)}, cannot be read: activate the recipe once more.")


def too_early(before: Activation | BadActivations | None, wanted: Activation) -> str | None:
    """
    Say why a stage cannot follow what is active; None where it can.

    A proven recipe goes one stage further at a time, on the same route and model.
    """
    if wanted.unproven:
        return None
    same = isinstance(before, Activation) and (
        (before.recipe, before.route, before.model, before.unproven)
        == (wanted.recipe, wanted.route, wanted.model, wanted.unproven)
    )
    reached = STAGES.index(before.stage) if same and isinstance(before, Activation) else 0
    if STAGES.index(wanted.stage) <= reached + 1:
        return None
    return f"Before {wanted.stage} comes {STAGES[reached + 1]}, for this recipe on this route and model."


def activate(data: Path, wanted: Activation) -> None:
    """
    Add a line, durable when this returns.

    Raises
    ------
    OSError
        If the data folder cannot be written to.
    """
    path = data / FILE
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(msgspec.json.encode(wanted) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def taking(active: Activation, opportunity: str) -> Taking:
    """
    Say what becomes of a wrong answer in an exercise.

    Parameters
    ----------
    active
        What is active.
    opportunity
        The exercise's id: drawn at random and nothing of the learner's. All its
        wrong answers are treated alike.
    """
    match active.stage:
        case "off":
            return "none"
        case "shadow":
            return "shadow"
        case "all":
            return "shown"
        case "share":
            digest = hashlib.sha256(f"{active.recipe}/{opportunity}".encode()).digest()
            return "shown" if int.from_bytes(digest[:4], "big") % WHOLE < active.share else "none"
