"""
Problems: a pasted homework, each problem solved or with the reason why not.

Joins numbering, words, reading, solving and drafting. A key that was typed is
held against the computed one, and a text of nothing but answers is taken as
such: then only values can be judged. What is proposed here is shown to the
teacher line by line; nothing of it is assigned before it is confirmed.
"""

from collections import Counter
from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.printing import to_latex, to_text
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Junction, Listing, Name, Number, Relation, Tree
from item_bank.algebra.unreadable import Unreadable, unreadable
from item_bank.answers.answer import (
    Answer,
    ExpressionAnswer,
    Form,
    NumberAnswer,
)
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId
from item_bank.pasting.drafted import Draft, as_asked, drafted
from item_bank.pasting.elsewhere import asks_elsewhere
from item_bank.pasting.numbering import Entry, Note, TooMuch, numbered
from item_bank.pasting.solving import NotSolved, Solver, solved
from item_bank.pasting.traits import traits, traits_of_prompt
from item_bank.pasting.typed_key import key_of, typed_answer
from item_bank.pasting.wording import Wording, in_dollars, in_one_line, without_key, wording
from item_bank.proposing.proposal import Check, propose
from item_bank.template import ItemTemplate

__all__ = ["AnswerOnly", "Problem", "SolvedProblem", "UnsolvedProblem", "problems"]

TypedKey: TypeAlias = Literal["none", "agrees", "contradicts", "unreadable"]
"""What a typed key is to the computed one."""


class SolvedProblem(msgspec.Struct, frozen=True, kw_only=True, tag="solved", tag_field="is"):
    """
    A problem that the engine solved.

    Attributes
    ----------
    label, text, above, notes
        As numbered and typed, what stands above it and others, and doubts about the number.
    formula
        What was read, as LaTeX, for the teacher to look at.
    answer
        The key as typed maths.
    typed
        What the typed key is to it.
    item
        An item of the very problem, with the lines of its solution where they
        could be proven.
    sister
        The same with its numbers drawn; None where none could be proven.
    asked
        Its traits, for `matching`.
    """

    label: str
    text: str
    above: str = ""
    formula: str
    answer: str
    item: ItemTemplate
    asked: tuple[str, ...] = ()
    typed: TypedKey = "none"
    sister: ItemTemplate | None = None
    notes: tuple[Note, ...] = ()


class AnswerOnly(msgspec.Struct, frozen=True, kw_only=True, tag="answer_only", tag_field="is"):
    """
    A problem of which nothing but the answer is known: values can be judged, and lines against it.

    `words` are what a learner is asked, with what stands above it, empty where only an answer
    was typed; `asked` its traits, for `matching`, empty for an answer alone.
    """

    label: str
    text: str
    above: str = ""
    answer: Answer
    words: str = ""
    asked: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


class UnsolvedProblem(msgspec.Struct, frozen=True, kw_only=True, tag="unsolved", tag_field="is"):
    """
    A problem without a key, why, and what the teacher can do.

    `position` is the character of `text` where reading stopped; None where it did not.
    """

    label: str
    text: str
    above: str = ""
    why: str
    sentence: str
    position: int | None = None
    notes: tuple[Note, ...] = ()


Problem: TypeAlias = SolvedProblem | AnswerOnly | UnsolvedProblem

PARTING_FORMS: Final[tuple[Form, ...]] = (
    *("decimal", "percent", "mixed", "scientific", "completed_square", "partial_fractions", "factored", "expanded"),
    *("lowest_terms", "single_fraction", "rationalised", "simplified", "same"),
)
"""Forms by which a key can differ from its problem and be the same number or expression, the most special first."""
UNREAD_KEY: Final = (
    "Its answer behind the arrow cannot be read. Write a number, a number with one unit, a term, "
    "values parted by commas, or words."
)
WORDS: Final = "This is a problem in words. Type its answer behind an arrow, like: ... -> 12."


def problems(
    text: str, draft: Draft, check: Check, solver: Solver | None, above: str = ""
) -> tuple[Problem, ...] | TooMuch:
    """
    Read and solve a pasted homework.

    Parameters
    ----------
    text
        As typed or pasted.
    draft
        What its items are called: each id gets the problem's number behind it.
    check
        Finds the errors that the bank check would find in an item.
    solver
        Computer algebra for what exact sets cannot say.
    above
        What stood above the text where it was parted from others.
    """
    parted = numbered(in_dollars(text))
    if isinstance(parted, TooMuch):
        return parted
    entries = [
        msgspec.structs.replace(one, text=in_one_line(one.text), above=f"{above} {one.above}".strip())
        for one in parted.entries
    ]
    found = [_problem(entry, draft, check, solver) for entry in entries]
    ids = Counter[str]()
    named: list[Problem] = []
    for entry, problem in zip(entries, found, strict=True):
        ids[entry.label] += 1
        again = f"-{ids[entry.label]}" if ids[entry.label] > 1 else ""
        named.append(
            _named(problem, f"{draft.id}-{entry.label}{again}") if isinstance(problem, SolvedProblem) else problem
        )
    if found and all(map(_is_an_answer, entries, found)):
        return tuple(_answer_only(entry, draft.language) for entry in entries)
    return tuple(named)


