"""The front door of the toolkit: command line, API and portal read a project here and get the same answers."""
