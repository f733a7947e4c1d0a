"""Demo content of the Mediathek: illustrations made for this project."""
