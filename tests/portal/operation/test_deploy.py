"""The guide and the templates for operators say what the code does."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
NAME = re.compile(r"\bQUARTIER_[A-Z_]*[A-Z]\b")


def documented() -> set[str]:
    """The variables in the guide's table."""
    return {name for line in GUIDE.splitlines() if line.startswith("| `QUARTIER_") for name in NAME.findall(line)[:1]}


def used() -> set[str]:
    """The variables that the code reads, by the quotes around their names."""
    files = (ROOT / "src").rglob("*.py")
    return {name for file in files for name in re.findall(r'"(QUARTIER_[A-Z_]+)"', file.read_text(encoding="utf-8"))}


def test_every_setting_is_documented_and_none_is_invented() -> None:
    assert sorted(used() - documented()) == []
    assert sorted(documented() - used()) == []


@pytest.mark.parametrize(
    "path", [*UNITS, *(DEPLOY / name for name in ("quartier.env", "Containerfile", "Caddyfile", "nginx.conf"))]
)
def test_templates_use_settings_that_exist(path: Path) -> None:
    assert sorted(set(NAME.findall(path.read_text(encoding="utf-8"))) - documented()) == []


def test_units_run_commands_that_exist() -> None:
    from quartier.cli.app import COMMANDS  # noqa: PLC0415 - for this test only

    known, wrong = get_commands(), []
    for unit in UNITS:
        for command, argument in re.findall(r"bin/quartier (\S+)(?: (\w+))?", unit.read_text(encoding="utf-8")):
            if command not in COMMANDS or (command == "manage" and argument not in known):
                wrong.append(f"{unit.name}: {command} {argument}")

    assert wrong == []


def test_every_timer_has_its_service_and_is_named_in_the_guide() -> None:
    timers = [unit for unit in UNITS if unit.suffix == ".timer"]

    assert [unit.name for unit in timers if not unit.with_suffix(".service").exists()] == []
    assert [unit.stem for unit in timers if f"`{unit.stem}`" not in GUIDE] == []
    assert len(timers) >= 4


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=lambda unit: unit.stem)
def test_services_may_write_nowhere_but_to_their_data(unit: Path) -> None:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign] # systemd's names have capitals
    parser.read(unit, encoding="utf-8")
    service = parser["Service"]

    assert (service["User"], service["ProtectSystem"], service["NoNewPrivileges"]) == ("quartier", "strict", "yes")
    assert (service["StateDirectory"], service["EnvironmentFile"]) == ("quartier", "/etc/quartier.env")


def test_probes_in_the_guide_exist() -> None:
    from quartier.portal.operation.urls import urlpatterns  # noqa: PLC0415 - for this test only

    assert set(re.findall(r"^\| `/-/(\w+)`", GUIDE, re.MULTILINE)) == {str(one.pattern) for one in urlpatterns}
