"""
Rendering: from an author's text to what a page shows and a voice says.

`render` reads the small Markdown of prompts and hints into `segments`,
`mathml` turns LaTeX into a checked MathML tree, `speech` reads that tree aloud.
No text ever becomes markup: pages set it as text.
"""
