"""Template tags of the Mediathek."""
