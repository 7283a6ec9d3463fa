"""
Diagnosis on the command line: lines and items, told as JSON lines.
"""
