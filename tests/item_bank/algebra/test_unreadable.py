"""What is said about texts that cannot be read."""

import string
from itertools import product

import pytest

from item_bank.algebra.context import Context
from item_bank.algebra.latex_commands import DELIMITERS
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import SENTENCES, Unreadable, unreadable

FREE = Context()
ITEM = Context(unknowns=("x",), names=("a",), functions=("f",))
GERMAN = Context(locale="de")
SEVERAL = Context(expects="several")

CASES: list[tuple[str, Context, str, str]] = [
    # text, context, code, the part of the text that is pointed at
    ("", FREE, "empty", ""),
    ("   ", FREE, "empty", ""),
    ("2+", FREE, "ends_with_operator", "+"),
    ("√", FREE, "ends_with_operator", "√"),
    ("*2", FREE, "starts_with_operator", "*"),
    ("%", FREE, "starts_with_operator", "%"),
    ("(/2)", FREE, "starts_with_operator", "/"),
    ("5+*3", FREE, "two_operators", "+*"),
    ("5=*3", FREE, "two_operators", "=*"),
    ("5+=3", FREE, "two_operators", "+="),
    ("50%%", FREE, "two_operators", "%"),
    ("(2*)", FREE, "operator_before_bracket", ")"),
    ("f(x,)", ITEM, "operator_before_bracket", ")"),
    ("2 3", FREE, "missing_operator", "2 3"),
    ("½ 3", FREE, "missing_operator", "½ 3"),
    ("1.5 1/2", FREE, "missing_operator", "1.5 1/2"),
    ("3x4", FREE, "number_after_name", "x4"),
    ("x²3", FREE, "number_after_factor", "3"),
    ("x½", FREE, "number_after_factor", "½"),
    ("50% 3", FREE, "number_after_factor", "3"),
    ("x²^3", FREE, "power_of_power", "^"),
    ("x² ³", FREE, "power_of_power", "³"),
    ("√x²", FREE, "root_ambiguous", "√x"),
    ("√x^2", FREE, "root_ambiguous", "√x"),
    ("√-4", FREE, "root_ambiguous", "-"),
    ("√1½", FREE, "root_ambiguous", "√1½"),
    ("()", FREE, "empty_brackets", "()"),
    ("((2)", FREE, "unclosed_bracket", "("),
    ("(", FREE, "unclosed_bracket", "("),
    ("f(2,", ITEM, "ends_with_separator", ","),
    ("2)", FREE, "unopened_bracket", ")"),
    (")", FREE, "unopened_bracket", ")"),
    ("(2]", FREE, "bracket_mismatch", "]"),
    ("<5", FREE, "nothing_before_relation", "<"),
    ("x=", FREE, "nothing_after_relation", "="),
    ("=", FREE, "nothing_after_relation", "="),
    ("(x=2)+1", FREE, "relation_inside", "x=2"),
    ("(=2)", FREE, "relation_inside", "="),
    ("x=>3", FREE, "arrow", "=>"),
    ("2, 3", FREE, "several", ","),
    ("2; 3", FREE, "several", ";"),
    ("(2, 3)", FREE, "several", ","),
    (";2", FREE, "several", ";"),
    ("2y", ITEM, "unknown_name", "y"),
    ("ж", FREE, "unknown_name", "ж"),
    ("2X", ITEM, "wrong_case", "X"),
    ("hello", FREE, "word", "hello"),
    ("7 apples", Context(unknowns=("x",)), "word", "apples"),
    ("sqrt 9", FREE, "function_needs_brackets", "sqrt"),
    ("3,5", FREE, "decimal_comma", "3,5"),
    ("3.5", GERMAN, "decimal_point", "3.5"),
    ("1.5.2", FREE, "two_decimal_marks", "1.5.2"),
    ("1,23,4", FREE, "group_marks", "1,23,4"),
    ("1e400000", FREE, "exponent_too_large", "1e400000"),
    ("2e3", ITEM, "e_notation", "2e3"),
    ("2e-3", FREE, "e_notation", "2e-3"),
    ("1 1/2^2", FREE, "ambiguous_mixed", "1 1/2"),
    ("1 1/2²", FREE, "ambiguous_mixed", "1 1/2"),
    ("1 1/2/3", FREE, "ambiguous_mixed", "1 1/2"),
    ("3/1 1/2", FREE, "ambiguous_mixed", "1 1/2"),
    ("1 500/1000", FREE, "ambiguous_mixed", "1 500"),
    ("$5", FREE, "money", "$"),
    ("2#3", FREE, "unknown_character", "#"),
    ("1,500", SEVERAL, "group_or_list", "1,500"),
    ("{1, 2,500}", SEVERAL, "group_or_list", "2,500"),
    ("2.5(3)", FREE, "repeating_or_product", "2.5(3)"),
    ("0.5(3)+1", FREE, "repeating_or_product", "0.5(3)"),
    ("0.333...", FREE, "ellipsis", "0.333..."),
    ("0.3…", FREE, "ellipsis", "0.3…"),
    ("sin x/2", FREE, "function_extent", "sin x/"),
    ("ln x(y)", FREE, "function_extent", "ln x("),
    ("log2(8)", FREE, "function_extent", "log2("),
    ("ln^-1 x", FREE, "inverse_unclear", "ln^-1"),
    ("gcd(2)", FREE, "number_of_arguments", "gcd(2)"),
    ("cbrt(8,2)", FREE, "number_of_arguments", "cbrt(8,2)"),
    ("factorial(2,3)", FREE, "number_of_arguments", "factorial(2,3)"),
    ("log(1,2,3)", FREE, "number_of_arguments", "log(1,2,3)"),
    ("sin_2 x", FREE, "subscript", "2"),
    ("x_{n+1}", FREE, "subscript", "_"),
    ("5!=120", FREE, "factorial_or_unequal", "!="),
    ("3:4", FREE, "colon", ":"),
    ("|x", FREE, "unclosed_bar", "|"),
    ("(|x)+1", FREE, "unclosed_bar", "|"),
    ("|a|b|c|", FREE, "ambiguous_bars", "|a|b|c|"),
    ("(x=1 or x=2)+1", FREE, "word_inside", "x=1 or x=2"),
    ("(x or y)+1", FREE, "word_inside", "x or y"),
    ("2(1,2)", SEVERAL, "list_inside", "(1,2)"),
    ("2∅", FREE, "set_inside", "∅"),
    ("(1,2)∪(3,4)∩(5,6)", SEVERAL, "mixed_sets", "∩"),
    ("2,", SEVERAL, "ends_with_separator", ","),
    ("\\differentialD x", FREE, "unknown_command", "\\differentialD"),
    ("\\{x\\mid x>2\\}", FREE, "set_builder", "\\mid"),
    ("\\{x\\colon x>2\\}", FREE, "set_builder", "\\colon"),
    ("\\begin{vmatrix}1&2\\end{vmatrix}", FREE, "determinant", "\\begin{vmatrix}"),
    (r"\begin{matrix}1&2\\3\end{matrix}", FREE, "uneven_rows", r"\begin{matrix}1&2\\3\end{matrix}"),
    (r"\pi & x", FREE, "stray_cell", "&"),
    (r"\frac{d}{dx} x", FREE, "derivative", r"\frac{d}{dx}"),
    (r"\pi^10", FREE, "script_braces", "^10"),
    (r"\begin{cases}x&x>0\end{cases}", FREE, "piecewise", "&"),
    (r"\placeholder{}+1", FREE, "empty_place", r"\placeholder"),
    ("x#", FREE, "unknown_character", "#"),
    ("x..", FREE, "ellipsis", ".."),
    ("x\u200b+1", FREE, "invisible_character", "\u200b"),
    ("\u202e12", FREE, "invisible_character", "\u202e"),
    ("1\x00", FREE, "invisible_character", "\x00"),
    ("1\n2", FREE, "several_lines", "\n"),
    ("1\u20282", FREE, "several_lines", "\u2028"),
    ("9" * 61, FREE, "number_too_long", "9" * 61),
    ("x^10001", FREE, "exponent_too_large", "10001"),
    ("x^-(99999.5)", FREE, "exponent_too_large", "-(99999.5)"),
    ("x" + "⁹" * 9, FREE, "exponent_too_large", "⁹" * 9),
    ("1" * 1001, FREE, "text_too_long", "1"),
    ("1+" * 200 + "1", FREE, "too_many_parts", "1"),
    ("(" * 61 + "1" + ")" * 61, FREE, "too_deep", "1"),
]


