"""What is promised of whole workings: an expert's word on every line."""

import pytest

from tests.bench.school_chains import Chain, disagreement, school_chains

CHAINS = tuple(school_chains())
TOPICS = tuple(dict.fromkeys(chain.topic for chain in CHAINS))


@pytest.mark.parametrize("topic", TOPICS)
def test_every_line_is_related_as_an_expert_does(topic: str) -> None:
    """
    Right lines are called right, the first wrong one is found, and a true line that does not help is not wrong.
    """
    said = [disagreement(chain) for chain in CHAINS if chain.topic == topic]

    assert said
    assert [one for one in said if one is not None] == []


def test_a_chain_that_is_otherwise_is_told() -> None:
    """
    The comparison fails where an expectation is not met.
    """
    wrong = Chain(
        topic="",
        lines=("2x = 8", "x = 4"),
        relations=("different",),
        first_wrong=2,
        idle=False,
        causes={},
        statement=None,
    )

    assert "2x = 8; x = 4" in str(disagreement(wrong))
