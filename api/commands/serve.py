"""
`misstep serve`: the service and its pages.

Without flags: a record in the data folder, the starter bank, a demo class, and
links to practise with. Everything is there again at the next start.
"""

import argparse
import datetime as dt
import logging
import os
import sys

from api.serving.settings import BadSetting, read_settings
from hints.routes.reading import BadRoutes, read_routes
from item_bank.counted import counted

__all__ = ["configure", "run"]

REFUSED = 2
"""Exit code of a start that was refused with a sentence."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags; each has its place in the environment too.
    """
    parser.add_argument("--host", help="address to listen on (MISSTEP_HOST; 127.0.0.1)")
    parser.add_argument("--port", help="port to listen on, 0 for any free one (MISSTEP_PORT; 8000)")
    parser.add_argument("--data", metavar="DIR", help="where everything is kept (MISSTEP_HOME)")
    parser.add_argument("--bank", metavar="BUNDLE|DIR", help="what to serve (MISSTEP_BANK; the starter bank)")
    parser.add_argument("--routes", metavar="FILE", help="models that may help (MISSTEP_ROUTES; none: docs/models.md)")
    parser.add_argument("--recipe", metavar="NAME|DIR", help="how models are asked (MISSTEP_RECIPE; two-call)")
    parser.add_argument(
        "--allow-unproven",
        action="store_const",
        const=True,
        help="let it speak without a proof: demonstrations only (MISSTEP_ALLOW_UNPROVEN)",
    )
    parser.add_argument(
        "--hint-budget", metavar="LIMITS", help="dollars, like learner=0.02,tenant=2,day=5 (MISSTEP_HINT_BUDGET)"
    )
    parser.add_argument("--hint-processes", metavar="N", help="children that ask models (MISSTEP_HINT_PROCESSES; 1)")
    parser.add_argument("--redis", metavar="URL", help="shared by several processes (MISSTEP_REDIS; none)")
    parser.add_argument(
        "--learner-rate", metavar="N/BURST", help="requests a second of one learner (MISSTEP_LEARNER_RATE; 20/200)"
    )
    parser.add_argument(
        "--key-rate", metavar="N/BURST", help="requests a second of one API key (MISSTEP_KEY_RATE; 1000/4000)"
    )
    parser.add_argument(
        "--embedders", metavar="ORIGINS", help="sites that may frame learners' pages (MISSTEP_EMBEDDERS; none)"
    )
    parser.add_argument(
        "--no-demo", dest="demo", action="store_const", const=False, help="no demo class (MISSTEP_DEMO=no)"
    )


def run(arguments: argparse.Namespace) -> int:
    """
    Serve until asked to stop; 2 where it cannot start.
    """
    settings = read_settings(os.environ, vars(arguments))
    if isinstance(settings, BadSetting):
        return _refused(settings.sentence)
    if settings.routes is not None:
        routes = read_routes(settings.routes, environ=os.environ, today=dt.datetime.now(dt.UTC).date())
        if isinstance(routes, BadRoutes):
            return _refused(routes.sentence)
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )

    from api.demo import demo_links  # noqa: PLC0415 - the framework takes half a second, a wrong flag should not
    from api.services import Services  # noqa: PLC0415 - as above
    from api.serving.server import Fault, run_server  # noqa: PLC0415 - as above

    def announce(services: Services, address: str) -> None:
        bank = services.banks.active
        held = f"{counted(len(bank.items), 'exercise')}, {counted(len(bank.skills), 'skill')}"
        lines = [
            f"Misstep serves {bank.name!r} ({held}) at {address}",
            f"Data: {services.settings.data}",
            f"API:  {address}/docs",
        ]
        if services.settings.demo:
            lines.append("Practise as (links for twelve hours):")
            lines += [f"  {link.name:<8} {link.url}" for link in demo_links(services, base=address)]
        lines.append("Stop with Ctrl+C.")
        sys.stdout.write("\n".join(lines) + "\n")
        sys.stdout.flush()

    fault = run_server(settings, announce)
    return 0 if not isinstance(fault, Fault) else _refused(fault.sentence)


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep serve: {sentence}\n")
    return REFUSED
