"""What `prover` promises: proofs by a worker of its own, which is killed where it takes too long."""

from collections.abc import Iterator

import pytest

from item_bank.algebra.proving.prover import Prover
from item_bank.algebra.proving.wire import Equal, Failed, encode
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Name, Number
from tests.item_bank.algebra.compared import tree_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def prover() -> Iterator[Prover]:
    """Start one worker for all of the file."""
    with Prover(seconds=60) as started:
        yield started


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("sin(x)^2+cos(x)^2", "1", True),
        ("sin(2x)", "2sin(x)cos(x)", True),
        ("sqrt(x^2)", "abs(x)", True),
        ("sqrt(3+2sqrt(2))", "1+sqrt(2)", True),
        ("2^(x+1)", "2*2^x", True),
        ("x^2", "x^2+1", False),
        ("f(x)", "f(x)", None),
    ],
)
def test_equalities_are_proven_or_refuted(prover: Prover, left: str, right: str, expected: bool | None) -> None:
    """
    And what sympy has no word for is neither.
    """
    assert expected is prover.equal(tree_of(left), tree_of(right))


def test_equations_are_solved(prover: Prover) -> None:
    """
    All solutions, as trees of our own; None where there are infinitely many.
    """
    roots = prover.solve(tree_of("x^2-5x"), tree_of("-6"), "x")

    assert (Number("2"), Number("3")) == roots
    assert prover.solve(tree_of("sin(x)"), Number("0"), "x") is None
    assert () == prover.solve(tree_of("x^2"), tree_of("-1"), "x")
    assert 2 == len(prover.solve(tree_of("x^2"), tree_of("-1"), "x", Setting(domain="complex")) or ())


def test_expressions_are_factored(prover: Prover) -> None:
    """
    Into a product that is the same.
    """
    product = prover.factor(tree_of("x^2-5x+6"))

    assert product is not None
    assert True is prover.equal(product, tree_of("(x-2)(x-3)"))
    assert prover.factor(tree_of("f(x)")) is None


def test_a_worker_that_takes_too_long_is_killed_and_another_one_started() -> None:
    """
    The next question is answered.
    """
    with Prover(seconds=5) as impatient:
        question = Equal(encode(tree_of("9^9^9^9")), encode(Number("2")), Setting())

        assert isinstance(impatient.ask(question), Failed)
        impatient._seconds = 60  # noqa: SLF001 - a busy machine may be slow to start another one
        assert True is impatient.equal(Name("x"), Name("x"))


def test_a_worker_that_ended_is_noticed_and_replaced() -> None:
    """
    One that never was is closed without a word.
    """
    prover = Prover(seconds=60)
    prover.close()
    with prover:
        assert True is prover.equal(Number("1"), Number("1"))
        assert prover._process is not None  # noqa: SLF001 - to end it as the system would
        prover._process.kill()  # noqa: SLF001 - as above
        assert prover.equal(Number("1"), Number("1")) is None
        assert True is prover.equal(Number("1"), Number("1"))
