"""The match answer on a terminal: what fits, what is open and must be found out, what does not fit and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quartier.cli.console import Lines, heading, terminal
from quartier.matching.answer import worth
from quartier.matching.wording import german_date
from quartier.model.answers import Match, MatchAnswer, Reason, SourceNote, Status
from quartier.model.money import german_euros

MANY = 10
"""How many questions and suggestions are shown without `--all`."""

MARKS = {"met": ("✓", "green"), "open": ("?", "yellow"), "failed": ("✗", "red")}
_GROUPS: tuple[tuple[Status, str, str], ...] = (
    ("fits", "Passt", "bold green"),
    ("open", "Offen", "bold yellow"),
    ("fails", "Passt nicht", "bold red"),
)


def show(
    answer: MatchAnswer, *, everything: bool = False, details: bool = False, console: Console | None = None
) -> None:
    """Print the whole answer. `everything`: failed blocks with all reasons; `details`: met conditions, texts, links."""
    _View(answer, console or terminal(), everything=everything, details=details).show()


def best_status(matches: Iterable[Match]) -> Status:
    """The best of several blocks: a programme fits if one of its blocks fits."""
    found = {match.status for match in matches}
    return next(status for status, _, _ in _GROUPS if status in found)


class _View:
    """Prints one answer."""

    def __init__(self, answer: MatchAnswer, console: Console, *, everything: bool, details: bool) -> None:
        self.answer, self.console = answer, console
        self.lines = Lines(console)
        self.everything, self.details = everything, details
        self.one_party = len({match.party for match in answer.matches}) <= 1
        self.programmes: dict[Status, list[list[Match]]] = defaultdict(list)
        for _, matches in groupby(answer.matches, key=lambda match: match.programme):
            group = list(matches)
            self.programmes[best_status(group)].append(group)
        for groups in self.programmes.values():
            groups.sort(key=lambda group: -max(map(_worth, group)))

    def show(self) -> None:
        """Head, the three groups, questions, what would change something."""
        self._head()
        for status, title, style in _GROUPS:
            found = self.programmes[status]
            useless = [] if self.everything or status != "open" else list(filter(_pays_nothing, found))
            self._group(title, style, [group for group in found if group not in useless], brief=status == "fails")
            self._group("Offen, aber nichts für die Kosten im Plan", style, useless, brief=True)
        self._questions()
        self._would_fit()

    def _head(self) -> None:
        counts = [_counted(status, len(self.programmes[status])) for status, _, _ in _GROUPS]
        total = sum(map(len, self.programmes.values()))
        self.console.print(Text(self.answer.project, style="bold"))
        programmes = "1 Programm" if total == 1 else f"{total} Programme"
        self.console.print(f"Stand {german_date(self.answer.as_of)} · {programmes} geprüft: {', '.join(counts)}")

    def _group(self, title: str, style: str, groups: Sequence[Sequence[Match]], *, brief: bool) -> None:
        if not groups:
            return
        self.console.print(heading(f"{title} ({len(groups)})", style))
        for matches in groups:
            if brief and not self.everything:
                self._one_line(matches)
            else:
                self._programme(matches)
        self.lines.show()

    def _one_line(self, matches: Sequence[Match]) -> None:
        """The programme with the first reason of the block that lacks least."""
        wanted = {"fits": "met", "open": "open", "fails": "failed"}[best_status(matches)]
        reasons = [[one for one in match.reasons if one.status == wanted] for match in matches]
        first, *others = min(filter(None, reasons), key=len)
        more = f" (und {len(others)} mehr)" if others else ""
        mark, style = MARKS[wanted]
        line = Text.assemble("  ", (f"{mark} ", style), (matches[0].name, "bold"), f": {first.sentence}{more}")
        self.console.print(line, no_wrap=True, overflow="ellipsis", crop=True)

    def _programme(self, matches: Sequence[Match]) -> None:
        self.lines.add("")
        self.lines.add(matches[0].name, style="bold")
        alike: dict[object, list[Match]] = defaultdict(list)
        shown = [match for match in matches if self.everything or match.status != "fails"]
        left_out = [] if self.everything or _pays_nothing(matches) else [match for match in shown if _is_useless(match)]
        for match in shown:
            if match not in left_out:
                alike[match.block, tuple(reason.sentence for reason in self._told(match))].append(match)
        for group in alike.values():
            self._block(group)
        if left_out:
            names = ", ".join(dict.fromkeys(match.block_name for match in left_out))
            self.lines.add(f"Offen, aber nichts für die Kosten im Plan: {names}", 2, "dim")

    def _block(self, matches: Sequence[Match]) -> None:
        """One block for all parties for which the same reasons hold."""
        match = matches[0]
        for line in (self._title(matches), *_money_lines(matches), " · ".join(_dates(match))):
            self.lines.add(line, 2)
        self._reasons(match, self._told(match))
        if match.status == "open" and match.would_fit_words:
            self._note("Passt, wenn", match.would_fit_words[0])
        if self.details:
            for entry in match.ask:
                self._note("Rückfrage", entry)
        elif match.ask:
            self._note("Rückfragen", f"{len(match.ask)} an {match.authority} (--details)")

    def _title(self, matches: Sequence[Match]) -> str:
        mark = {"fits": "✓", "open": "?", "fails": "✗"}[matches[0].status]
        parties = "" if self.one_party else f" · Antrag durch: {' oder '.join(match.party for match in matches)}"
        return f"{mark} {matches[0].block_name}{parties}"

    def _told(self, match: Match) -> list[Reason]:
        """Of an open block what is open, of a failed one what failed; of a fitting one everything."""
        if self.details or match.status == "fits":
            return list(match.reasons)
        return [
            reason for reason in match.reasons if reason.status == {"open": "open", "fails": "failed"}[match.status]
        ]

    def _reasons(self, match: Match, reasons: Sequence[Reason]) -> None:
        sources = list(dict.fromkeys(_Key(reason.source) for reason in reasons))
        numbers = {key: f" [{number}]" if len(sources) > 1 else "" for number, key in enumerate(sources, start=1)}
        for reason in reasons:
            self.lines.add(self._said(reason) + numbers[_Key(reason.source)], 4, mark=MARKS[reason.status])
        hidden = len(match.reasons) - len(reasons)
        if hidden and match.status == "open":
            met = f"{hidden} weitere Bedingung{'en' if hidden > 1 else ''} erfüllt"
            self.lines.add(met, 4, mark=MARKS["met"])
        for key in sources:
            self._note(f"Quelle{numbers[key]}", self._source(key.note))

    def _said(self, reason: Reason) -> str:
        return f"{reason.text} – {reason.sentence}" if self.details else reason.sentence

    def _source(self, note: SourceNote) -> str:
        address = f", {note.url}" if self.details and note.url else ""
        return f"{note.title} (Stand {partial_date(note.as_of)}){address}"

    def _note(self, label: str, text: str) -> None:
        self.lines.add(f"{label}: {text}", 6, "dim")

    def _questions(self) -> None:
        shown = self.answer.questions if self.everything else self.answer.questions[:MANY]
        if not shown:
            return
        self.console.print(heading("Nächste Fragen"))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        table.add_column("", width=2, justify="right")
        table.add_column("Frage")
        table.add_column("entscheidet", justify="right", no_wrap=True)
        table.add_column("Geld bis zu", justify="right", no_wrap=True)
        for number, question in enumerate(shown, start=1):
            whom = f" [{question.party}]" if question.party and not self.one_party else ""
            text = Text.assemble(question.question, whom, "\n", (question.fact, "dim"))
            blocks = "1 Baustein" if question.decides == 1 else f"{question.decides} Bausteine"
            table.add_row(str(number), text, blocks, german_euros(question.money) if question.money else "–")
        self.console.print(table)
        self._more(len(self.answer.questions) - len(shown), "Fragen")

    def _would_fit(self) -> None:
        found = [match for match in self.answer.matches if match.status == "fails" and match.would_fit_words]
        shown = found if self.everything else found[:MANY]
        if not shown:
            return
        self.console.print(heading("Würde passen, wenn"))
        for match in shown:
            title = self._title([match]).removeprefix("✗ ")
            self.lines.add(f"{match.name} · {title}", 2)
            for words in match.would_fit_words:
                self.lines.add(words + _promise(match), 4, mark=("→", "cyan"))
        self.lines.show()
        self._more(len(found) - len(shown), "Bausteine")

    def _more(self, number: int, what: str) -> None:
        if number > 0:
            self.console.print(Text(f"  … und {number} weitere {what} (--all)", style="dim"))


def _counted(status: Status, number: int) -> str:
    verb = "passt" if number == 1 else "passen"
    return f"{number} {'offen' if status == 'open' else verb}{' nicht' if status == 'fails' else ''}"


class _Key:
    """A source as a key: equal sources are listed once."""

    def __init__(self, note: SourceNote) -> None:
        self.note = note

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.note == self.note

    def __hash__(self) -> int:
        return hash((self.note.title, self.note.url, self.note.as_of))


def _worth(match: Match) -> int:
    """What the block could bring in cents, nothing where it fails."""
    return 0 if match.status == "fails" else worth(match)


def _is_useless(match: Match) -> bool:
    """Open, and even if it fitted it would pay none of the costs."""
    return match.status == "open" and match.estimate == 0


def _pays_nothing(matches: Sequence[Match]) -> bool:
    return all(match.status == "fails" or _is_useless(match) for match in matches)


def _money(match: Match) -> Iterator[str]:
    least, most = match.amount.min, match.amount.max
    if least is not None and most is not None:
        yield german_euros(most) if least == most else f"{german_euros(least)} bis {german_euros(most)}"
    elif most is not None:
        yield f"bis {german_euros(most)}"
    elif least is not None:
        yield f"ab {german_euros(least)}"
    else:
        yield "Höhe nicht festgelegt"
    if match.estimate == 0:
        yield "für Ihre Kosten: nichts" if not least else "Ihre Kosten reichen nicht für den Mindestbetrag"
    elif match.estimate is not None:
        yield f"für Ihre Kosten höchstens {german_euros(match.estimate)}"


def _money_lines(matches: Sequence[Match]) -> list[str]:
    lines = {match.party: " · ".join(_money(match)) for match in matches}
    if len(set(lines.values())) == 1:
        return [next(iter(lines.values()))]
    return [f"{party}: {line}" for party, line in lines.items()]


def _dates(match: Match) -> Iterator[str]:
    yield match.intake[0].upper() + match.intake[1:]
    if match.earliest_start:
        yield f"frühester Beginn voraussichtlich {german_date(match.earliest_start)}"


def _promise(match: Match) -> str:
    best = match.estimate or match.amount.max
    return f" – dann bis {german_euros(best)}" if best else ""


def partial_date(text: str | None) -> str:
    """`2025-06-30` as 30.06.2025, `2025-06` as 06/2025, `2025` as it is."""
    parts = (text or "unbekannt").split("-")
    if len(parts) == 3:  # noqa: PLR2004 - year, month, day
        return ".".join(reversed(parts))
    return "/".join(reversed(parts)) if parts[0] != "unknown" else "unbekannt"
