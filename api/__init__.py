"""
Who may come in, and how.

HTTP, pages, command line, keys and tokens, wiring and settings. Nothing
imports this room.
"""
