"""
Trying rules out: what authors of rules run while they write.

`python -m hints.misconception.trial` checks the rule files and runs all
examples; with a topic or the id of a rule only those; with `ID LINE` it lists
what a rule makes of a line, with `LINE LINE` which rules explain a step.
"""

import sys
from collections.abc import Iterator, Sequence

from hints.misconception.catalogue import catalogue, executable
from hints.misconception.explain import explain, shipped
from hints.misconception.rewriting.agreement import agreement, target
from hints.misconception.rewriting.applying import Application, applications, indexed
from hints.misconception.rewriting.flattening import line_of, tree_of
from hints.misconception.rewriting.line import Line
from hints.misconception.rewriting.reading import LINES, SHIPPED, read_rules, shipped_rules
from hints.misconception.rewriting.rule import MalRule
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.algebra.working.lines import relation

__all__ = ["faults", "main", "makes"]

POINTS = Points(b"examples", "mal-rules")


class _Unusable(ValueError):
    """A line that cannot be read, or that mal-rules do not look into."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text!r}: {why}")


def _tree(text: str) -> Tree:
    """Read a line."""
    tree = read(text, LINES)
    if isinstance(tree, Unreadable):
        raise _Unusable(text, tree.sentence)
    return tree


def _line(text: str) -> Line:
    """Read a line as rules see it."""
    line = line_of(_tree(text))
    if line is None:
        raise _Unusable(text, "mal-rules look into expressions and relations only.")
    return line


def makes(rule: MalRule, before: str) -> tuple[Application, ...]:
    """
    Return all that one rule makes of a line, given as text.

    Raises
    ------
    ValueError
        If the line cannot be read.
    """
    return tuple(applications(_line(before), indexed((rule,))))


def faults(rule: MalRule) -> Iterator[str]:
    """
    Yield what is wrong with the examples of a rule, as sentences; nothing where all come true.
    """
    for example in rule.examples:
        try:
            made = makes(rule, example.before)
            wanted = target(_line(example.after), _line(example.before))
        except ValueError as problem:
            yield f"{rule.id}: {problem}"
            continue
        if not any(agreement(one.worth, wanted) is not None for one in made):
            texts = sorted({to_text(tree_of(one.line)) for one in made})
            yield f"{rule.id}: {example.before} does not give {example.after}, but {texts or 'nothing'}."
        if relation(_tree(example.before), _tree(example.after), POINTS).relation == "same":
            yield f"{rule.id}: {example.before} gives {example.after}, which is right."


def main(arguments: Sequence[str]) -> int:
    """
    Print what was asked for; 1 where a rule is wrong.
    """
    match arguments:
        case [name, line] if (rule := _by_id(name)) is not None:
            for made in makes(rule, line):
                _say(to_text(tree_of(made.line)))
            return 0
        case [before, after]:
            for found in explain(_tree(before), _tree(after), rules=shipped()):
                _say(f"{found.probability:.2f} {found.mal_rule} ({found.step}): {found.description}")
                _say(f"     {found.hints['en']}")
            return 0
        case _:
            return _check(arguments)


def _say(*lines: str) -> None:
    """Print lines."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _by_id(name: str) -> MalRule | None:
    """Find a rule; files with faults have those that can be used."""
    return next((rule for path in SHIPPED.glob("*.yaml") for rule in read_rules(path)[0] if rule.id == name), None)


def _check(wanted: Sequence[str]) -> int:
    """Check files and examples, of the topics and rules that are named or of all."""
    wrong = checked = 0
    for path in sorted(SHIPPED.glob("*.yaml")):
        rules, findings = read_rules(path)
        for found in findings:
            _say(f"{found.file}:{found.line}: {found.sentence} {found.fix}")
        wrong += len(findings)
        for rule in rules:
            if not wanted or rule.id in wanted or rule.topic in wanted:
                said = [*faults(rule)]
                _say(*said)
                wrong += len(said)
                checked += 1
    _say(f"{checked} rules checked, {wrong} faults.")
    if not wanted and not wrong:
        _say(f"{len(executable(shipped_rules()))} of {len(catalogue())} ideas of the catalogue have rules.")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
