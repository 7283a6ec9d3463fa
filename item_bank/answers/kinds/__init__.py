"""
Kinds of answer, one file each.

A file holds a kind's compiled key, how a response is judged by it, and what
makes two responses the same answer. A new kind is a new file here and a new
case in `key` and `final`.
"""
