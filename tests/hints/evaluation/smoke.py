"""
`python -m tests.hints.evaluation.smoke`: the smoke set of 300 cases, with no model and played back, as CI prints it.

What is played back is recorded a moment before from the scripted provider, over
HTTP: it shows that the parts fit together. The reports say that they are synthetic.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from api import cli
from hints.evaluation.cases import cases
from item_bank.bank import read_bundle
from tests.hints.evaluation.routes_file import routes_file
from tests.provider.provider import Provider
from tests.provider.sensible import Sensible
from tests.starter import starter_bundle

COUNT = 300


def main() -> int:
    """
    Evaluate three times: null, live against the scripted provider, replay.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.hints.evaluation.smoke", description=__doc__)
    parser.add_argument("--cases", type=int, default=COUNT)
    count: int = parser.parse_args().cases
    bank = read_bundle(starter_bundle(), secret=b"t" * 32)
    made = cases(bank, count - count // 2, seed=1) + cases(bank, count // 2, seed=1, errors="two")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "starter.bundle").write_bytes(starter_bundle())
        common = ["hints", "evaluate", "--bank", str(folder / "starter.bundle"), "--cases", str(count)]
        recording = ["--recording", str(folder / "recording.jsonl")]
        with Provider(responder=Sensible(bank, made)) as provider:
            routes = ["--routes", routes_file(folder, provider.port)]
            codes = [
                cli.main([*common, "--json", str(folder / "null.json")]),
                cli.main([*common, "--mode", "live", *routes, *recording, "--json", str(folder / "live.json")]),
            ]
        against = ["--against", str(folder / "null.json")]
        codes.append(cli.main([*common, "--mode", "replay", *recording, *against]))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
