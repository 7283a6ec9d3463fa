"""
Evidence: what a comparison rests on.

Kept with every verdict, so that it can be told later which answers were proven
right and which only could not be told from right ones.
"""

import enum

__all__ = ["Evidence"]


class Evidence(enum.StrEnum):
    """
    What a comparison rests on.

    `exact`: a proof. `residues`: the same modulo a secret prime at secret points,
    wrong with a chance below 10^-30. `numeric`: the same to many digits at many
    points, not proven; a difference is always a proof.
    """

    EXACT = "exact"
    RESIDUES = "residues"
    NUMERIC = "numeric"
