"""The addresses of a catalogue, asked on a small server of our own: some work, some fail, and no network at all."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from quartier.catalogue.links import Link, NoNetworkError, check, links
from quartier.catalogue.loading import load_catalogue

Make = Callable[..., Path]


class Office(BaseHTTPRequestHandler):
    """Knows `/works`, forbids HEAD on `/no-head`, knows nothing else."""

    def do_HEAD(self) -> None:
        self._answer(405 if self.path == "/no-head" else self._status())

    def do_GET(self) -> None:
        self._answer(200 if self.path == "/no-head" else self._status())

    def _status(self) -> int:
        return 200 if self.path.startswith("/works") else 404

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Keep the tests' output clean."""


@pytest.fixture
def office() -> Iterator[str]:
    """The address of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_address_once(clean: Make, other: Make, tmp_path: Path) -> None:
    clean()
    other(("https://example.org/call", "https://example.org/taler"))

    assert links(load_catalogue(tmp_path / "catalogue")) == (
        Link("https://example.org/amt", ("impulse", "taler")),
        Link("https://example.org/call", ("impulse",)),
        Link("https://example.org/impulse", ("impulse", "taler")),
        Link("https://example.org/taler", ("taler",)),
    )


def test_what_addresses_answer(office: str) -> None:
    paths = ("/works", "/works/für-alle", "/no-head", "/gone")
    counted: list[int] = []
    answers = check([Link(office + path, ("impulse",)) for path in paths], 5, counted.append)

    assert [(answer.status, answer.works) for answer in answers] == [
        (200, True),
        (200, True),
        (200, True),
        (404, False),
    ]
    assert counted == [1, 2, 3, 4]


def test_one_server_is_gone(office: str) -> None:
    answers = check([Link(f"{office}/works", ()), Link("http://127.0.0.1:9/", ())], 5)

    assert [answer.works for answer in answers] == [True, False]
    assert answers[1].status is None
    assert "refused" in answers[1].reason


def test_no_network() -> None:
    with pytest.raises(NoNetworkError, match="refused"):
        check([Link("http://127.0.0.1:9/", ())], 5)


def test_nothing_to_ask() -> None:
    assert check([]) == []
