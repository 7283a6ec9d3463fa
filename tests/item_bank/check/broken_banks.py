"""
Broken banks: one for each code of the catalogue, with one thing wrong.

The line that has to be found carries the mark `# <--`, which YAML reads as a comment.
"""

import msgspec

from item_bank.bundle import MAX_ASSET
from item_bank.finding import Code
from item_bank.native.document import MAX_BYTES
from tests.item_bank.check.many_errors import MARK
from tests.item_bank.check.translations import GERMAN, translated
from tests.item_bank.small_bank import BANK, ITEM, SMALL_BANK, changed

__all__ = ["BROKEN", "ONE_STEP", "RUNG", "SKILLS", "TOGETHER", "Broken", "other_item"]

SKILLS = "skills.yaml"
MISTAKES = "mistakes.yaml"


class Broken(msgspec.Struct, frozen=True):
    """A bank with one thing wrong, and the file in which it has to be found."""

    code: Code
    file: str
    files: dict[str, str | bytes]

    @property
    def line(self) -> int:
        """The line that is marked, or the first."""
        content = self.files.get(self.file, "")
        text = content if isinstance(content, str) else content.decode("utf-8", "replace")
        return text[: text.find(MARK)].count("\n") + 1 if MARK in text else 1


def item(code: Code, old: str, new: str) -> Broken:
    """
    Break the item.
    """
    return Broken(code, ITEM, dict(changed(ITEM, old, new)))


def whole(code: Code, file: str, content: str | bytes) -> Broken:
    """
    Add a file, or put another content into one.
    """
    return Broken(code, file, {**SMALL_BANK, file: content})


