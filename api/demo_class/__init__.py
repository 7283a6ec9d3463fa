"""
A simulated class at homework: who its learners are, what they get wrong, and how they come to the service.

Learners and their errors are pure and drawn from a seed; what plays knows nothing
of the service but its HTTP API.
"""
