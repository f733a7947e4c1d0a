"""Commands of the programme editors."""