def _problem(entry: Entry, draft: Draft, check: Check, solver: Solver | None) -> Problem:
    words = wording(entry.text, entry.above)
    tree = _read(words.maths, draft.language, latex=words.latex)
    if words.within is not None:
        start = words.maths.find(words.within)
        tree = unreadable("word", start, start + len(words.within), what=words.within)
    if isinstance(tree, Unreadable):
        return _in_words(entry, words, tree, draft.language)
    asked = _asked(entry, draft.language, tree)
    if asks_elsewhere(words.said, tree):
        answer: Answer | NotSolved = NotSolved(why="beyond")
    else:
        answer = solved(tree, words.asks, words.unknown, solver, words.form)
    if isinstance(answer, NotSolved):
        typed = None if words.key is None else typed_answer(words.key, draft.language, without_key(entry.text))
        if typed is not None and answer.why != "no_value":
            return _of_typed_key(
                entry, _in_form(typed, tree), as_asked(tree, words, draft.language, without_key(entry.text)), asked
            )
        return UnsolvedProblem(
            label=entry.label,
            text=entry.text,
            above=entry.above,
            why=answer.why,
            sentence=answer.sentence if words.key is None or typed is not None else UNREAD_KEY,
            notes=entry.notes,
        )
    made = propose(drafted(tree, words, answer, draft, ()), check)
    return SolvedProblem(
        label=entry.label,
        text=entry.text,
        above=entry.above,
        formula=to_latex(tree),
        answer=answer.value,
        item=made.item,
        sister=made.sister,
        asked=asked,
        typed=_agreement(words.key, answer, draft.language),
        notes=entry.notes,
    )


def _named(problem: SolvedProblem, name: str) -> SolvedProblem:
    """
    Give the items of a problem their ids.
    """
    sister = problem.sister
    return msgspec.structs.replace(
        problem,
        item=msgspec.structs.replace(problem.item, id=ItemId(name)),
        sister=None if sister is None else msgspec.structs.replace(sister, id=ItemId(f"{name}-drawn")),
    )


def _read(text: str, locale: str, *, latex: bool = False) -> Tree | Unreadable:
    tree = read(text, Context(locale="en" if latex else locale), "latex" if latex else "text")
    match tree:
        case Listing(opening="", items=(Relation(), Relation(), *_) as parts):
            # a system that LaTeX sets in lines
            return Junction("and", parts, start=tree.start, end=tree.end)
        case _:
            return tree


def _in_words(entry: Entry, words: Wording, stopped: Unreadable, locale: str) -> Problem:
    """
    Take a problem in words by its typed key; without one, say where reading stopped.
    """
    typed = None if words.key is None else typed_answer(words.key, locale, without_key(entry.text))
    if typed is not None:
        return _of_typed_key(entry, typed, without_key(entry.text), _asked(entry, locale))
    in_words = stopped.code in {"word", "unknown_name", "empty"} or (
        words.asks is None and bool(words.before or words.behind)
    )
    place = entry.text.find(words.maths)
    return UnsolvedProblem(
        label=entry.label,
        text=entry.text,
        above=entry.above,
        why="words" if in_words else "unreadable",
        sentence=UNREAD_KEY if words.key is not None else WORDS if in_words else stopped.sentence,
        position=None if in_words or place < 0 else place + stopped.start,
        notes=entry.notes,
    )


def _of_typed_key(entry: Entry, answer: Answer, words: str, asked: tuple[str, ...]) -> AnswerOnly:
    """
    Take a problem by its typed key, with what stands above it: nothing else says to learners what is asked.
    """
    return AnswerOnly(
        label=entry.label,
        text=entry.text,
        above=entry.above,
        answer=answer,
        words=f"{entry.above} {words}".strip(),
        asked=asked,
        notes=entry.notes,
    )


def _asked(entry: Entry, locale: str, tree: Tree | None = None) -> tuple[str, ...]:
    """
    Return the traits of a problem, in the order of the alphabet.
    """
    text = f"{entry.above} {without_key(entry.text)}"
    if "$" in text:
        return tuple(sorted(traits_of_prompt(text)))
    return tuple(sorted(traits(text, [] if tree is None or isinstance(tree, Name | Number) else [tree], locale)))


def _in_form(answer: Answer, tree: Tree) -> Answer:
    """
    Ask for the form of a typed key where that alone parts it from its problem: nobody is right who copies that.
    """
    if not isinstance(answer, NumberAnswer | ExpressionAnswer) or not _is_right(answer, to_text(tree)):
        return answer
    for form in PARTING_FORMS:
        asked = msgspec.structs.replace(answer, form=form)
        if _is_right(asked, answer.value) and not _is_right(asked, to_text(tree)):
            return asked
    return answer


def _is_right(answer: Answer, text: str) -> bool:
    key = key_of(answer)
    return not isinstance(key, KeyFault) and judge(key, FinalResponse(text=text)).verdict is Verdict.CORRECT


def _agreement(typed: str | None, answer: Answer, locale: str) -> TypedKey:
    key = key_of(answer)
    if typed is None or isinstance(key, KeyFault):
        return "none"
    match judge(key, FinalResponse(text=typed), locale=locale).verdict:
        case Verdict.CORRECT | Verdict.WRONG_FORM:
            return "agrees"
        case Verdict.INVALID | Verdict.UNKNOWN:
            return "unreadable"
        case _:
            return "contradicts"


def _is_an_answer(entry: Entry, problem: Problem) -> bool:
    """
    Say whether there is nothing to do, and no words ask for anything.
    """
    words = wording(entry.text, entry.above)
    nothing = isinstance(problem, UnsolvedProblem) and problem.why == "nothing_to_do"
    return nothing and words.key is None and not words.before and not words.behind


def _answer_only(entry: Entry, locale: str) -> Problem:
    answer = typed_answer(wording(entry.text, entry.above).maths, locale)
    if answer is None:
        return UnsolvedProblem(
            label=entry.label, text=entry.text, above=entry.above, why="unreadable", sentence=WORDS, notes=entry.notes
        )
    return AnswerOnly(label=entry.label, text=entry.text, above=entry.above, answer=answer, notes=entry.notes)
