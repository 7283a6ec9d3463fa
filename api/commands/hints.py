"""
`misstep hints`: what is said to learners, and the models that may help to say it.

Each job is a module `hints_NAME` beside this one with `configure(parser)` and
`run(arguments)`, imported when the command is called, not before.
"""

import argparse
import importlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["JOBS", "configure", "run"]

JOBS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "activate": "let a recipe speak to learners, once a live evaluation has shown that it may",
        "approve": "put hints that an author approved in a review file into the bank's files",
        "check": "JSON lines in (a problem, its key, a hint), whether the hint leaks or says something false out",
        "evaluate": "what a recipe does with generated cases: with no model, a recording, or a route",
        "explain": "how the better words of one try came about, from the record",
        "pregenerate": "draft hints for a bank's expected wrong answers, as a review file for its author",
        "routes": "what a file of routes to models says, and with --probe what the models can do",
        "worker": "do hint jobs for servers that share a Redis, on this machine",
    }
)
"""Every job and what it is for; `api.commands.hints_NAME` does it."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the jobs.
    """
    jobs = parser.add_subparsers(dest="job", required=True, metavar="JOB")
    for name, purpose in JOBS.items():
        importlib.import_module(f"api.commands.hints_{name}").configure(jobs.add_parser(name, help=purpose))


def run(arguments: argparse.Namespace) -> int:
    """
    Do the job.
    """
    code: int = importlib.import_module(f"api.commands.hints_{arguments.job}").run(arguments)
    return code
