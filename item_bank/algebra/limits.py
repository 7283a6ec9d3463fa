"""
Limits: how much of anything is read or computed.

Counted in characters, tokens, levels, digits and bits, never in seconds, so
that the same text has the same outcome on every machine. Texts are limited
before numbers are built from them: most attacks on a reader are small texts
with huge values (seen on six peers).
"""

__all__ = [
    "LONGEST_PRODUCT",
    "MAX_ALTERNATIVES",
    "MAX_BITS",
    "MAX_CELLS",
    "MAX_CHARACTERS",
    "MAX_DEGREE",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_EXPONENT",
    "MAX_FACTORIAL",
    "MAX_ROUNDED",
    "MAX_SOLVED_DEGREE",
    "MAX_STEPS",
    "MAX_TERMS",
    "MAX_TOKENS",
]

MAX_CHARACTERS = 1_000
"""Of one text. Real answers of 5,339 tutor steps stay below 100."""
MAX_TOKENS = 400
"""Of one text; bounds the depth of a sum of many terms too, which nests to the left."""
MAX_DEPTH = 60
"""Brackets, signs and exponents inside one another; keeps recursion far from the interpreter's limit."""
LONGEST_PRODUCT = 4
"""Letters side by side that are read as a product where no names are declared; five and more are a word."""
MAX_DIGITS = 60
"""Of one literal; a longer one is noise, and 60 digits still read back what 190 bits print."""
MAX_EXPONENT = 10_000
"""Of a literal exponent, and of any exponent that is raised to; far below every secret prime."""
MAX_FACTORIAL = 500
"""Whole number whose factorial is worked out; 500! has 3,767 bits."""
MAX_BITS = 4_096
"""Of a numerator or denominator; reached by 10^1200, and one operation there takes microseconds."""
MAX_DEGREE = 24
"""Of a polynomial that is multiplied out; school equations that turn out linear pass through degree 4 at most."""
MAX_TERMS = 64
"""Of a polynomial that is multiplied out; a product of two such is 4,096 multiplications."""
MAX_STEPS = 4_096
"""Multiplications of two terms while one expression is multiplied out: some 4 ms. `(x+1)^24` needs 600."""
MAX_ROUNDED = 4
"""Rounded decimals that one line may bring in; each doubles the corners that are looked at."""
MAX_SOLVED_DEGREE = 48
"""Of a polynomial in one unknown whose roots are asked for; factoring and isolating them takes some milliseconds."""
MAX_CELLS = 64
"""Points at which the truth of one statement may change; two-sided school inequalities have at most ten."""
MAX_ALTERNATIVES = 16
"""Cases of one statement about several unknowns; a circle and a line have two common points."""
