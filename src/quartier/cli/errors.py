"""What goes wrong, said in one line each and never as a traceback, with the exit code scripts rely on."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable

import typer

from quartier.catalogue.problems import BadInputError

BAD_INPUT, INTERNAL_ERROR = 2, 3
INTERRUPTED, BROKEN_PIPE = 130, 141
"""What a shell reports for a program ended by the signals INT and PIPE."""


def guarded(command: Callable[[], object], *, debug: bool = False) -> int:
    """Run a command and turn whatever happens into an exit code and readable lines on stderr."""
    try:
        result = command()
        sys.stdout.flush()
    except BadInputError as error:
        return _complain([str(problem) for problem in error.problems])
    except BrokenPipeError:
        return _silent()
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except SystemExit as end:
        return _ended(end)
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _unexpected(error, debug=debug)
    return result if isinstance(result, int) else 0


def _ended(end: SystemExit) -> int:
    """Typer and Rich end the process themselves only when nobody reads what they write."""
    return _silent() if end.code == 1 else int(end.code or 0)


def _silent() -> int:
    """The reader of our output is gone: what is left in the buffer must not be written when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _unexpected(error: Exception, *, debug: bool) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stdout.write(f"{error}\n")
        return BAD_INPUT
    if hasattr(error, "format_message"):
        return _complain([f"quartier: {usage_words(error)}"])
    if debug:
        traceback.print_exception(error)
    else:
        summary = " ".join(f"{type(error).__name__}: {error}".split())
        hint = "Einzelheiten zum Melden zeigt derselbe Befehl mit --debug."
        sys.stderr.write(f"quartier: Das ist ein Fehler im Programm ({summary}). {hint}\n")
    return INTERNAL_ERROR


def usage_words(error: Exception) -> str:
    """What is wrong with the arguments, in German where we know the case. `error` is one of Typer's."""
    context, name = getattr(error, "ctx", None), type(error).__name__
    command = getattr(context, "command_path", "quartier")
    hint = f" Hilfe: {command} --help"
    if name == "MissingParameter":
        parameter = getattr(error, "param", None)
        return f"Es fehlt die Angabe {str(getattr(parameter, 'name', '')).upper()}.{hint}"
    if name == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        meant = f"; gemeint ist vielleicht {', '.join(sorted(near))}" if near else ""
        return f"Die Option {getattr(error, 'option_name', '')} gibt es nicht{meant}.{hint}"
    if name == "BadParameter":
        parameter, value = getattr(error, "param", None), str(error).rpartition("Value error, ")[2]
        return f"{str(getattr(parameter, 'name', '')).upper()} passt nicht: {value}{hint}"
    return f"{error.format_message()}{hint}"  # type: ignore[attr-defined] # checked by the caller


def _complain(lines: list[str]) -> int:
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    return BAD_INPUT
