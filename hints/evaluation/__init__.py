"""Evaluation: cases with exact labels, attacks, and what a recipe did with them."""
