"""
Rationalised: no root in a denominator, and no imaginary unit.

Looks at fraction lines, at negative exponents and at roots of a fraction, whose
denominator stands under the root; not into the arguments of other functions.
"""

from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.forms.shape import is_negative_power, is_root, product
from item_bank.algebra.tree import Call, Constant, Divide, Power, Tree, children

__all__ = ["rationalised_lack"]


def rationalised_lack(tree: Tree) -> Lack | None:
    """
    Say `not_rationalised` where a root, or the imaginary unit, stands in a denominator.
    """
    waiting = [(tree, False)]
    while waiting:
        node, below = waiting.pop()
        match node:
            case Constant("i") if below:
                return "not_rationalised"
            case _ if is_root(node):
                radicand = children(node)[0]
                if below or is_negative_power(node) or product(radicand).below:
                    return "not_rationalised"
                waiting.append((radicand, False))
            case Divide(left, right):
                waiting += [(left, below), (right, True)]
            case Power(base):
                waiting.append((base, below or is_negative_power(node)))
            case Call():
                pass
            case _:
                waiting += [(part, below) for part in children(node)]
    return None
