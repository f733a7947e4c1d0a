"""What the README shows of the commands is what they really print."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_output_in_the_readme_is_real() -> None:
    specification = importlib.util.spec_from_file_location("fill_readme", ROOT / "scripts" / "fill_readme.py")
    assert specification is not None
    assert specification.loader is not None
    script = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(script)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert script.filled(readme) == readme, "run: python scripts/fill_readme.py"
