"""
Offers: what each source has to say about one judged response.

The words of the recognised mistake, of the first wrong line, the authored
ladder, the step, reading and form. Each function yields its hints in order of
preference; which source comes first, and what the guard lets pass, is
`first_help`'s.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from hints.guards.novelty import new_numbers
from hints.hint import Hint, HintSource, Specificity
from hints.misconception.diagnosis import Candidate, Diagnosis
from hints.misconception.entries import ENTRIES
from hints.misconception.slips import SLIP_CARRIED, SLIP_DIGIT, SLIP_SIGN, SLIP_SWAP
from hints.tutor.messages import has_message, message
from hints.tutor.step_words import step_words
from item_bank.algebra.printing import to_latex
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final, Response
from item_bank.answers.verdict import Judged, LineJudged, Problem
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.ids import MistakeCode
from item_bank.variant import Rung, Scaffold

__all__ = [
    "Case",
    "Seen",
    "about_form",
    "about_lines",
    "about_mistake",
    "about_reading",
    "about_step",
    "generic",
    "generics",
    "on_the_way",
    "rungs",
    "scaffolds",
    "words",
]

_GENERICS = ("generic_next", "generic_told")
"""What can be said after any other words."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the learner has been helped with on this step.

    `rungs` are the ladder's entries already shown, by index; `codes` the
    mistakes already hinted at; `tries` how many were used. `said` marks the
    computed words of all of the opportunity, whatever the step (`hints.hint.mark`).
    `withdrawn` names words that are shown to nobody any more (`hints.identity`).
    """

    rungs: tuple[int, ...] = ()
    codes: tuple[MistakeCode, ...] = ()
    tries: int = 0
    said: tuple[int, ...] = ()
    withdrawn: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All that one piece of help is about; `given` are texts that the learner knows."""

    exercise: Exercise
    step: ExerciseStep
    response: Response
    judged: Judged
    diagnosis: Diagnosis | None
    seen: Seen
    given: Sequence[str] = ()

    @property
    def language(self) -> str:
        """The exercise's language."""
        return self.exercise.variant.language


_SLIPPED: Mapping[MistakeCode, str] = {
    SLIP_SIGN: "sign",
    SLIP_CARRIED: "carried",
    SLIP_DIGIT: "digits",
    SLIP_SWAP: "digits",
    **{code: code.replace("/", "_").replace("-", "_") for code in ENTRIES},
}
"""The words about each slip, and about each move in an answer of several parts."""


def about_mistake(case: Case) -> Iterator[Hint]:
    """
    Offer the words about the one mistake that explains the answer, or about a slip.
    """
    found = None if case.diagnosis is None else case.diagnosis.leading
    if found is not None and found.code in case.seen.codes:
        found = None
    if found is not None and found.code not in _SLIPPED and (text := _mistake_text(case, found)) is not None:
        yield Hint(
            text=text,
            source=HintSource.MISTAKE,
            specificity=Specificity.MISTAKE,
            language=case.language,
            code=found.code,
        )
    if case.judged.reason is not None and has_message(reason := f"reason_{case.judged.reason}"):
        yield words(case, reason, HintSource.STEP, Specificity.MISTAKE)
    if found is not None and found.code in _SLIPPED:
        said = words(case, _SLIPPED[found.code], HintSource.MISTAKE, Specificity.MISTAKE)
        yield msgspec.structs.replace(said, code=found.code)


def _mistake_text(case: Case, found: Candidate) -> str | None:
    """Return the words of a mistake: this step's own, else the bank's; of a mal-rule its own, filled in."""
    if isinstance(found.hint, str):
        return None if new_numbers(found.hint, case.given) else found.hint
    own = (one.hint for one in case.step.step.mistakes if one.code == found.code and one.hint is not None)
    named = case.exercise.mistakes.get(found.code)
    return next(own, named.hint if named is not None else None)


def rungs(case: Case) -> Iterator[Hint]:
    """
    Offer the rungs not shown yet, in the author's order; those that reveal are kept for the end.
    """
    for index, entry in enumerate(case.step.step.help):
        if isinstance(entry, Rung) and index not in case.seen.rungs and not entry.reveals:
            yield Hint(
                text=entry.text,
                source=HintSource.RUNG,
                specificity=Specificity.STEP,
                language=case.language,
                rung=index,
            )


def scaffolds(case: Case) -> Iterator[Hint]:
    """
    Offer the sub-steps not asked yet, in the author's order.
    """
    for index, entry in enumerate(case.step.step.help):
        if isinstance(entry, Scaffold) and index not in case.seen.rungs and not entry.reveals:
            yield Hint(
                text=entry.prompt,
                source=HintSource.SCAFFOLD,
                specificity=Specificity.STEP,
                language=case.language,
                rung=index,
                scaffold=entry.id,
            )


