"""
Rule files: entries of YAML become compiled mal-rules, with all that is wrong said at its line.

Patterns, templates and conditions are read by the engine's own grammar, with
`?name` for holes. Whether an example comes true is for tests to run.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase

from hints.misconception.rewriting.entry import SCOPES, Complaint, Entry, of_names, of_parts, of_words
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.holes import with_holes
from hints.misconception.rewriting.line import Joined, Line, Stated
from hints.misconception.rewriting.procedures import PROCEDURES
from hints.misconception.rewriting.rule import MalRule, RuleId
from hints.misconception.rewriting.tasks import TASKS
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.finding import Code, Finding
from item_bank.native.document import place, read_document
from item_bank.native.piece import Findings, read_piece

__all__ = ["LINES", "SHIPPED", "compiled", "read_rules", "shipped_rules"]

SHIPPED = Path(__file__).parent.parent / "rules"
"""The folder of the rules that come with Misstep, one file a topic."""
LINES = Context(functions=tuple(TASKS), expects="several")
"""How the lines of examples are read: every letter is a name, and tasks may be asked; points have a comma."""
HOLE = re.compile(r"\?([a-z]+)")
MARK = "MV"
"""What a hole's name begins with while the grammar reads it."""
LETTERS = tuple("abcdfghjklmnpqrstuvwxyz")
"""What may stand as itself in a pattern; `e` and `i` are constants, and `o` would make words of `or`."""
HOLES = tuple(f"{MARK}{letter}" for letter in ascii_lowercase)
"""Known everywhere, so that all texts are read with one vocabulary: making one takes longer than reading a file."""


@lru_cache(maxsize=1)
def shipped_rules() -> tuple[MalRule, ...]:
    """
    Return the rules that come with Misstep, read once.

    Raises
    ------
    ValueError
        If a file is wrong, with one line for each finding.
    """
    rules: list[MalRule] = []
    said: list[str] = []
    for path in sorted(SHIPPED.glob("*.yaml")):
        usable, findings = read_rules(path)
        rules.extend(usable)
        said.extend(f"{found.file}:{found.line}: {found.sentence} {found.fix}" for found in findings)
    often = Counter(rule.id for rule in rules)
    said.extend(f"{name}: {times} rules have this id." for name, times in often.items() if times > 1)
    if said:
        raise ValueError("\n".join(said))
    return tuple(rules)


def read_rules(path: Path) -> tuple[tuple[MalRule, ...], tuple[Finding, ...]]:
    """
    Read one rule file.

    Returns
    -------
    tuple
        The rules that can be used, and what is wrong with the file, each
        finding with its line. A rule with a finding is left out.
    """
    document = read_document(path, path.name)
    if isinstance(document, Finding):
        return (), (document,)
    found = Findings(path.name)
    found.all.extend(document.findings)
    if not isinstance(document.data, list):
        found.add(Code.WRONG_SHAPE, (), "A rule file is a list of rules.", "Begin each rule with `- id:`.")
        return (), tuple(place(path, found.all))
    rules: list[MalRule] = []
    for number, data in enumerate(document.data):
        before = len(found.all)
        entry = read_piece(Entry, data, (number,), found)
        if entry is None or len(found.all) > before:
            continue
        outcome = compiled(entry, path.stem)
        if isinstance(outcome, MalRule):
            rules.append(outcome)
        else:
            for field, says, fix in outcome:
                found.add(Code.WRONG_VALUE, (number, field), says, fix)
    return tuple(rules), tuple(place(path, found.all))


def compiled(entry: Entry, topic: str) -> MalRule | list[Complaint]:
    """
    Compile an entry, or say what is wrong with it.
    """
    wrong = [*of_names(entry), *of_words(entry)]
    finds = _lines("find", [entry.find], entry.kinds, wrong)
    write = _lines("write", [entry.write] if isinstance(entry.write, str) else entry.write, {}, wrong)
    where = _lines("where", entry.where, {}, wrong)
    if finds:
        wrong.extend(of_parts(entry, finds[0], write, where))
    if wrong or isinstance(finds[0], Joined):
        return wrong
    return MalRule(
        id=RuleId(entry.id),
        topic=topic,
        misconception=entry.misconception,
        also=tuple(entry.also),
        skill=entry.skill,
        find=finds[0],
        write=tuple(write),
        where=tuple(line for line in where if isinstance(line, Stated)),
        scope=next(scope for scope in SCOPES if scope == entry.scope),
        ordered=entry.ordered,
        did=entry.did,
        hints=entry.hint,
        examples=tuple(entry.examples),
        weight=entry.weight,
    )


def _lines(field: str, texts: list[str], kinds: Mapping[str, str], wrong: list[Complaint]) -> list[Line]:
    """Read the patterns, templates or conditions of a field; what cannot be read becomes a complaint."""
    lines: list[Line] = []
    for text in texts:
        marked = HOLE.sub(lambda match: f" {MARK}{match[1]} ", text)
        holes = tuple(f"{MARK}{name}" for name in dict.fromkeys(HOLE.findall(text)))
        names = dict.fromkeys((*HOLES, *holes, *LETTERS))
        tree = read(marked, Context(names=tuple(names), functions=(*PROCEDURES, "mixed"), expects="several"))
        line = None if isinstance(tree, Unreadable) else line_of(tree)
        if line is None:
            why = tree.sentence if isinstance(tree, Unreadable) else "It is a list or a set."
            wrong.append((field, f"This cannot be used: {text}. {why}", "Write maths, with ?name for holes."))
        else:
            lines.append(with_holes(line, MARK, kinds))
    return lines
