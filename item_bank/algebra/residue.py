"""
Residues: what an expression is worth modulo a secret prime at two secret points.

Two rational functions with equal residues at independent points are equal but
for a chance of about degree / 2^61 a point (Schwartz 1980, Zippel 1979), as long
as nobody can build an answer around the prime and the points; so both come from
the server's secret and the subject (the item), and from nothing fixed. `pi` is
one more variable: it is transcendental, so an identity with it is one in it; `e`
is another, and so is a function of which nothing is known. `i` is a square root
of -1 modulo the prime.
"""

import hashlib
import hmac
from collections.abc import Callable, Hashable
from itertools import count
from typing import TypeVar, assert_never, cast

from item_bank.algebra.arithmetic import UNDEFINED, NotExact, Undefined
from item_bank.algebra.exact import Value, value
from item_bank.algebra.functions import FUNCTIONS
from item_bank.algebra.limits import MAX_EXPONENT, MAX_KEPT
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    EmptySet,
    Factorial,
    Group,
    Junction,
    Listing,
    Matrix,
    Mixed,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Reals,
    Relation,
    Repeating,
    Setwise,
    Subtract,
    Tree,
)

__all__ = ["Points", "residues", "root_of_minus_one"]

T = TypeVar("T")
PRIME_BITS = 61
"""Products of two residues fit two machine words; the chance of a false match is 2^-61 a degree and point."""
SMALL_PRIMES = (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97)
LONG = len(str(MAX_EXPONENT))
"""Digits of a whole number that may be too large for an exponent."""
WITNESSES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
"""With these bases the Miller-Rabin test is exact below 3.3 * 10^24 (Sorenson and Webster 2015)."""


class Points:
    """
    A secret prime and a secret value of every name at two points.

    Depends on the secret and the subject alone, so that a regrade repeats.
    Prints nothing of what it holds.

    Parameters
    ----------
    secret
        The server's secret.
    subject
        What is compared, e.g. an item's id; other subjects have other points.
    """

    __slots__ = ("_kept", "_key", "_values", "prime", "root")

    def __init__(self, secret: bytes, subject: str) -> None:
        """
        Derive the prime; values of names follow when they are asked for.

        `root` is a square root of -1 modulo the prime.
        """
        self._key = hmac.digest(secret, subject.encode(), hashlib.sha256)
        self.prime = self._prime()
        self.root = root_of_minus_one(self.prime)
        self._values: dict[str, tuple[int, int]] = {}
        self._kept: dict[Hashable, object] = {}

    def __repr__(self) -> str:
        """
        Show that it is there, and nothing of it.
        """
        return "Points(...)"

    def of(self, name: str) -> tuple[int, int]:
        """
        Return the value of a name at both points, from 1 to the prime less 1.
        """
        known = self._values.get(name)
        if known is None:
            known = self._pair(f"name {name}")
            self._values[name] = known
        return known

    def applied(self, function: str, arguments: tuple[tuple[int, int], ...]) -> tuple[int, int]:
        """
        Return the value at both points of a function of which nothing is known: another one for other arguments.
        """
        at = [[pair[point] % self.prime for pair in arguments] for point in (0, 1)]
        return self._pair(f"{function} {at[0]}")[0], self._pair(f"{function} {at[1]}")[1]

    def _pair(self, label: str) -> tuple[int, int]:
        """
        Return two values from 1 to the prime less 1 that belong to a label.
        """
        drawn = self.draw(label)
        first, second = (1 + int.from_bytes(half) % (self.prime - 1) for half in (drawn[:16], drawn[16:]))
        return first, second

    def keep(self, what: Hashable, make: Callable[[], T]) -> T:
        """
        Return what was made of these points before, or make it; the first `MAX_KEPT` are kept.
        """
        if what in self._kept:
            return cast("T", self._kept[what])
        made = make()
        if len(self._kept) < MAX_KEPT:
            self._kept[what] = made
        return made

    def draw(self, label: str) -> bytes:
        """
        Return the 32 bytes that belong to a label.
        """
        return hmac.digest(self._key, label.encode(), hashlib.sha256)

    def _prime(self) -> int:
        """
        Return the first prime of `PRIME_BITS` bits among the numbers drawn that is 1 more than a multiple of 4.

        About 21 tries on average; modulo such a prime -1 has a square root.
        """
        count = 0
        while True:
            drawn = int.from_bytes(self.draw(f"prime {count}")[:8])
            candidate = (drawn >> (64 - PRIME_BITS) | 1 << (PRIME_BITS - 1) | 3) - 2
            if _is_prime(candidate):
                return candidate
            count += 1