def about_lines(case: Case) -> Iterator[Hint]:
    """
    Offer words about the first wrong line, with values that show it where that gives nothing away.
    """
    place = next((at for at, line in enumerate(case.judged.lines) if line.line == case.judged.first_wrong), None)
    if place is None:
        return
    line = case.judged.lines[place]
    if (part := _part_in_question(case)) is not None:
        yield words(case, "line_part", HintSource.LINE, Specificity.STEP, line=str(line.line), part=part)
    if place == 0:
        yield words(case, "line_first", HintSource.LINE, Specificity.STEP)
        return
    if line.counterexample is not None:
        yield words(
            case, "line_shown", HintSource.LINE, Specificity.STEP, line=str(line.line), counterexample=_shown(line)
        )
    yield words(case, "line", HintSource.LINE, Specificity.STEP, line=str(line.line))


def _part_in_question(case: Case) -> str | None:
    """Return, as maths, what was wrongly rewritten, where all explanations agree on that."""
    candidates = () if case.diagnosis is None else case.diagnosis.candidates
    parts = {one.step for one in candidates}
    if len(parts) != 1 or not isinstance(case.step.key, MathsKey):
        return None
    part = parts.pop()
    tree = read_in(case.step.key.maths, part, "en") if isinstance(part, str) else None
    if tree is None or isinstance(tree, Problem) or new_numbers(to_latex(tree), case.given):
        return None
    return f"${to_latex(tree)}$"


def _shown(line: LineJudged) -> str:
    """Print the values that show a wrong line."""
    return f"${line.counterexample}$"


def about_step(case: Case) -> Iterator[Hint]:
    """
    Offer words computed from the step.
    """
    if case.judged.reason == "unequal_sides":
        yield words(case, "sides", HintSource.STEP, Specificity.MISTAKE)
    for found in step_words(case.exercise, case.step, case.judged):
        yield Hint(
            text=found.message.text,
            source=HintSource.STEP,
            specificity=found.specificity,
            language=found.message.language,
        )


def about_reading(case: Case) -> Iterator[Hint]:
    """
    Offer what could not be read, at its place.
    """
    problem = case.judged.problem
    if problem is None:
        return
    about = HintSource.READING, Specificity.MISTAKE
    line = next((line.line for line in case.judged.lines if line.problem is not None), None)
    if line is not None:
        yield words(case, "reading_line", *about, line=str(line), sentence=problem.sentence)
    elif isinstance(case.response, Final) and 0 < problem.end - problem.start < len(case.response.text.strip()):
        part = case.response.text[problem.start : problem.end].replace("`", "'")
        if len(part.strip()) > 1 and part not in problem.sentence:
            yield words(case, "reading_at", *about, sentence=problem.sentence, part=part)
    yield words(case, "reading", *about, sentence=problem.sentence)
    yield words(case, "unreadable", *about)


def about_form(case: Case) -> Iterator[Hint]:
    """
    Offer words that name the form asked.
    """
    reason = case.judged.reason
    if reason is not None and has_message(f"form_{reason}"):
        yield words(case, f"form_{reason}", HintSource.READING, Specificity.MISTAKE)
    yield words(case, "form", HintSource.READING, Specificity.MISTAKE)


def on_the_way(case: Case) -> Iterator[Hint]:
    """
    Offer a way on for what is true and not yet the answer.
    """
    if case.judged.reason is None:
        yield from about_step(case)
        yield words(case, "no_nearer", HintSource.STEP, Specificity.STEP)
    else:
        equation = "=" in (case.judged.read or "")
        yield words(case, "unfinished_equation" if equation else "unfinished_value", HintSource.STEP, Specificity.STEP)


def generics(case: Case, first: str) -> Iterator[Hint]:
    """
    Offer what is about nothing in particular: the words of a code, then others.
    """
    yield generic(case, first)
    for code in _GENERICS:
        yield generic(case, code)


def generic(case: Case, code: str) -> Hint:
    """
    Make a hint that is about nothing in particular.
    """
    return words(case, code, HintSource.GENERIC, Specificity.GENERIC)


def words(case: Case, code: str, source: HintSource, specificity: Specificity, **parts: str) -> Hint:
    """
    Make a hint of one message.
    """
    said = message(code, case.language, **parts)
    return Hint(text=said.text, source=source, specificity=specificity, language=said.language)
