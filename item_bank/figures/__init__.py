"""
Figures: number lines, graphs, bar charts, strips, counters and tables, declared as data.

`figure` is the data, `parts` walks it, `faults` bounds it, `drawing` makes what a page shows. Pictures from files
are assets, and not these.
"""
