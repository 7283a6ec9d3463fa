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
        "ambiguous_mixed": "It is not clear how far the mixed number goes here. Put it in brackets, please.",
        # names
        "unknown_name": "The letter {what} does not occur in this exercise.",
        "wrong_case": "Did you mean {suggestion}? Here it is not the same letter as {what}.",
        "word": "Only maths can be read here, and {what} looks like a word.",
        "function_needs_brackets": "Put brackets after {what}, like {what}(9).",
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
        "root_ambiguous": "Put brackets round all that stands under the root.",
        # brackets
        "empty_brackets": "There is nothing in these brackets.",
        "unclosed_bracket": "This bracket is never closed.",
        "unopened_bracket": "This bracket was never opened.",
        "bracket_mismatch": "This bracket is closed by one of another kind.",
        # relations and lists
        "nothing_before_relation": "What stands before the {what} ?",
        "nothing_after_relation": "What stands after the {what} ?",
        "relation_inside": "The sign {what} cannot stand inside brackets.",
        "arrow": "Did you mean >= ?",
        "several": "Write just one answer here: there is a {what} in it.",
    }
)
"""The sentence of each code; the parts in braces are filled from the text."""


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """
    Why a text could not be read.

    `start` and `end` count characters of the text as entered, `end` exclusive;
    `sentence` is for the learner.
    """

    code: str
    start: int
    end: int
    sentence: str


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
    return Unreadable(code=code, start=start, end=end, sentence=SENTENCES[code].format(**parts))
