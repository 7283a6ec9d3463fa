"""
LaTeX commands: which of them are tokens, and which only change how things look.

What MathLive and MathQuill emit, and what people write by hand. A command that
stands in none of these tables cannot be read: nothing is skipped because it is
not known. Commands with arguments are the tokenizer's.
"""

from collections.abc import Mapping
from types import MappingProxyType

from item_bank.algebra.characters import GREEK
from item_bank.algebra.functions import ALIASES, FUNCTIONS
from item_bank.algebra.vocabulary import Meaning

__all__ = ["DELIMITERS", "ENVIRONMENTS", "FRACTIONS", "LETTERS", "SPACING", "TEXT", "TOKENS"]

SPACING = frozenset(
    {"quad", "qquad", "enspace", "thinspace", "medspace", "thickspace", "space", "nobreakspace", "limits", "nolimits"}
    | {"displaystyle", "textstyle", "scriptstyle", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr"}
    | {"biggl", "biggr", "Biggl", "Biggr", ",", ";", ":", "!", ">", " ", "\t"}
)
"""Commands that are not read, since they change nothing but the look."""
TEXT = frozenset(
    {"text", "textrm", "textnormal", "textit", "textbf", "mbox", "operatorname"}
    | {"mathrm", "mathit", "mathbf", "mathsf", "mathnormal"}
)
"""Commands whose argument is one word or name."""
FRACTIONS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"), "/")
    | dict.fromkeys(("binom", "dbinom", "tbinom"), "binomial")
)
ENVIRONMENTS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("matrix", "pmatrix", "bmatrix", "Bmatrix", "smallmatrix", "array"), "matrix")
    | dict.fromkeys(("cases", "dcases", "rcases", "aligned", "align", "gathered", "split"), "cases")
    | dict.fromkeys(("vmatrix", "Vmatrix"), "determinant")
)
LETTERS: Mapping[str, str] = MappingProxyType(
    GREEK
    | {
        "varepsilon": "ε",
        "vartheta": "θ",
        "varphi": "φ",
        "varrho": "ρ",
        "varsigma": "σ",
        "varkappa": "κ",
        "ell": "l",
    }
)
ARROWS = ("Rightarrow", "implies", "rightarrow", "to", "Longrightarrow", "Leftrightarrow", "Longleftrightarrow", "iff")
TOKENS: Mapping[str, Meaning] = MappingProxyType(
    {name: ("function", ALIASES.get(name, name)) for name in (*FUNCTIONS, *ALIASES) if name not in ("sqrt", "root")}
    | dict.fromkeys(("cdot", "times", "ast", "cdotp", "bullet"), ("operator", "*"))
    | dict.fromkeys(("div", "slash"), ("operator", "/"))
    | {"pm": ("sign", "±"), "mp": ("sign", "∓"), "plusmn": ("sign", "±")}
    | dict.fromkeys(("le", "leq", "leqslant", "leqq"), ("relation", "<="))
    | dict.fromkeys(("ge", "geq", "geqslant", "geqq"), ("relation", ">="))
    | dict.fromkeys(("ne", "neq"), ("relation", "!="))
    | {"lt": ("relation", "<"), "gt": ("relation", ">"), "in": ("relation", "in")}
    | dict.fromkeys(ARROWS, ("relation", "=>"))
    | dict.fromkeys(("lor", "vee"), ("word", "or"))
    | dict.fromkeys(("land", "wedge"), ("word", "and"))
    | dict.fromkeys(("cup", "bigcup"), ("setwise", "union"))
    | dict.fromkeys(("cap", "bigcap"), ("setwise", "intersection"))
    | dict.fromkeys(("setminus", "smallsetminus", "backslash"), ("setwise", "without"))
    | dict.fromkeys(("varnothing", "emptyset"), ("set", "empty"))
    | dict.fromkeys(("R", "reals", "Reals"), ("set", "reals"))
    | {"infty": ("constant", "oo"), "exponentialE": ("constant", "e"), "imaginaryI": ("constant", "i")}
    | {"degree": ("degree", "°"), "%": ("percent", "%")}
)
DELIMITERS: Mapping[str, Meaning] = MappingProxyType(
    {
        "{": ("open", "\\{"),
        "}": ("close", "\\}"),
        "lbrace": ("open", "\\{"),
        "rbrace": ("close", "\\}"),
        "lbrack": ("open", "["),
        "rbrack": ("close", "]"),
        "lparen": ("open", "("),
        "rparen": ("close", ")"),
        "langle": ("open", "("),
        "rangle": ("close", ")"),
        "lvert": ("open", "|"),
        "rvert": ("close", "|"),
        "vert": ("bar", "|"),
        "lfloor": ("open", "⌊"),
        "rfloor": ("close", "⌋"),
        "lceil": ("open", "⌈"),
        "rceil": ("close", "⌉"),
        "<": ("open", "("),
        ">": ("close", ")"),
        "(": ("open", "("),
        ")": ("close", ")"),
        "[": ("open", "["),
        "]": ("close", "]"),
        "|": ("bar", "|"),
        "⌊": ("open", "⌊"),
        "⌋": ("close", "⌋"),
        "⌈": ("open", "⌈"),
        "⌉": ("close", "⌉"),
    }
)
"""Brackets by command or character; after `\\left` and `\\right` the side decides which way they face."""
