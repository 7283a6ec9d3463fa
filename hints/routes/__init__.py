"""Models: where they can be reached, and what may be asked of them and comes back."""
