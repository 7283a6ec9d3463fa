"""
`misstep demo`: a simulated class of thirty at its homework, over the API of a service.

Of one that runs (`--url`, with a teacher's key), or of one of its own on a free
port, with a record that is gone when it ends. The teacher's page fills meanwhile.
The same seed has the same learners with the same mistakes; when they come, and
which fresh variants they are given, differs.
"""

import argparse
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec

from api.demo_class.lesson import MOST, SEED, Lesson, Outcome, play
from api.demo_class.service import Refusal, Unreachable
from api.demo_class.serving import NotServed, Serving
from api.demo_class.twin import HOMEWORK
from api.demo_class.watched import KEY
from api.releases import BankFault, read_bank
from item_bank.counted import counted

__all__ = ["configure", "run"]

REFUSED: Final = 2
SECRET: Final = b"a simulated class"
"""Keys of exercises are compiled with it here; no service shares it."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    parser.add_argument("--url", metavar="ADDRESS", help="a running service; without it, one is started for the while")
    parser.add_argument("--key", help=f"a teacher's key there ({KEY})")
    parser.add_argument("--bank", metavar="BUNDLE|DIR", type=Path, help="the bank that is served (the starter bank)")
    parser.add_argument("--class", dest="class_id", metavar="ID", help="the class (a new one)")
    parser.add_argument(
        "--assignment", metavar="ID", help="homework that the class was given on the page, as pasted in --problems"
    )
    parser.add_argument(
        "--problems", metavar="FILE", type=Path, help="the homework as pasted (eight problems of grade 8)"
    )
    parser.add_argument("--seed", type=int, default=SEED, help=f"who the class is ({SEED})")
    parser.add_argument("--learners", type=int, default=MOST, help=f"how many, 1 to {MOST} ({MOST})")
    parser.add_argument(
        "--speed", type=float, default=10.0, help="so many times faster than life (10); 0 without pauses"
    )
    parser.add_argument(
        "--stay", action="store_true", help="leave a service of its own running at the end, to look around"
    )
    parser.add_argument("--json", action="store_true", help="the outcome as JSON, and nothing beside it")


def run(arguments: argparse.Namespace) -> int:
    """
    Play; 2 with a sentence where that cannot be.
    """
    fault = _fault(arguments)
    if fault:
        return _refused(fault)
    own: Serving | None = None
    with ExitStack() as stack:
        try:
            address, key, bank = arguments.url, arguments.key or os.environ.get(KEY, ""), arguments.bank
            if address is None:
                own = stack.enter_context(Serving(arguments.bank))
                address, key, bank = own.address, own.key, own.bundle
                _say(arguments, f"Watch at {address}/teach#token={key}")
            found = read_bank(bank, secret=SECRET)
            if isinstance(found, BankFault):
                return _refused(found.sentence)
            lesson = Lesson(
                address=address.rstrip("/"),
                key=key,
                seed=arguments.seed,
                learners=arguments.learners,
                speed=arguments.speed,
                class_id=arguments.class_id,
                assignment=arguments.assignment,
                problems=HOMEWORK if arguments.problems is None else arguments.problems.read_text("utf-8"),
            )
            outcome = play(lesson, found, lambda sentence: _say(arguments, sentence))
        except (Refusal, Unreachable, NotServed, OSError, UnicodeDecodeError) as error:
            return _refused(str(error))
        sys.stdout.write(msgspec.json.encode(outcome).decode() + "\n" if arguments.json else _report(outcome))
        sys.stdout.flush()
        if own is not None and arguments.stay:
            _say(arguments, "Look around as long as you like; stop with Ctrl+C.")
            own.wait()
    return 0


def _fault(arguments: argparse.Namespace) -> str:
    """Say what is wrong with the flags; nothing where all is well."""
    if not 1 <= arguments.learners <= MOST:
        return f"--learners is a number from 1 to {MOST}."
    if not 0 <= arguments.speed < float("inf"):
        return "--speed is 0 or more."
    if arguments.url is not None and not arguments.url.startswith(("http://", "https://")):
        return "--url is an address like http://127.0.0.1:8000."
    if arguments.url is not None and not (arguments.key or os.environ.get(KEY)):
        return f"--url needs a teacher's key: --key, or {KEY} in the environment."
    if (arguments.assignment is None) != (arguments.class_id is None):
        return "--class and --assignment go together."
    if arguments.url is None and arguments.assignment is not None:
        return "--assignment needs the service that has it: --url."
    return ""


def _report(outcome: Outcome) -> str:
    score = outcome.score
    ends = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in outcome.ends.items())
    lines = [
        f"{outcome.handed_in} of {outcome.learners} handed in.",
        f"{counted(outcome.errors, 'problem')} to correct: {ends}.",
        f"{counted(outcome.clusters, 'group')} of mistakes, {outcome.named} with a name.",
        f"By a rule: {counted(score.by_rule, 'error')}, {score.right} in the right group, {score.own} by its own name.",
        f"From elsewhere: {counted(score.outside, 'error')}, {score.named} under a name.",
    ]
    return "\n".join(lines) + "\n"


def _say(arguments: argparse.Namespace, sentence: str) -> None:
    if not arguments.json:
        sys.stdout.write(f"{sentence}\n")
        sys.stdout.flush()


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep demo: {sentence}\n")
    return REFUSED
