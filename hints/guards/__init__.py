"""
What keeps a hint from giving the answer away or saying something false.
"""
