"""
Names: what things of OATutor are called in a bank of ours.

Ids that can stand in addresses and file names, whatever the source's look like,
and that stay the same from one import to the next; names for people on one
line. Which of two things keeps an id is not decided here.
"""

import re
from collections.abc import Collection
from pathlib import PurePath

from item_bank.ids import ItemId, StepId
from item_bank.importers.oatutor.texts import on_one_line
from item_bank.importers.slug import marked_slug, short_slug
from item_bank.language import is_language
from item_bank.native.piece import valid_id

__all__ = ["OATUTOR", "attribution", "item_id", "language_code", "picture_name", "skill_name", "step_id"]

OATUTOR = "OATutor, https://oatutor.io"

MAX_NAME = 200
MAX_ATTRIBUTION = 1_000
"""Characters of a skill's name and of whom to name; the longest of the algebra courses have 108 and 91."""

ADDRESS_AND_NAME = re.compile(r"\s*(https?://\S+)?\s*(?:<([^<>]*)>)?\s*(.*)", re.DOTALL)
PLAIN_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
PLAIN_FIGURE = re.compile(r"[A-Za-z0-9_]{1,60}\.[A-Za-z]{3,4}")
"""What is taken over into a picture's name; no hyphen, so that item and figure cannot run into each other."""


def item_id(name: str) -> ItemId:
    """
    Make an item's id of a problem's: the same, where it can be one.
    """
    return ItemId(name if valid_id(name) else marked_slug(name))


def step_id(name: str, problem: str, taken: Collection[str]) -> StepId:
    """
    Make a step's id of the source's, without the problem's; none of those taken.
    """
    number = len(taken) + 1
    base = own = short_slug(name.removeprefix(problem)) or f"s{number}"
    while own in taken:
        own, number = f"{base}-{number}", number + 1
    return StepId(own)


def picture_name(item: ItemId, figure: str) -> str:
    """
    Name a picture of an item so that texts can show it, and no other has the name.
    """
    owner = item if PLAIN_OWNER.fullmatch(item) else marked_slug(item)
    if PLAIN_FIGURE.fullmatch(figure):
        return f"{owner}-{figure}"
    file = PurePath(figure)
    return f"{owner}-{marked_slug(file.stem)}{file.suffix}"


def skill_name(name: str) -> str:
    """
    Write a skill's name as a person would; the empty text where nothing of it can be seen.
    """
    words = on_one_line(name.replace("_", " "), MAX_NAME)
    return words[:1].upper() + words[1:]


def language_code(code: str) -> str:
    """
    Read a course's language: its Swedish one is called by the country, and what is no code is English.
    """
    tag = {"se": "sv"}.get(code, code)
    return tag if is_language(tag) else "en"


def attribution(oer: str, course: str) -> str:
    """
    Say whom to name: the source with its address, then those who wrote the steps and hints.
    """
    said = on_one_line(oer, MAX_ATTRIBUTION)
    found = ADDRESS_AND_NAME.fullmatch(said)
    address, name, rest = found.groups() if found else (None, None, said)
    source = ", ".join(part for part in (name or rest.strip() or on_one_line(course, MAX_NAME), address) if part)
    return f"{source}; steps and hints by {OATUTOR}; adapted" if source else f"{OATUTOR}; adapted"
