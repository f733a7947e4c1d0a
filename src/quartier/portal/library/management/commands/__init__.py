"""Commands of the Mediathek."""
