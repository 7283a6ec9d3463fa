"""
Serving: the process, its protocol, its settings and secret.
"""
