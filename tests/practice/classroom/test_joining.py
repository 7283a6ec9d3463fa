"""What `practice.classroom.joining` promises."""

from hypothesis import given
from hypothesis import strategies as st

from practice.classroom.joining import ALPHABET, BITS, code_digest, code_text, typed_code
from practice.ids import ClassId, CodeId, TenantId

SECRET = b"s" * 32
SCHOOL, OF = TenantId("school"), ClassId("7b")


def test_codes_are_long_enough_and_have_no_signs_that_look_alike() -> None:
    """Sixty bits; no I, L, O or U; spread over the whole alphabet, and another for each code, class and tenant."""
    assert BITS >= 50
    assert not set("ILOU") & set(ALPHABET)
    codes = [code_text(SECRET, SCHOOL, OF, CodeId(str(n))) for n in range(500)]
    assert len(codes) == len(set(codes))
    assert all(set("".join(code[at] for code in codes)) == set(ALPHABET) for at in (0, 1, 7, 13))
    assert len({code_text(SECRET, TenantId(t), ClassId(c), CodeId("1")) for t in "ab" for c in "ab"}) == 4
    assert code_text(b"t" * 32, SCHOOL, OF, CodeId("1")) != code_text(SECRET, SCHOOL, OF, CodeId("1"))


def test_a_code_is_understood_as_people_type_it() -> None:
    """Small letters, spaces or nothing between, an O for a zero and an l for a one."""
    code = next(text for n in range(999) if {"0", "1"} <= set(text := code_text(SECRET, SCHOOL, OF, CodeId(str(n)))))
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} ", code.replace("0", "o")):
        assert typed_code(typed) == code.replace("-", "")
    assert typed_code(code.replace("1", "l")) == typed_code(code.replace("1", "I")) == code.replace("-", "")
    assert typed_code(code[:-1]) is None
    assert typed_code(f"{code}A") is None


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_none(text: str) -> None:
    """No text breaks the reading, and what is read is twelve signs of the alphabet."""
    signs = typed_code(text)
    assert signs is None or (len(signs) == 12 and set(signs) <= set(ALPHABET))
    assert len(code_digest(SECRET, signs or "")) == 32
