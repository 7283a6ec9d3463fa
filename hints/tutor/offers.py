"""
Offers: what each source has to say about one judged response.

The words of the recognised mistake, of the first wrong line, the authored
ladder, the step, reading and form. Each function yields its hints in order of
preference; which source comes first, and what the guard lets pass, is
`first_help`'s.
"""

from collections.abc import Iterator, Mapping

import msgspec

from hints.hint import Hint, HintSource, Specificity
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from hints.misconception.slips import SLIP_CARRIED, SLIP_SIGN
from hints.tutor.messages import has_message, message
from hints.tutor.step_words import step_words
from item_bank.answers.response import Final, Response
from item_bank.answers.verdict import Judged, LineJudged
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
    """

    rungs: tuple[int, ...] = ()
    codes: tuple[MistakeCode, ...] = ()
    tries: int = 0
    said: tuple[int, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """All that one piece of help is about."""

    exercise: Exercise
    step: ExerciseStep
    response: Response
    judged: Judged
    diagnosis: Diagnosis | None
    seen: Seen

    @property
    def language(self) -> str:
        """The exercise's language."""
        return self.exercise.variant.language


_SLIPPED: Mapping[MistakeCode, str] = {SLIP_SIGN: "sign", SLIP_CARRIED: "carried"}
"""The words about a slip; of all others they are about digits."""


def about_mistake(case: Case) -> Iterator[Hint]:
    """
    Offer the words about the one mistake that explains the answer, or about a slip.
    """
    found = case.diagnosis
    if found is not None and found.kind is DiagnosisKind.MISCONCEPTION and len(found.candidates) == 1:
        code = found.candidates[0].code
        text = _mistake_text(case, code)
        if text is not None and code not in case.seen.codes:
            yield Hint(
                text=text,
                source=HintSource.MISTAKE,
                specificity=Specificity.MISTAKE,
                language=case.language,
                code=code,
            )
    if case.judged.reason is not None and has_message(reason := f"reason_{case.judged.reason}"):
        yield words(case, reason, HintSource.STEP, Specificity.MISTAKE)
    if found is not None and found.kind is DiagnosisKind.SLIP:
        code = found.candidates[0].code
        if code not in case.seen.codes:
            said = _SLIPPED.get(code, "digits")
            yield msgspec.structs.replace(words(case, said, HintSource.MISTAKE, Specificity.MISTAKE), code=code)


def _mistake_text(case: Case, code: MistakeCode) -> str | None:
    """Return the words of a mistake: this step's own, else the bank's."""
    own = (mistake.hint for mistake in case.step.step.mistakes if mistake.code == code and mistake.hint is not None)
    named = case.exercise.mistakes.get(code)
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
    if place == 0:
        yield words(case, "line_first", HintSource.LINE, Specificity.STEP)
        return
    if line.counterexample is not None:
        yield words(
            case, "line_shown", HintSource.LINE, Specificity.STEP, line=str(line.line), counterexample=_shown(line)
        )
    yield words(case, "line", HintSource.LINE, Specificity.STEP, line=str(line.line))


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
