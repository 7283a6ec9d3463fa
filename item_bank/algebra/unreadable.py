"""
What could not be read, where, and what is said about it.

Every way in which reading can stop has a code, kept stable for logs and
translations, and one friendly sentence about the place. Which of them applies
is the tokenizer's and the grammar's to find.
"""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

__all__ = ["SENTENCES", "Unreadable", "unreadable"]

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # too much of something
        "text_too_long": "This is too long to read. Write just the answer, please.",
        "too_many_parts": "This has too many parts to read. Write it in a shorter way, please.",
        "too_deep": "There are too many brackets, signs or powers inside one another here.",
        "number_too_long": "This number has too many digits.",
        "exponent_too_large": "This exponent is too large to work with.",
        # characters
        "invisible_character": "There is an invisible character here. Delete it and type this part again, please.",
        "several_lines": "Write this on one line, please.",
        "unknown_character": "The character {what} cannot be read here.",
        "money": "Leave out the sign {what} and write just the number, please.",
        # numbers
        "decimal_comma": "Did you mean {suggestion}? Write a point for decimals here, not a comma.",
        "decimal_point": "Did you mean {suggestion}? Write a comma for decimals here, not a point.",
        "group_marks": "The marks in {what} do not part the digits in groups of three. Write the number without them.",
        "two_decimal_marks": "There are two decimal marks in {what}.",
        "e_notation": "Write a power of ten for {what}, like 2*10^3.",
        "group_or_list": "Did you mean the number {number}, or the numbers {numbers}?",
        "repeating_or_product": "Does a digit of {what} repeat? Write ({what}) then, or {product} for a product.",
        "ellipsis": "How do the digits go on? Put the part that repeats in brackets, like 0.(3).",
        "ambiguous_mixed": "It is not clear how far the mixed number goes here. Put it in brackets, please.",
        # names
        "unknown_name": "The letter {what} does not occur in this exercise.",
        "wrong_case": "Did you mean {suggestion}? Here it is not the same letter as {what}.",
        "word": "Only maths can be read here, and {what} looks like a word.",
        "function_needs_brackets": "Put brackets after {what}, like {what}(9).",
        "function_extent": "How far does {what} reach here? Put brackets round what it is applied to.",
        "inverse_unclear": "It is not clear what -1 means after {what}. Write it in another way, please.",
        "number_of_arguments": "In its brackets {what} needs {many} here.",
        "subscript": "This subscript cannot be read here.",
        # operators and operands
        "empty": "There is nothing here yet.",
        "ends_with_operator": "There is an operator at the end: what comes after the {what} ?",
        "starts_with_operator": "Something is missing before the {what} .",
        "two_operators": "Something is missing between the {first} and the {what} .",
        "operator_before_bracket": "Something is missing between the {first} and the bracket.",
        "missing_operator": "Two numbers stand side by side here. Which sign belongs between them?",
        "number_after_name": "Did you mean {product} or {power}? Write numbers before letters.",
        "number_after_factor": "Which sign belongs before the {what} ?",
        "power_of_power": "Put brackets here to show which power comes first.",
        "factorial_or_unequal": "Did you mean a factorial, or unequal? Put a space after the sign ! or write ≠.",
        "colon": "Write the sign / for a division or a ratio, not {what}",
        "root_ambiguous": "Put brackets round all that stands under the root.",
        # brackets
        "empty_brackets": "There is nothing in these brackets.",
        "empty_place": "There is an empty place here. Fill it in, or delete it.",
        "unclosed_bar": "The bars of an absolute value do not pair up here.",
        "ambiguous_bars": "It is not clear which bars belong together. Write abs( ) for an absolute value, please.",
        "unclosed_bracket": "This bracket is never closed.",
        "unopened_bracket": "This bracket was never opened.",
        "bracket_mismatch": "This bracket is closed by one of another kind.",
        # relations and lists
        "nothing_before_relation": "What stands before the {what} ?",
        "nothing_after_relation": "What stands after the {what} ?",
        "relation_inside": "The sign {what} cannot stand inside brackets.",
        "word_inside": "The word {what} cannot stand inside a calculation.",
        "list_inside": "A list of several things cannot be part of a calculation here.",
        "set_inside": "This cannot be part of a calculation here.",
        "arrow": "Did you mean >= ?",
        "ends_with_separator": "What comes after the {what} ?",
        "mixed_sets": "Put brackets here to show which of the two comes first.",
        # LaTeX
        "unknown_command": "The command {what} cannot be read here.",
        "set_builder": "Write the set as a list or an interval, please: a set with a condition cannot be read here.",
        "determinant": "Write the determinant out, please: its bars round a matrix cannot be read here.",
        "uneven_rows": "The rows of this matrix are not equally long.",
        "stray_cell": "This sign belongs inside a matrix.",
        "script_braces": "Does {what} belong together? Put it in braces then, or a sign between.",
        "derivative": "Work out the derivative, please: its sign cannot be read here.",
        "piecewise": "Something that depends on a case cannot be read here.",
        "several": "Write just one answer here: there is a {what} in it.",
    }
)
"""The sentence of each code; the parts in braces are filled from the text."""


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """
    Why a text could not be read.

    `start` and `end` count characters of the text as entered, `end` exclusive;
    `sentence` is for the learner, in English; `parts` are what it quotes, by name, for whoever says it in another
    language.
    """

    code: str
    start: int
    end: int
    sentence: str
    parts: tuple[tuple[str, str], ...] = ()


def unreadable(code: str, start: int, end: int, **parts: str) -> Unreadable:
    """
    Return the outcome for one code, its sentence filled in.

    Parameters
    ----------
    code
        A key of `SENTENCES`.
    start, end
        The place in the text as entered.
    parts
        What the sentence's braces name.
    """
    sentence = SENTENCES[code].format(**parts)
    return Unreadable(code=code, start=start, end=end, sentence=sentence, parts=tuple(parts.items()))
