"""Template tags of the programme pages, also used by the pages on what fits."""
