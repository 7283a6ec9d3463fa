"""
The native format: one bank as a folder of YAML files.

Read as text alone, checked piece by piece, so that all that is wrong with a
bank comes out in one run. What the content means is `check`'s.
"""