def root_of_minus_one(prime: int) -> int:
    """
    Return a square root of -1 modulo a prime that is 1 modulo 4.

    A base that is no square gives one, raised to a quarter of the prime less 1
    (Euler's criterion); half of all bases are none, so that the first few do.
    """
    return next(root for base in count(2) if (root := pow(base, prime // 4, prime)) ** 2 % prime == prime - 1)


def residues(tree: Tree, points: Points) -> tuple[int, int] | Undefined | None:
    """
    Evaluate an expression modulo the prime at both points.

    Parameters
    ----------
    tree
        An expression in any names.
    points
        Where to evaluate it.

    Returns
    -------
    tuple of int | Undefined | None
        One residue a point, equal for equal rational functions and different
        for different ones but for a negligible chance. `Undefined` where a
        division by zero has no value anywhere, e.g. `1/(x - x)`. None where the
        expression is not a rational function: a root, a name in an exponent, a
        statement.
    """
    try:
        first, second = _residues(tree, points)
    except ZeroDivisionError:
        return UNDEFINED
    except _NotRational:
        return None
    return first % points.prime, second % points.prime


class _NotRational(Exception):
    """Ends the recursion at what is no rational function."""


def _residues(tree: Tree, points: Points) -> tuple[int, int]:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """
    Return the residues at both points in one walk; division by zero raises ZeroDivisionError.
    """
    # what most trees are made of is asked for by type: to find that a node is not of a class takes as long as a product
    prime = points.prime
    if type(tree) is Number and tree.text.isdecimal():
        residue = int(tree.text)
        return residue, residue
    if type(tree) is Name:
        return points.of(tree.name)
    if type(tree) is Multiply:
        (left, also_left), (right, also_right) = _residues(tree.left, points), _residues(tree.right, points)
        return left * right % prime, also_left * also_right % prime
    if type(tree) is Add:
        (left, also_left), (right, also_right) = _residues(tree.left, points), _residues(tree.right, points)
        return left + right, also_left + also_right
    if type(tree) is Subtract:
        (left, also_left), (right, also_right) = _residues(tree.left, points), _residues(tree.right, points)
        return left - right, also_left - also_right
    if type(tree) is Power:
        times = _exponent(tree.exponent)
        base, also_base = _residues(tree.base, points)
        return _power(base, times, prime), _power(also_base, times, prime)
    if type(tree) is Group:
        return _residues(tree.inner, points)
    if type(tree) is Divide:
        (left, also_left), (right, also_right) = _residues(tree.left, points), _residues(tree.right, points)
        return _quotient(left, right, prime), _quotient(also_left, also_right, prime)
    match tree:
        case Posit():
            return _residues(tree.operand, points)
        case Negate():
            operand, also_operand = _residues(tree.operand, points)
            return -operand, -also_operand
        case Call(function, arguments) if function not in FUNCTIONS:
            return points.applied(function, tuple([_residues(argument, points) for argument in arguments]))
        case Number() | Mixed() | Repeating() | Call() | Factorial():
            return _rational(value(tree), prime)
        case Constant("pi" | "e" as name):
            return points.of(f"constant {name}")
        case Constant("i"):
            return points.root, points.root
        case Percent():
            operand, also_operand = _residues(tree.operand, points)
            return _quotient(operand, 100, prime), _quotient(also_operand, 100, prime)
        case Degrees():
            operand, also_operand = _residues(tree.operand, points)
            turn, also_turn = points.of("constant pi")
            return _quotient(operand * turn, 180, prime), _quotient(also_operand * also_turn, 180, prime)
        case (
            Constant() | PlusMinus() | Relation() | Junction() | Listing() | Matrix() | Setwise() | EmptySet() | Reals()
        ):
            raise _NotRational
        case _:
            assert_never(tree)


def _exponent(tree: Tree) -> int:
    """
    Return the whole number that an exponent is.
    """
    if type(tree) is Number and tree.text.isdecimal() and len(tree.text) < LONG:
        return int(tree.text)
    exact = value(tree)
    if isinstance(exact, Undefined):
        raise ZeroDivisionError
    if isinstance(exact, NotExact) or exact.denominator != 1 or abs(exact) > MAX_EXPONENT:
        raise _NotRational
    return exact.numerator


def _rational(exact: Value, prime: int) -> tuple[int, int]:
    """
    Return the residue of an exact value, the same at both points.
    """
    if isinstance(exact, Undefined):
        raise ZeroDivisionError
    if isinstance(exact, NotExact):
        raise _NotRational
    residue = _quotient(exact.numerator, exact.denominator, prime)
    return residue, residue


def _power(base: int, exponent: int, prime: int) -> int:
    """
    Raise to a power; zero only to positive ones.
    """
    if base % prime == 0 and exponent <= 0:
        raise ZeroDivisionError
    return pow(base, exponent, prime)


def _quotient(left: int, right: int, prime: int) -> int:
    """
    Divide, but not by zero.
    """
    if right % prime == 0:
        raise ZeroDivisionError
    return left * pow(right, -1, prime) % prime


def _is_prime(number: int) -> bool:
    """
    Say whether an odd number above 100 is prime, by trial division and the Miller-Rabin test.
    """
    if any(number % small == 0 for small in SMALL_PRIMES):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(number, witness, odd, twos) for witness in WITNESSES)


def _passes(number: int, witness: int, odd: int, twos: int) -> bool:
    """
    Say whether a number looks prime to one witness.
    """
    power = pow(witness, odd, number)
    if power in (1, number - 1):
        return True
    for _ in range(twos - 1):
        power = power * power % number
        if power == number - 1:
            return True
    return False
