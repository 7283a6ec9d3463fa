"""
Lacks: what keeps a right value from the form that was asked for.

Codes are stable: hints, logs and translations go by them. An entry says what is
the case; what a learner is told is in the hints' messages, under `form_` and
the code.
"""

from typing import Literal, TypeAlias

__all__ = ["Lack"]

Lack: TypeAlias = Literal[
    "not_same",  # other parts, or joined in another way, than the key's
    "not_expanded",  # a product or power of a sum is left
    "not_factored",  # a factor can be taken apart further
    "common_factor",  # a number or letter is common to all terms of a factor, or of an equation
    "not_prime",  # a whole number is not taken apart into primes
    "not_single_fraction",  # more than one fraction, or one beside other terms
    "not_lowest_terms",  # a fraction can be cancelled
    "mixed_improper",  # the fraction of a mixed number is 1 or more
    "decimal",  # a decimal where a fraction is asked
    "percent",  # a percent sign where a fraction is asked
    "not_worked_out",  # operations or signs are left to do
    "not_rationalised",  # a root, or the imaginary unit, below a fraction line
    "not_partial_fractions",  # a denominator that is no power of one irreducible factor, or two alike
    "fraction_not_proper",  # a numerator of too high a degree for its denominator
    "no_square",  # the variable stands outside of one squared bracket
    "not_decimal",
    "not_mixed",
    "not_scientific",
    "mantissa_out_of_range",  # the number before the power of ten is below 1, or 10 or more
    "not_percent",
    "decimal_written",  # a decimal where an exact value is asked
    "like_terms",  # terms of one kind are not put together
    "like_powers",  # powers of one base are not put together
    "nested_fraction",  # a fraction within a fraction
    "double_sign",
    "needless_part",  # a term 0, a factor or exponent 1
    "brackets_left",  # brackets whose opening would let terms be put together
    "root_reducible",  # a root has a factor that can be taken out
]
