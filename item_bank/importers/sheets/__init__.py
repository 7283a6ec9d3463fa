"""
Sheets: questions that teachers keep in tables, as a bank of ours.

`table` reads any of them into rows with places, `opening` opens files, `simple`
and `tutor` say what the columns of their profiles mean.
"""
