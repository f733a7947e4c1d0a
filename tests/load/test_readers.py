"""Two hundred readers at once lose no request: a short run of what benchmarks/readers.py measures."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from installing import copied, free_port, installed

ROOT = Path(__file__).resolve().parents[2]


def test_two_hundred_readers_lose_no_request(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = copied(installed(tmp_path_factory, free_port()), tmp_path / "data")
    command = [sys.executable, str(ROOT / "benchmarks" / "readers.py"), "200", "8", "--data", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=400, check=False)  # noqa: S603 - our own script
    said = re.search(r"200 readers, 8 s: (\d+) requests, (\d+) lost", ended.stdout)

    assert said is not None, ended.stdout + ended.stderr
    assert (int(said[2]), ended.returncode) == (0, 0), ended.stdout
    assert int(said[1]) >= 200
