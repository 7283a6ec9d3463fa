"""Recipes: all that is said to a model, as versioned files that are named by their content."""
