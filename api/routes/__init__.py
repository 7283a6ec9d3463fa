"""
The routes, one file per noun of the address.
"""
