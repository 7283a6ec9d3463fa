"""
Vectors: peers' own test cases, as cases of ours.

One function per file of `peer_vectors` (evaluation data, no part of the
project) says which kind of answer and which options of ours ask for what the
peer's row asks for. A row that has no counterpart here is `None`, and counted.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from item_bank.algebra.context import Context, Format
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import (
    Answer,
    Domain,
    EquationAnswer,
    ExpressionAnswer,
    Form,
    InequalityAnswer,
    MatrixAnswer,
    NumberAnswer,
    Round,
    Tolerance,
)
from item_bank.answers.key import Declared
from tests.bench.cases import AGREES, Case, Followed, Judged, Option, Outcome, Read, Refused
from tests.bench.oracle import real
from tests.bench.sympy_print import in_our_words

__all__ = ["FILES", "folder", "load"]

Row = Mapping[str, Any]
Asked = Judged | Followed | Read | Refused | None

NAMES: Final = re.compile(r"(?<![a-zA-Z])[a-zA-Z](?![a-zA-Z])|(?<![a-zA-Z])[a-zA-Z]{2}(?![a-zA-Z(])")
LETTERS: Final = re.compile("[a-zA-Z]")
WORDS: Final = re.compile(r"pi|(?:arc)?(?:sin|cos|tan|csc|sec|cot)h?|ln|log|sqrt|\\frac|e")
"""Letters of what has a value without any variable."""
CLAIMS: Final = ("factor/", "simplifyExpression/", "solveEquation/", "util/removeUnnecessaryParens")
"""Test cases of mathsteps that claim two lines to be the same; the others are about its own trees."""
NINE_DIGITS: Final = Decimal("1e-9")
"""KAS holds numbers to be equal that differ by less: as a share of their size, and below 1 as they are."""


def folder() -> Path:
    """
    Return where evaluation data is, whether or not it is there.
    """
    root = os.environ.get("MISSTEP_DATA", Path(__file__).parents[2] / ".." / "shared" / "data")
    return Path(root) / "peer_vectors"


def load(file: str) -> list[tuple[int, Case | None]]:
    """
    Return the rows of a file as cases, by their place from 0; None for a row without a counterpart.
    """
    lines = (folder() / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()
    return list(_cases(file, [json.loads(line) for line in lines]))


def _cases(file: str, rows: list[Row]) -> Iterator[tuple[int, Case | None]]:
    for place, row in enumerate(rows):
        asked = FILES[file](row)
        yield place, None if asked is None else Case(file=file, row=place, asked=asked, agrees=_agrees(file, row))


def _agrees(file: str, row: Row) -> frozenset[Outcome]:
    """Return what agrees with a row's label; PrairieLearn's rejections are those of a text as its own key."""
    if file == "prairielearn_symbolic" and row["expected"] == "error":
        return frozenset({Outcome.REFUSED})
    if file == "prairielearn_number":
        return AGREES["error" if "format_errors" in str(row["expected"]) else "1"]
    return AGREES[str(row["expected"])]


def written(text: str) -> Format:
    """
    Return how a text is written: LaTeX where it has a command.
    """
    return "latex" if "\\" in text else "text"


def _statement(value: str, student: str, functions: tuple[str, ...]) -> Answer:
    """Return the kind of answer that a text of KAS's is, in no certain form."""
    if not LETTERS.search(WORDS.sub("", value + student)) and "=" not in value:
        return NumberAnswer(value=value, tolerance=_nine_digits(value), functions=functions)
    return _formed(value, "any", functions)


def _nine_digits(value: str) -> Tolerance:
    """Return KAS's tolerance for a number of this value."""
    tree = read(value, Context())
    size = None if isinstance(tree, Unreadable) else real(tree, {})
    small = size is None or abs(size) < 1
    return Tolerance(absolute=NINE_DIGITS) if small else Tolerance(relative=NINE_DIGITS)


