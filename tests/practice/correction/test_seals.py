"""What `practice.correction.seals` promises: an answer is recognised by its seal, and not read from it."""

from hypothesis import given
from hypothesis import strategies as st

from practice.correction.seals import SEALED, Seals
from practice.ids import TenantId

SEAL = Seals(b"a secret of tests").of(TenantId("school"))


@given(st.text(max_size=40), st.text(max_size=40))
def test_two_answers_have_one_seal_where_they_are_the_same(one: str, other: str) -> None:
    """Whatever was entered; and a seal stays what it is."""
    first, second = SEAL.of(f"answer/{one}"), SEAL.of(f"answer/{other}")

    assert (one == other) == (first == second)
    assert first == SEAL.of(first)
    assert first.startswith(SEALED)
    assert len(SEALED) + 32 == len(first)


def test_a_seal_is_one_tenant_s_and_one_secret_s() -> None:
    """Nobody finds out by their own what another school's answers are."""
    others = (Seals(b"another").of(TenantId("school")), Seals(b"a secret of tests").of(TenantId("other")))

    assert 3 == len({seal.of("answer/3/4") for seal in (SEAL, *others)})


def test_a_mistake_with_a_name_is_recorded_by_its_name() -> None:
    """It is no learner's."""
    assert ["idea/M-1", ""] == [SEAL.of("idea/M-1"), SEAL.of("")]
