"""The worked examples can all be read as projects."""

from __future__ import annotations

from quartier.service.examples import example_projects, examples_folder


def test_every_project_file_is_an_example_and_no_other_file() -> None:
    files = {path.stem for path in examples_folder().glob("*.yaml")}
    assert {example.name for example in example_projects()} == files - {"dorfgemeinschaftshaus-ist"}


def test_examples_are_read_once() -> None:
    assert example_projects() is example_projects()