@pytest.mark.parametrize(("text", "context", "code", "part"), CASES)
def test_each_stop_has_its_code_and_its_place(text: str, context: Context, code: str, part: str) -> None:
    """
    A text that cannot be read is answered with what is wrong, where.
    """
    outcome = read(text, context)

    assert isinstance(outcome, Unreadable)
    assert (code, part) == (outcome.code, text[outcome.start : outcome.end])
    assert not set("{}") & set(outcome.sentence.replace(part, "")) or part in "{}"


def test_every_code_has_a_case() -> None:
    """
    No sentence is kept for what cannot happen.
    """
    assert set(SENTENCES) == {code for _, _, code, _ in CASES}


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        ("2+", FREE, "There is an operator at the end: what comes after the + ?"),
        ("3,5", FREE, "Did you mean 3.5? Write a point for decimals here, not a comma."),
        ("3.5", GERMAN, "Did you mean 3,5? Write a comma for decimals here, not a point."),
        ("x4", FREE, "Did you mean 4x or x^4? Write numbers before letters."),
        ("2X", ITEM, "Did you mean x? Here it is not the same letter as X."),
        ("7 apples", ITEM, "Only maths can be read here, and apples looks like a word."),
        ("2,3;", ITEM, "Did you mean 2.3? Write a point for decimals here, not a comma."),
    ],
)
def test_sentences_speak_about_what_was_written(text: str, context: Context, expected: str) -> None:
    """
    The sentence names the learner's own signs and what they may have meant.
    """
    outcome = read(text, context)

    assert isinstance(outcome, Unreadable)
    assert expected == outcome.sentence


