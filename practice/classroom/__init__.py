"""
Classrooms: who belongs to a class, in which groups, and what is allowed to whom.

`roll` folds who is there, `accommodations` what one learner is allowed, `roster`
reads a school's list, `joining` is about codes to come in by. All of it is pure;
the shells around it are `classes` and its neighbours in `practice`.
"""
