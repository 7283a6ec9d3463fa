"""
`misstep mastery simulate`: policies of choosing against each other, in simulated worlds.

Reads no log: the worlds' constants are in the program, and name their data. Prints a table, or JSON with every figure's
interval. The worlds are `mastery.worlds`', our policy is handed in here, with its own values and with those of files.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from mastery.worlds.trial import Figure, InWorld, Report, Result
    from practice.choosing.policy import Policy

__all__ = ["POLICY_NAMES", "WORLD_NAMES", "configure", "run"]

REFUSED: Final = 2
WORLD_NAMES: Final = ("steps", "growth", "ladder", "parts")
POLICY_NAMES: Final = (
    "ours",
    "random",
    "blocked-3",
    "blocked-5",
    "blocked-10",
    "oatutor-lowest",
    "oatutor-highest",
    "flat-94",
    "target-75",
    "oracle",
)
"""Written out, so that `--help` starts without numpy; a test holds both equal to what there is."""
MOST: Final = 100_000
"""Of anything that is counted: a typing error, and not a plan, beyond it."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the options.
    """
    parser.add_argument("--world", action="append", choices=WORLD_NAMES, help="may be repeated; default: the open ones")
    parser.add_argument("--policy", action="append", choices=POLICY_NAMES, help="may be repeated; default: all")
    parser.add_argument(
        "--values",
        metavar="FILE",
        action="append",
        type=Path,
        default=[],
        help="ours by other values (JSON: docs/choosing.md), named like the file; may be repeated",
    )
    parser.add_argument("--learners", type=_count, default=20, help="of each seed (default 20)")
    parser.add_argument("--problems", type=_count, default=120, help="exercises of each learner (default 120)")
    parser.add_argument("--seeds", type=_count, default=4, help="courses, each with learners of its own (default 4)")
    parser.add_argument("--plots", metavar="DIR", type=Path, help="draw each world as an SVG file there")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace, told: Callable[[int, int], None] | None) -> int:
    """
    Simulate.
    """
    from api.simulating import POLICIES, chooser_by  # noqa: PLC0415 - numpy is imported when something is simulated
    from mastery.worlds.known import OPEN  # noqa: PLC0415 - as above
    from mastery.worlds.plot import drawn  # noqa: PLC0415 - as above
    from mastery.worlds.trial import simulate  # noqa: PLC0415 - as above

    files: list[Path] = arguments.values
    policies = [*(arguments.policy or POLICY_NAMES), *(file.stem for file in files)]
    asked = {"world": arguments.world or OPEN, "policy": policies}
    for what, names in asked.items():
        if len(set(names)) < len(names):
            sys.stderr.write(f"misstep mastery simulate: a {what} is named twice: {', '.join(names)}\n")
            return REFUSED
    if arguments.plots is not None and (refusal := _no_folder(arguments.plots)):
        sys.stderr.write(f"misstep mastery simulate: {refusal}\n")
        return REFUSED
    by_values = {}
    for file in files:
        if file.stem in POLICY_NAMES:
            sys.stderr.write(f"misstep mastery simulate: {file}: there is a policy {file.stem} already\n")
            return REFUSED
        if isinstance(values := _values(file), str):
            sys.stderr.write(f"misstep mastery simulate: {values}\n")
            return REFUSED
        by_values[file.stem] = chooser_by(values)
    report = simulate(
        asked["world"],
        {name: by_values.get(name) or POLICIES[name] for name in policies},
        learners=arguments.learners,
        problems=arguments.problems,
        seeds=range(arguments.seeds),
        told=told,
    )
    if arguments.plots is not None:
        for world in report.worlds:
            (arguments.plots / f"{world.world}.svg").write_text(drawn(world), encoding="utf-8")
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n" if arguments.json else _table(report))
    return 0


def _values(file: Path) -> "Policy | str":
    """
    Read a policy's values, those that are not named as they are by default; or say why that cannot be.
    """
    from practice.choosing.policy import Policy  # noqa: PLC0415 - read where something is simulated

    try:
        return msgspec.json.decode(file.read_bytes(), type=Policy)
    except OSError as error:
        return f"{file} cannot be read: {error.strerror}"
    except msgspec.MsgspecError as error:
        return f"{file} holds no values of a policy: {error}"


def _no_folder(folder: Path) -> str:
    """
    Make the folder before anything is simulated; say why it cannot be, or nothing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"{folder} cannot hold drawings: {error.strerror}"
    return ""


def _count(text: str) -> int:
    """
    Read a count.
    """
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= MOST:
        msg = f"{text!r} is no whole number from 1 to {MOST:,}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _table(report: "Report") -> str:
    head = (
        f"{report.seeds} seeds of {report.learners} learners, {report.problems} exercises each. Gains in hundredths of "
        "right answers to unseen items a week later, with 95 % intervals over seeds; constants from "
        f"{'; '.join(report.data)}."
    )
    return "\n\n".join([head, *(_world(one) for one in report.worlds)]) + "\n"


def _world(one: "InWorld") -> str:
    title = f"{one.world}{' (held back)' if one.held_back else ''}"
    head = (
        f"{title:16} {'gain':>20} {'10th':>6} {'worst':>6} {'of oracle':>20} {'of random':>20} "
        f"{'felt':>5} {'false':>6} {'stuck':>6} {'may leave':>10} {'after':>6}"
    )
    return "\n".join([head, *(_line(result) for result in one.results)])


def _line(one: "Result") -> str:
    shares = {versus.base: versus.gain for versus in one.versus}
    false = "-" if one.false_proficiency is None else f"{one.false_proficiency:.3f}"
    return (
        f"{one.policy:16} {_hundredths(one.gain):>20} {100 * one.tenth.value:6.1f} {100 * one.worst.value:6.1f} "
        f"{_share(shares.get('oracle')):>20} {_share(shares.get('random')):>20} {one.felt.value:5.2f} {false:>6} "
        f"{one.stuck:6.3f} {100 * one.free_gain.value:10.2f} {one.free_problems.value:6.1f}"
    )


def _hundredths(of: "Figure") -> str:
    ends = "" if of.low is None or of.high is None else f" ({100 * of.low:.2f} to {100 * of.high:.2f})"
    return f"{100 * of.value:.2f}{ends}"


def _share(of: "Figure | None") -> str:
    if of is None:
        return "-"
    ends = "" if of.low is None or of.high is None else f" ({of.low:.2f} to {of.high:.2f})"
    return f"{of.value:.2f}{ends}"
