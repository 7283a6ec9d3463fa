"""
Keys of the hostile tests, made ready once a process.
"""

from item_bank.answers.answer import Answer
from item_bank.answers.key import Key, KeyFault, compile_key
from tests.hostile.texts import ANSWERS, VANISHING

__all__ = ["compiled", "keys", "vanishing"]


def compiled(answer: Answer) -> Key:
    """
    Make an answer ready; a fault is an error of the test.
    """
    key = compile_key(answer, unknowns=(), solution=(), secret=b"h" * 32, subject="hostile")
    assert not isinstance(key, KeyFault), (answer, key)
    return key


def keys() -> dict[str, Key]:
    """
    Return the key of each kind by its name.
    """
    return {name: compiled(answer) for name, answer in ANSWERS.items()}


def vanishing() -> list[tuple[Key, str]]:
    """
    Return each key with the wrong answer that was built for it.
    """
    return [(compiled(answer), text) for answer, text in VANISHING]
