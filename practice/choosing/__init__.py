"""
Choosing: which exercise comes next, and why.
"""
