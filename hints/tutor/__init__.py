"""
Stage 2: what is said about it.
"""
