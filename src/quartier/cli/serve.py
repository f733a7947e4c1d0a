"""`quartier serve`: prepares the portal and lets it answer until it is told to stop."""

from __future__ import annotations

import os
from typing import Annotated

import typer

app = typer.Typer()

MOST_WORKERS = 4
"""More help only on larger machines; the operator says so."""


@app.command()
def serve(  # noqa: PLR0913 - what operators choose
    *,
    port: Annotated[
        int, typer.Option(envvar="QUARTIER_PORT", help="Port; 0 nimmt einen freien.", min=0, max=65535)
    ] = 8000,
    host: Annotated[str, typer.Option(envvar="QUARTIER_BIND", help="Adresse, auf der gehört wird.")] = "127.0.0.1",
    workers: Annotated[
        int | None,
        typer.Option(
            envvar="QUARTIER_WORKERS", help="Prozesse des Webservers; sonst einer je Kern, höchstens 4.", min=1
        ),
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option(
            envvar="QUARTIER_THREADS", help="Anfragen gleichzeitig je Prozess; sonst 1, mit PostgreSQL 3.", min=1
        ),
    ] = None,
    migrate: Annotated[
        bool, typer.Option("--migrate", help="Auch eine PostgreSQL-Datenbank auf diese Version bringen.")
    ] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Ein neues Portal mit Beispielen füllen.")] = False,
    web_only: Annotated[
        bool, typer.Option("--web-only", help="Nur den Webserver; Aufgaben und Pläne laufen in eigenen Diensten.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Starten, die Startseite abrufen, beenden.")] = False,
) -> None:
    """Das Portal starten."""
    from quartier.cli.operating import say, told, use_settings  # noqa: PLC0415 - help must not wait for it
    from quartier.portal import environment  # noqa: PLC0415 - as above
    from quartier.portal.operation.checking import check_site  # noqa: PLC0415 - as above
    from quartier.portal.operation.preparing import Wanted, prepare, sqlite_file  # noqa: PLC0415 - as above
    from quartier.portal.operation.serving import Server, Supervisor, free_port, helpers  # noqa: PLC0415 - as above

    with told():
        port = free_port(host, port)
    folder = environment.data_folder()
    beside = {} if web_only else helpers()
    usual_threads = 1 if sqlite_file(folder) else 3
    # With one worker a look at the site is a look at all of it.
    workers = 1 if check else workers
    server = Server(host, port, workers or min(os.cpu_count() or 1, MOST_WORKERS), threads or usual_threads)
    os.environ.setdefault("QUARTIER_URL", server.address)
    if web_only or "plans" in beside:
        os.environ.setdefault("QUARTIER_SOLVER", "worker")
    use_settings()
    with told():
        prepare(Wanted(migrate=migrate, demo=demo), say)
        supervisor = Supervisor(server, folder, beside, say)
        code = supervisor.run((lambda: check_site(server, say)) if check else None)
    raise typer.Exit(code)
