"""The catalogue of programmes: read, validate, choose editions by date. Nothing here knows a project's answers."""
