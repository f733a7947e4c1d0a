"""Template tags of plans being carried out."""
