"""
Proposing: what the engine can add to a fixed question, proven.

Lines of a solution, and a sister item whose numbers are drawn. `task` sees what
a question asks, `lines` and `drawn` make, `proposal` proves and puts together.
Nothing is proposed that was not checked; authors see by a tag what was made.
"""
