"""
Progress: levels, goals and what was earned, as a learner and their teacher are told of them.
"""
