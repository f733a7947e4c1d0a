"""What comes after the grants: the deficit by year, what falls away, the day of the decision, the ways."""

from tests.documents.reading import points, tables, texts
from tests.documents.samples import dossier, example, town
from tests.planning.checking.conftest import edition

from quartier.documents.continuation import continuation_paper


def test_the_deficit_of_every_year_and_who_must_decide_when() -> None:
    paper = continuation_paper(dossier(town(running_costs_after={2029: 12_000, 2030: 12_500})))

    assert tables(paper)["Folgekosten nach der Förderung"].rows == (
        ("2029", 1_200_000, 0, 1_200_000),
        ("2030", 1_250_000, 0, 1_250_000),
        ("zusammen", 2_450_000, 0, 2_450_000),
    )
    assert tables(paper)["Was mit jedem Zuschuss wegfällt"].rows[0] == ("LAND", "Dezember 2028", 1_500_000)
    assert (
        "Bis zum 30.09.2028 sollte beschlossen sein, wer den Betrieb bezahlt. So kommt der Betrag noch in den Haushalt "
        "des ersten Jahres ohne Zuschüsse. Das ist ein Vorschlag für die Planung, keine Vorschrift."
    ) in texts(paper)


def test_what_the_programmes_say_about_what_follows_them() -> None:
    after = {"text": "Danach hilft die Pflegekasse.", "source": "s"}
    paper = continuation_paper(dossier(town(), edition("land", follow_up=after)))

    assert points(paper)[0] == ("LAND: Danach hilft die Pflegekasse. [1]", "Haushalt der Träger: siehe Beschluss.")


def test_donations_of_the_last_year_may_go_on() -> None:
    assert points(continuation_paper(example("kirchengemeinde")))[0][-2].endswith(
        "floss noch im letzten Jahr. Bitte klären, ob es weitergeht."
    )


def test_costs_nobody_named_are_to_be_named() -> None:
    assert (
        "Laufende Kosten nach der Förderung sind nicht angegeben. Bitte ergänzen, bevor beschlossen wird."
    ) in texts(continuation_paper(dossier()))
