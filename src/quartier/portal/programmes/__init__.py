"""The programmes of the catalogue as pages, and their maintenance by programme editors."""
