"""
Items: one OATutor problem as one item of ours.

Each step that has a usable key becomes a step; the others are left out and
said, with the reason, in the findings and in the item's notes. Decides ids,
prompts, licence and attribution. Where the item ends up is `importing`'s.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from item_bank.finding import Finding
from item_bank.ids import SkillId, StepId
from item_bank.importers.acceptance import native_errors, without_errors
from item_bank.importers.contract import LeakGuard, MissingFigures
from item_bank.importers.finding import Findings, ImportFinding
from item_bank.importers.licences import licence
from item_bank.importers.oatutor.answers import MULTIPLE_CHOICE, read_key
from item_bank.importers.oatutor.asked import Asked, Key, Refused
from item_bank.importers.oatutor.ladder import Around, build_ladder, titled
from item_bank.importers.oatutor.layout import SourceProblem, SourceStep, UnreadStep
from item_bank.importers.oatutor.letters import FORMULA
from item_bank.importers.oatutor.naming import attribution, item_id, language_code, picture_name, step_id
from item_bank.importers.oatutor.needed import needs_figure
from item_bank.importers.oatutor.proof import prove
from item_bank.importers.oatutor.question import disagreement, unknowns_of
from item_bank.importers.oatutor.texts import Cleaned, clean, on_one_line
from item_bank.importers.oatutor.variables import first_row, settled, settled_step
from item_bank.importers.reasons import HINTS, SENTENCES
from item_bank.importers.slug import slug
from item_bank.item import kind_of
from item_bank.rendering.latex import commands_known, mended
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate

__all__ = ["Converted", "Terms", "convert"]

ASKS_A_FORM = re.compile(r"\b(?:simplif|factor|expand|reduce|standard form|slope-intercept|scientific)", re.IGNORECASE)
UNNAMED_SKILL = SkillId("unnamed-skill")
MAX_NOTES = 4_000
"""Characters of what an item's notes say about steps left out."""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """
    What holds for a whole import.

    `skills` are the names of each step's skills by the step's id, `skill_ids`
    the ids of all names, `catalogue` all skills that an item may have;
    `default_license` is for problems that name none.
    """

    skills: Mapping[str, tuple[str, ...]]
    skill_ids: Mapping[str, str]
    catalogue: Mapping[SkillId, Skill]
    languages: Mapping[str, str]
    default_license: str | None
    missing_figures: MissingFigures
    leaks: LeakGuard


class Converted(msgspec.Struct, frozen=True, kw_only=True):
    """
    What became of one problem.

    `item` is None where no step was usable; `folder` is the lesson's; `assets`
    are the pictures that it shows, by asset name; `kinds` has one entry per
    usable step; `skipped_choices` are files of skipped multiple choices.
    """

    item: ItemTemplate | None
    folder: str
    notes: str
    assets: dict[str, Path]
    findings: tuple[ImportFinding, ...]
    kinds: tuple[str, ...]
    skipped_choices: tuple[str, ...]
    scaffolds_as_rungs: int


def convert(problem: SourceProblem, terms: Terms) -> Converted:
    """
    Make one item of one problem.
    """
    return _Conversion(problem, terms).run()


class _Conversion:
    """One problem's way, with what was found on it."""

    def __init__(self, problem: SourceProblem, terms: Terms) -> None:
        self.problem = problem
        self.terms = terms
        self.id = item_id(problem.id)
        self.names = {name: picture_name(self.id, name) for name in problem.figures}
        self.shown: dict[str, Path] = {}
        self.sources: dict[StepId, SourceStep] = {}
        self.findings = Findings()
        self.skipped_choices: list[str] = []
        self.plain_scaffolds = 0
        self.language = language_code(terms.languages.get(problem.course, "en"))

    def run(self) -> Converted:
        """
        Convert the problem's own text, then its steps.
        """
        problem = self.problem
        license_ = licence(problem.license) or self.terms.default_license
        row = first_row(problem.variables)
        if row:
            self.findings.note(
                problem.file, "variables_settled", "note", "It draws its texts from lists; the first are taken."
            )
        title = self.clean(settled(problem.title, row), problem.file)
        body = self.clean(settled(problem.body, row), problem.file)
        steps: list[StepTemplate] = []
        for step in problem.steps:
            plain = settled_step(step, row) if isinstance(step, SourceStep) else step
            made = self._reason_for_all(license_, title, body) or self._step(plain, title, body, steps)
            if isinstance(made, StepTemplate):
                steps.append(made)
            else:
                self._skip(step, made)
        item = None
        if steps and license_ is not None:
            item = self._accepted(
                ItemTemplate(
                    id=self.id,
                    title=" ".join(title.text.split()) or str(self.id),
                    language=self.language,
                    license=license_,
                    attribution=attribution(problem.oer, problem.course),
                    prompt=body.text or title.text,
                    steps=tuple(steps),
                    skills=tuple(dict.fromkeys(skill for step in steps for skill in step.skills)),
                    tags=("oatutor", *filter(None, [slug(problem.course), slug(problem.lesson)])),
                )
            )
        return Converted(
            item=item,
            folder=slug(problem.lesson) or "lesson",
            notes=self._notes(),
            assets=self.shown if item is not None else {},
            findings=tuple(self.findings),
            kinds=() if item is None else tuple(kind_of(step.answer) for step in item.steps),
            skipped_choices=tuple(self.skipped_choices),
            scaffolds_as_rungs=self.plain_scaffolds,
        )

    def _accepted(self, item: ItemTemplate) -> ItemTemplate | None:
        """
        Take out of an item what the bank check would find errors in, until it finds none.
        """
        left: ItemTemplate | None = item
        while left is not None:
            errors = self._errors(left)
            if not errors:
                return left
            sound = without_errors(left, errors, self._errors)
            for removed in sound.removed:
                source = self.sources[removed.step]
                if removed.is_hint:
                    sentence = f"{HINTS['hint_not_native']} {removed.sentence}"
                    self.findings.note(source.file, "hint_not_native", "warning", sentence)
                else:
                    self._skip(source, "not_native", removed.sentence)
            left = sound.item
        return None

    def _errors(self, item: ItemTemplate) -> Sequence[Finding]:
        """
        Find what would be an error in the bank.
        """
        return native_errors(item, notes=self._notes(), skills=self.terms.catalogue, pictures=self.shown)

    def _notes(self) -> str:
        """
        Say to authors which steps were left out.
        """
        skipped = [found for found in self.findings if found.severity == "skipped"]
        said = " ".join(f"Left out: {Path(found.file).stem}. {found.sentence}" for found in skipped)
        return on_one_line(said, MAX_NOTES)

    def clean(self, raw: str, file: str) -> Cleaned:
        """
        Clean one text, note what was mended and which pictures it shows.
        """
        cleaned = clean(raw, self.names)
        for code in cleaned.mended:
            self.findings.note(file, code, "note", f"A text was mended: {code.replace('_', ' ')}.")
        for name in cleaned.figures:
            self.shown[self.names[name]] = self.problem.figures[name]
        for name in cleaned.missing:
            self.findings.note(file, "figure_missing", "warning", f"The figure {name} is not in the problem's folder.")
        if not all(commands_known(mended(formula)) for formula in FORMULA.findall(cleaned.text)):
            self.findings.note(
                file, "unrenderable_math", "warning", "A formula cannot be shown, and stands as it was written."
            )
        return cleaned

    def _reason_for_all(self, license_: str | None, title: Cleaned, body: Cleaned) -> str | None:
        """
        Say why no step of the problem can be carried over.
        """
        if license_ is None:
            return "license_missing"
        return title.unusable or body.unusable

    def _figures_missing(self, key: Key, prompt: str, *texts: Cleaned) -> str | None:
        """
        Say whether texts show pictures that are not there, where that matters; the last two are the problem's own.
        """
        if self.terms.missing_figures == "keep" or not any(text.missing for text in texts):
            return None
        around = tuple(text.text for text in texts[-2:])
        return "missing_figure" if needs_figure(key.answer, prompt, around) else None

    def _step(
        self, step: SourceStep | UnreadStep, title: Cleaned, body: Cleaned, before: list[StepTemplate]
    ) -> StepTemplate | str:
        """
        Convert one step, or say why not.
        """
        if isinstance(step, UnreadStep):
            return "unreadable_step"
        step_title, step_body = self.clean(step.step_title, step.file), self.clean(step.step_body, step.file)
        if reason := step_title.unusable or step_body.unusable:
            return reason
        prompt = titled(step_title.text, step_body.text) or title.text
        if not prompt:
            return "no_prompt"
        skills = self.terms.skills.get(step.id, ())
        wording = " ".join([self.problem.lesson, title.text, body.text, prompt, *skills])
        asked = Asked(
            problem_type=step.problem_type,
            answer_type=step.answer_type,
            answers=step.step_answer,
            choices=step.choices,
            wording=wording,
            decimal_comma=self.language == "sv",
        )
        key = read_key(asked, self._cleaner(step.file))
        if isinstance(key, Refused):
            return key.reason
        unknowns = unknowns_of(key, (body.text, prompt))
        reason = (
            self._figures_missing(key, prompt, step_title, step_body, title, body)
            or prove(key.answer, key.authored, unknowns)
            or disagreement(key.answer, key.unknowns, prompt, (title.text, body.text))
        )
        if reason is not None:
            return reason
        return self._whole(step, key, unknowns, prompt, wording, (title.text, body.text, prompt), before)

    def _whole(
        self,
        step: SourceStep,
        key: Key,
        unknowns: tuple[str, ...],
        prompt: str,
        wording: str,
        given: tuple[str, ...],
        before: list[StepTemplate],
    ) -> StepTemplate:
        """
        Put a step with a usable key together.
        """
        id_ = step_id(step.id, self.problem.id, [other.id for other in before])
        self.sources[id_] = step
        if step.unread_hints:
            self.findings.note(step.file, "unreadable_hints", "warning", f"The step has no hints: {step.unread_hints}")
        for code in key.mended:
            self.findings.note(step.file, code, "note", f"The choices were mended: {code.replace('_', ' ')}.")
        if ASKS_A_FORM.search(prompt) and getattr(key.answer, "form", "any") == "any":
            sentence = "The step asks for a form that its answer does not have, so it is not checked."
            self.findings.note(step.file, "form_not_checked", "note", sentence)
        ladder = build_ladder(
            step.hints,
            Around(
                source=step.id,
                step=id_,
                answer=key.answer,
                given=given,
                wording=wording,
                clean=self._cleaner(step.file),
                leaks=self.terms.leaks,
                decimal_comma=self.language == "sv",
            ),
        )
        for code in ladder.mended:
            self.findings.note(step.file, code, "note", f"The hints were mended: {code.replace('_', ' ')}.")
        for code in ladder.left_out:
            self.findings.note(step.file, code, "warning", HINTS[code])
        self.plain_scaffolds += ladder.scaffolds_as_rungs
        return StepTemplate(
            id=id_,
            prompt=prompt,
            skills=self._skills(step),
            answer=key.answer,
            help=ladder.help,
            unknowns=unknowns,
        )

    def _skills(self, step: SourceStep) -> tuple[SkillId, ...]:
        """
        Find a step's skills; one without a name gets one.
        """
        named = [name for name in self.terms.skills.get(step.id, ()) if name in self.terms.skill_ids]
        if not named:
            self.findings.note(step.file, "skill_without_name", "warning", "The step has no skill with a name.")
            return (UNNAMED_SKILL,)
        return tuple(dict.fromkeys(SkillId(self.terms.skill_ids[name]) for name in named))

    def _cleaner(self, file: str) -> Callable[[str], Cleaned]:
        """
        Make the cleaning of one file's texts.
        """
        return lambda raw: self.clean(raw, file)

    def _skip(self, step: SourceStep | UnreadStep, reason: str, why: str = "") -> None:
        """
        Note a step that is left out.
        """
        if isinstance(step, UnreadStep):
            why = step.sentence
        sentence = f"{SENTENCES[reason]} {why}".rstrip()
        if isinstance(step, SourceStep) and step.problem_type == MULTIPLE_CHOICE:
            self.skipped_choices.append(step.file)
        self.findings.note(step.file, reason, "skipped", sentence)
