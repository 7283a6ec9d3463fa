"""
A helper that solves pasted homework and says what learners would see of one.

The bank comes first, then one question a line, as JSON; what it comes to goes out.

Started by `pasting`. Ends with its input.
"""

import sys
from collections.abc import Sequence
from typing import BinaryIO, Final, assert_never

import msgspec

from api.pasting import Asked, Begin, Foresight, ProblemAhead, Proposal, Proposals, Question, Unseen
from item_bank.algebra.proving.prover import Prover
from item_bank.bank import Bank
from item_bank.bundle import Release
from item_bank.finding import Finding
from item_bank.importers.acceptance import native_errors
from item_bank.pasting.matching import Index, index_of, matches, proposed, skills_of
from item_bank.pasting.numbering import TooMuch
from item_bank.pasting.problem import Problem, UnsolvedProblem, problems
from item_bank.template import ItemTemplate
from mastery.model import DEFAULT_MODEL
from practice.correction.assignment import AssignedProblem, Assignment, content_of
from practice.correction.foreseeing import foresee
from practice.shown import all_asked, all_figures, answers, steps_shown

__all__ = ["foresee_all", "help_with", "propose_all"]

SECRET: Final = b"pasting"
"""Keys made with it judge nobody's answer."""


def help_with(asked: BinaryIO, said: BinaryIO) -> None:
    """
    Answer each question with what it comes to.
    """
    begin = msgspec.json.decode(asked.readline(), type=Begin)
    bank = Bank(Release(release=begin.release, content=begin.content), secret=SECRET)
    _say(said, "ready")
    index: Index | None = None  # made for the first paste: looking ahead needs none
    with Prover() as prover:
        for line in asked:
            question: Question = msgspec.json.decode(line, type=Question)
            match question:
                case Asked():
                    index = index or index_of(bank)
                    _say(said, propose_all(question, index, prover))
                case Unseen():
                    _say(said, foresee_all(question, bank))
                case _:
                    assert_never(question)


def propose_all(asked: Asked, index: Index, prover: Prover | None) -> Proposals:
    """
    Solve a paste and look for its like.
    """
    found = problems(asked.text, asked.draft, _errors, prover, asked.above)
    if isinstance(found, TooMuch):
        return Proposals(too_much=found.sentence)
    return Proposals(proposals=tuple(_proposal(problem, index) for problem in found))


def foresee_all(unseen: Unseen, bank: Bank) -> Foresight:
    """
    Say what learners would see of an assignment whose problems are its own or the bank's.
    """
    assignment = unseen.assignment
    banks = {bank.release: bank}
    if assignment.release is not None:
        own = Release(release=assignment.release, content=content_of(assignment))
        banks[own.release] = Bank(own, secret=SECRET)
    return Foresight(
        problems=tuple(
            _ahead(banks[problem.release], problem, assignment, at=unseen.at) for problem in assignment.problems
        )
    )


def _ahead(bank: Bank, problem: AssignedProblem, assignment: Assignment, *, at: int) -> ProblemAhead:
    rules = assignment.rules(problem)
    language = rules.language or assignment.language
    variant = bank.open(problem.item, problem.variant, language).variant
    return ProblemAhead(
        id=problem.id,
        release=problem.release,
        prompt=all_asked(variant),
        figures=all_figures(variant),
        steps=steps_shown(variant),
        language=variant.language,
        answers=answers(variant),
        wrong=foresee(bank, problem, rules, language=language, model=DEFAULT_MODEL, at=at),
    )


def _proposal(problem: Problem, index: Index) -> Proposal:
    if isinstance(problem, UnsolvedProblem) or not problem.asked:
        return Proposal(problem=problem)
    asked = frozenset(problem.asked)
    skills = skills_of(index, asked)
    return Proposal(problem=problem, items=matches(index, asked), skills=skills, skill=proposed(skills))


def _errors(item: ItemTemplate) -> Sequence[Finding]:
    return native_errors(item, notes="", skills={}, pictures={})


def _say(said: BinaryIO, reply: object) -> None:
    said.write(msgspec.json.encode(reply) + b"\n")
    said.flush()


if __name__ == "__main__":
    help_with(sys.stdin.buffer, sys.stdout.buffer)
