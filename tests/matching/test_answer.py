"""The whole answer for one project, and that its order never depends on anything but the files."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from quartier.catalogue.store import Catalogue
from quartier.matching.answer import match_project
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Matcher
from quartier.model.answers import AmountRange, CatalogueNote, Match, MatchAnswer, Question, Reason, SourceNote
from quartier.model.conditions import FactValue
from quartier.model.edition import Edition
from quartier.model.project import Project
from quartier.model.vocabulary import Vocabulary

SOURCE = SourceNote(title="Ausschreibung", url="https://example.org/call", as_of="2025-06")
COUNCIL = {"fact": "council_resolution", "is": True}
TOWNS = {"fact": "applicant.type", "in": ["municipality"]}


@dataclass
class Nowhere:
    """A place of which the register knows nothing else."""

    values: dict[str, FactValue] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def test_the_answer(edition: Callable[..., Edition], project: Callable[..., Project], vocabulary: Vocabulary) -> None:
    old = edition([], edition="2020", valid={"from": None, "until": "2024-12-31"})
    new = edition(
        [COUNCIL, TOWNS],
        valid={"from": "2025-01-01"},
        pays={"amount": {"min": 20000, "max": 85000}, "early_start": "forbidden"},
        unknown=["combining"],
    )
    parties = [{"id": "gemeinde", "type": "municipality"}, {"id": "verein", "type": "registered_association"}]
    made = project(parties=parties, costs=[{"id": "a", "kind": "fees", "net": {2027: 50000}}])
    council = Reason(
        condition="c0",
        status="open",
        text="Bedingung 0",
        sentence="Gemeinderatsbeschluss: verlangt ja, noch offen: Hat der Gemeinderat das Vorhaben beschlossen?",
        facts={"council_resolution": None},
        source=SOURCE,
    )
    towns = Reason(
        condition="c1",
        status="met",
        text="Bedingung 1",
        sentence="Antragsteller: verlangt „Gemeinde“, angegeben „Gemeinde“.",
        facts={"applicant.type": "municipality"},
        source=SOURCE,
    )
    others = Reason(
        condition="c1",
        status="failed",
        text="Bedingung 1",
        sentence="Antragsteller: verlangt „Gemeinde“, angegeben „eingetragener Verein“.",
        facts={"applicant.type": "registered_association"},
        source=SOURCE,
    )
    town = Match(
        programme="impulse",
        edition="2025",
        block="main",
        party="gemeinde",
        name="Impulse",
        block_name="Baustein",
        level="state",
        financing="proportional",
        status="open",
        reasons=(council, towns),
        questions=("Hat der Gemeinderat das Vorhaben beschlossen?",),
        would_fit_if=(("council_resolution = true",),),
        would_fit_words=("Gemeinderatsbeschluss: ja",),
        amount=AmountRange(min=2000000, max=8500000),
        estimate=4000000,
        apply_by=None,
        earliest_start=dt.date(2026, 6, 1),
        intake="Antrag jederzeit möglich",
        ask=("Kombination mit anderen Programmen: bitte erfragen bei Amt",),
        authority="Amt",
        url="https://example.org/amt",
    )
    club = town.model_copy(
        update={
            "party": "verein",
            "status": "fails",
            "reasons": (council, others),
            "questions": (),
            "would_fit_if": (),
            "would_fit_words": (),
            "estimate": 0,
        }
    )
    question = Question(
        fact="council_resolution",
        question="Hat der Gemeinderat das Vorhaben beschlossen?",
        decides=1,
        money=4000000,
    )
    expected = MatchAnswer(
        project="Treffpunkt",
        as_of=dt.date(2026, 3, 1),
        catalogue=CatalogueNote(editions=2, digest="sha256:x"),
        matches=(town, club),
        questions=(question,),
    )

    answer = match_project(made, Catalogue((old, new), vocabulary, "sha256:x"), Nowhere())

    assert answer == expected
    assert MatchAnswer.model_validate_json(answer.model_dump_json()) == answer


def test_a_closed_programme_fails_with_its_reason(
    edition: Callable[..., Edition], project: Callable[..., Project], vocabulary: Vocabulary
) -> None:
    closed = edition([], intake={"kind": "closed", "note": "Mittel verbraucht."})
    match = match_project(project(), Catalogue((closed,), vocabulary, ""), Nowhere()).matches[0]

    assert (match.status, match.intake, match.apply_by, match.earliest_start) == (
        "fails",
        "zurzeit keine Anträge möglich",
        None,
        None,
    )
    assert match.reasons == (
        Reason(
            condition="intake",
            status="failed",
            text="Anträge müssen möglich sein.",
            sentence="Das Programm nimmt zurzeit keine Anträge an. Mittel verbraucht.",
            facts={},
            source=SOURCE,
        ),
    )


def test_no_known_round_leaves_the_status_and_names_the_office(
    edition: Callable[..., Edition], project: Callable[..., Project], vocabulary: Vocabulary
) -> None:
    over = edition([], intake={"kind": "rounds", "rounds": [{"closes": "2025-01-01", "source": "call"}]})
    match = match_project(project(), Catalogue((over,), vocabulary, ""), Nowhere()).matches[0]

    assert (match.status, match.intake, match.ask) == (
        "fits",
        "nächste Runde nicht bekannt, bitte erfragen",
        ("Nächste Antragsrunde: bitte erfragen bei Amt",),
    )


def test_verdicts_come_by_edition_block_and_party(
    edition: Callable[..., Edition], project: Callable[..., Project], vocabulary: Vocabulary
) -> None:
    block = {"name": "Baustein", "pays": {"financing": "full"}}
    editions = [edition([TOWNS], programme=name, blocks=[{"id": "x", **block}, {"id": "y", **block}]) for name in "ab"]
    parties = [{"id": "gemeinde", "type": "municipality"}, {"id": "verein", "type": "registered_association"}]
    verdicts = Matcher(editions, vocabulary).verdicts(project(parties=parties), {})

    assert [(one.edition.programme, one.block.id, one.party.id, one.status) for one in verdicts] == [
        (programme, block, party, status)
        for programme in "ab"
        for block in "xy"
        for party, status in (("gemeinde", Truth.MET), ("verein", Truth.FAILED))
    ]
