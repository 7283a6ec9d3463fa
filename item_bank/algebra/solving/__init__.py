"""
Solving: for which values statements are true, exactly, and how two of them stand to one another.

Sets of real numbers as truth on cells, systems as unions of flats, equations up
to a factor. `solution` is the way in; nothing here knows of answers or learners.
"""
