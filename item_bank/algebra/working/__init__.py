"""
Working: how lines follow from one another, by which move a line goes wrong, and whether a true one helps.

`lines` relates two, `chain` follows one after another, `trail` a whole working;
`cause` names the move, `distance` measures what is left to do. Nothing here
knows of items or learners.
"""
