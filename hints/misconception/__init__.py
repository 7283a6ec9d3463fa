"""
Stage 1: which step went wrong, and by which wrong idea.
"""
