"""
The review file: drafted words with what they are about, for an author to read, correct and approve in an editor.

YAML, an entry for each expected wrong answer. What is drafted goes in, what an
author wrote there stays; entries are told apart by item, step, wrong answer and
mistake. Putting approved words into a bank is `approving`'s.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
import yaml

from hints.ahead.drafting import Draft, Source
from hints.ahead.expected import Expected
from item_bank.formatting.texts import lines_of
from item_bank.formatting.tree import Text
from item_bank.ids import ItemId, MistakeCode, StepId

__all__ = ["BadReview", "Entry", "Name", "Review", "drafted", "expected_of", "name_of", "read_review", "written"]

MOST: Final = 8 * 1024 * 1024
"""Bytes of a file; an entry has some 500."""
HEAD: Final = """\
# Words for expected wrong answers, to be read by an author: correct the words, write `approved: true` where they
# are right, and then run `misstep hints approve` on this file. Placeholders such as @{a} stand for an item's numbers.
"""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One expected wrong answer.

    Attributes
    ----------
    item, step, wrong, mistake
        Which: the wrong answer as an author writes it, the code that names it.
    rule, misconception, did
        What makes it, as far as that is known.
    draws, answers
        The variants that were looked at, and the wrong answer in each.
    content
        Names what the item said when the words were drafted.
    source, why
        Who drafted, what was tried where nobody could, and where else the words have to fit.
    words
        What the learner is to be told.
    approved
        Whether an author has read and approved it.
    """

    item: ItemId
    step: StepId
    wrong: str
    mistake: MistakeCode
    rule: str = ""
    misconception: str = ""
    did: str = ""
    draws: tuple[int, ...]
    answers: tuple[str, ...]
    content: str
    source: Source
    why: str = ""
    words: str = ""
    approved: bool = False


class Review(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file: the bank by its id, and the entries."""

    bank: str
    hints: tuple[Entry, ...] = ()


class BadReview(msgspec.Struct, frozen=True):
    """Why a file cannot be read, in a sentence."""

    sentence: str


Name = tuple[str, str, str, str]
"""What tells an entry from others."""


def name_of(one: Entry | Expected) -> Name:
    """
    Return what tells an entry from others.
    """
    if isinstance(one, Expected):
        return one.item, one.step, one.when, one.code
    return one.item, one.step, one.wrong, one.mistake


def drafted(expected: Expected, draft: Draft, content: str) -> Entry:
    """
    Write an entry that nobody has read yet.
    """
    return Entry(
        item=expected.item,
        step=expected.step,
        wrong=expected.when,
        mistake=expected.code,
        rule=expected.rule,
        misconception=expected.misconception or "",
        did=expected.did,
        draws=expected.variants,
        answers=expected.answers,
        content=content,
        source=draft.source,
        why=draft.why or (f"It holds at {', '.join(expected.also_at)}, too." if expected.also_at else ""),
        words=draft.words,
    )


def expected_of(entry: Entry) -> Expected:
    """
    Return the wrong answer that an entry is about.
    """
    return Expected(
        item=entry.item,
        step=entry.step,
        when=entry.wrong,
        code=entry.mistake,
        rule=entry.rule,
        misconception=entry.misconception or None,
        did=entry.did,
        variants=entry.draws,
        answers=entry.answers,
    )


def read_review(content: bytes, name: str) -> Review | BadReview:
    """
    Read a file; `name` is what it is called in sentences.
    """
    if len(content) > MOST:
        return BadReview(f"{name} is larger than {MOST // 1024 // 1024} MB.")
    try:
        # every scalar stays the text that was typed; the fields say what it is
        data = yaml.load(content.decode("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - makes texts, lists and fields alone
        review = msgspec.convert(data, Review, strict=False)
    except UnicodeDecodeError:
        return BadReview(f"{name} is not UTF-8.")
    except yaml.MarkedYAMLError as problem:
        line = "" if problem.problem_mark is None else f", line {problem.problem_mark.line + 1}"
        return BadReview(f"{name}{line} is no YAML: {problem.problem}.")
    except (yaml.YAMLError, msgspec.ValidationError) as problem:
        return BadReview(f"{name} is no review of hints: {problem}.")
    names = [name_of(entry) for entry in review.hints]
    twice = next((one for one in names if names.count(one) > 1), None) if len(set(names)) < len(names) else None
    if twice is not None:
        return BadReview(f"{name} has two entries for {' / '.join(twice)}: keep one.")
    return review


def written(review: Review) -> str:
    """
    Write a file, an empty line between entries.
    """
    entries = (["", *_entry(entry)] for entry in review.hints)
    lines = [f"bank: {_text(review.bank, 2, 6)[0]}", "hints:" if review.hints else "hints: []"]
    return HEAD + "\n".join([*lines, *(line for entry in entries for line in entry)]) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    """Yield the lines of an entry; what is empty is left out, but for the words."""
    fields = {
        "item": entry.item,
        "step": entry.step,
        "wrong": entry.wrong,
        "mistake": entry.mistake,
        "rule": entry.rule,
        "misconception": entry.misconception,
        "did": entry.did,
    }
    yield from _fields(fields, "  - ")
    yield f"    draws: [{', '.join(map(str, entry.draws))}]"
    yield f"    answers: [{', '.join(map(_quoted, entry.answers))}]"
    yield from _fields({"content": _Always(entry.content), "source": entry.source, "why": entry.why}, "    ")
    yield from _fields({"words": _Always(entry.words)}, "    ")
    yield f"    approved: {'true' if entry.approved else 'false'}"


class _Always(str):
    """A text that is written in quotes, empty or not."""

    __slots__ = ()


def _fields(fields: dict[str, str], lead: str) -> Iterator[str]:
    for name, value in fields.items():
        if not value and not isinstance(value, _Always):
            continue
        first, *rest = _text(value, 6, 4 + len(name) + 2)
        yield f"{lead}{name}: {first}"
        yield from rest
        lead = "    "


def _text(value: str, indent: int, used: int) -> Sequence[str]:
    """Write a text so that it is read as itself, folded where it is long."""
    style = '"' if isinstance(value, _Always) else ""
    return lines_of(Text(str(value), style), indent, used)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
