"""What is known about a project when one of its parties applies, and what a project file states that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain, islice

from quartier.catalogue.checks import value_problem
from quartier.catalogue.messages import suggestion
from quartier.matching.costs import CostTable
from quartier.model.base import MOST_TOLD, Finding, Path
from quartier.model.conditions import FactValue
from quartier.model.money import CENTS_PER_EURO
from quartier.model.project import Party, Project
from quartier.model.vocabulary import FactType, Vocabulary

APPLICANT = "applicant."


def applicant_facts(
    project: Project, party: Party, place: Mapping[str, FactValue], costs: CostTable | None = None
) -> dict[str, FactValue]:
    """Everything known with `party` as applicant; what is not known is not in it.

    Facts stated in the file go before those of the register (`place`), those of the party before those of the project.
    A party's fact `public_benefit` is `applicant.public_benefit`; any other fact it names holds when it applies.
    """
    known: dict[str, FactValue | None] = {**place, **_from_costs(costs or CostTable(project)), **_from_frame(project)}
    known["partners.types"] = tuple(sorted({other.type for other in project.parties if other.id != party.id}))
    known |= project.facts
    for name, value in party.facts.items():
        known[name] = value
        if "." not in name:
            known[APPLICANT + name] = value
    known["applicant.type"] = party.type
    return {name: value for name, value in known.items() if value is not None}


def _from_frame(project: Project) -> dict[str, FactValue | None]:
    known: dict[str, FactValue | None] = {"as_of": project.decision_date, "topics": project.topics or None}
    if project.period:
        start, end = project.period.start, project.period.end
        known |= {
            "project.start": start.first_day,
            "project.end": end.last_day,
            "project.months": end.index - start.index + 1,
        }
    return known


def _from_costs(costs: CostTable) -> dict[str, FactValue | None]:
    """Measures are known only where every item names one: an item without might be for anything."""
    if not costs.rows:
        return {}
    measures = {row.item.measure for row in costs.rows}
    return {
        "costs.total": Decimal(sum(row.gross for row in costs.rows)) / CENTS_PER_EURO,
        "costs.kinds": tuple(sorted({row.item.kind for row in costs.rows})),
        "costs.measures": None if None in measures else tuple(sorted(filter(None, measures))),
    }


def fact_problems(project: Project, vocabulary: Vocabulary) -> list[Finding]:
    """What the project states that the vocabulary does not know or that cannot be a value, with its place."""
    return list(islice(chain(_facts(project, vocabulary), _words(project, vocabulary)), MOST_TOLD + 1))


def _facts(project: Project, vocabulary: Vocabulary) -> Iterator[Finding]:
    stated = _from_frame(project) | _from_costs(CostTable(project)) | {"applicant.type": "", "partners.types": ()}
    for name, value in project.facts.items():
        path: Path = ("facts", name)
        if stated.get(name) is not None:
            yield Finding(path, f"„{name}“ ergibt sich aus den anderen Angaben der Datei, bitte hier streichen")
        else:
            yield from _fact(path, name, value, vocabulary)
    for position, party in enumerate(project.parties):
        for name, value in party.facts.items():
            path = ("parties", position, "facts", name)
            if stated.get(name) is not None or name == "type":
                yield Finding(path, f"„{name}“ ergibt sich aus den anderen Angaben der Datei, bitte hier streichen")
            else:
                own = APPLICANT + name
                yield from _fact(path, own if own in vocabulary.facts else name, value, vocabulary)


def _fact(path: Path, name: str, value: FactValue | None, vocabulary: Vocabulary) -> Iterator[Finding]:
    fact = vocabulary.facts.get(name)
    if fact is None:
        known = {
            *vocabulary.facts,
            *(word.removeprefix(APPLICANT) for word in vocabulary.facts if path[0] == "parties"),
        }
        yield Finding(path, f"die Tatsache „{name}“ steht nicht im Vokabular{suggestion(name, known)}")
        return
    if value is None:
        return
    several = isinstance(value, tuple)
    if several and fact.type is not FactType.CHOICES:
        yield Finding(path, "erwartet einen einzelnen Wert, keine Liste")
        return
    for single in value if isinstance(value, tuple) else (value,):
        message = value_problem(fact, single, vocabulary)
        if message:
            yield Finding(path, message)


def _words(project: Project, vocabulary: Vocabulary) -> Iterator[Finding]:
    terms = vocabulary.terms
    used: list[tuple[str, Path, str | None]] = [
        *(("topics", ("topics", number), topic) for number, topic in enumerate(project.topics)),
        *(("parties", ("parties", number, "type"), party.type) for number, party in enumerate(project.parties)),
        *(("costs", ("costs", number, "kind"), item.kind) for number, item in enumerate(project.costs)),
        *(("measures", ("costs", number, "measure"), item.measure) for number, item in enumerate(project.costs)),
        ("place_types", ("place", "type"), project.place.type),
    ]
    for listing, path, word in used:
        if word is not None and word not in terms.get(listing, {}):
            yield Finding(path, f"„{word}“ steht nicht im Vokabular{_choices(word, terms.get(listing, {}))}")


def _choices(word: str, known: Iterable[str]) -> str:
    near = suggestion(word, known)
    return near or f"; möglich: {', '.join(sorted(known))}"
