"""
Importers: somebody else's bank as one of ours.

One file or package per source layout, all of one `contract`, listed in
`sources`. Each gives native items and findings, skips with a reason what it
cannot carry over, and gives ids that stay the same from one import to the next.
`folder` puts the outcome into a bank folder.
"""
