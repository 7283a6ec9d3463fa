"""Keys for tests: compiled, or the test fails with the fault's sentence."""

from item_bank.answers.answer import Answer, EquationAnswer, ExpressionAnswer, NumberAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import Key, KeyFault, compile_key
from item_bank.answers.response import Final, Working
from item_bank.answers.verdict import Judged

__all__ = ["equation", "expression", "final", "key_of", "number", "working"]

SECRET = b"a secret of thirty-two bytes, ok"


def key_of(answer: Answer, *, unknowns: tuple[str, ...] = (), solution: tuple[str, ...] = ()) -> Key:
    """
    Compile an answer that has to compile.
    """
    key = compile_key(answer, unknowns=unknowns, solution=solution, secret=SECRET, subject="item/1")
    assert not isinstance(key, KeyFault), key.sentence
    return key


def number(value: str, *solution: str, unknowns: tuple[str, ...] = (), form: str = "any") -> Key:
    """
    Compile a number.
    """
    answer = NumberAnswer(value=value, form="lowest_terms" if form == "lowest_terms" else "any")
    return key_of(answer, unknowns=unknowns, solution=solution)


def expression(value: str, *solution: str, unknowns: tuple[str, ...] = (), form: str = "any") -> Key:
    """
    Compile an expression.
    """
    answer = ExpressionAnswer(value=value, form="lowest_terms" if form == "lowest_terms" else "any")
    return key_of(answer, unknowns=unknowns, solution=solution)


def equation(value: str, *solution: str, unknowns: tuple[str, ...] = ()) -> Key:
    """
    Compile an equation.
    """
    return key_of(EquationAnswer(value=value), unknowns=unknowns, solution=solution)


def final(key: Key, text: str, locale: str = "en") -> Judged:
    """
    Judge a final answer.
    """
    return judge(key, Final(text=text), locale=locale)


def working(key: Key, *lines: str) -> Judged:
    """
    Judge lines of working.
    """
    return judge(key, Working(lines=lines))
