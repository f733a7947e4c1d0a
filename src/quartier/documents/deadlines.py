"""Every date of a plan, reckoned backwards from the deadlines: what to do by when, for calendar, paper and check lists.

Dates of funders come from the catalogue or the plan and carry their source. The days in between are this project's own
rule of thumb, said in the text; they are no law.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quartier.documents.dossier import Dossier
from quartier.matching.wording import german_date, listed
from quartier.model.answers import Grant, SourceNote
from quartier.model.edition import Edition, IntakeKind
from quartier.model.months import Month, german_month
from quartier.planning.explain import source_note
from quartier.planning.plan_words import source_words

FINISH_BEFORE, COUNCIL_BEFORE, PAPER_BEFORE = 7, 14, 21
"""Days: the application is finished 7 days before its deadline, the council decides 14 days before it, and the paper
for the council is ready 21 days before the meeting."""

RESERVE = 28
"""Days kept in reserve where an application is possible at any time."""

ASK_WITHIN = 7
"""Days within which an unknown deadline should be asked for."""

_MONTHS = tuple(german_month(Month(2000, number)).split()[0] for number in range(1, 13))
_DAY = re.compile(rf"bis (?:zum )?(\d{{1,2}})\. ({'|'.join(_MONTHS)})\b")

OWN_RULE = "eigene Planung von Quartier, keine Vorschrift"
COUNCILS = {"municipality": "Gemeinderat", "county": "Kreistag", "municipal_alliance": "Verbandsversammlung"}
"""Who decides for public parties; for all others it is the board."""


class What(StrEnum):
    """The kinds of steps."""

    ASK = "ask"
    PAPER = "paper"
    COUNCIL = "council"
    FINISH = "finish"
    APPLY = "apply"
    DECISION = "decision"
    START = "start"
    DRAW = "draw"
    END = "end"
    PROOF = "proof"
    FOLLOW = "follow"
    CONTINUE = "continue"


_REMIND = {
    What.ASK: (2,),
    What.PAPER: (7,),
    What.COUNCIL: (14, 3),
    What.FINISH: (7,),
    What.APPLY: (28, 7, 1),
    What.DECISION: (),
    What.START: (14,),
    What.DRAW: (14,),
    What.END: (60, 14),
    What.PROOF: (14,),
    What.FOLLOW: (14,),
    What.CONTINUE: (90, 30),
}
"""How many days before it a step is called to mind."""


@dataclass(frozen=True)
class Step:
    """One thing to do or to expect on one day.

    `about`: the programme or party it is about, if any; `grants`: the names of the grants a decision is about. `key`:
    the same however often the step is computed.
    """

    what: What
    day: dt.date
    title: str
    about: str
    text: str
    source: str
    key: str
    grants: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """`Antragsfrist: Quartiersimpulse`."""
        return f"{self.title}: {self.about}" if self.about else self.title

    @property
    def remind(self) -> tuple[int, ...]:
        """How many days before it the step is called to mind."""
        return _REMIND[self.what]


@dataclass(frozen=True)
class Aim:
    """Which deadline a grant is aimed at. `known`: a source names the day; else it follows from the planned start.

    `council_by`: the last day on which the council can decide in time. `council`: the chosen meeting, where one is
    early enough. `decision`: when the funder is expected to decide.
    """

    grant: Grant
    apply: dt.date
    known: bool
    council_by: dt.date
    council: dt.date | None
    decision: dt.date | None


def steps_of(dossier: Dossier) -> tuple[Step, ...]:
    """All steps of the plan in the order of their days."""
    aims = [aim for grant in dossier.plan.grants if (aim := aim_of(dossier, grant))]
    found = [*_councils(dossier, aims), *_continuing(dossier)]
    for position, grant in enumerate(dossier.plan.grants):
        found += _Grant(dossier, grant, dossier.grant_names[position]).steps()
    order = list(What)
    return tuple(sorted(found, key=lambda step: (step.day, order.index(step.what), step.key)))


def aim_of(dossier: Dossier, grant: Grant) -> Aim | None:
    """The deadline to aim at: the first one for which a meeting of the council is early enough, else the first at all.

    None where nothing is known: neither a deadline nor when the funding shall start.
    """
    aims = [_aim(dossier, grant, day) for day in _deadlines(dossier, grant)]
    if not aims:
        return None
    public = _council_of(dossier, grant.party) in COUNCILS.values()
    if public and dossier.council_dates:
        return next((aim for aim in aims if aim.council), aims[0])
    return next((aim for aim in aims if aim.council_by > dossier.as_of), aims[-1])


def _deadlines(dossier: Dossier, grant: Grant) -> list[dt.date]:
    """The days until which one can apply: those of the plan, else the last that lets the funding start as planned."""
    known = [day for day in (grant.apply_by, grant.last_chance) if day is not None]
    if known:
        return sorted(set(known))
    if grant.start is None:
        return []
    waiting = (grant.decision - dossier.as_of) if grant.decision else dt.timedelta()
    return [max(dossier.as_of, grant.start.first_day - waiting - dt.timedelta(days=RESERVE))]


def _aim(dossier: Dossier, grant: Grant, day: dt.date) -> Aim:
    council_by = max(dossier.as_of, day - dt.timedelta(days=COUNCIL_BEFORE))
    possible = [meeting for meeting in dossier.council_dates if dossier.as_of <= meeting <= council_by]
    later = day - (grant.apply_by or dossier.as_of)
    return Aim(
        grant=grant,
        apply=day,
        known=grant.apply_by is not None,
        council_by=council_by,
        council=max(possible, default=None) if _council_of(dossier, grant.party) in COUNCILS.values() else None,
        decision=grant.decision + later if grant.decision else None,
    )


def _council_of(dossier: Dossier, party: str) -> str:
    return COUNCILS.get(dossier.parties[party].type, "Vorstand")


def _councils(dossier: Dossier, aims: list[Aim]) -> Iterator[Step]:
    """One decision for all grants of a party that fall on the same day, and the paper for it."""
    groups: dict[tuple[str, dt.date, bool], list[Aim]] = defaultdict(list)
    for aim in aims:
        groups[aim.grant.party, aim.council or aim.council_by, aim.council is not None].append(aim)
    for (party, day, fixed), group in groups.items():
        council, who = _council_of(dossier, party), dossier.party_names[party]
        about = tuple(dossier.grant_names[dossier.plan.grants.index(aim.grant)] for aim in group)
        names = listed([f"„{name}“" for name in about], "und")
        key = f"{party}|{'+'.join(sorted(f'{aim.grant.programme}/{aim.grant.block}' for aim in group))}"
        title = f"Beschluss ({council})" if fixed else f"Spätester Tag für den Beschluss ({council})"
        yield Step(
            What.COUNCIL, day, title, who, _council_text(dossier, names, group, fixed=fixed), OWN_RULE, key, about
        )
        ready = day - dt.timedelta(days=PAPER_BEFORE)
        if ready >= dossier.as_of and council != "Vorstand":
            text = f"Die Vorlage zu {names} muss rechtzeitig vor der Sitzung bei der Verwaltung liegen."
            yield Step(What.PAPER, ready, "Sitzungsvorlage fertig", who, text, OWN_RULE, key, about)


def _council_text(dossier: Dossier, names: str, group: list[Aim], *, fixed: bool) -> str:
    first = min(aim.apply for aim in group)
    begin = f"Beschluss über den Antrag zu {names} und über das eigene Geld. Antragstermin: {german_date(first)}."
    if fixed:
        return f"{begin} Das ist die letzte der angegebenen Sitzungen, die früh genug ist."
    if dossier.council_dates and any(_council_of(dossier, aim.grant.party) in COUNCILS.values() for aim in group):
        return (
            f"{begin} Keine der angegebenen Sitzungen ist früh genug: bitte eine weitere Sitzung ansetzen oder fragen."
        )
    return f"{begin} Danach bleibt Zeit, den Auszug aus dem Protokoll dem Antrag beizulegen."


def _continuing(dossier: Dossier) -> Iterator[Step]:
    day = continuation_day(dossier)
    if day is not None:
        text = (
            "Beschluss darüber, wer den Betrieb nach der Förderung bezahlt. So kommt der Betrag noch in den Haushalt "
            "des ersten Jahres ohne Zuschüsse."
        )
        yield Step(What.CONTINUE, day, "Beschluss über den Betrieb nach der Förderung", "", text, OWN_RULE, "plan")


def continuation_day(dossier: Dossier) -> dt.date | None:
    """When it must be decided who pays after the last grant: 30 September before the first budget year without it.

    The last meeting of the council before that day, where one is known. None where the plan has no grant with an end.
    """
    ends = [grant.end for grant in dossier.plan.grants if grant.end]
    if not ends:
        return None
    day = dt.date(max(ends).plus(1).year - 1, 9, 30)
    meetings = [meeting for meeting in dossier.council_dates if day - dt.timedelta(days=183) <= meeting <= day]
    return max(meetings, default=max(day, dossier.as_of))


class _Grant:
    """The steps of one grant, from asking for the deadline to the proof of use."""

    def __init__(self, dossier: Dossier, grant: Grant, name: str) -> None:
        self.dossier, self.grant, self.name = dossier, grant, name
        self.edition: Edition = dossier.edition_of(grant)
        block = dossier.block_of(grant)
        self.source = _source_of(source_note(self.edition, block.source) or grant_source(self.edition))
        self.office = self.edition.authority.name.removesuffix(".")

    def steps(self) -> Iterator[Step]:
        aim = aim_of(self.dossier, self.grant)
        if aim is not None:
            yield from self._applying(aim)
        if self.grant.start and self.grant.end:
            yield from self._running(self.grant.start, self.grant.end)

    def _step(self, what: What, day: dt.date, title: str, text: str, source: str = "") -> Step:
        key = f"{self.grant.programme}/{self.grant.block}/{self.grant.party}"
        return Step(what, day, title, self.name, text, source or self.source, key)

    def _applying(self, aim: Aim) -> Iterator[Step]:
        as_of, source = self.dossier.as_of, self._intake_source(aim)
        if self.grant.intake == "unknown":
            text = f"Der nächste Antragstermin ist nicht bekannt, bitte erfragen bei: {self.office}."
            yield self._step(What.ASK, as_of + dt.timedelta(days=ASK_WITHIN), "Antragstermin erfragen", text)
        finish = max(as_of, aim.apply - dt.timedelta(days=FINISH_BEFORE))
        text = f"Alle Unterlagen vollständig und unterschrieben. Antragstermin: {german_date(aim.apply)}."
        yield self._step(What.FINISH, finish, "Antrag fertig", text, source=OWN_RULE)
        title = "Antragsfrist" if aim.known else "Spätester Tag für den Antrag"
        yield self._step(What.APPLY, aim.apply, title, self._apply_text(aim), source=source)
        if aim.decision is not None:
            text = f"So lange dauert es voraussichtlich. Wenn bis dahin nichts kommt, nachfragen bei: {self.office}."
            yield self._step(What.DECISION, aim.decision, "Bescheid erwartet", text, source=source)

    def _apply_text(self, aim: Aim) -> str:
        where = f"Antrag an: {self.office}."
        if not aim.known:
            return f"{where} Eine Frist ist nicht bekannt. Später wäre der geplante Beginn nicht zu halten."
        other = self.grant.last_chance if aim.apply == self.grant.apply_by else self.grant.apply_by
        if other is None or other == aim.apply:
            return where
        if other > aim.apply:
            return f"{where} Es gibt noch eine spätere Runde bis {german_date(other)}."
        return f"{where} Die Runde bis {german_date(other)} ist früher, wäre aber kaum zu schaffen."

    def _intake_source(self, aim: Aim) -> str:
        """The source of the round or yearly deadline; that of the block where the day is no one's deadline."""
        if not aim.known:
            return OWN_RULE
        intake = self.edition.intake
        names = [entry.source for entry in intake.rounds if entry.closes == aim.apply]
        if intake.kind is IntakeKind.YEARLY:
            names += [entry.source for entry in intake.yearly if entry.on_or_after(aim.apply) == aim.apply]
        return _source_of(source_note(self.edition, names[0])) if names else self.source

    def _running(self, start: Month, end: Month) -> Iterator[Step]:
        text = f"Ab hier zählen die Kosten. Gefördert wird bis {german_month(end)}."
        yield self._step(What.START, start.first_day, "Förderung beginnt", text)
        if self.grant.payout == "reimbursement":
            text = "Das Geld kommt erst nach den Rechnungen: Belege sammeln und die Auszahlung beantragen."
            for year in sorted(self.grant.by_year):
                day = min(dt.date(year, 11, 30), end.last_day)
                yield self._step(What.DRAW, day, f"Auszahlung {year} beantragen", text)
        text = "Danach zählen keine Kosten mehr. Rechnungen vorher bezahlen."
        yield self._step(What.END, end.last_day, "Förderung endet", text)
        proof = self.dossier.proof_of(self.grant)
        source = _source_of(proof.source) if proof.source else OWN_RULE
        title = "Verwendungsnachweis" if proof.known else "Frist für den Verwendungsnachweis erfragen"
        text = f"Verwendungsnachweis heißt: Belegen, wofür das Geld ausgegeben wurde. {proof.text}"
        due = proof_day(proof.text, end) if proof.known else None
        yield self._step(What.PROOF, due or end.plus(1).first_day, title, text, source=source)
        if self.edition.follow_up:
            note = source_note(self.edition, self.edition.follow_up.source)
            day = max(start.first_day, end.plus(-11).first_day)
            yield self._step(
                What.FOLLOW,
                day,
                "Anschluss klären",
                str(self.edition.follow_up.text),
                source=_source_of(note),
            )


def proof_day(text: str, end: Month) -> dt.date | None:
    """The day a source names for the proof of use: the first such day after the funding; None where it names none.

    `bis zum 30. Juni des folgenden Jahres` for a funding until December 2028 is 30 June 2029.
    """
    found = _DAY.search(text)
    if found is None:
        return None
    month = _MONTHS.index(found[2]) + 1
    years = (
        (end.year, end.year + 1) if "Jahr" not in text[found.end() :] and "Folgejahr" not in text else (end.year + 1,)
    )
    for year in years:
        day = min(dt.date(year, month, 1) + dt.timedelta(days=int(found[1]) - 1), Month(year, month).last_day)
        if day > end.last_day:
            return day
    return None


def grant_source(edition: Edition) -> SourceNote | None:
    """The first source of an edition, for statements about the programme as a whole."""
    return source_note(edition, next(iter(edition.sources)))


def _source_of(note: SourceNote | None) -> str:
    return source_words(note) if note else OWN_RULE
