"""
Answer kinds and verdicts.

`answer` says what counts as right, `response` what was entered, `key` is an
answer made ready for comparing, `judge` gives the verdict.
"""
