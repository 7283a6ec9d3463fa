"""
Limits: how much of anything is read or computed.

Counted in characters, tokens, levels, digits and bits, never in seconds, so
that the same text has the same outcome on every machine. Texts are limited
before numbers are built from them: most attacks on a reader are small texts
with huge values (seen on six peers).
"""

__all__ = [
    "BALL_BITS",
    "FINGERPRINT_BITS",
    "LONGEST_PRODUCT",
    "LOW_BITS",
    "MAX_ALTERNATIVES",
    "MAX_AROUND",
    "MAX_BALL_WORK",
    "MAX_BARS",
    "MAX_BENT",
    "MAX_BENT_DEGREE",
    "MAX_BENT_NODES",
    "MAX_BITS",
    "MAX_CHARACTERS",
    "MAX_CHOSEN",
    "MAX_COLUMNS",
    "MAX_CONDUCTOR",
    "MAX_DEGREE",
    "MAX_DEPTH",
    "MAX_DIGITS",
    "MAX_EXACT_OPERANDS",
    "MAX_EXPONENT",
    "MAX_FACTORED_DEGREE",
    "MAX_FACTORIAL",
    "MAX_GAMMA",
    "MAX_KEPT",
    "MAX_OPAQUE",
    "MAX_ROOT_WORK",
    "MAX_ROUNDED",
    "MAX_SEPARATION",
    "MAX_SOLVED_DEGREE",
    "MAX_STEPS",
    "MAX_TERMS",
    "MAX_TOKENS",
    "MAX_TRIES",
    "MAX_WHOLE",
    "MAX_WIRE_DEPTH",
    "MIN_GOOD",
    "NOTICED_BITS",
    "PROOF_BITS",
    "SATURATED",
    "TINY_BITS",
    "WORKER_MEMORY_BYTES",
    "WORKER_REPLY_BYTES",
    "WORKER_SECONDS",
]

MAX_CHARACTERS = 1_000
"""Of one text. Real answers of 5,339 tutor steps stay below 100."""
MAX_TOKENS = 400
"""Of one text; bounds the depth of a sum of many terms too, which nests to the left."""
MAX_DEPTH = 60
"""Brackets, signs and exponents inside one another; keeps recursion far from the interpreter's limit."""
MAX_BARS = 32
"""Bars that may belong together; pairing them takes steps in the square of their number."""
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
MAX_FACTORED_DEGREE = 10
"""Of a polynomial in several names that is factored: `x^12+y^12-1` takes up to 60 ms, of degree 24 some seconds."""
MAX_ROUNDED = 4
"""Rounded decimals that one line may bring in; each doubles the corners that are looked at."""
MAX_SOLVED_DEGREE = 24
"""Of a polynomial in one unknown whose roots are asked for; isolating those of a random one takes 4 ms."""
MAX_ROOT_WORK = 40_000
"""Square of the degree times bits of the longest coefficient, of a polynomial whose roots are isolated: some 10 ms."""
MAX_ALTERNATIVES = 16
"""Cases of one statement about several unknowns; a circle and a line have two common points."""
MAX_WHOLE = 1 << 64
"""Whole number that is taken out of a ball: one of 2^70 bits would fill the memory."""
MAX_GAMMA = 2_000
"""Number whose factorial is computed as a ball: some 0.1 ms at 256 bits, more the larger it is."""
MAX_CHOSEN = 100
"""Lower number of a binomial coefficient that is multiplied out with balls."""
MAX_BALL_WORK = 4_000
"""Operations on balls in one walk over a tree, weighed by kind and precision; 200 sums at 12 places are 2,400."""
NOTICED_BITS = 64
"""Of the smaller part of a watched sum, how many have to be left in what comes out."""
TINY_BITS = 96
"""What is below 2^-96 and not zero is too small to be told from zero by a cosine at 1,024 bits."""
SATURATED = 100
"""Beyond it the hyperbolic tangent differs from 1 by less than 2^-287."""
BALL_BITS = 256
"""Precision at which two expressions are first compared; differences below 2^-128 are left to `PROOF_BITS`."""
PROOF_BITS = 1_024
"""Precision at which what looks equal is looked at once more."""
MIN_GOOD = 4
"""Places at which both sides have values, fewer of which are no ground to call them the same."""
MAX_AROUND = 8
"""Numbers written in an expression around which further places lie."""
MAX_KEPT = 24
"""Sets of places that are kept for one subject: for each set of letters that its responses hold."""
FINGERPRINT_BITS = 100
"""Of a value in a fingerprint: 30 digits."""
MAX_COLUMNS = 24
"""Columns of values that one side keeps: those at its own places, in real and complex numbers."""
LOW_BITS = 64
"""Precision at which numbers without names are first compared; most differences show there."""
MAX_TRIES = 24
"""Assignments that are tried for a counterexample; a difference of low degree shows at one of the first."""
MAX_SEPARATION = 8_192
"""Bits to which a difference of two algebraic numbers is worked out to prove that it is zero: some 0.1 ms."""
MAX_CONDUCTOR = 720
"""Order of the roots of unity that the sines of one number come from: sines of quarter degrees."""
MAX_WIRE_DEPTH = 450
"""Levels of a tree that is sent to the worker or by it; a sum of as many tokens as are read has 200."""
WORKER_MEMORY_BYTES = 1 << 30
"""Address space of the worker; sympy at rest has 0.2 GB."""
WORKER_SECONDS = 600
"""Processor time of one worker over its life; single answers are timed by whoever waits for them."""
WORKER_REPLY_BYTES = 1 << 20
"""Of one reply; a longer one is of no use to an author."""
MAX_OPAQUE = 12
"""Calls of an author's own functions in two expressions together; each is held against all before it."""
MAX_BENT = 4
"""Functions with a bend in one expression whose bends are looked for."""
MAX_BENT_DEGREE = 8
"""Of a polynomial under such a function; its roots take a tenth of a millisecond."""
MAX_BENT_NODES = 24
"""Parts of what stands under such a function; `x^4-14x^3+73x^2-168x+144` has 23."""
MAX_EXACT_OPERANDS = 16
"""Operands of functions that one walk works out exactly; each is looked through whole, so that nested ones add up."""
