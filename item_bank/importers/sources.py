"""
Sources: the layouts that can be imported, each with its importer.

A further one is a file beside `oatutor` or `sheets`, and a line here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from item_bank.importers.contract import Importer
from item_bank.importers.oatutor.importing import import_oatutor
from item_bank.importers.sheets.simple import import_simple
from item_bank.importers.sheets.tutor import import_tutor_sheet

__all__ = ["IMPORTERS"]

IMPORTERS: Mapping[str, Importer] = MappingProxyType(
    {
        "oatutor": import_oatutor,
        "oatutor-sheet": import_tutor_sheet,
        "simple": import_simple,
    }
)
"""By the name that the command line has for them."""
