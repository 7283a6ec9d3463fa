"""
The question against its key: whether the two can belong together.

A key that works may still be wrong for its question: tools have lost brackets
on the way (`x/6 x` for `x/(6x)`), and authors have mixed letters and problems
up. Where a question shows one formula and asks for no more than its value or
its solution, the key has to agree; and a key may only have letters that the
learner has seen. Where that is not plain, nothing is said.
"""

import re

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Constant, names, walk
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.answer import Answer, EquationAnswer, ExpressionAnswer, NumberAnswer
from item_bank.answers.fault import KeyFault
from item_bank.answers.judge import judge
from item_bank.answers.key import compile_key
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.importers.oatutor.asked import Key
from item_bank.importers.oatutor.letters import FORMULA, letters_in
from item_bank.importers.oatutor.typed import to_typed

__all__ = ["disagreement", "unknowns_of"]

ALONE = re.compile(r"\s*-?(?:[\d.,{}]+|[A-Za-z])\s*")
GIVEN = re.compile(r"\s*[A-Za-z]\s*=\s*-?(?:[\d.,]+|\\frac\{-?\d+\}\{-?\d+\})\s*")

ASKS_ITS_VALUE = re.compile(
    r"\b(?:simplif|factor|expand|multipl|divid|quotient|product|add|subtract|combin|solv|calculat|find the value)",
    re.IGNORECASE,
)
ASKS_MORE = re.compile(
    r"\b(?:inverse|opposite|reciprocal|solutions|when|for each|slope|common (?:factor|denominator)|remainder|functions?"
    r"|how many|round|estimat|approximat|nearest|percent|lcd|gcf|degree|coefficient|identify|intercept|discriminant"
    r"|translat|convert|sum of|complet\w*\b[^.]*\bsquare)\b",
    re.IGNORECASE,
)
INSTRUCTION = frozenset(
    {
        *("a", "add", "combine", "completely", "divide", "expand", "expression", "factor", "find", "following", "for"),
        *("monomials", "multiply", "number", "polynomial", "quotient", "simplify", "single", "solve", "subtract"),
        *("the", "these", "this", "to", "trinomial", "using", "value"),
    }
)
"""Words that a question may have beside its formula and still ask for nothing but its value."""


def disagreement(answer: Answer, unknowns: tuple[str, ...], prompt: str, around: tuple[str, ...]) -> str | None:
    """
    Say why a key cannot belong to its question.

    Parameters
    ----------
    answer
        The key.
    unknowns
        The step's unknowns.
    prompt
        The step's own text, in our Markdown.
    around
        The problem's title and text.

    Returns
    -------
    str | None
        A code of `reasons`; None where they agree, or where it is not plain
        that they have to.
    """
    if not isinstance(answer, NumberAnswer | ExpressionAnswer | EquationAnswer):
        return None
    tree = read(answer.value, Context())
    if not isinstance(tree, Unreadable):
        # what is lowered tells letters apart: `d_1` is seen where a `d` is
        letters = {name.partition("_")[0] for name in names(tree)}
        if not letters_in((*around, prompt)).issuperset(letters):
            return "letter_not_in_question"
    formula = _asked_for(prompt, " ".join((*around, prompt)))
    typed = None if formula is None else to_typed(formula)
    if not isinstance(typed, str) or isinstance(answer, EquationAnswer):
        return None
    key = compile_key(answer, unknowns=unknowns, solution=(), secret=b"", subject="")
    if isinstance(key, KeyFault):
        return None
    verdict = judge(key, Final(text=typed)).verdict
    return "question_disagrees" if verdict is Verdict.INCORRECT else None


def _asked_for(prompt: str, wording: str) -> str | None:
    """
    Find the one formula whose value or solution a question asks for; None where it asks otherwise.
    """
    if not ASKS_ITS_VALUE.search(wording) or ASKS_MORE.search(wording):
        return None
    formulas = FORMULA.findall(prompt)
    words = re.findall(r"[^\W_]+|[^\s\w.,:;)*]", FORMULA.sub(" ", prompt).lower())
    if len(formulas) != 1 or not INSTRUCTION.issuperset(words):
        return None
    formula: str = formulas[0]
    return None if ALONE.fullmatch(formula) or GIVEN.fullmatch(formula) else formula


def unknowns_of(key: Key, texts: tuple[str, ...]) -> tuple[str, ...]:
    """
    List the letters that a response may name beside the key's: those of the question, where the key is an expression.

    Otherwise a learner who kept a letter that should have gone would be told
    that it is unknown, not that the answer is wrong.
    """
    if not isinstance(key.answer, ExpressionAnswer):
        return key.unknowns
    tree = read(key.answer.value, Context())
    of_key = () if isinstance(tree, Unreadable) else names(tree)
    if not isinstance(tree, Unreadable):
        # a letter that the key has for a constant is none for its learner either
        of_key += tuple(node.name for node in walk(tree) if isinstance(node, Constant))
    formulas = [f"${formula}$" for text in texts for formula in FORMULA.findall(text)]
    return tuple(dict.fromkeys([*key.unknowns, *sorted(letters_in(formulas).difference(of_key))]))
