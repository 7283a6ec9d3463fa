"""
Formatting: one way to lay out an author's files, comments kept.

`tree` reads a file with its comments, `texts` writes scalars, `order` knows in
which order fields stand, `layout` writes all of it. Nothing here changes what is
read: whoever formats compares, and keeps the file as it is where that differs.
"""
