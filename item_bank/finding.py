"""
Findings: what is wrong with a bank, said to its author.

All codes with their severity and meaning stand here and nowhere else; they are
stable, so that a CI run may name them. Whoever finds something says where and
gives one plain sentence and a fix; `place` turns paths into lines.
"""

import enum
from typing import Final, TypeAlias

import msgspec

__all__ = ["CATALOGUE", "Code", "Entry", "Finding", "Path", "Severity", "finding", "quoted"]

MAX_QUOTED: Final = 60
"""Characters of an author's text in a sentence; enough to find it by, and a line's length with what is said of it."""

Path: TypeAlias = tuple[str | int, ...]
"""Where in a file: field names and list places from 0, e.g. `("steps", 1, "answer", "value")`."""


class Severity(enum.StrEnum):
    """Errors refuse a build, warnings deserve a look, notes are for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(enum.StrEnum):
    """The kinds of findings, by stable code."""

    FILE_UNREADABLE = "file-unreadable"
    FILE_MISSING = "file-missing"
    FILE_TOO_LARGE = "file-too-large"
    FILE_IGNORED = "file-ignored"
    ENCODING = "encoding"
    TAB = "tab"
    YAML_SYNTAX = "yaml-syntax"
    YAML_DEPTH = "yaml-depth"
    ANCHOR = "anchor"
    DUPLICATE_KEY = "duplicate-key"

    WRONG_SHAPE = "wrong-shape"
    WRONG_VALUE = "wrong-value"
    UNKNOWN_FIELD = "unknown-field"
    MISSING_FIELD = "missing-field"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_FORMAT = "unknown-format"
    BAD_ID = "bad-id"
    ID_NOT_FILE_NAME = "id-not-file-name"
    DUPLICATE_ID = "duplicate-id"
    NO_LICENSE = "no-license"
    NO_ATTRIBUTION = "no-attribution"
    MIXED_LICENSES = "mixed-licenses"
    EMPTY_TEXT = "empty-text"
    NO_ITEMS = "no-items"

    UNKNOWN_SKILL = "unknown-skill"
    SKILL_CYCLE = "skill-cycle"
    SKILL_WITHOUT_ITEMS = "skill-without-items"
    PREREQUISITE_WITHOUT_ITEMS = "prerequisite-without-items"
    UNKNOWN_MISTAKE = "unknown-mistake"
    UNUSED_MISTAKE = "unused-mistake"
    UNKNOWN_ASSET = "unknown-asset"
    BAD_ASSET = "bad-asset"

    BAD_DOMAIN = "bad-domain"
    BAD_NAME = "bad-name"
    UNUSED_PARAMETER = "unused-parameter"
    BAD_FORMULA = "bad-formula"
    BAD_PLACEHOLDER = "bad-placeholder"
    UNDEFINED_VALUE = "undefined-value"
    NO_DRAWS = "no-draws"
    FEW_DRAWS = "few-draws"
    MOST_DRAWS_EXCLUDED = "most-draws-excluded"
    DRAWS_SAMPLED = "draws-sampled"
    UGLY_DRAW = "ugly-draw"

    BAD_CHOICES = "bad-choices"
    CHOICES_SHUFFLED = "choices-shuffled"
    BAD_ANSWER = "bad-answer"
    KEY_NOT_CORRECT = "key-not-correct"
    ANSWER_IN_PROMPT = "answer-in-prompt"

    BAD_FIGURE = "bad-figure"

    BAD_SOLUTION_LINE = "bad-solution-line"
    SOLUTION_BREAKS = "solution-breaks"
    SOLUTION_UNPROVEN = "solution-unproven"
    SOLUTION_MISSES_KEY = "solution-misses-key"

    BAD_MISTAKE = "bad-mistake"
    MISTAKE_IS_RIGHT = "mistake-is-right"
    MISTAKES_COLLIDE = "mistakes-collide"
    SAME_MISTAKE_TWICE = "same-mistake-twice"
    EXPECTED_RULE_HIDDEN = "expected-rule-hidden"
    RULE_HIDDEN = "rule-hidden"
    RULES_ALIKE = "rules-alike"

    BAD_FOLLOWS = "bad-follows"

    HINT_LEAKS = "hint-leaks"
    HINT_FALSE = "hint-false"
    HINT_UNKIND = "hint-unkind"
    HINT_REPEATED = "hint-repeated"
    FEW_HINTS = "few-hints"
    FEW_MISTAKES = "few-mistakes"
    SAME_PATTERN = "same-pattern"
    LONG_HINT = "long-hint"

    BAD_MATHS = "bad-maths"
    IMAGE_WITHOUT_ALT = "image-without-alt"
    RAW_HTML = "raw-html"

    BAD_LANGUAGE = "bad-language"
    MISSING_TRANSLATION = "missing-translation"
    TRANSLATION_OF_NOTHING = "translation-of-nothing"
    TRANSLATION_DIFFERS = "translation-differs"
    HARD_TO_READ = "hard-to-read"

    BAD_ALLOWANCE = "bad-allowance"
    NOTHING_ALLOWED = "nothing-allowed"

    BAD_TEST = "bad-test"
    TEST_FAILED = "test-failed"


class Entry(msgspec.Struct, frozen=True):
    """What a code stands for: how bad it is, in a sentence what it says, and whether a strict check alone finds it."""

    severity: Severity
    meaning: str
    strict: bool = False


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CATALOGUE: Final[dict[Code, Entry]] = {
    Code.FILE_UNREADABLE: Entry(_E, "A file cannot be read, or is a link."),
    Code.FILE_MISSING: Entry(_E, "A file that every bank has is not there."),
    Code.FILE_TOO_LARGE: Entry(_E, "A file is larger than an author could have written."),
    Code.FILE_IGNORED: Entry(_W, "A file stands where nothing reads it."),
    Code.ENCODING: Entry(_E, "A file is not UTF-8."),
    Code.TAB: Entry(_E, "A file has a tab in it."),
    Code.YAML_SYNTAX: Entry(_E, "A file is not YAML."),
    Code.YAML_DEPTH: Entry(_E, "Lists or fields are nested too deep."),
    Code.ANCHOR: Entry(_E, "A file uses YAML anchors or aliases."),
    Code.DUPLICATE_KEY: Entry(_E, "A field stands twice in the same place."),
    Code.WRONG_SHAPE: Entry(_E, "A list, fields or a text stands where another of these belongs."),
    Code.WRONG_VALUE: Entry(_E, "A field has a value that it cannot have."),
    Code.UNKNOWN_FIELD: Entry(_E, "A field is not one of the format's."),
    Code.MISSING_FIELD: Entry(_E, "A field that is needed is not there."),
    Code.UNKNOWN_KIND: Entry(_E, "A kind of answer, domain or figure is not one of the format's."),
    Code.UNKNOWN_FORMAT: Entry(_E, "The file is written for another version of the format."),
    Code.BAD_ID: Entry(_E, "An id has characters that ids cannot have, or too many."),
    Code.ID_NOT_FILE_NAME: Entry(_E, "An item's id is not the name of its file."),
    Code.DUPLICATE_ID: Entry(_E, "An id is used twice."),
    Code.NO_LICENSE: Entry(_E, "Neither the item nor the bank names a licence."),
    Code.NO_ATTRIBUTION: Entry(_E, "Neither the item nor the bank says whom to name."),
    Code.MIXED_LICENSES: Entry(_N, "Items of one bank have different licences."),
    Code.EMPTY_TEXT: Entry(_E, "A text that the learner needs is empty."),
    Code.NO_ITEMS: Entry(_E, "The bank has no items that can be used."),
    Code.UNKNOWN_SKILL: Entry(_E, "A skill is not in skills.yaml."),
    Code.SKILL_CYCLE: Entry(_E, "Skills require each other in a circle."),
    Code.SKILL_WITHOUT_ITEMS: Entry(_W, "No item practises a skill."),
    Code.PREREQUISITE_WITHOUT_ITEMS: Entry(_N, "No item practises a skill that another skill or an item requires."),
    Code.UNKNOWN_MISTAKE: Entry(_E, "A mistake's code is not in mistakes.yaml."),
    Code.UNUSED_MISTAKE: Entry(_W, "No item uses a mistake."),
    Code.UNKNOWN_ASSET: Entry(_E, "A picture is not in the bank's assets."),
    Code.BAD_ASSET: Entry(_E, "A picture is too large, a link, or of a kind that is not served."),
    Code.BAD_DOMAIN: Entry(_E, "A parameter's domain has no values, or values that cannot be used."),
    Code.BAD_NAME: Entry(_E, "A parameter's name cannot be used, or is used twice."),
    Code.UNUSED_PARAMETER: Entry(_W, "A parameter or a derived value is used nowhere."),
    Code.BAD_FORMULA: Entry(_E, "A formula cannot be read, or uses a name that the item has not."),
    Code.BAD_PLACEHOLDER: Entry(_E, "A placeholder cannot be filled."),
    Code.UNDEFINED_VALUE: Entry(_E, "A formula has no value in some draws."),
    Code.NO_DRAWS: Entry(_E, "No draw meets the conditions."),
    Code.FEW_DRAWS: Entry(_W, "An item with parameters has hardly any draws."),
    Code.MOST_DRAWS_EXCLUDED: Entry(_W, "The conditions leave hardly any of the combinations."),
    Code.DRAWS_SAMPLED: Entry(_N, "There are too many draws to look at them all."),
    Code.UGLY_DRAW: Entry(_W, "An answer has a very large numerator or denominator in some draws."),
    Code.BAD_CHOICES: Entry(_E, "A choice has not exactly one right option, or two that look the same."),
    Code.CHOICES_SHUFFLED: Entry(_W, "Options that refer to each other by place are shuffled."),
    Code.BAD_ANSWER: Entry(_E, "An answer cannot be used as a key."),
    Code.KEY_NOT_CORRECT: Entry(_E, "The grader does not take the answer itself as correct, in one of its notations."),
    Code.ANSWER_IN_PROMPT: Entry(_N, "A number that is asked for stands in the prompt in every draw."),
    Code.BAD_FIGURE: Entry(_E, "A figure cannot be drawn in some draws."),
    Code.BAD_SOLUTION_LINE: Entry(_E, "A solution line cannot be read."),
    Code.SOLUTION_BREAKS: Entry(_E, "A solution line does not follow from the one before."),
    Code.SOLUTION_UNPROVEN: Entry(_N, "A solution line equals the one before at many places, and was not proven to."),
    Code.SOLUTION_MISSES_KEY: Entry(_E, "The last solution line is not the answer."),
    Code.BAD_MISTAKE: Entry(_E, "A wrong answer cannot be read as an answer of its step."),
    Code.MISTAKE_IS_RIGHT: Entry(_E, "A wrong answer is right in some draws."),
    Code.MISTAKES_COLLIDE: Entry(_W, "Two mistakes give the same wrong answer in some draws."),
    Code.SAME_MISTAKE_TWICE: Entry(_W, "Two mistakes of a step are the same wrong answer."),
    Code.EXPECTED_RULE_HIDDEN: Entry(
        _W, "A wrong rewrite that a step's mistakes are about leads to the right answer in some draws."
    ),
    Code.RULE_HIDDEN: Entry(_N, "A wrong rewrite of a solution line leads to the right answer in every draw."),
    Code.RULES_ALIKE: Entry(_N, "Wrong rewrites behind which stand several ideas lead to the same wrong answer."),
    Code.BAD_FOLLOWS: Entry(_E, "A step's `follows` does not give its answer from the answer of the step before."),
    Code.HINT_LEAKS: Entry(_W, "A hint gives the answer away and is not marked `reveals`."),
    Code.HINT_FALSE: Entry(_W, "A hint says something of its numbers or letters that is not so."),
    Code.HINT_UNKIND: Entry(_W, "A hint blames, labels, mocks or flatters whoever reads it."),
    Code.HINT_REPEATED: Entry(_W, "A hint of an item's own stands in more than three items.", strict=True),
    Code.FEW_HINTS: Entry(_W, "A step has fewer than two hints that do not reveal its answer.", strict=True),
    Code.FEW_MISTAKES: Entry(_W, "A step expects fewer than two mistakes.", strict=True),
    Code.SAME_PATTERN: Entry(_W, "Two items of a skill are the same but for their numbers.", strict=True),
    Code.LONG_HINT: Entry(_W, "A hint is longer than a learner will read."),
    Code.BAD_MATHS: Entry(_W, "The maths in a text cannot be shown."),
    Code.IMAGE_WITHOUT_ALT: Entry(_W, "A picture has no words for those who cannot see it."),
    Code.RAW_HTML: Entry(_W, "A text has HTML in it, which is shown as it stands."),
    Code.BAD_LANGUAGE: Entry(_E, "A language is not named by its tag, or is the item's own."),
    Code.MISSING_TRANSLATION: Entry(_W, "A text has no words in a language that it is promised in."),
    Code.TRANSLATION_OF_NOTHING: Entry(_E, "A translation stands where the bank has nothing to translate."),
    Code.TRANSLATION_DIFFERS: Entry(_E, "A translated text has other placeholders than the text that it translates."),
    Code.HARD_TO_READ: Entry(_W, "A text is harder to read than its learners can."),
    Code.BAD_ALLOWANCE: Entry(_E, "What an item allows is no finding that can be allowed, or has no reason."),
    Code.NOTHING_ALLOWED: Entry(_W, "An item allows a finding that it does not have."),
    Code.BAD_TEST: Entry(_E, "A test cannot be run."),
    Code.TEST_FAILED: Entry(_E, "A test did not come out as expected."),
}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """
    One thing that is wrong.

    Attributes
    ----------
    file
        Relative to the bank's folder, with slashes.
    line, column
        Counted from 1; 0 as long as only `path` is known.
    sentence
        What is wrong, in one plain sentence.
    fix
        What to do about it.
    """

    code: Code
    severity: Severity
    file: str
    line: int
    column: int
    sentence: str
    fix: str
    path: Path = ()


def finding(code: Code, file: str, path: Path = (), *, says: str, fix: str, line: int = 0, column: int = 0) -> Finding:
    """
    Make a finding; its severity is its code's.
    """
    severity = CATALOGUE[code].severity
    return Finding(code=code, severity=severity, file=file, line=line, column=column, sentence=says, fix=fix, path=path)


def quoted(text: str) -> str:
    """
    Cut an author's text for a sentence: what is longer than 60 characters ends in an ellipsis.
    """
    return text if len(text) <= MAX_QUOTED else f"{text[: MAX_QUOTED - 1]}\N{HORIZONTAL ELLIPSIS}"
