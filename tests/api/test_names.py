"""What `api.names` promises."""

import unicodedata

import pytest

from api.names import MAX_NAME, is_name


@pytest.mark.parametrize("name", ["Ada", "Zoë", "Åsa B.", "李娜", "نور", "O'Neill-Ruß", "🦦", "👩‍🏫", "x" * MAX_NAME])
def test_what_people_are_called_is_a_name(name: str) -> None:
    """
    Every script, joined characters and signs beyond the first plane are welcome.
    """
    assert is_name(name)


@pytest.mark.slow
def test_no_character_that_steers_is_part_of_a_name() -> None:
    """
    Every control, separator of lines and control of direction that Unicode has is refused, anywhere in a text.
    """
    characters = list(map(chr, (*range(0xD800), *range(0xE000, 0x11_0000))))
    steering = [
        character
        for character in characters
        if unicodedata.category(character) in {"Cc", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
        or unicodedata.name(character, "").endswith(("-TO-RIGHT MARK", "-TO-LEFT MARK", "ARABIC LETTER MARK"))
    ]

    assert 65 + 2 + 9 + 3 == len(steering)
    for character in steering:
        assert not any(map(is_name, (character, f"a{character}", f"{character}a", f"a{character}b")))


@pytest.mark.parametrize("text", ["", "x" * (MAX_NAME + 1), "\ud83e", "a\udcff"])
def test_what_cannot_be_kept_is_no_name(text: str) -> None:
    """
    Nothing, too much, and halves of surrogate pairs.
    """
    assert not is_name(text)
