"""
Hints made ahead: words for expected wrong answers, drafted before anybody gives them and approved by an author.

`expected` says which wrong answers lack words, `drafting` finds words for one,
`review` is the file that the author reads, `holding` what guards have against
words in an item, `approving` puts approved ones into the bank's files.
"""
