"""
`misstep hints evaluate`: what a recipe does with generated cases whose errors are known exactly.

In three modes: `null` asks nobody and is the permanent baseline, `replay` plays a
recording back, for CI, and `live` asks a route. The report goes out as Markdown, and
as JSON to a file that `misstep hints activate` takes, if it is a live one.
"""

import argparse
import asyncio
import datetime as dt
import os
import random
import secrets
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from hints.evaluation.attacking import try_attacks
from hints.evaluation.attacks import attacks
from hints.evaluation.cases import Case, cases
from hints.evaluation.intervals import Difference
from hints.evaluation.report import Report, compared, measured
from hints.evaluation.report_words import in_words
from hints.evaluation.trying import Label, Noting, Tried, same_words, try_case
from hints.recipes.proof import EvaluationRecord, Mode
from hints.recipes.reading import recipe_named
from hints.recipes.recipe import Recipe
from hints.routes.model import Models
from hints.routes.reading import BadRoutes, read_routes
from hints.routes.recorded import (
    BadRecording,
    NoModels,
    Recorded,
    Recording,
    read_recording,
    recording_lines,
    secrets_of,
)
from item_bank.bank import Bank, read_bundle
from item_bank.bundle import BadBundle
from item_bank.starter import starter_bundle

__all__ = ["configure", "run"]

REFUSED = 2
SMOKE = 300
SCRIPTED = ("scripted", "fp_scripted")
"""What scripted providers call themselves and their replies."""
EVALUATING = b"the points of an evaluation only compare what models wrote, and need be no secret"


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a file of labels: words that a script wrote, and what they do."""

    text: str
    leaks: bool
    false: bool


class Refused(msgspec.Struct, frozen=True):
    """Why nothing is evaluated, in one sentence."""

    sentence: str


class Evaluation(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What is evaluated: cases of a bank by a recipe, with the labels of what a script wrote."""

    arguments: argparse.Namespace
    bank: Bank
    made: Sequence[Case]
    recipe: Recipe
    labels: Mapping[str, Label]


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    parser.add_argument("--recipe", default="two-call", help="its name or folder (default: two-call)")
    parser.add_argument("--mode", choices=("null", "replay", "live"), default="null", help="who is asked")
    parser.add_argument("--cases", type=int, default=SMOKE, metavar="N", help=f"how many are made (default: {SMOKE})")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same cases")
    parser.add_argument("--language", default="en", help="of the exercises")
    parser.add_argument("--bank", type=Path, metavar="BUNDLE", help="a built bank (default: the starter bank)")
    parser.add_argument("--attacks", action="store_true", help="enter the attacks on the chain, too")
    parser.add_argument("--recording", type=Path, metavar="FILE", help="replay: played back; live: written")
    parser.add_argument("--routes", type=Path, metavar="FILE", help="live: the routes, of which one answers")
    parser.add_argument("--labels", type=Path, metavar="FILE", help="what a script says of the words that it wrote")
    parser.add_argument("--repeats", type=int, default=1, metavar="N", help="how often each case is tried")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the report as JSON")
    parser.add_argument("--against", type=Path, metavar="FILE", help="compare with a report on the same cases")


def run(arguments: argparse.Namespace) -> int:
    """
    Evaluate; 2 where something cannot be read.
    """
    evaluation = _evaluation(arguments)
    report = evaluation if isinstance(evaluation, Refused) else asyncio.run(_run(evaluation))
    if isinstance(report, Refused):
        return _refused(report)
    against = None if arguments.against is None else _against(arguments.against, report)
    if isinstance(against, Refused):
        return _refused(against)
    if arguments.json is not None:
        arguments.json.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
    sys.stdout.write(in_words(report, against))
    return 0


def _refused(why: Refused) -> int:
    sys.stderr.write(f"{why.sentence}\n")
    return REFUSED


def _evaluation(arguments: argparse.Namespace) -> Evaluation | Refused:
    """Read what is asked for, and make the cases."""
    recipe = recipe_named(arguments.recipe)
    if not isinstance(recipe, Recipe):
        return Refused(" ".join(f"{one.file}: {one.sentence}" for one in recipe))
    if arguments.cases < 1 or arguments.repeats < 1:
        return Refused("At least one case and one repeat are needed.")
    bank = _bank(arguments.bank)
    if isinstance(bank, Refused):
        return bank
    labels = {} if arguments.labels is None else _labels(arguments.labels)
    if isinstance(labels, Refused):
        return labels
    half = arguments.cases // 2
    made = cases(bank, arguments.cases - half, seed=arguments.seed, language=arguments.language)
    made += cases(bank, half, seed=arguments.seed, errors="two", language=arguments.language)
    if not made:
        return Refused("The bank has no steps with lines of maths to make cases from.")
    return Evaluation(arguments=arguments, bank=bank, made=made, recipe=recipe, labels=labels)


