"""
Both signs: what `2 ± 3` stands for, written out.

The same sign is meant throughout one expression, so that there are two of them
at most, whatever the number of signs; `∓` is the other one.
"""

from functools import partial

from item_bank.algebra.tree import Add, Negate, PlusMinus, Subtract, Tree, children, walk, with_children

__all__ = ["both_signs"]


def both_signs(tree: Tree) -> tuple[Tree, ...]:
    """
    Return the expressions that one with `±` stands for, plus first; itself where there is none.
    """
    if not any(isinstance(node, PlusMinus) for node in walk(tree)):
        return (tree,)
    return _signed(tree, negative=False), _signed(tree, negative=True)


def _signed(tree: Tree, *, negative: bool) -> Tree:
    """Put one sign in the place of each `±`."""
    match tree:
        case Add(left, PlusMinus(operand, inverted)):
            joined = Subtract if negative is not inverted else Add
            return joined(_signed(left, negative=negative), _signed(operand, negative=negative))
        case PlusMinus(operand, inverted):
            signed = _signed(operand, negative=negative)
            return Negate(signed) if negative is not inverted else signed
        case _:
            return with_children(tree, tuple(map(partial(_signed, negative=negative), children(tree))))
