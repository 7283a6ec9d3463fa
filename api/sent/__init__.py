"""
What the API sends: views with every text rendered, as learners and teachers get them.
"""
