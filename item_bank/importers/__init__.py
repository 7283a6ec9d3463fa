"""
Importers: somebody else's bank as one of ours.

One package per source layout. Each gives native items and a list of findings,
skips with a reason what it cannot carry over, and gives ids that stay the same
from one import to the next. `writing` puts the outcome into a bank folder.
"""
