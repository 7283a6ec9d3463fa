"""
Settings: everything an operator can turn, read once at the start.

Flags win over `MISSTEP_*` in the environment, which wins over the defaults. What
cannot be read is a value with a sentence for the operator, never a traceback.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

from api.hinting.paying import BadLimits, Limits, read_limits
from hints.shared.limiter import Rate

__all__ = ["BadSetting", "Settings", "data_dir", "read_settings"]

NAMES: Mapping[str, str] = {
    "data": "MISSTEP_HOME",
    "host": "MISSTEP_HOST",
    "port": "MISSTEP_PORT",
    "bank": "MISSTEP_BANK",
    "demo": "MISSTEP_DEMO",
    "routes": "MISSTEP_ROUTES",
    "recipe": "MISSTEP_RECIPE",
    "allow_unproven": "MISSTEP_ALLOW_UNPROVEN",
    "hint_budget": "MISSTEP_HINT_BUDGET",
    "hint_processes": "MISSTEP_HINT_PROCESSES",
    "redis": "MISSTEP_REDIS",
    "learner_rate": "MISSTEP_LEARNER_RATE",
    "key_rate": "MISSTEP_KEY_RATE",
    "embedders": "MISSTEP_EMBEDDERS",
}
"""Where in the environment each setting stands."""


ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?")
"""Without a path and without a star: who may frame a page is written out."""
REDIS_SCHEMES = frozenset({"redis", "rediss", "unix"})


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """
    One server's settings.

    Attributes
    ----------
    data
        The folder of the record, the secret and the bundles served so far.
    host, port
        Where to listen; port 0 takes any free one. Loopback unless told
        otherwise: TLS and the outside world are a proxy's business.
    bank
        A bundle or a bank folder; None is the starter bank.
    demo
        Whether a demo class with demo learners is set up.
    routes
        A file of routes to models; None where no model is asked.
    recipe
        By which better words are looked for: a name, or a folder.
    allow_unproven
        Whether it may speak to everybody without having been activated; for demonstrations.
    hint_budget
        What may be spent on hints.
    hint_processes
        Children that ask models; one keeps one core busy at some 40 to 80 hints a second.
    redis
        Where several processes share what may be lost; None keeps it in this one.
    learner_rate
        Requests of one learner; a fast typist with live preview makes about five a second.
    key_rate
        Requests of one API key, behind which a whole school may sit.
    embedders
        Origins of sites that may show learners' pages in a frame; none by default.
    """

    data: Path
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65_535)] = 8_000
    bank: Path | None = None
    demo: bool = True
    routes: Path | None = None
    recipe: str = "two-call"
    allow_unproven: bool = False
    hint_budget: Limits = Limits()
    hint_processes: Annotated[int, msgspec.Meta(ge=1, le=32)] = 1
    redis: str | None = None
    learner_rate: Rate = Rate(20, 200)
    key_rate: Rate = Rate(1_000, 4_000)
    embedders: tuple[str, ...] = ()


class BadSetting(msgspec.Struct, frozen=True):
    """A setting that cannot be read, and what to do."""

    sentence: str


def data_dir(environ: Mapping[str, str] = os.environ) -> Path:
    """
    Name the data folder: `MISSTEP_HOME`, else `misstep` in the user's data folder (XDG).
    """
    if home := environ.get("MISSTEP_HOME"):
        return Path(home).expanduser()
    if shared := environ.get("XDG_DATA_HOME"):
        return Path(shared) / "misstep"
    return Path.home() / ".local" / "share" / "misstep"


def read_settings(environ: Mapping[str, str], flags: Mapping[str, object]) -> Settings | BadSetting:
    """
    Read the settings; in `flags`, None means that a flag was not given.
    """
    raw: dict[str, object] = {"data": data_dir(environ)}
    for field, name in NAMES.items():
        given = flags.get(field)
        if given is None:
            given = environ.get(name) or None
        if given is None:
            continue
        try:
            raw[field] = _field(field, given)
        except (ValueError, TypeError) as error:
            # An address may have a password in it.
            shown = "that" if field == "redis" else repr(given)
            return BadSetting(f"{name} (or --{field.replace('_', '-')}) cannot be {shown}: {error}")
    return Settings(**raw)  # type: ignore[arg-type]  # each value was read as its field's type just above


FIELDS = {field.name: field.type for field in msgspec.structs.fields(Settings)}


def _field(field: str, given: object) -> object:
    """
    Read one value as its field's type; words are accepted for switches and numbers.
    """
    match field:
        case "data" | "bank" | "routes":
            return Path(str(given)).expanduser()
        case "learner_rate" | "key_rate":
            return _rate(str(given))
        case "embedders":
            return _origins(str(given))
        case "hint_budget":
            limits = read_limits(str(given))
            if isinstance(limits, BadLimits):
                raise ValueError(limits.sentence)  # noqa: TRY004 - no wrong type, a word that cannot be read
            return limits
        case "redis":
            if urlsplit(str(given)).scheme not in REDIS_SCHEMES:
                message = "an address begins with redis://, rediss:// or unix://"
                raise ValueError(message)
            return str(given)
        case "demo" | "allow_unproven" if isinstance(given, str):
            return msgspec.convert(given.lower().replace("yes", "true").replace("no", "false"), bool, strict=False)
        case _:
            return msgspec.convert(given, FIELDS[field], strict=False)


def _rate(given: str) -> Rate:
    per_second, _, burst = given.partition("/")
    rate = Rate(float(per_second), int(burst or 0) or max(1, int(10 * float(per_second))))
    if not (0 < rate.per_second < float("inf") and rate.burst >= 1):
        message = "a rate is written like 20/200 (a second, and saved up)"
        raise ValueError(message)
    return rate


def _origins(given: str) -> tuple[str, ...]:
    origins = tuple(given.split())
    if not all(ORIGIN.fullmatch(origin) for origin in origins):
        message = "an origin is written like https://lms.example, several with spaces between"
        raise ValueError(message)
    return origins
