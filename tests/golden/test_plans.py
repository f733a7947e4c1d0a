"""The plan of every example is what tests/golden/plans/ says, and those files are checked by hand."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "plans"
SPECIFICATION = importlib.util.spec_from_file_location("write_golden_plans", ROOT / "scripts" / "write_golden_plans.py")
assert SPECIFICATION is not None
assert SPECIFICATION.loader is not None
SCRIPT = importlib.util.module_from_spec(SPECIFICATION)
SPECIFICATION.loader.exec_module(SCRIPT)


def test_every_example_has_its_plan() -> None:
    assert sorted(file.stem for file in GOLDEN.glob("*.txt")) == SCRIPT.examples()


@pytest.mark.parametrize("example", SCRIPT.examples())
def test_the_plan_is_as_checked_by_hand(example: str) -> None:
    golden = (GOLDEN / f"{example}.txt").read_text(encoding="utf-8")
    assert SCRIPT.output(example) == golden, "if the change is right: python scripts/write_golden_plans.py"