async def _run(evaluation: Evaluation) -> Report | Refused:
    """Try the cases on whoever the mode names."""
    mode: Mode = evaluation.arguments.mode
    match mode:
        case "null":
            return await _tried(evaluation, NoModels())
        case "replay":
            if evaluation.arguments.recording is None:
                return Refused("A replay needs its recording: --recording FILE.")
            entries = read_recording(evaluation.arguments.recording)
            if isinstance(entries, BadRecording):
                return Refused(entries.sentence)
            return await _tried(evaluation, Recorded(entries))
        case "live":
            return await _live(evaluation)


async def _live(evaluation: Evaluation) -> Report | Refused:
    """Ask a route, and keep what it says where that is wanted."""
    from hints.routes.routed import open_models  # noqa: PLC0415 - the client's package is imported where it is used

    arguments = evaluation.arguments
    if arguments.routes is None:
        return Refused("A live evaluation needs its route: --routes FILE.")
    routes = read_routes(arguments.routes, environ=os.environ, today=dt.datetime.now(dt.UTC).date())
    if isinstance(routes, BadRoutes):
        return Refused(routes.sentence)
    models = open_models(routes, environ=os.environ, draw=random.SystemRandom().random)
    recording = Recording(models, withheld=secrets_of(routes, os.environ))
    try:
        return await _tried(evaluation, recording)
    finally:
        await models.close()
        if arguments.recording is not None:
            arguments.recording.write_bytes(b"".join(recording_lines(recording.entries)))


async def _tried(evaluation: Evaluation, models: Models) -> Report | Refused:
    """Try all cases, as often as asked, and sum up."""
    arguments, noting = evaluation.arguments, Noting(models)
    rounds: list[list[Tried]] = [
        [
            await try_case(
                evaluation.bank, case, noting, evaluation.recipe, secret=EVALUATING, labels=evaluation.labels
            )
            for case in evaluation.made
        ]
        for _ in range(arguments.repeats)
    ]
    attacked = None
    if arguments.attacks:
        attacked = await try_attacks(
            evaluation.bank, attacks(), noting, evaluation.recipe, secret=EVALUATING, seed=arguments.seed
        )
    who = sorted({(one.route, one.model) for one in noting.identities})
    if len(who) > 1 and arguments.mode == "live":
        several = ", ".join(f"{route}/{model}" for route, model in who)
        return Refused(f"Several models answered ({several}); a record is about one: leave one route in the file.")
    route, model = who[0] if len(who) == 1 else ("", "")
    record = EvaluationRecord(
        version=1,
        made=dt.datetime.now(dt.UTC).date().isoformat(),
        recipe=evaluation.recipe.hash,
        recipe_name=evaluation.recipe.name,
        route=route,
        model=model,
        mode=arguments.mode,
        synthetic=any(
            (name or "").startswith(SCRIPTED) for one in noting.identities for name in (one.model, one.fingerprint)
        ),
        cases=0,
        hints_shown=0,
        leaks_shown=0,
        false_claims_shown=0,
    )
    return measured(
        record, rounds, seed=arguments.seed, language=arguments.language, name="generated", attacks=attacked
    )


def _bank(path: Path | None) -> Bank | Refused:
    try:
        return read_bundle(starter_bundle() if path is None else path, secret=secrets.token_bytes(32))
    except (BadBundle, OSError) as problem:
        return Refused(f"The bank cannot be read: {problem}.")


def _labels(path: Path) -> Mapping[str, Label] | Refused:
    try:
        lines = [line for line in path.read_bytes().splitlines() if line.strip()]
        found = [msgspec.json.decode(line, type=Labelled) for line in lines]
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as problem:
        return Refused(f"The labels in {path.name} cannot be read: {problem}.")
    return {same_words(one.text): Label(leaks=one.leaks, false=one.false) for one in found}


def _against(path: Path, report: Report) -> Mapping[str, Difference] | Refused:
    try:
        other = msgspec.json.decode(path.read_bytes(), type=Report)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as problem:
        return Refused(f"The report {path.name} cannot be read: {problem}.")
    found = compared(other, report)
    return Refused(found) if isinstance(found, str) else found
