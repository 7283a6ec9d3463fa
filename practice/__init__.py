"""
What happens when a learner answers.

Events and their fold, the session, choosing, and the record that keeps it all.
May import `hints`, `mastery` and `item_bank`.
"""
