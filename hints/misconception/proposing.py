"""
Proposing: a mal-rule for wrong steps that no rule explains.

Steps are put together whose lines before are the same but for their numbers. Where a
formula in these numbers gives what was answered, it is written as an entry of a rule
file, tried on the steps, and kept with how many it gives. What was thought, and how it
is said to a learner, is for an author to write: a formula is no idea.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from string import ascii_lowercase
from types import MappingProxyType
from typing import Final

import msgspec

from hints.misconception.rewriting.agreement import agreement, target
from hints.misconception.rewriting.applying import applications, indexed
from hints.misconception.rewriting.entry import Entry
from hints.misconception.rewriting.flattening import line_of
from hints.misconception.rewriting.reading import compiled
from hints.misconception.rewriting.rule import Example, MalRule
from item_bank.algebra.exact import value
from item_bank.algebra.printing import to_text
from item_bank.algebra.rebuilding import with_children
from item_bank.algebra.tree import Multiply, Name, Number, Relation, Tree, children, names, walk
from item_bank.proposing.wrong_formula import Given, shared_formulas

__all__ = ["Proposed", "Unexplained", "proposed_rules", "shape_of"]

NUMBERS: Final = 6
"""Numbers in a line beyond which every answer is some formula of them."""
ANSWERS: Final = 12
"""Different steps of one shape that formulas are tried on; each costs as much as the first."""
LEAST: Final = 2
"""Wrong answers from which a rule is proposed: what nobody else answered is a slip."""
SINGLE: Final = re.compile(r"\b([a-z])\b")
WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "en": "Look at this step again.",
        "de": "Sieh dir diesen Schritt noch einmal an.",
        "es": "Mira otra vez este paso.",
    }
)
"""Stand where an author writes which step, and never the answer."""


class Unexplained(msgspec.Struct, frozen=True, kw_only=True):
    """A line, a wrong one after it, and how often it was given."""

    before: Tree
    after: Tree
    times: int = 1


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """
    One mal-rule.

    Attributes
    ----------
    entry
        As it stands in a rule file, ready to be pasted and worded.
    explains, of
        How many wrong answers it gives, and how many lines before look so.
    tasks
        On how many different lines before it does: one shows little.
    """

    entry: str
    explains: int
    of: int
    tasks: int


class _Step(msgspec.Struct, frozen=True):
    """A step whose line before has numbers, and whose line after is one."""

    step: Unexplained
    given: Given
    unknown: str | None


def proposed_rules(unexplained: Sequence[Unexplained]) -> tuple[Proposed, ...]:
    """
    Propose mal-rules, those first that explain most.

    Parameters
    ----------
    unexplained
        Steps that no rule explains; those that come to no number are passed over.
    """
    alike: defaultdict[str, list[_Step]] = defaultdict(list)
    for one in unexplained:
        step = _made(one)
        if step is not None:
            alike[shape_of(one.before)].append(step)
    found = [one for shape, steps in alike.items() for one in _proposed(shape, steps)]
    return tuple(sorted(found, key=lambda one: (-one.explains, -one.tasks)))


def shape_of(tree: Tree) -> str:
    """
    Write a line with a hole for each number and each letter, as in a rule file.
    """
    letters = iter(_holes(tree))
    unknown = {name: f"?{name}" for name in names(tree)}

    def holed(node: Tree) -> Tree:
        match node:
            case Number():
                return Name(f"?{next(letters)}")
            case Name(name):
                return Name(unknown[name])
            case Multiply(left, right):
                return Multiply(holed(left), holed(right))
            case _:
                return with_children(node, tuple(map(holed, children(node))))

    return to_text(holed(tree))


def _holes(tree: Tree) -> Iterator[str]:
    """Yield letters for the numbers of a line that it does not have itself."""
    taken = set(names(tree))
    yield from (letter for letter in ascii_lowercase if letter not in taken)
    yield from (f"{one}{two}" for one in ascii_lowercase for two in ascii_lowercase)


def _made(one: Unexplained) -> _Step | None:
    """Take the numbers out of a step; None where there are too many, or nothing to compute."""
    numbers = [node for node in walk(one.before) if isinstance(node, Number)]
    letters = names(one.before)
    answer = _answer(one.after)
    wrong = value(answer)
    is_task = isinstance(one.before, Relation) and one.before.operators == ("=",) and len(letters) == 1
    if not isinstance(wrong, Fraction) or not 0 < len(numbers) <= NUMBERS or (bool(letters) and not is_task):
        return None
    held = {letter: Fraction(number.text) for letter, number in zip(_holes(one.before), numbers, strict=False)}
    given = Given(numbers=held, wrong=wrong)
    if not letters:
        return _Step(one, given, None)
    solved = Relation((Name(letters[0]), answer), ("=",))
    return _Step(msgspec.structs.replace(one, after=solved), given, letters[0])


def _answer(line: Tree) -> Tree:
    """Return what a line says the unknown is; any other line as it is."""
    match line:
        case Relation((Name(), worth), ("=",)) | Relation((worth, Name()), ("=",)) if not names(worth):
            return worth
        case _:
            return line


def _proposed(shape: str, steps: Sequence[_Step]) -> Iterator[Proposed]:
    """Propose rules for steps of one shape."""
    kept = list({(tuple(one.given.numbers.values()), one.given.wrong): one for one in steps}.values())[:ANSWERS]
    total = sum(one.step.times for one in steps)
    for formula in shared_formulas([one.given for one in kept]):
        entry = _entry(shape, formula.text, kept[formula.gives[0]])
        rule = compiled(entry, "proposed")
        if not isinstance(rule, MalRule):
            continue
        given = [one for one in steps if _gives(rule, one.step)]
        tasks = len({tuple(one.given.numbers.values()) for one in given})
        explains = sum(one.step.times for one in given)
        # With other numbers than the task's there is a formula for any single answer.
        if explains >= LEAST and (tasks > 1 or not any(sign.isdigit() for sign in formula.text)):
            yield Proposed(entry=_written(entry), explains=explains, of=total, tasks=tasks)


def _entry(shape: str, formula: str, step: _Step) -> Entry:
    """Write a formula as an entry of a rule file."""
    written = SINGLE.sub(r"?\1", formula)
    kinds = dict.fromkeys(step.given.numbers, "number")
    if step.unknown is not None:
        kinds[step.unknown] = "letter"
    return Entry(
        id="new-rule",
        skill="skill-to-go-back-to",
        find=shape,
        write=written if step.unknown is None else f"?{step.unknown} = {written}",
        kinds=kinds,
        scope="line" if step.unknown is None else "equation",
        ordered=True,
        did="did what nobody has put into words yet",
        hint=dict(WORDS),
        examples=[Example(before=to_text(step.step.before), after=to_text(step.step.after))],
    )


def _gives(rule: MalRule, step: Unexplained) -> bool:
    """Say whether a rule gives a wrong step."""
    start, written = line_of(step.before), line_of(step.after)
    if start is None or written is None:
        return False
    wanted = target(written, start)
    return any(agreement(made.worth, wanted) is not None for made in applications(start, indexed([rule])))


def _written(entry: Entry) -> str:
    """Write an entry as it stands in a file."""
    (example,) = entry.examples
    kinds = ", ".join(f"{name}: {kind}" for name, kind in entry.kinds.items())
    lines = [
        f"- id: {entry.id}",
        f"  skill: {entry.skill}",
        f'  find: "{entry.find}"',
        f'  write: "{entry.write}"',
        f"  kinds: {{{kinds}}}",
        f"  scope: {entry.scope}",
        "  ordered: true",
        f"  did: {entry.did}",
        "  hint:",
        *(f'    {language}: "{words}"' for language, words in entry.hint.items()),
        f'  examples: [{{before: "{example.before}", after: "{example.after}"}}]',
    ]
    return "\n".join(lines) + "\n"
