"""
Why an answer is wrong, and what is said about it.

`misconception` is stage 1, `tutor` is stage 2, `guards` keep a hint from giving
the answer away. This room may import `item_bank` and nothing else of ours.
"""
