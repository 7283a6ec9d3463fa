"""
Wrong rewrites: the language of mal-rules, and the engine that applies them to a line.

Terms are flat (sums and products of any number of parts) and know their value,
so that a thousand wrong lines can be compared with a learner's in milliseconds.
"""
