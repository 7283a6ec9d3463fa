"""
Forms: whether a right value is written as it was asked for.

One file a form or family, one dispatcher in `form`. All look at the tree as
written, never at a simplified one, and take for granted that the value is
right. What is missing has a stable code; the words about it are for others.
"""
