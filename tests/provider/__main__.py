"""
`python -m tests.provider`: the scripted provider by hand, to point a route or a benchmark at.

Prints its address and stops with Ctrl+C. The script is JSON: `{"requests":
[{"type": "answer"}, …], "then": {"type": "hang"}}`.
"""

import argparse
import importlib
import sys
import threading
from pathlib import Path

import msgspec

from tests.provider.behaviour import Script
from tests.provider.provider import Provider


def main() -> int:
    """
    Serve until interrupted.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.provider", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 for any free one")
    parser.add_argument("--script", type=Path, help="behaviours, as JSON; without it every request is answered")
    parser.add_argument(
        "--responder", default="tests.provider.filling:filled", help="MODULE:FUNCTION, what the model says"
    )
    arguments = parser.parse_args()
    script = Script()
    if arguments.script is not None:
        script = msgspec.json.decode(arguments.script.read_bytes(), type=Script)
    module, _, function = arguments.responder.partition(":")
    responder = vars(importlib.import_module(module))[function]
    with Provider(script.requests, then=script.then, responder=responder, port=arguments.port) as provider:
        sys.stdout.write(f"{provider.base_url}\n")
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
