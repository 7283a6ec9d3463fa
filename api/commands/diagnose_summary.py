"""
What a table of past answers comes to: how many are wrong, what explains them, and what does not.

Unexplained answers are put together by what they look like without their numbers, the
largest clusters first. Where a formula in the numbers gives what came again and again, it
is written out to be pasted: as an item's mistake, or as a mal-rule.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from api.diagnosis.diagnosing import Diagnosed, PairRelation
from api.diagnosis.diagnosing_items import Entered, Items
from api.diagnosis.entered_lines import Declared, read_line
from hints.misconception.proposing import Unexplained, proposed_rules, shape_of
from item_bank.algebra.tree import Tree
from item_bank.algebra.working.cause import CAUSES
from item_bank.answers.verdict import Problem, Verdict
from item_bank.counted import counted
from item_bank.proposing.wrong_formula import Given, shared_formulas

__all__ = ["Row", "Summary"]

MOST: Final = 10
"""Entries of each list that are shown."""
RULES: Final = 5
"""Mal-rules that are written out; each takes twelve lines."""
LEAST: Final = 2
"""Wrong answers from which a formula is proposed."""
TOLD: Final = {
    "right": "right",
    "no_progress": "true without progress",
    "unknown": "undecided",
    "invalid": "unreadable",
    "empty": "empty, too long or of no item",
}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """
    One row, diagnosed.

    Attributes
    ----------
    shown
        What was asked and answered, for people.
    found
        None where nothing could be found out.
    pair
        The wrong line and the one before it, as written, where there is one.
    verdict, entered, read
        Of a response to an item: the verdict; where it is wrong, the response;
        and the answer as read.
    """

    shown: str
    found: Diagnosed | None
    pair: tuple[str, str] | None = None
    verdict: Verdict | None = None
    entered: Entered | None = None
    read: str | None = None


class Summary:
    """Counts rows, and says in lines what they come to."""

    def __init__(self, items: Items) -> None:
        self._items = items
        self._tally = Counter[tuple[str, str]]()
        self._steps: dict[tuple[str, str], tuple[Tree, Tree]] = {}
        self._texts = Counter[tuple[str, str]]()
        self._shapes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._responses: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)

    def count(self, row: Row) -> None:
        """
        Count one row.
        """
        found = row.found
        self._tally["rows", ""] += 1
        if found is None or (found.first_wrong is None and row.entered is None):
            right = row.verdict is Verdict.CORRECT or (found is not None and bool(found.relations))
            kind = "empty" if found is None else found.kind or ("right" if right else "empty")
            self._tally[kind, ""] += 1
            return
        self._tally["wrong", ""] += 1
        cause = _cause(found)
        if found.candidates:
            self._tally["explained", ""] += 1
            self._tally["mal_rule", found.candidates[0].mal_rule] += 1
        elif cause:
            self._tally["moved", ""] += 1
            self._tally["cause", f"{cause}: {CAUSES[cause]}"] += 1
        else:
            self._keep(row)

    def lines(self) -> Iterator[str]:
        """
        Yield the summary.
        """
        tally = self._tally
        total, wrong = tally["rows", ""], tally["wrong", ""]
        kinds = ", ".join(f"{tally[kind, '']} {words}" for kind, words in TOLD.items() if tally[kind, ""])
        yield f"{counted(total, 'row')}: {wrong} wrong{', ' if kinds else ''}{kinds}."
        if not wrong:
            return
        explained, moved = tally["explained", ""], tally["moved", ""]
        yield (
            f"Of the wrong ones {explained} ({explained / wrong:.0%}) are explained by a mal-rule or a mistake, "
            f"{moved} ({moved / wrong:.0%}) by the move alone, {wrong - explained - moved} by nothing."
        )
        yield from self._ranked("mal_rule", "By mal-rule or mistake:")
        yield from self._ranked("cause", "By move:")
        yield from self._clusters()
        yield from self._mistakes()
        yield from self._rules()

    def _keep(self, row: Row) -> None:
        """Keep an unexplained row with those that look like it."""
        if row.entered is not None:
            self._responses[row.entered.item, row.entered.step or ""].append(row)
            self._shapes[f"{row.entered.item}: wrong answers"][row.shown] += 1
            return
        read = None if row.pair is None else [read_line(text, Declared(), "en", "text") for text in row.pair]
        trees = [] if read is None else [one.tree for one in read if not isinstance(one, Problem)]
        if row.pair is None or len(trees) != len(row.pair):
            self._shapes[row.shown][row.shown] += 1
            return
        self._shapes[f"{shape_of(trees[0])} -> {shape_of(trees[1])}"][row.shown] += 1
        self._steps[row.pair] = trees[0], trees[1]
        self._texts[row.pair] += 1

    def _ranked(self, what: str, title: str) -> Iterator[str]:
        """Yield the most frequent values of one kind."""
        found = [(count, name) for (kind, name), count in self._tally.items() if kind == what]
        yield from _list(title, sorted(found, key=lambda one: (-one[0], one[1])))

    def _clusters(self) -> Iterator[str]:
        """Yield what is unexplained, by what it looks like."""
        found = []
        for shape, texts in self._shapes.items():
            (text, _), *others = texts.most_common()
            found.append((texts.total(), f"{shape}, like {text}" if others else text))
        title = "Unexplained, the most frequent first; what comes again is worth a mal-rule:"
        yield from _list(title, sorted(found, key=lambda one: (-one[0], one[1])))

    def _mistakes(self) -> Iterator[str]:
        """Yield formulas in items' numbers, as mistakes of theirs."""
        for (item, step), rows in sorted(self._responses.items()):
            given = [one for one in map(self._given, rows) if one is not None]
            names = {tuple(one.numbers) for one in given}
            shared = shared_formulas(given) if len(given) >= LEAST and len(names) == 1 else ()
            written = [
                f"      - {{when: {one.text}, code: CODE}}  # {len(one.gives)} of {counted(len(rows), 'answer')}"
                for one in shared
                if len(one.gives) >= LEAST
            ]
            if written:
                yield f"To be pasted into {item}{f', step {step}' if step else ''}, with the code of the idea:"
                yield "    mistakes:"
                yield from written

    def _given(self, row: Row) -> Given | None:
        """Return a wrong number beside those of its variant; None for other answers."""
        if row.entered is None or row.read is None:
            return None
        numbers, wrong = self._items.numbers(row.entered), self._items.worth(row.entered, row.read)
        return None if numbers is None or wrong is None else Given(numbers=numbers, wrong=wrong)

    def _rules(self) -> Iterator[str]:
        """Yield mal-rules for steps that belong to no item."""
        steps = [
            Unexplained(before=before, after=after, times=self._texts[texts])
            for texts, (before, after) in self._steps.items()
        ]
        for proposed in proposed_rules(steps)[:RULES]:
            gives = f"gives {proposed.explains} of {proposed.of}, in {counted(proposed.tasks, 'task')}"
            yield f"To be pasted into a rule file and put into words; {gives}:"
            yield from (f"  {line}" for line in proposed.entry.splitlines())


def _cause(found: Diagnosed) -> str:
    """Return the move that explains the first wrong line."""
    place = 0 if found.first_wrong is None else found.first_wrong - 2
    relation = found.relations[place] if 0 <= place < len(found.relations) else ""
    cause = relation.cause if isinstance(relation, PairRelation) else ""
    return cause if cause in CAUSES else ""


def _list(title: str, found: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield a title and the first entries of a list; nothing of an empty one."""
    if found:
        yield title
    yield from (f"  {count:>5}  {name}" for count, name in found[:MOST])
