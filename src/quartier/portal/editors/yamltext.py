"""The data of an edition as the text of a catalogue file, exactly: what is read again is what was written."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml


def yaml_of(document: Mapping[str, Any]) -> str:
    """The text of a catalogue file with this data, in its order, decimals exact."""
    return yaml.dump(dict(document), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=120)


class _Writer(yaml.SafeDumper):
    """Writes decimals as the numbers they are, never with a tag or an exponent, which no file may have."""


def _decimal(writer: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = format(value, "f")
    if not value.is_finite():
        return writer.represent_str(text)
    kind = "float" if "." in text else "int"
    return writer.represent_scalar(f"tag:yaml.org,2002:{kind}", text)


_Writer.add_representer(Decimal, _decimal)
