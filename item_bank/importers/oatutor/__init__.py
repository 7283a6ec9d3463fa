"""
OATutor's content, on disk as its authors' tools write it.

`layout` reads the files, `texts` and `typed` turn its texts and answers into
ours, `pathway` its hint graphs into ladders, `items` puts them together,
`proof` tries each key, and `importing` does it for a whole directory.
"""
