"""
Number names: whole numbers below a hundred in words, in the languages spoken here.

Written apart from what the guards read, so that a test set made with it does not
share their mistakes.
"""

from typing import Final

__all__ = ["number_name"]

_EN: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
)
_EN_TEENS: Final = ("seventeen", "eighteen", "nineteen")
_EN_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DE: Final = (
    *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht"),
    *("neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn"),
)
_DE_TEENS: Final = ("siebzehn", "achtzehn", "neunzehn")
_DE_TENS: Final = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_ES: Final = (
    *("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho"),
    *("nueve", "diez", "once", "doce", "trece", "catorce", "quince", "dieciséis"),
)
_ES_TEENS: Final = ("diecisiete", "dieciocho", "diecinueve")
_ES_TWENTIES: Final = (
    *("veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete"),
    *("veintiocho", "veintinueve"),
)
_ES_TENS: Final = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
LARGEST: Final = 99


def number_name(number: int, language: str) -> str:
    """
    Return a whole number, 0 to 99, in words of `en`, `de` or `es`.

    Raises
    ------
    ValueError
        For another number.
    """
    if not 0 <= number <= LARGEST:
        message = f"no name for {number}"
        raise ValueError(message)
    tens, ones = divmod(number, 10)
    small: tuple[str, ...]
    match language:
        case "de":
            small = (*_DE, *_DE_TEENS)
            if number < len(small):
                return small[number]
            return _DE_TENS[tens - 2] if not ones else f"{'ein' if ones == 1 else _DE[ones]}und{_DE_TENS[tens - 2]}"
        case "es":
            small = (*_ES, *_ES_TEENS, *_ES_TWENTIES)
            if number < len(small):
                return small[number]
            return _ES_TENS[tens - 3] if not ones else f"{_ES_TENS[tens - 3]} y {_ES[ones]}"
        case _:
            small = (*_EN, *_EN_TEENS)
            if number < len(small):
                return small[number]
            return _EN_TENS[tens - 2] if not ones else f"{_EN_TENS[tens - 2]}-{_EN[ones]}"
