"""
`misstep hints activate`: let a recipe speak to learners, once an evaluation has shown that it may.

Takes the report of a live evaluation of this very recipe, and writes a line to the
data folder; a server reads it when it starts. `--allow-unproven` goes without a
report, for a demonstration.
"""

import argparse
import datetime as dt
import hashlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec

from api.serving.settings import data_dir
from hints.recipes.activation import STAGES, Activation, activate, activated, too_early
from hints.recipes.proof import objections, read_record
from hints.recipes.reading import recipe_named
from hints.recipes.recipe import Recipe

__all__ = ["configure", "run"]

REFUSED = 2
OBJECTED = 1
"""Exit code where the record does not prove the recipe."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    parser.add_argument("recipe", metavar="RECIPE", help="the name of a recipe, or its folder")
    parser.add_argument(
        "--record", metavar="FILE", type=Path, help="the report of `misstep hints evaluate --mode live`"
    )
    parser.add_argument("--stage", choices=STAGES, default="shadow", help="how far it goes (default: shadow)")
    parser.add_argument("--share", metavar="PERCENT", type=int, default=10, help="of exercises, for the stage share")
    parser.add_argument("--allow-unproven", action="store_true", help="without a report; never for learners")
    parser.add_argument("--data", metavar="DIR", type=Path, help="the server's data folder")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Activate; 2 where something cannot be read, 1 where the report does not prove the recipe.
    """
    recipe = recipe_named(arguments.recipe)
    if not isinstance(recipe, Recipe):
        return _said(REFUSED, (f"{one.file}: {one.sentence}" for one in recipe))
    share: int = arguments.share
    if not 0 <= share <= 100:  # noqa: PLR2004 - percent
        return _said(REFUSED, ["A share is 0 to 100 percent."])
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    wanted = Activation(
        at=at,
        recipe=recipe.hash,
        name=recipe.name,
        route="",
        model="",
        stage=arguments.stage,
        share={"share": share, "all": 100}.get(arguments.stage, 0),
        record="",
        unproven=True,
    )
    if not arguments.allow_unproven and arguments.stage != "off":
        proven = _proven(wanted, recipe, arguments.record)
        if not isinstance(proven, Activation):
            code, sentences = proven
            return _said(code, sentences)
        wanted = proven
    data: Path = arguments.data or data_dir(os.environ)
    early = too_early(activated(data), wanted)
    if early is not None:
        return _said(OBJECTED, [early])
    try:
        activate(data, wanted)
    except OSError as problem:
        return _said(REFUSED, [f"Nothing can be kept in {data}: {problem.strerror}."])
    sys.stdout.write(msgspec.json.encode(wanted).decode() + "\n" if arguments.json else _told(wanted))
    return 0


def _proven(wanted: Activation, recipe: Recipe, path: Path | None) -> Activation | tuple[int, list[str]]:
    """Bind an activation to its record."""
    if path is None:
        return REFUSED, ["A recipe needs the report of a live evaluation: --record FILE (or --allow-unproven)."]
    read = read_record(path)
    if isinstance(read, str):
        return REFUSED, [read]
    record, content = read
    against = list(objections(record, recipe))
    if against:
        return OBJECTED, against
    digest = hashlib.sha256(content).hexdigest()
    return msgspec.structs.replace(wanted, route=record.route, model=record.model, record=digest, unproven=False)


def _told(active: Activation) -> str:
    """Say what is active now."""
    how = {
        "off": "speaks to nobody",
        "shadow": "is tried in the shadow: nothing of it is shown",
        "share": f"speaks in {active.share} % of exercises",
        "all": "speaks in all exercises",
    }[active.stage]
    on = "" if active.unproven else f", on the route {active.route} with {active.model}"
    unproven = " It is unproven: never for learners." if active.unproven and active.stage != "off" else ""
    return f"{active.name} {active.recipe[:12]} {how}{on}.{unproven} A server reads this when it starts.\n"


def _said(code: int, sentences: Iterable[str]) -> int:
    for one in sentences:
        sys.stderr.write(f"{one}\n")
    return code
