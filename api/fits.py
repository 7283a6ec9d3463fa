"""
Fits: models that were brought to a server's data folder and wait to come into force.

Each is a `ModelFitted` as JSON under the hash of its bytes, so that what the API
is asked for by name is what the command wrote there. Once in force the record
holds the model, and the file is of no more use.
"""

import hashlib
from pathlib import Path
from typing import Annotated, Final

import msgspec

from api.whole_file import write_whole
from practice.events import ModelFitted

__all__ = ["PATH", "ModelApplied", "ModelAsked", "fit_at", "keep_fit", "read_fit"]

FOLDER: Final = "models"
PATH: Final = "/v1/model"
"""Where a fit is brought into force: what the command and the route agree on."""


class ModelAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fit to serve with: the SHA-256 by which it lies in the server's data folder."""

    fit: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class ModelApplied(msgspec.Struct, frozen=True, kw_only=True):
    """The id of the model in force, and how many items and skills it knows."""

    model: str
    items: int
    skills: int


def fit_at(data: Path, name: str) -> Path:
    """
    Give the place of a fit; `name` is a SHA-256 in hexadecimal.
    """
    return data / FOLDER / f"{name}.json"


def keep_fit(data: Path, fitted: ModelFitted) -> str:
    """
    Put a fit into a data folder; return its name.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    content = msgspec.json.encode(fitted)
    name = hashlib.sha256(content).hexdigest()
    place = fit_at(data, name)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    write_whole(place, content)
    return name


def read_fit(data: Path, name: str) -> ModelFitted | None:
    """
    Read a fit; None where there is none of that name, or its bytes are others.
    """
    try:
        content = fit_at(data, name).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != name:
        return None
    try:
        return msgspec.json.decode(content, type=ModelFitted)
    except msgspec.MsgspecError:
        return None
