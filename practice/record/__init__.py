"""
The record: the truth of what happened.

Streams of events with conditional append, one global position, a snapshot per
stream that can always be rebuilt. It knows bytes and keys, and nothing of
learners or exercises. One suite checks all implementations.
"""