def _formed(value: str, form: Form, functions: tuple[str, ...]) -> Answer:
    """Return the kind of answer that a text of KAS's is, in a form."""
    if re.search(r"<|>|\\[lg]e|≤|≥|=/=|\\ne|≠", value):
        return InequalityAnswer(value=value, form=form, functions=functions)
    if "=" in value:
        return EquationAnswer(value=value, form=form, functions=functions)
    return ExpressionAnswer(value=value, form=form, functions=functions)


def _typed(text: str) -> str:
    """Write a key of KAS's in LaTeX, always a fraction of two sums, as typed text."""
    return re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"(\1)/(\2)", text)


def _kas_compare(row: Row) -> Asked:
    student, functions = row["student"], tuple(row["options"]["functions"])
    answer = _statement(_typed(row["key"]), student, functions)
    return Judged(
        options=(Option(answer),),
        response=student,
        written=written(student),
        declared=_letters(row["key"] + student, functions),
    )


def _kas_form(row: Row) -> Asked:
    # KAS lets signs move between factors: the form of a key in factors is to be factored, that of others is their own.
    form: Form = "factored" if row["key"].count("(") > 1 else "same"
    functions = tuple(row["options"]["functions"])
    answer = _formed(row["key"], form, functions)
    declared = _letters(row["key"] + row["student"], functions)
    return Judged(options=(Option(answer),), response=row["student"], declared=declared)


def _letters(texts: str, functions: tuple[str, ...]) -> Declared:
    """Declare every letter that occurs: KAS asks about none."""
    return Declared(names=tuple(sorted(set(LETTERS.findall(WORDS.sub("", texts))) - set(functions))))


def _kas_simplified(row: Row) -> Asked:
    student, functions = row["student"], tuple(row["options"].get("functions", ()))
    return Judged(options=(Option(_formed(student, "simplified", functions)),), response=student)


def _kas_parse(row: Row) -> Asked:
    key = re.sub(r"log_\(([^()]*(?:\(\d+\))?)\) \((.*?)\)(?!\))", r"log(\2, \1)", row["key"]).replace("<>", "≠")
    context = Context(functions=tuple(row["options"].get("functions", ())))
    return Read(
        text=row["student"], same=re.sub(r"_\((\w)\)", r"_\1", key), written=written(row["student"]), context=context
    )


def _perseus_number(row: Row) -> Asked:
    options = []
    for answer in row["key"]["answers"]:
        near = answer.get("maxError") or 0
        tolerance = Tolerance(absolute=Decimal(str(near))) if near else None
        if "pi" in answer.get("answerForms", ()):
            tolerance = _nine_digits(str(answer["value"]))
        form: Form = "lowest_terms" if answer.get("simplify") in {"required", "enforced"} else "any"
        value = answer.get("value")
        number = NumberAnswer(value="" if value is None else str(value), form=form, tolerance=tolerance)
        options.append(Option(number, answer["status"]))
    student = row["student"] or ""
    return Judged(
        options=tuple(options), response=student, written=written(student), locale=row["options"]["locale"] or "en"
    )


def _perseus_expression(row: Row) -> Asked:
    key = row["key"]
    functions = tuple(key.get("functions") or ())
    letters = [
        *key.get("extraKeys", ()),
        *(name for form in key["answerForms"] for name in NAMES.findall(form["value"])),
    ]
    options = []
    for form in key["answerForms"]:
        asked: Form = "same" if form["form"] else "simplified" if form["simplify"] else "any"
        kind = EquationAnswer if "=" in form["value"] else ExpressionAnswer
        options.append(Option(kind(value=form["value"], form=asked, functions=functions), form["considered"]))
    names = tuple(dict.fromkeys(letter for letter in letters if letter not in functions))
    student = row["student"] or ""
    return Judged(
        options=tuple(options),
        response=student,
        written=written(student),
        locale=row["options"]["locale"],
        declared=Declared(names=names, functions=functions),
    )


def _perseus_matrix(row: Row) -> Asked:
    def text(rows: list[list[object]]) -> str:
        return "[" + ", ".join(f"[{', '.join(map(str, entries))}]" for entries in rows) + "]"

    student = row["student"]
    response = "" if student is None else text(student["answers"])
    return Judged(options=(Option(MatrixAnswer(value=text(row["key"]["answers"]))),), response=response)


