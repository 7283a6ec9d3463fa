"""
Reading, comparing and following mathematics.

One immutable tree that keeps what was written, one Pratt grammar, exact values
and residues at secret points. Knows no items, no answers and no learners, and
evaluates no text as code. Everything is bounded by counted work.
"""
