"""
Proving: what a computer algebra system can say while items are written.

For authors only, never for an answer: a worker process with limits, started when
it is first asked, killed where it takes too long. Only the worker imports sympy.
"""
