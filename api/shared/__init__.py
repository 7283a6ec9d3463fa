"""
Hot shared state: implementations of the contracts in `hints.shared`.
"""
