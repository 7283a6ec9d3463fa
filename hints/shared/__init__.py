"""
The contracts of hot shared state: what may be lost, and costs speed when it is.

Their implementations, in this process and over Redis, are in `api.shared`; one suite holds for both.
"""
