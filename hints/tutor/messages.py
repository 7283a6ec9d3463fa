"""
Messages: the words that the engine itself has for learners.

One entry per code; codes are stable, other languages are files of `hints/languages`
with the same codes. Texts are one or two short sentences, kind, about the step and never
about the child, and ask for the next thing to do. Numbers come in only as
parts, and only ones that the learner has before them.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from item_bank.phrasebook import ENGLISH, phrasebook, speaks

__all__ = ["MESSAGES", "Message", "has_message", "message"]

_HERE = Path(__file__).parents[1]

MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        # reading
        "reading_at": "{sentence} Have a look at this part: `{part}`",
        "reading": "{sentence}",
        "reading_line": "Line {line}: {sentence}",
        "unreadable": "This could not be read, and costs you nothing. Check signs and brackets, and try again.",
        # form
        "form": "The value is right. Have another look at how the answer is to be written.",
        "form_mixed_improper": "The value is right. The fraction in a mixed number has to be smaller than one whole.",
        "form_percent": "The value is right. Now write it as a fraction in lowest terms, without the percent sign.",
        "form_not_worked_out": "The value is right, and not finished: there is still something in it to work out.",
        "form_not_lowest_terms": "The value is right. Now write it in lowest terms: what divides both top and bottom?",
        "form_decimal": "The value is right. Now write it as a fraction in lowest terms, not as a decimal.",
        "form_not_same": "The value is right. Now bring it into just the shape that the task asks for.",
        "form_not_expanded": "The value is right. Now multiply out every bracket that is left.",
        "form_not_factored": "The value is right. One of the factors can still be taken apart: which one?",
        "form_common_factor": "The value is right. Is there a number or letter that all terms have in common?",
        "form_not_prime": "The value is right. Now take it apart until every factor is a prime number.",
        "form_not_single_fraction": "The value is right. Now bring everything over one fraction line.",
        "form_not_rationalised": "The value is right. Now rewrite it so that no root is left below the fraction line.",
        "form_not_partial_fractions": "The value is right. Split it up: each denominator a power of one factor.",
        "form_fraction_not_proper": "The value is right. One numerator has too high a power: divide first.",
        "form_no_square": "The value is right. Now write it so that the variable stands in one squared bracket only.",
        "form_not_decimal": "The value is right. Now write it as a decimal.",
        "form_not_mixed": "The value is right. Now write it as a whole number with a fraction beside it.",
        "form_not_scientific": "The value is right. Now write it as a number times a power of ten.",
        "form_mantissa_out_of_range": "The value is right. Before the point has to stand one digit, and no zero.",
        "form_not_percent": "The value is right. Now write it with a percent sign.",
        "form_decimal_written": "The value is right. Now write it exactly: fractions and roots, but no decimal point.",
        "form_like_terms": "The value is right. Which terms are of the same kind and can be put together?",
        "form_like_powers": "The value is right. Which factors have the same base, or roots, that can be put together?",
        "form_nested_fraction": "The value is right. A fraction stands within a fraction: how can one line be enough?",
        "form_double_sign": "The value is right. Two signs stand together: which one sign can they be?",
        "form_needless_part": "The value is right. Something in it changes nothing: which part can be left out?",
        "form_brackets_left": "The value is right. Open the brackets: which terms can then be put together?",
        "form_root_reducible": "The value is right. Under a root stands a factor that can be taken out: which one?",
        "form_and_for_or": "The values are right. Can it be all of them at once? Which word joins them, then?",
        "form_too_many_digits": "The value is right. Now count the digits: to how many is it to be rounded?",
        "form_too_few_digits": "The value is right. Which digits ought to be written too, even where they are zeros?",
        "form_not_rounded": "The value is right. Now write it as a rounded decimal.",
        "form_other_unit": "The value is right. Now give it in the unit that the task asks for.",
        "form_closed_infinity": "The numbers are right. Infinity belongs to no interval: which bracket says so?",
        "form_missing_constant": "That is one of them. What may be added to it that is gone when you differentiate?",
        "form_strange_constant": "Nearly: can what you added come to every number, negative ones and zero too?",
        # no progress
        "unfinished_equation": "That is true. Keep going, until the letter stands alone on one side.",
        "unfinished_value": "That is right so far, and not finished. What can you still work out?",
        "unfinished": "That is true, and not finished yet. What is the next thing to do?",
        "no_nearer": "That is true, but no nearer to the answer than before. What could you undo, or work out, first?",
        # not decided
        "undecided": "Nobody could decide whether this is right. It costs you nothing: try to write it more simply.",
        # lines
        "line_first": "Compare your first line with the task. Is everything copied as it stands there?",
        "line": "Look at line {line} again. Does it follow from the line before it?",
        "line_shown": "Look at line {line} again. Try {counterexample} in it and in the line before: do both agree?",
        "line_part": "Look at {part} again, which you worked on in line {line}. What has to come out of it?",
        "line_sides": "Look at line {line} again. Are the parts on both sides of the equals sign really equal?",
        "sides": "Look at your equals signs: is what stands before each really equal to what stands after it?",
        # the step
        "reason_not_exact": "You are close, but this is rounded. Which exact number is it, with a fraction or a root?",
        "reason_only_positive": "That holds for positive numbers only. Try a negative one in it: what comes out?",
        "reason_lost": "There is more than you gave: something that makes it true is missing. Where could you look?",
        "reason_gained": "Not everything you gave makes it true. Try each in the task: which one does not fit?",
        "reason_wrong_unit": "Look at the unit: does it measure the kind of thing that is asked for?",
        "reason_wrong_ends": "Look at the ends once more: which of them belong to it, and which do not?",
        "reason_wrong_order": "All the parts are there. Which of them stands in which place?",
        "reason_multiplicity": "It has the same roots, and is another equation. How often is each factor in it?",
        "reason_rounded_too_far": "You are close, but this is rounded too far. How many digits are asked for?",
        "reason_not_integrated": "That is what was to be integrated. What, differentiated, gives it?",
        "reason_differentiated": "That looks differentiated. Which way round was it: which of the two is given?",
        "reason_wrong_size": "Count the rows and columns: how many should there be of each?",
        "reason_wrong_count": "Count the entries: how many should there be?",
        "sign": "Check the signs: go through the terms one by one and see what each minus does.",
        "carried": "You went on with an earlier answer that was not right. What did the step before come to then?",
        "digits": "That is close. Work it out once more, slowly, digit by digit.",
        "put_back": "Put your {value} in for {unknown} in ${equation}$: do both sides come out the same?",
        "try_value": "Try {assignment} in ${expression}$ and in your answer: do you get the same from both?",
        "same_solution": "What is done to one side of ${equation}$ has to be done to the other. Check that in yours.",
        "write_equation": "Read the task again: what is not known, and which two things are equal to each other?",
        "check_option": "Check the option that you picked against the task: what would have to be true for it to fit?",
        "put_each_back": "Put each of your values into the task: does it hold? And could there be others?",
        "try_inside": "Try a number from your answer in the task, one from outside it, and the ends: where is it true?",
        "each_entry": "Check the entries one by one against the task: which of them are you sure of?",
        "all_equations": "Put your values into every one of the equations: do all of them hold?",
        "unit_first": "Settle the unit first: in which one is the answer asked, and how many of one make the other?",
        "differentiate_back": "Differentiate your answer: do you get back what was to be integrated?",
        "neighbours": "Compare two neighbours at a time: which of them comes first?",
        "read_again": "Read the task again: which word is asked for?",
        "unlike_denominators": "The denominators are different here. Which denominator could both fractions have?",
        "like_denominators": "The parts are all of one size, so the denominator can stay. What about the numerators?",
        "multiply_fractions": "To multiply fractions, what happens to the numerators, and what to the denominators?",
        "divide_fractions": "Dividing by a fraction is multiplying by its reciprocal. Which fraction is turned over?",
        "simplify_fraction": "Which number divides both the top and the bottom of the fraction?",
        "signed_sum": "Picture a number line: where do you start, which way do you go, and how far?",
        "signed_product": "Settle the sign first: are the two signs alike or different? Then work with the sizes.",
        "order_of_operations": "In ${expression}$ more than one thing is to be done. Which of them comes first?",
        "open_brackets": "Look at the brackets in ${expression}$: what does the factor in front have to multiply?",
        "collect_terms": "Which terms in ${expression}$ are of the same kind and can be put together?",
        "two_brackets": "Take the brackets in ${expression}$ term by term: which products are there?",
        "take_apart": "Which product gives ${expression}$ when it is multiplied out? What do its terms have in common?",
        "replace": "Write ${expression}$ again, the number in brackets in place of every {unknown}. What comes first?",
        "estimate": "Estimate first: about how big has ${expression}$ to be? See whether your answer fits.",
        "first_part": "Which part of ${expression}$ can you work out first?",
        "one_operation": "Show ${expression}$ in a drawing, on a number line or in smaller steps: what do you see?",
        "same_value": "Your answer has to be worth just as much as ${expression}$. How can you check that?",
        "each_term": "Take the terms in the brackets one by one: by what is each multiplied, and with which sign?",
        "undo_equation": "Look at ${equation}$: what was done to {unknown}, in which order, and how can you undo it?",
        # nothing better
        "generic": "Go through it again from the start, a small part at a time. Which part can you check?",
        "generic_asked": "Begin with what you know: what is asked, in your own words, and what can you do first?",
        "generic_next": "Make the task easier for yourself: how would you do it with small, round numbers?",
        "generic_told": "Tell yourself, or somebody, what you did so far and why. Where are you least sure?",
        "generic_short": "Have another look at it.",
        # as a teacher settled it
        "place": "Something is not right yet in just this step. Where exactly? Go through it once more.",
        "used_up": "That was all the help that your teacher has set for this problem.",
        # worked steps
        # answers of several parts
        "entries_swapped": "Look at each of your values by itself: in which place does it belong?",
        "entries_swapped_coordinates": "Which of the two coordinates comes first?",
        "entries_transposed": "What stands in a row of the matrix, and what in a column?",
        "entries_reordered": "The order matters here. Which of your values comes first?",
        "entries_root_without_sign": "Is there another number that has the same square, or is as far from zero?",
        "entries_zero_left_out": "Was there a step at which you divided by something that may be zero?",
        "entries_left_out": "Are these all of them? Look for what else is true.",
        "entries_sign_added": "Try each of your values by itself, with its sign. Which of them hold?",
        "entries_one_too_many": "Try each of your values by itself. Which of them hold?",
        "entries_all_signs": "Try your values with their signs. What would the opposite signs give?",
        "entries_one_sign": "Look at the signs of your values, one after another. Which of them can you check?",
        "entries_some_right": "Try each part of your answer by itself. Which parts hold?",
        "worked": "{prompt}\n\n{lines}",
        "worked_rungs": "{prompt}\n\n{lines}\n\nThe answer: {answer}",
    }
)
"""The words in English, by code."""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Words with every part filled in, and the language they are in."""

    text: str
    language: str


def message(code: str, language: str, **parts: str) -> Message:
    """
    Return the words of a code in a language, or in English where there are none.

    Parameters
    ----------
    code
        A key of the messages.
    language
        BCP 47 tag; only its first part counts.
    parts
        What the braces of the text name.

    Raises
    ------
    KeyError
        If no message has that code, or a part is missing.
    """
    text = phrasebook(_HERE, language, "messages").get(code)
    if text is not None:
        return Message(text=text.format_map(parts), language=speaks(language))
    return Message(text=MESSAGES[code].format_map(parts), language=ENGLISH)


def has_message(code: str) -> bool:
    """
    Say whether there are words for a code.
    """
    return code in MESSAGES
