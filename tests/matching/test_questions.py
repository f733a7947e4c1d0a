"""Which facts are asked next: only those that still decide, most decisive first, then the money behind them."""

from collections.abc import Callable

from quartier.matching.case import Asked
from quartier.matching.questions import asked, questions
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.answers import Question
from quartier.model.edition import Edition
from quartier.model.project import Project
from quartier.model.vocabulary import Vocabulary

COUNCIL = {"fact": "council_resolution", "is": True}
GROUP = {"fact": "volunteers", "at_least": 7}
STARTED = {"fact": "started", "is": False}
BENEFIT = {"fact": "applicant.public_benefit", "is": True}
STATE = {"fact": "place.state", "is": "BW"}


def names(verdict: Verdict) -> list[str]:
    return [one.fact for one in asked(verdict)]


def test_only_parts_that_are_open_ask(verdict: Callable[..., Verdict]) -> None:
    either = {"any": [COUNCIL, GROUP]}

    assert names(verdict([either, STARTED])) == ["council_resolution", "volunteers", "started"]
    assert names(verdict([either, STARTED], {"council_resolution": True})) == ["started"]
    assert names(verdict([either, STARTED], {"council_resolution": False, "started": False})) == ["volunteers"]


def test_what_is_decided_asks_nothing(verdict: Callable[..., Verdict]) -> None:
    assert names(verdict([COUNCIL, STARTED], {"started": True})) == []
    assert names(verdict([COUNCIL], {"council_resolution": True})) == []
    assert names(verdict([COUNCIL], intake={"kind": "closed"})) == []


def test_order_money_and_parties(
    edition: Callable[..., Edition], project: Callable[..., Project], vocabulary: Vocabulary
) -> None:
    block = {"pays": {"financing": "full"}, "name": "Baustein"}
    editions = [
        edition([COUNCIL], programme="a", blocks=[{"id": "x", **block}, {"id": "y", **block}]),
        edition([COUNCIL, GROUP], programme="b"),
        edition([STATE, BENEFIT], programme="c"),
    ]
    parties = [{"id": "gemeinde", "type": "municipality"}, {"id": "verein", "type": "registered_association"}]
    verdicts = Matcher(editions, vocabulary).verdicts(project(parties=parties), {})
    money = {("a", "x"): 500, ("a", "y"): 700, ("b", "main"): 100, ("c", "main"): 9000}
    offers = [(verdict, money[verdict.edition.programme, verdict.block.id]) for verdict in verdicts]

    assert questions(offers, vocabulary) == [
        Question(
            fact="council_resolution", question="Hat der Gemeinderat das Vorhaben beschlossen?", decides=3, money=800
        ),
        Question(
            fact="applicant.public_benefit",
            question="Sind Sie gemeinnützig?",
            decides=1,
            money=9000,
            help="Laut Bescheid des Finanzamts.",
            party="gemeinde",
        ),
        Question(
            fact="applicant.public_benefit",
            question="Sind Sie gemeinnützig?",
            decides=1,
            money=9000,
            help="Laut Bescheid des Finanzamts.",
            party="verein",
        ),
        Question(fact="place.state", question="Bitte angeben: Land.", decides=1, money=9000),
        Question(fact="volunteers", question="Wie viele engagieren sich?", decides=1, money=100),
    ]


def test_a_fact_of_the_applicant_belongs_to_the_party(verdict: Callable[..., Verdict]) -> None:
    assert asked(verdict([BENEFIT, COUNCIL])) == (
        Asked("applicant.public_benefit", "gemeinde"),
        Asked("council_resolution", None),
    )
