"""
`misstep bank preview`: the items of a folder on the practice page, for their author.

Listens on this machine alone and keeps nothing. The page shows one variant with
what the check finds above it, and loads anew when a file changes.
"""

import argparse
import secrets
import sys
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from item_bank.load import HEAD

__all__ = ["configure", "run"]

REFUSED: Final = 2
HOST: Final = "127.0.0.1"
PORT: Final = 8010
"""Beside the service's own 8000."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("directory", type=Path, metavar="DIR", help="the bank's folder")
    parser.add_argument("item", nargs="?", metavar="ITEM", help="the item's id; without it, all are listed")
    parser.add_argument("--variant", type=int, default=0, metavar="N", help="the variant to begin with (default: 0)")
    parser.add_argument("--port", type=int, default=PORT, help=f"port to listen on, 0 for any (default: {PORT})")


def run(arguments: argparse.Namespace) -> int:
    """
    Serve the preview until asked to stop; 2 where it cannot start.
    """
    directory: Path = arguments.directory
    if not (directory / HEAD).exists():
        return _refuse(f"{directory} is no bank: it has no {HEAD}.")

    from api.app import build  # noqa: PLC0415 - the framework takes half a second, a wrong folder should not
    from api.preview import Preview  # noqa: PLC0415 - as above
    from api.previewing import Folder, blank_bank  # noqa: PLC0415 - as above
    from api.services import Services  # noqa: PLC0415 - as above
    from api.serving.server import Fault, run_app, services_on  # noqa: PLC0415 - as above
    from api.serving.settings import Settings  # noqa: PLC0415 - as above
    from practice.banks import Banks  # noqa: PLC0415 - as above
    from practice.record.memory import MemoryRecord  # noqa: PLC0415 - as above

    folder = Folder(directory)
    settings = Settings(data=directory, host=HOST, port=arguments.port, demo=False)
    services = services_on(settings, MemoryRecord(), Banks(blank_bank()), secret=secrets.token_bytes(32))
    app = Preview(build(services), services, folder, arguments.item)

    def announce(_: Services, address: str) -> None:
        query = {"item": arguments.item, "variant": arguments.variant} if arguments.item else {}
        link = f"{address}/?{urlencode(query)}" if query else f"{address}/"
        sys.stdout.write(f"Preview of {directory}: {link}\nNothing is recorded. Stop with Ctrl+C.\n")
        sys.stdout.flush()

    fault = run_app(HOST, arguments.port, services, app, announce)
    return 0 if not isinstance(fault, Fault) else _refuse(fault.sentence)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
