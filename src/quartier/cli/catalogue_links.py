"""The addresses of the catalogue on a terminal, and what became of asking them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from quartier.catalogue.links import Answer, Link, NoNetworkError, check
from quartier.cli.console import terminal
from quartier.service.json_answers import json_text

NOTHING_CHECKED = "Geprüft wurde nichts: Diese Liste sagt nicht, ob die Adressen noch antworten. Das prüft --check."


def show_links(links: Sequence[Link], *, as_json: bool) -> None:
    """All addresses; says that nothing was checked."""
    console = terminal()
    if as_json:
        console.print(json_text({"checked": False, "links": [_data(link) for link in links]}), soft_wrap=True)
        return
    for link in links:
        console.print(f"{link.address}  ({', '.join(link.programmes)})", soft_wrap=True)
    console.print(f"{len(links)} Adressen. {NOTHING_CHECKED}")


def show_checked(links: Sequence[Link], seconds: float, *, as_json: bool) -> bool:
    """Ask all addresses and show those that do not answer. False where some do not; True where nothing was checked."""
    console = terminal()
    try:
        answers = check(links, seconds, lambda done: _progress(done, len(links)))
    except NoNetworkError as error:
        if as_json:
            data = {"checked": False, "reason": str(error), "links": [_data(link) for link in links]}
            console.print(json_text(data), soft_wrap=True)
        else:
            console.print(f"Geprüft wurde nichts: kein Netz ({error}). {len(links)} Adressen bleiben ungeprüft.")
        return True
    broken = [answer for answer in answers if not answer.works]
    if as_json:
        checked = [{**_data(answer.link), "status": answer.status, "reason": answer.reason} for answer in answers]
        console.print(json_text({"checked": True, "links": checked}), soft_wrap=True)
        return not broken
    _show_broken(broken)
    console.print(f"{len(answers)} Adressen geprüft, ohne brauchbare Antwort: {len(broken)}.")
    return not broken


def _show_broken(broken: Sequence[Answer]) -> None:
    console = terminal()
    for answer in broken:
        said = str(answer.status) if answer.status is not None else answer.reason or "keine Antwort"
        console.print(f"{said}: {answer.link.address} ({', '.join(answer.link.programmes)})", soft_wrap=True)


def _data(link: Link) -> dict[str, object]:
    return {"address": link.address, "programmes": link.programmes}


def _progress(done: int, total: int) -> None:
    """A counter on the error output of a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} von {total} Adressen")
        sys.stderr.write("\n" if done == total else "")
