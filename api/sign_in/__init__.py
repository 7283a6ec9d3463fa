"""
Signing in: how people come in whose browser is to remember it.

Programs send a key or a token with each request; people show a key, a link or a
host's word once and go on with a session. Who may do what is `access`'s, here as there.
"""
