"""
Homework correction: each missed problem comes back until its repair is proven.

`directive` is what a teacher settles, `dates` say what is due for whom and what
late work counts, `machine` moves one missed problem from open to its end,
`credit` says what that is worth. All of it is pure; what happened stands in
events.
"""
