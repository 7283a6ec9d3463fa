"""
The bank check: everything that is wrong with a bank, before a learner finds out.

Each file looks at one thing and adds findings; none stops another. What needs
knowledge of hints is handed in as a function, because this room imports none.
"""
