"""
Reasons: why a step, a whole problem, or a hint is not carried over.

One sentence per stable code, whatever the source. `OTHER_KINDS` are not the source's fault: they
wait for kinds of answers that the engine does not have yet.
"""

from collections.abc import Mapping

__all__ = ["HINTS", "OTHER_KINDS", "SENTENCES"]

OTHER_KINDS: Mapping[str, str] = {
    "units": "The answer has amounts of money among other things.",
}

FAULTS: Mapping[str, str] = {
    "ambiguous_fraction": "The answer has a fraction whose denominator is not in brackets, with two readings.",
    "answer_missing": "The row has no answer.",
    "answer_count": "The step does not have exactly one answer.",
    "choice_is_a_foreign_picture": "A choice is a picture on another site.",
    "choice_without_text": "A choice is empty.",
    "duplicate_choices": "Two choices say the same.",
    "duplicate_id": "Another problem or step has the same id.",
    "key_not_among_choices": "The answer is not exactly one of the choices.",
    "key_not_right": "The answer is not judged right against itself.",
    "letter_not_in_question": "The answer has a letter that the question does not have.",
    "license_missing": "The problem names no licence that is known, and no default was given.",
    "missing_figure": "The step shows a figure that is missing, and cannot be answered without.",
    "near_miss_accepted": "A wrong answer close to the right one is judged right.",
    "not_native": "The bank check finds an error in it.",
    "no_prompt": "Neither the problem nor the step says anything.",
    "question_disagrees": "The formula that the question shows is not equal to the answer: one of them is wrong.",
    "sentence": "The answer is a sentence, or words with numbers in them.",
    "single_choice": "There is only one choice.",
    "too_long": "A text of the step is too long.",
    "too_many_choices": "There are more choices than letters.",
    "undefined_letters": "The answer is maths with words in it.",
    "undecidable": "The engine cannot decide on this answer.",
    "unknown_kind": "There is no such kind of answer, or not with these options.",
    "unreadable_answer": "The answer cannot be read as maths.",
    "unreadable_latex": "The answer is LaTeX that is not well formed.",
    "unreadable_problem": "The problem's file cannot be read.",
    "unreadable_step": "The step's file cannot be read.",
    "too_many_skills": "The bank has too many skills already.",
    "variables": "A text shows a variable that has no value.",
}

SENTENCES: Mapping[str, str] = {**OTHER_KINDS, **FAULTS}

HINTS: Mapping[str, str] = {
    "hint_not_native": "A hint was left out, because the bank check finds an error in it.",
    "hint_too_long": "A hint was left out, because it is too long.",
    "hint_too_many": "Hints were left out, because the step has too many.",
    "hint_with_variables": "A hint was left out, because it shows a variable that has no value.",
}
