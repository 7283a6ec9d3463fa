"""What the scripted provider says when it runs in a process of its own beside `chain`."""

from item_bank.bank import read_bundle
from tests.provider.sensible import Sensible
from tests.starter import starter_bundle

__all__ = ["sensible"]

sensible = Sensible(read_bundle(starter_bundle(), secret=b"t" * 32), ())
