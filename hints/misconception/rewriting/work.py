"""
Work: counted steps, so that no line costs more than its share, whatever is written in it.
"""

__all__ = ["Work"]


class Work:
    """
    Steps of matching that are left; `spend` says whether there was one.
    """

    __slots__ = ("left",)

    def __init__(self, steps: int) -> None:
        """
        Begin with some steps.
        """
        self.left = steps

    def spend(self) -> bool:
        """
        Take one step.
        """
        self.left -= 1
        return self.left >= 0
