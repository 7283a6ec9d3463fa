"""
The catalogue of misconceptions: the ideas that mal-rules and a bank's mistakes name.

One file a topic in `ideas/`. Every idea has a mal-rule that makes its wrong line, or
says why none can; which rules there are is `rewriting.reading`'s.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec
import yaml

from hints.misconception.rewriting.rule import MalRule

__all__ = ["Idea", "catalogue", "executable", "idea_named", "of_topics"]

IDEAS = Path(__file__).parent / "ideas"
"""The folder of the catalogue, one file a topic."""


class Idea(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One idea behind wrong answers.

    Attributes
    ----------
    id
        As rules and mistakes name it.
    idea
        What is believed or done, for teachers.
    no_rule
        Why no mal-rule makes it; None where one does.
    """

    id: str
    idea: str
    no_rule: str | None = None


@lru_cache(maxsize=1)
def catalogue() -> tuple[Idea, ...]:
    """
    Return all ideas, topic by topic.

    Raises
    ------
    msgspec.ValidationError
        If a file is not a list of ideas.
    """
    return tuple(idea for ideas in _topics().values() for idea in ideas)


@lru_cache(maxsize=1)
def _topics() -> Mapping[str, tuple[Idea, ...]]:
    """Return the ideas by topic: the name of their file."""
    return {
        path.stem: tuple(msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), list[Idea]))
        for path in sorted(IDEAS.glob("*.yaml"))
    }


def of_topics(ids: Collection[str]) -> tuple[Idea, ...]:
    """
    Return all ideas of the topics that some are of; the topic with the most of these first.
    """
    counted = [(sum(idea.id in ids for idea in ideas), ideas) for ideas in _topics().values()]
    return tuple(idea for count, ideas in sorted(counted, key=lambda one: -one[0]) if count for idea in ideas)


def idea_named(name: str) -> Idea | None:
    """
    Return the idea of that id; None where there is none.
    """
    return _by_id().get(name)


@lru_cache(maxsize=1)
def _by_id() -> Mapping[str, Idea]:
    return {idea.id: idea for idea in catalogue()}


def executable(rules: Iterable[MalRule]) -> frozenset[str]:
    """
    Return the ids of the ideas that some rule makes.
    """
    return frozenset(name for rule in rules for name in (rule.misconception, *rule.also) if name is not None)
