"""
What a learner probably knows.

Pure numbers: skills are ids here, and none of our other packages is imported,
so the model can be fitted, simulated and tested alone.
"""
