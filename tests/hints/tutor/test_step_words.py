"""What step words promise of every kind of answer."""

from hints.tutor.messages import message
from hints.tutor.step_words import OF_KIND
from item_bank.answers.answer import KINDS


def test_every_kind_of_answer_has_a_check_or_says_that_it_has_none() -> None:
    """
    No kind is forgotten, and each check has its words.
    """
    assert set(KINDS.values()) == set(OF_KIND)
    for code in filter(None, OF_KIND.values()):
        assert message(code, "en").text
