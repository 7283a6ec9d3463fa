"""
The command line: which commands there are.

Each command is a module of `api.commands` with `configure(parser)` and
`run(arguments)`, imported when it is called, so that `misstep --help` and the
small commands start without the web framework.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from types import ModuleType
from typing import Final

__all__ = ["COMMANDS", "main"]

COMMANDS: Final = {
    "serve": "the service and its pages; without flags: a record, the starter bank, a demo class",
    "bank": "authors' work: write, check, look at, build and import banks of exercises",
    "grade": "JSON lines in (answer and response), verdicts out",
    "diagnose": "JSON lines in (lines of working, or a step), relations, the first wrong line and why out",
    "hints": "check hints before anyone sees them",
    "mastery": "fit models of learners on logs of responses, and measure them",
    "demo": "a simulated class of thirty at its homework, on the real API",
    "replay": "rebuild what is known of learners from their events, and compare",
    "export": "the events of a record, as JSON lines",
    "learner": "all that is kept of one learner: exported, or erased without a trace",
    "key": "API keys: add, list, revoke, and links for their holders",
    "issuer": "sites that bring people by their signed word: add, list, remove",
}
"""Every command and its job; the module of the same name does it."""

INTERRUPTED: Final = 130
"""Exit code after Ctrl+C: 128 and the number of the signal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run a command; return its exit code.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in COMMANDS:
        _parser().parse_args(given or ["--help"])
        return 0
    name, *rest = given
    command = _command(name)
    parser = argparse.ArgumentParser(prog=f"misstep {name}", description=COMMANDS[name])
    command.configure(parser)
    try:
        code: int = command.run(parser.parse_args(rest))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough; python would complain about it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _command(name: str) -> ModuleType:
    return importlib.import_module(f"api.commands.{name}")


def _parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:<{width}}  {job}" for name, job in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="misstep",
        description="A practice engine: exercises, verdicts, and help about the mistake, inside the exercise.",
        epilog=f"commands:\n{listed}\n\n`misstep COMMAND --help` says more.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"misstep {version('misstep')}")
    parser.add_argument("command", metavar="COMMAND", choices=COMMANDS)
    return parser