@pytest.mark.parametrize(
    ("text", "context", "what"),
    [
        (r"0.50.\overline{3}", FREE, "0.50.(3)"),
        (r".5.\overline{3}", FREE, ".5.(3)"),
        (r"0,5{,}\dot3", GERMAN, "0,5,(3)"),
    ],
)
def test_a_repeating_decimal_has_one_mark(text: str, context: Context, what: str) -> None:
    """
    A second one before the bar is said to be there.
    """
    outcome = read(text, context, "latex")

    assert isinstance(outcome, Unreadable)
    assert f"There are two decimal marks in {what}." == outcome.sentence


@pytest.mark.parametrize("before", ["", "f", r"\sin"])
def test_brackets_may_face_either_way_after_left_and_right(before: str) -> None:
    """
    Whatever stands there and between, the text is read or refused, also where it opens with what opens nothing.
    """
    brackets = ["\\" + name if name.isalpha() or name in "{}" else name for name in DELIMITERS]
    for opening, closing, inner in product(brackets, brackets, ("3", "", "1,2")):
        read(rf"{before}\left{opening} {inner}\right{closing}", ITEM, "latex")
    outcome = read(rf"{before}\left\}}3\right)", ITEM, "latex")

    assert isinstance(outcome, Unreadable)
    assert "bracket_mismatch" == outcome.code


def test_sentences_are_one_line_and_end_properly() -> None:
    """
    Each can be shown as it stands.
    """
    for code, sentence in SENTENCES.items():
        parts = {name: "?" for _, name, _, _ in string.Formatter().parse(sentence) if name}
        shown = unreadable(code, 0, 1, **parts).sentence
        assert shown[0].isupper()
        assert shown[-1] in ".?"
        assert "\n" not in shown
