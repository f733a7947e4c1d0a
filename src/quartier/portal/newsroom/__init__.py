"""News: written, reviewed and published by the editors."""
