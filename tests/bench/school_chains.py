"""
Chains of working as school writes them, each with an expert's word on every line.

Written for this project, in `school_chains.txt`: by topic, right and wrong, with the
usual mistakes, words and layouts. What stands there was reasoned out before it was run.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from api.diagnosis.diagnosing import Diagnosed, of_lines
from api.diagnosis.entered_lines import Declared
from item_bank.algebra.residue import Points

__all__ = ["Chain", "disagreement", "school_chains"]

FILE: Final = Path(__file__).with_suffix(".txt")
WORDS: Final = {"s": "same", "g": "gained", "l": "lost", "d": "different"}
POINTS: Final = Points(b"bench", "school chains")
FIELDS: Final = 5


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """
    One working, and what has to be said of it.

    `causes` are those that have to be named, by the number of their line; `idle`
    says that all lines are true and none helps.
    """

    topic: str
    lines: tuple[str, ...]
    relations: tuple[str, ...]
    first_wrong: int | None
    idle: bool
    causes: Mapping[int, str]
    statement: str | None


def school_chains() -> Iterator[Chain]:
    """
    Yield the chains of the file.
    """
    topic = ""
    for row in FILE.read_text(encoding="utf-8").splitlines():
        if row.startswith("## "):
            topic = row[3:]
        elif row and not row.startswith("#"):
            written = ["" if field.strip() == "-" else field.strip() for field in row.split(" | ")]
            lines, relations, wrong, causes, statement = written + [""] * (FIELDS - len(written))
            yield Chain(
                topic=topic,
                lines=tuple(map(str.strip, lines.split(";"))),
                relations=tuple(WORDS[letter] for letter in relations.split()),
                first_wrong=None if wrong in ("", "idle") else int(wrong),
                idle=wrong == "idle",
                causes={int(line): cause for line, _, cause in (one.partition(":") for one in causes.split())},
                statement=statement or None,
            )


def disagreement(chain: Chain) -> str | None:
    """
    Say what is said of a chain that should not be; None where all is as expected.
    """
    found = of_lines(chain.lines, Declared(statement=chain.statement), POINTS)
    said = tuple(one if isinstance(one, str) else one.relation for one in found.relations)
    causes = {place: one.cause for place, one in enumerate(found.relations, 2) if not isinstance(one, str)}
    right = (
        said == chain.relations
        and found.first_wrong == chain.first_wrong
        and chain.idle == (found.kind == "no_progress")
        and all(causes.get(line) == cause for line, cause in chain.causes.items())
    )
    return None if right else _told(chain, found)


def _told(chain: Chain, found: Diagnosed) -> str:
    return f"{'; '.join(chain.lines)}: {found.relations}, wrong {found.first_wrong}, {found.kind}, {found.problem}"
