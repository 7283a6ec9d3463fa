"""
What can be asked, and what counts as right.

Items, skills, variants, banks, their importers and checks; `answers` judges a
response, `algebra` reads and compares mathematics and knows no items. This
room imports none of the others.
"""
