"""
Setting: what letters stand for, and how angles are measured, where two expressions are compared.

An item declares it. Without it letters are real numbers and angles radians.
"""

from typing import Final, Literal, TypeAlias

import msgspec

__all__ = ["STANDARD", "Angle", "Domain", "Setting"]

Domain: TypeAlias = Literal["real", "positive", "complex", "integer"]
"""What letters stand for. Among real numbers odd roots of negative ones are real, among complex ones they are not."""
Angle: TypeAlias = Literal["radians", "degrees"]
"""What a bare number is measured in where an angle is meant, and what an inverse function gives."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What is agreed on before two expressions are compared."""

    domain: Domain = "real"
    angle: Angle = "radians"


STANDARD: Final = Setting()
"""What holds where an item declares nothing."""
