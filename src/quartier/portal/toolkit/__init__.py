"""The Förderbaukasten on the web: describe a project, see what fits, combine, act."""
