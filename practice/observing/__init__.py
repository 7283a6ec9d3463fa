"""
What a teacher sees of practice: how it went, who needs somebody, which help brought nothing.

Pure folds and tables over what is recorded, with `courses` as the shell that keeps
them by stream version. Nothing here decides anything about a learner.
"""
