"""
What a teacher sees of practice: how it went, who needs somebody, which help brought nothing.

Pure folds and tables over what is recorded, with `courses` as the shell that keeps
them by stream version, and `keeping` as the one that writes them beside their streams.
Nothing here decides anything about a learner.
"""