def other_item(**changes: str) -> str:
    """
    Write a second item, in one step.
    """
    fields = {
        "format": "1",
        "id": "sum",
        "title": "Add",
        "skills": "[solve]",
        "prompt": "What is $2 + 3$?",
        "steps": "[{id: sum, skills: [add], answer: {kind: number, value: 5}}]",
        **changes,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


CHOICES = "            choices:"
DIVIDES = "    prompt: What is $x$?"
RUNG = "      - What undoes multiplying?"
ONE_STEP = "items/sum.yaml"
SUM_OF_A = '{id: sum, skills: [add], prompt: "What is $@{a} + 1$?", answer: {kind: number, value: a + 1}}'
SQUARE = """
  - id: sum
    prompt: What is it?
    answer: {kind: number, value: a^2}
    solution: # <--
      - "@{a}^2"
      - "@{a^2}"
"""
QUOTIENT = """
  - id: sum
    prompt: What is $x$?
    unknowns: [x]
    answer: {kind: number, value: a*m}
    solution: # <--
      - "x/@{a} = @{m}"
      - "x = @{a*m}"
    mistakes: [{when: m/a, code: not-divided}]
"""
BRACKET = """
  - id: sum
    prompt: What is it?
    answer: {kind: number, value: 20 - a - b}
    solution: # <--
      - "20 - (@{a} + @{b})"
      - "@{20 - a - b}"
"""
BROKEN = [
    whole(Code.BAD_LANGUAGE, BANK, SMALL_BANK[BANK] + "translations: [german] # <--\n"),
    Broken(Code.BAD_LANGUAGE, "items/two-step.en.yaml", {**SMALL_BANK, "items/two-step.en.yaml": "title: Two steps\n"}),
    Broken(
        Code.BAD_LANGUAGE, "items/two-step.ger.yaml", {**SMALL_BANK, "items/two-step.ger.yaml": "title: Schritte\n"}
    ),
    Broken(
        Code.MISSING_TRANSLATION, GERMAN, translated("  - id: divide\n    prompt: Was ist $x$?", "  - id: divide # <--")
    ),
    Broken(
        Code.MISSING_TRANSLATION, SKILLS, translated("- id: solve\n  name: Gleichungen\n", "", file="skills.de.yaml")
    ),
    Broken(Code.MISSING_TRANSLATION, MISTAKES, translated("hint:", "did:", file="mistakes.de.yaml")),
    Broken(
        Code.MISSING_TRANSLATION,
        ITEM,
        {
            **changed(BANK, "format: 1", "format: 1\ntranslations: [es]"),
            ITEM: SMALL_BANK[ITEM].replace("equation\nskills", "equation # <--\nskills"),
        },
    ),
    Broken(Code.TRANSLATION_OF_NOTHING, "items/gone.de.yaml", {**SMALL_BANK, "items/gone.de.yaml": "title: Weg\n"}),
    Broken(Code.TRANSLATION_OF_NOTHING, GERMAN, translated("- id: divide", "- id: divde # <--")),
    Broken(Code.TRANSLATION_DIFFERS, GERMAN, translated("@{b:+}", "@{b:+} @{s} # <--")),
    Broken(
        Code.HARD_TO_READ,
        ITEM,
        {
            **SMALL_BANK,
            ITEM: SMALL_BANK[ITEM]
            .replace("difficulty: 4", "difficulty: 4\ngrade: 1-2")
            .replace("Which equation is left?", "Which mathematical equation is left? # <--"),
        },
    ),
    Broken(Code.FILE_MISSING, SKILLS, {name: text for name, text in SMALL_BANK.items() if name != SKILLS}),
    whole(Code.FILE_TOO_LARGE, ITEM, "# " + "x" * MAX_BYTES),
    whole(Code.FILE_IGNORED, "items/two-step.yml", "format: 1\n"),
    whole(Code.ENCODING, ITEM, "format: 1\ntitle: é # <--".encode("latin-1")),
    item(Code.TAB, "difficulty: 4", "difficulty:\t4 # <--"),
    item(Code.YAML_SYNTAX, "  b: {int: [2, 9], not: [4]}", "  b: {int: [2, 9], not: [4]\n  d: 1 # <--"),
    item(Code.YAML_SYNTAX, '"@{who} solves $@{a}x @{b:+} = @{c:frac}$."', "@{who} solves. # <--"),
    item(Code.YAML_DEPTH, "difficulty: 4", f"difficulty: {'[' * 300} # <--"),
    item(Code.ANCHOR, "difficulty: 4", "difficulty: &four 4 # <--"),
    item(Code.DUPLICATE_KEY, "difficulty: 4", "difficulty: 4\ndifficulty: 5 # <--"),
    item(Code.WRONG_SHAPE, "requires: [add]", "requires: add # <--"),
    item(Code.WRONG_VALUE, "difficulty: 4", "difficulty: 6 # <--"),
    item(Code.WRONG_VALUE, "form: lowest_terms}", "form: lowest_term} # <--"),
    item(Code.UNKNOWN_FIELD, "difficulty: 4", "dificulty: 4 # <--"),
    item(Code.MISSING_FIELD, "      - {when: (c + b)/a, code: sign-kept}", "      - {when: (c + b)/a} # <--"),
    item(Code.UNKNOWN_KIND, "{kind: equation, value", "{kind: equatoin, # <--\n        value"),
    item(Code.UNKNOWN_KIND, "  s: {one_of: [3, 5, 7/2]}", "  s: {oneof: [3, 5, 7/2]} # <--"),
    item(Code.UNKNOWN_FORMAT, "format: 1", "format: 2 # <--"),
    item(Code.BAD_ID, "  - id: undo", "  - id: undo it # <--"),
    item(Code.ID_NOT_FILE_NAME, "id: two-step", "id: two-steps # <--"),
    item(Code.DUPLICATE_ID, "  - id: divide", "  - id: undo # <--"),
    whole(Code.DUPLICATE_ID, "items/z/two-step.yaml", SMALL_BANK[ITEM].replace("id: two-step", "id: two-step # <--")),
    Broken(Code.NO_LICENSE, ITEM, dict(changed(BANK, "license: CC-BY-4.0\n", ""))),
    Broken(Code.NO_ATTRIBUTION, ITEM, dict(changed(BANK, "attribution: Somebody\n", ""))),
    Broken(
        Code.MIXED_LICENSES,
        BANK,
        {**changed(BANK, "license: CC-BY-4.0", "license: CC-BY-4.0 # <--"), ONE_STEP: other_item(license="CC0-1.0")},
    ),
    item(Code.EMPTY_TEXT, RUNG, '      - "" # <--'),
    whole(
        Code.EMPTY_TEXT,
        ONE_STEP,
        other_item(prompt="", steps="\n  - id: sum # <--\n    answer: {kind: number, value: 5}"),
    ),
    Broken(Code.NO_ITEMS, BANK, {name: text for name, text in SMALL_BANK.items() if name != ITEM}),
    item(Code.UNKNOWN_SKILL, "requires: [add]", "requires:\n  - ad # <--"),
    Broken(Code.UNKNOWN_SKILL, SKILLS, dict(changed(SKILLS, "  requires: [add]", "  requires: [ad] # <--"))),
    Broken(
        Code.SKILL_CYCLE,
        SKILLS,
        dict(changed(SKILLS, "  name: Add numbers", "  name: Add numbers\n  requires: [solve] # <--")),
    ),
    Broken(
        Code.SKILL_WITHOUT_ITEMS,
        SKILLS,
        dict(changed(SKILLS, "- id: add", "- id: spare # <--\n  name: Nothing\n- id: add")),
    ),
    Broken(
        Code.PREREQUISITE_WITHOUT_ITEMS,
        SKILLS,
        dict(changed(SKILLS, "  requires: [add]", "  requires: [add, spare] # <--\n- id: spare\n  name: Nothing")),
    ),
    Broken(
        Code.PREREQUISITE_WITHOUT_ITEMS,
        ITEM,
        {
            **changed(SKILLS, "- id: add", "- id: spare\n  name: Nothing\n- id: add"),
            ITEM: SMALL_BANK[ITEM].replace("requires: [add]", "requires: [add, spare] # <--"),
        },
    ),
    item(Code.UNKNOWN_MISTAKE, "code: not-divided,", "code: not-devided, # <--\n        "),
    Broken(
        Code.UNUSED_MISTAKE,
        MISTAKES,
        dict(changed(MISTAKES, "- code: guessed", "- code: spare # <--\n  name: x\n  did: x\n- code: guessed")),
    ),
    item(Code.UNKNOWN_ASSET, DIVIDES, '    prompt: "![a line](line.png) What is $x$?" # <--'),
    whole(Code.BAD_ASSET, "assets/picture.svg", "<svg/>"),
    whole(Code.BAD_ASSET, "assets/picture.png", b"x" * (MAX_ASSET + 1)),
    item(Code.BAD_DOMAIN, "  a: {int: [2, 5]}", "  a: {int: [5, 2]} # <--"),
    item(Code.BAD_DOMAIN, "  s: {one_of: [3, 5, 7/2]}", "  s: {one_of: [3, 1e999999999]} # <--"),
    item(Code.BAD_DOMAIN, "  who: {text: [Mia, Kofi]}", "  who: {text: [Mia, Mia]} # <--"),
    item(Code.BAD_NAME, "derive:\n  c: a*s + b", "derive:\n  a: 2 # <--\n  c: a*s + b"),
    item(Code.UNUSED_PARAMETER, "derive:", "  spare: {int: [1, 2]} # <--\nderive:"),
    item(Code.BAD_FORMULA, "  c: a*s + b", "  c: a*s + # <--"),
    item(Code.BAD_FORMULA, "  - a != b", "  - a - b # <--"),
    item(Code.BAD_FORMULA, "when: c - b,", "when: c - z, # <--\n        "),
    item(Code.BAD_PLACEHOLDER, "      - What undoes adding $@{b}$?", "      - What undoes adding $@{d}$? # <--"),
    item(Code.BAD_PLACEHOLDER, RUNG, "      - What undoes $@{a:coeff}$? # <--"),
    item(Code.UNDEFINED_VALUE, "when: (c + b)/a,", "when: (c + b)/(a - 2), # <--\n        "),
    item(Code.UNDEFINED_VALUE, "  c: a*s + b", "  c: a*s + b\n  d: a/(b - 3) # <--"),
    item(Code.UNDEFINED_VALUE, RUNG, "      - Think of $@{1/(a - 2)}$. # <--"),
    item(Code.NO_DRAWS, "where:", "where: # <--\n  - a > 5"),
    whole(Code.FEW_DRAWS, ONE_STEP, other_item(params="{a: {int: [1, 3]}} # <--", steps=f"[{SUM_OF_A}]")),
    item(Code.MOST_DRAWS_EXCLUDED, "where:", "where: # <--\n  - b = 3\n  - a*s < 13"),
    item(Code.DRAWS_SAMPLED, "params:\n", "params: # <--\n  z: {int: [1, 1000]}\n"),
    item(Code.UGLY_DRAW, "value: s, form: lowest_terms}", "value: s + 1/1009, form: lowest_terms} # <--"),
    item(
        Code.BAD_CHOICES,
        CHOICES,
        "            choices: # <--\n              - {text: neither, correct: true}",
    ),
    item(Code.BAD_CHOICES, CHOICES, '            choices: # <--\n              - {text: "divide  them"}'),
    item(
        Code.CHOICES_SHUFFLED,
        "{text: subtract from them, code: guessed}",
        "{code: guessed, text: none of these others} # <--",
    ),
    whole(Code.BAD_ANSWER, ONE_STEP, other_item(steps="\n  - id: sum\n    answer: {kind: number, value: 2 +} # <--")),
    whole(
        Code.KEY_NOT_CORRECT,
        ONE_STEP,
        other_item(steps="\n  - id: sum\n    answer: {kind: number, value: 10/2, form: lowest_terms} # <--"),
    ),
    whole(
        Code.ANSWER_IN_PROMPT,
        ONE_STEP,
        other_item(prompt="What is $12 + 0$?", steps="\n  - id: sum\n    answer: {kind: number, value: 12} # <--"),
    ),
    item(Code.BAD_FOLLOWS, DIVIDES, f"{DIVIDES}\n    follows: prev/a # <--"),
    whole(
        Code.BAD_FOLLOWS,
        ONE_STEP,
        other_item(
            steps="\n  - {id: twice, skills: [add], answer: {kind: number, value: 10}}\n  - id: sum\n"
            "    answer: {kind: number, value: 5}\n    follows: prev/3 # <--"
        ),
    ),
    item(
        Code.BAD_FIGURE,
        DIVIDES,
        f"{DIVIDES}\n    figures: [{{kind: strips, alt: A strip, strips: [{{parts: s, # <--\n      shaded: 1}}]}}]",
    ),
    item(
        Code.BAD_SOLUTION_LINE,
        '    solution:\n      - "@{a}x + @{b} = @{c}"',
        '    solution:\n      - "@{a}x + @{b} = " # <--',
    ),
    item(Code.SOLUTION_BREAKS, '      - "x = @{s}"', '      - "x = @{s + 1}" # <--\n      - "x = @{s}"'),
    whole(
        Code.SOLUTION_UNPROVEN,
        ONE_STEP,
        other_item(
            steps="\n  - id: sum\n    prompt: What is it?\n    unknowns: [x]"
            "\n    answer: {kind: expression, value: abs(x + 1)}\n    solution:"
            "\n      - sqrt(x^2 + 2x + 1)\n      - abs(x + 1) # <--"
        ),
    ),
    item(Code.SOLUTION_MISSES_KEY, '      - "x = @{s}"', '      - "@{2*a}x = @{2*(c - b)}" # <--'),
    item(
        Code.BAD_MISTAKE,
        '      - {when: "a*x = c + b", code: sign-kept}',
        '      - {when: "a*x + c", code: sign-kept} # <--',
    ),
    item(Code.MISTAKE_IS_RIGHT, "      - {when: (c + b)/a,", "      - {when: (c - b)/a, # <--\n        "),
    item(Code.MISTAKES_COLLIDE, "      - {when: c - b,", "      - {when: (b + c)/a, # <--\n        "),
    item(
        Code.SAME_MISTAKE_TWICE,
        "      - {when: (c + b)/a, code: sign-kept}",
        "      - {when: (c + b)/a, code: sign-kept}\n      - {when: (c+b) / a, code: guessed} # <--",
    ),
    whole(Code.RULE_HIDDEN, ONE_STEP, other_item(params="{a: {int: [2, 9]}}", steps=SQUARE)),
    Broken(
        Code.EXPECTED_RULE_HIDDEN,
        ONE_STEP,
        {
            **changed(MISTAKES, "  name: Not divided", "  name: Not divided\n  misconception: M-EQ12"),
            ONE_STEP: other_item(params="{a: {int: [2, 4]}, m: {int: [-9, -2]}}", steps=QUOTIENT),
        },
    ),
    whole(Code.RULES_ALIKE, ONE_STEP, other_item(params="{a: {int: [2, 9]}, b: {int: [2, 9]}}", steps=BRACKET)),
    item(Code.HINT_LEAKS, RUNG, "      - So $x = @{s:frac}$. # <--"),
    item(Code.HINT_FALSE, RUNG, "      - Since 300 times 40 is 1200, what undoes it? # <--"),
    item(Code.HINT_UNKIND, RUNG, "      - Even a baby can undo that. # <--"),
    item(Code.LONG_HINT, RUNG, f"      - {'What undoes multiplying? ' * 12} # <--"),
    item(Code.BAD_MATHS, DIVIDES, "    prompt: What is $x? # <--"),
    item(Code.IMAGE_WITHOUT_ALT, DIVIDES, '    prompt: "![](line.png) What is $x$?" # <--'),
    item(Code.RAW_HTML, DIVIDES, "    prompt: What is <b>$x$</b>? # <--"),
    item(Code.BAD_ALLOWANCE, "difficulty: 4", "difficulty: 4\nallow:\n  mistake-is-right: I say so # <--"),
    item(Code.BAD_ALLOWANCE, "difficulty: 4", "difficulty: 4\nallow:\n  ugly-drow: cents # <--"),
    item(Code.BAD_ALLOWANCE, "difficulty: 4", 'difficulty: 4\nallow:\n  ugly-draw: "" # <--'),
    item(Code.NOTHING_ALLOWED, "difficulty: 4", "difficulty: 4\nallow:\n  ugly-draw: prices in cents # <--"),
    item(Code.BAD_TEST, "step: divide, lines", "step: divided, # <--\n      lines"),
    item(Code.BAD_TEST, "{who: Kofi, a: 2, b: 3,", "{who: Kofi, # <--\n      a: 2, b: 4,"),
    item(Code.BAD_TEST, "{who: Kofi, a: 2, b: 3,", "{who: Kofi, # <--\n      a: 3, b: 3,"),
    item(Code.TEST_FAILED, 'answer: "8", expect: sign-kept}', 'answer: "6", expect: sign-kept} # <--'),
]
TOGETHER = {
    Code.DRAWS_SAMPLED: {Code.UNUSED_PARAMETER, Code.BAD_TEST},
    Code.IMAGE_WITHOUT_ALT: {Code.UNKNOWN_ASSET},
    Code.PREREQUISITE_WITHOUT_ITEMS: {Code.SKILL_WITHOUT_ITEMS},
    Code.SOLUTION_UNPROVEN: {Code.RULES_ALIKE},
    Code.UGLY_DRAW: {Code.SOLUTION_MISSES_KEY, Code.TEST_FAILED},
    Code.UNDEFINED_VALUE: {Code.UNUSED_PARAMETER, Code.MISTAKES_COLLIDE, Code.HINT_LEAKS},
    Code.UNUSED_PARAMETER: {Code.BAD_TEST},
}
"""What these breaks break beside: the tests do not draw a new parameter, no solution ends in a new answer."""
