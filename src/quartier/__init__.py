"""Quartier: which funding fits a neighbourhood project, and how to combine it so that the project lasts.

The package is a stack of layers, from `quartier.model` (what things are) up to `quartier.cli` (what people type);
`DEVELOPERS.md` shows the order. This module only states the version, read from the installed distribution.
"""

from importlib.metadata import version

__version__ = version("quartier")