def _prairielearn(row: Row) -> Asked:
    options = row["options"]
    names = tuple(options.get("symbols") or options.get("variables") or ())
    functions = tuple(options.get("functions") or ())
    declared = Declared(names=names, functions=functions)
    student = row["student"]
    if row["expected"] == "error":
        # Rejected is what cannot be an answer at all: it is not read beside the names declared, or is no key itself.
        own = ExpressionAnswer(value=student, form="exact")
        context = Context(names=names, constants=("e",))
        return Refused(text=student, context=context, own=own)
    domain: Domain = "complex" if re.search("(?<![a-z])[ij](?![a-z])", student) else "real"
    answer = in_our_words(row["key"], domain)
    return Judged(options=(Option(answer),), response=student, declared=declared)


def _prairielearn_number(row: Row) -> Asked:
    kind, options, text = row["test_kind"].partition(":")[2], row["options"], row["student"]
    if kind == "string_fraction_to_number":
        value = (
            "0" if options["expected_value"] is None else str(options["expected_value"]).strip("()").replace("j", "i")
        )
        refused = not options["allow_fractions"] and "/" in text
        number = NumberAnswer(value=value, domain="complex" if options["allow_complex"] else "real")
        return None if refused else Judged(options=(Option(number),), response=text)
    digits = options.get("expected_significant_digits", options.get("expected_decimal_digits"))
    if digits in {None, 1000} or ("decimal" in kind and "e" in text):
        return None  # how a number is printed, and how exact a fraction is, are no questions here
    rounding = Round(significant=digits, strict=True) if "significant" in kind else Round(places=digits, strict=True)
    value = text.strip().replace("\N{MINUS SIGN}", "-")
    return Judged(options=(Option(NumberAnswer(value=value, round=rounding)),), response=text)


def square_roots(text: str) -> str:
    """
    Write mathsteps' `nthRoot` of one argument as a square root.
    """
    for found in reversed(list(re.finditer(r"nthRoot\(", text))):
        depth, commas, place = 1, 0, found.end()
        while place < len(text) and depth:
            depth += (text[place] == "(") - (text[place] == ")")
            commas += text[place] == "," and depth == 1
            place += 1
        if not commas:
            text = text[: found.start()] + "sqrt(" + text[found.end() :]
    return text


def _mathsteps(row: Row) -> Asked:
    student = row["student"]
    if not row["test_kind"].startswith(CLAIMS) or student in (None, "", "NO_STEPS"):
        return None
    if not isinstance(student, str):
        # mathsteps takes powers and roots out of one another as for positive letters
        return Followed(lines=(square_roots(row["key"]), *map(square_roots, student)), domain="positive")
    before, after = square_roots(row["key"]), square_roots(student)
    if solved := re.fullmatch(r"(\w) = \[(.*)\]", after):
        after = " or ".join(f"{solved[1]} = {value}" for value in solved[2].split(","))
    if re.search("[<=>]", before):
        return Followed(lines=(before, after))
    answer = ExpressionAnswer(value=before, domain="positive")  # as above
    return Judged(options=(Option(answer),), response=after, written=written(after))


def _latex(row: Row) -> Asked:
    # our sets, lists and intervals are read where several answers may be given; latex2sympy2 takes them anywhere
    context = Context(expects="several" if row["test_kind"] == "parse:set" else "one")
    return Read(text=row["student"], written="latex", context=context)


FILES: Final[Mapping[str, Callable[[Row], Asked]]] = MappingProxyType(
    {
        "kas_compare": _kas_compare,
        "kas_compare_form": _kas_form,
        "prairielearn_symbolic": _prairielearn,
        "perseus_numeric_input": _perseus_number,
        "kas_is_simplified": _kas_simplified,
        "kas_parse_toparseas": _kas_parse,
        "perseus_expression": _perseus_expression,
        "perseus_matrix": _perseus_matrix,
        "prairielearn_number": _prairielearn_number,
        "mathsteps": _mathsteps,
        "l2s_parse": _latex,
    }
)
"""What makes a case of a row, by file; those with a goal first."""
