"""Template tags of the pages on what fits."""
