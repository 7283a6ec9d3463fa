"""
Pasting: a homework's problems as a teacher types them, made into items.

`numbering` parts a text into problems, `wording` tells words from maths, `elsewhere` what they ask for beyond it,
`solving` finds the answer by computation, `drafted` makes an item of it, and
`matching` says by its `traits` which items of a bank ask the same, and which skill that is.
Nothing is settled here: the teacher confirms line by line.
"""
