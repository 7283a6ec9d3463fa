"""
Simulated worlds: learners whose truth is known, to judge policies by.

Worlds differ in how learning happens, and their constants were found on logs.
What chooses is handed in: none of our policies is known here.
"""
