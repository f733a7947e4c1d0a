"""From an empty page to a described project, without JavaScript; with wrong inputs nothing typed is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.portal.toolkit.sending import BASE, begun, fields, form_of, step_url

from quartier.portal.accounts.models import User
from quartier.portal.projects.models import StoredProject
from quartier.portal.toolkit.export import project_file
from quartier.portal.toolkit.steps import STEPS
from quartier.service.inputs import read_inputs

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = [path for path in sorted((ROOT / "examples").glob("*.yaml")) if not path.stem.endswith("-ist")]


DESCRIBED: dict[str, Any] = {
    "place": {"ags": "08415039", "name": "Hülben"},
    "title": "Dorfladen",
    "topics": ["participation"],
    "parties": [{"id": "gemeinde-huelben", "type": "municipality", "name": "Gemeinde Hülben"}],
    "period": {"start": "2027-01", "end": "2028-12", "start_may_slip_months": 6},
    "costs": [
        {
            "id": "umbau",
            "label": "Umbau",
            "kind": "investment",
            "measure": "local_supply",
            "party": "gemeinde-huelben",
            "vat_rate": "19",
            "net": {"2027": "12000.50"},
        }
    ],
    "own_funds": {"gemeinde-huelben": {"2027": "5000.00"}},
    "third_party": [{"id": "donations", "kind": "donations", "amounts": {"2028": "300.00"}}],
    "in_kind": [{"party": "gemeinde-huelben", "hours": {"2028": "12.5"}}],
    "granted": [
        {
            "programme": "bw-quartiersimpulse",
            "party": "gemeinde-huelben",
            "amount": "12000.50",
            "decided_on": "2025-03-01",
            "items": ["umbau"],
            "end": "2027-12",
        }
    ],
    "aid_received": [
        {
            "party": "gemeinde-huelben",
            "amount": "900.00",
            "decided_on": "2024-05-02",
            "kind": "de_minimis",
        }
    ],
    "running_costs_after": {"2029": "1000.00"},
}
"""What the project of the first test becomes."""


def test_from_an_empty_page_to_a_project(client: Client) -> None:
    project = begun(client)
    client.post(step_url(project, "ort"), {"text": "Hülben"})
    client.post(step_url(project, "was"), {"title": "Dorfladen", "words": "Ein Laden", "topics": ["participation"]})
    client.post(
        step_url(project, "wer"), form_of("parties", {"type": "municipality", "name": "Gemeinde Hülben"}, {"type": ""})
    )
    client.post(step_url(project, "wann"), {"start": "01.2027", "end": "2028-12", "slip": "6"})
    cost = {"label": "Umbau", "kind": "investment", "measure": "local_supply", "party": "gemeinde-huelben"}
    sent = form_of("costs", {**cost, "y2027": "12.000,50 €", "y2028": "", "vat": "net", "vat_rate": "19"}, {})
    client.post(step_url(project, "kosten"), sent)
    funds = form_of("funds", {"id": "gemeinde-huelben", "y2027": "5000", "h2028": "12,5"}, initial=1)
    others = form_of("others", {"kind": "donations", "y2028": "300"})
    grant = {"what": "bw-quartiersimpulse", "amount": "12.000,50 €", "decided_on": "01.03.2025", "end": "12.2027"}
    decided = form_of("granted", {**grant, "party": "gemeinde-huelben", "items": "umbau"}, {})
    aid = form_of("aid", {"party": "gemeinde-huelben", "amount": "900", "decided_on": "2024-05-02"}, {})
    client.post(step_url(project, "mittel"), funds | others | decided | aid)
    response = client.post(step_url(project, "danach"), {"y2029": "1.000"})

    assert response.headers["Location"] == f"{BASE}{project.edit_key}/"
    project.refresh_from_db()
    assert project.words == "Ein Laden"
    assert project.data == DESCRIBED
    assert "bitte prüfen" not in client.get(f"{BASE}{project.edit_key}/").text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_file_goes_in_and_comes_out_the_same(client: Client, path: Path) -> None:
    with path.open("rb") as stream:
        client.post(f"{BASE}datei/", {"file": stream})
    project = StoredProject.objects.get()

    again = client.get(f"{BASE}{project.edit_key}/datei/")
    assert again.headers["Content-Type"] == "application/yaml; charset=utf-8"
    assert yaml.safe_load(again.content)["title"] == project.title
    assert _read(project, path) == read_inputs(path).project


def _read(project: StoredProject, path: Path) -> object:
    from quartier.catalogue.yamlfile import parse_document  # noqa: PLC0415 - beside its only use
    from quartier.service.catalogue import the_catalogue  # noqa: PLC0415 - as above
    from quartier.service.inputs import inputs_of  # noqa: PLC0415 - as above

    return inputs_of(parse_document(project_file(project).encode(), path.name), the_catalogue()).project


@pytest.mark.parametrize("slug", [step.slug for step in STEPS])
@pytest.mark.parametrize("language", ["", "/en"])
def test_sending_a_step_back_unchanged_changes_nothing(client: Client, slug: str, language: str) -> None:
    """What a browser sends when somebody only presses the button: no figure gets lost or rounded."""
    project = begun(client, "dorfgemeinschaftshaus")
    page = client.get(step_url(project, slug, language))
    before = project.data
    sent = {name: value for name, value in fields(page.text) if not name.endswith("DELETE")}

    response = client.post(step_url(project, slug, language), sent)

    assert response.status_code == 302
    project.refresh_from_db()
    assert _sums(project.data) == _sums(before)
    assert set(project.data["topics"]) == set(before["topics"])


def _sums(data: dict[str, Any]) -> dict[str, Any]:
    """A project's data with every amount written the same way."""
    from quartier.model.project import Project  # noqa: PLC0415 - beside its only use

    return Project.model_validate({"format": "quartier.project/1", **data}).model_dump(
        exclude={"place": {"name"}, "topics": True}
    )


@pytest.mark.parametrize(
    ("slug", "sent", "told"),
    [
        ("ort", {"text": "Xyzzyburg"}, "Diesen Ort kennen wir nicht"),
        ("ort", {"text": "Altdorf"}, "Bitte wählen Sie die Gemeinde"),
        ("was", {"title": ""}, "Wie heißt Ihr Vorhaben"),
        ("wann", {"start": "2028-01", "end": "2027-01", "slip": "0"}, "Das Ende liegt vor dem Beginn"),
        ("wann", {"start": "2028-01", "end": "2098-01", "slip": "0"}, "höchstens zehn Jahre"),
        ("danach", {"y2029": "1e30"}, "„1e30“ ist kein Betrag"),
        ("wer", form_of("parties", {"name": "Verein"}), "Bitte wählen Sie die Art"),
        ("kosten", form_of("costs", {"label": "Umbau", "y2027": "NaN"}), "„NaN“ ist kein Betrag"),
        ("kosten", form_of("costs", {"label": "Umbau", "y2027": "5"}), "Bitte wählen Sie die Kostenart"),
        ("kosten", {"costs-TOTAL_FORMS": "1000000", "costs-INITIAL_FORMS": "0"}, "höchstens 300 Zeilen"),
    ],
)
def test_wrong_inputs_are_told_and_kept_on_the_page(client: Client, slug: str, sent: dict[str, Any], told: str) -> None:
    project = begun(client, "dorfgemeinschaftshaus")
    before = project.data

    response = client.post(step_url(project, slug), sent)

    assert response.status_code == 422
    assert told in response.text
    assert all(
        str(v) in response.text for v in sent.values() if isinstance(v, str) and v and len(v) < 20 and v != "1000000"
    )
    project.refresh_from_db()
    assert project.data == before


def test_two_tabs_lose_nothing(client: Client) -> None:
    project = begun(client)
    client.post(step_url(project, "was"), {"title": "Erster Tab", "revision": "1"})

    response = client.post(step_url(project, "was"), {"title": "Zweiter Tab", "revision": "1"})

    assert response.status_code == 409
    assert "Erster Tab" in response.text
    assert 'value="Zweiter Tab"' in response.text
    assert 'id="revision" value="2"' in response.text
    project.refresh_from_db()
    assert project.data["title"] == "Erster Tab"


def test_htmx_saves_without_leaving_the_page(client: Client) -> None:
    project = begun(client)
    response = client.post(step_url(project, "was"), {"title": "A"}, headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Trigger"]) == (200, "saved")
    assert 'id="revision" value="2" hx-swap-oob="true"' in response.text


def test_readers_see_and_cannot_change(client: Client) -> None:
    project = begun(client, "dorfladen")
    url = f"{BASE}{project.read_key}/schritt/was/"

    assert "disabled" in client.get(url).text
    assert client.post(url, {"title": "Neu"}).status_code == 403
    assert client.post(f"{BASE}{project.read_key}/tabelle/", {"cells": "Umbau\t5"}).status_code == 403


@pytest.mark.parametrize("path", ["", "schritt/was/", "datei/"])
def test_unknown_links_are_not_found(client: Client, path: str) -> None:
    assert client.get(f"{BASE}nobodyknowsthis/{path}").status_code == 404
    assert client.get(f"{BASE}{'x' * 300}/{path}").status_code == 404


def test_unknown_step_and_action(client: Client) -> None:
    project = begun(client)

    assert client.get(step_url(project, "gibt-es-nicht")).status_code == 404
    assert client.post(f"{BASE}{project.edit_key}/tun/", {"action": "explode"}).status_code == 404


def test_a_broken_file_is_told_with_lines_and_stays_on_the_page(client: Client) -> None:
    text = "format: quartier.project/1\ntitle: X\nparties: []\nsurprise: 1\n"
    response = client.post(f"{BASE}datei/", {"text": text})

    assert response.status_code == 422
    assert "Zeile 4, surprise" in response.text
    assert "surprise: 1" in response.text
    assert not StoredProject.objects.exists()


@pytest.mark.parametrize("raw", ["", "{", "[" * 5000, "a: &x 1\nb: *x", "!!python/object:os.system {}", "title: \x00"])
def test_hostile_files_are_refused(client: Client, raw: str) -> None:
    assert client.post(f"{BASE}datei/", {"text": raw}).status_code == 422
    assert not StoredProject.objects.exists()


def test_what_was_begun_is_found_again(client: Client) -> None:
    project = begun(client, "dorfladen")

    assert f"{BASE}{project.edit_key}/" in client.get(BASE).text
    assert project.edit_key not in Client().get(BASE).text


def test_actions_of_an_owner(client: Client) -> None:
    anna = User.objects.create_user("anna@example.org")
    project = begun(client, "dorfladen")
    act, title = f"{BASE}{project.edit_key}/tun/", project.title
    client.post(act, {"action": "remark", "text": "Bitte prüfen", "name": "Ben"})
    client.post(step_url(project, "was"), {"title": "Neu"})
    client.post(act, {"action": "restore", "number": "1"})
    client.post(act, {"action": "copy"})
    client.force_login(anna)
    client.post(act, {"action": "adopt"})
    client.post(act, {"action": "share", "email": "ben@example.org", "role": "edit"})
    client.post(act, {"action": "delete"})
    project.refresh_from_db()

    assert (project.owner, project.title, project.remarks.get().name) == (anna, title, "Ben")
    assert [share.email for share in project.shares.all()] == ["ben@example.org"]
    assert StoredProject.objects.count() == 2
    client.post(f"{BASE}{project.pk}/tun/", {"action": "delete", "sure": "yes"})
    assert StoredProject.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_start_page(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    anna = User.objects.create_user("anna@example.org")
    client.force_login(anna)
    for _ in range(count):
        begun(client)
    client.get(BASE)
    with django_assert_num_queries(6):
        client.get(BASE)


def test_similar_projects_are_shown_with_their_source(client: Client) -> None:
    project = begun(client)
    client.post(step_url(project, "was"), {"title": "Dorfladen", "words": "Ein Laden für unser Dorf"})

    for page in (client.get(step_url(project, "was")), client.get(f"{BASE}aehnlich/", {"words": "Dorfladen"})):
        assert page.status_code == 200
        assert "Ähnliches gibt es schon" in page.text
        assert 'href="https://' in page.text


def test_an_example_is_not_the_template_of_the_same_name(client: Client) -> None:
    client.post(f"{BASE}neu/", {"example": "dorfladen"})
    example = StoredProject.objects.latest("created")

    assert example.data["costs"] != begun(client, "dorfladen").data["costs"]
    assert any(item.get("net") for item in example.data["costs"])
    assert 'name="example" value="dorfladen"' in client.get(BASE).text


def test_the_programme_people_come_from_is_answered_first(client: Client) -> None:
    start = client.get(f"{BASE}?programm=bw-beteiligungstaler").text
    begin = client.post(f"{BASE}neu/", {"example": "nachbarschaftshilfe", "programm": "bw-beteiligungstaler"})
    key = begin.headers["Location"].split("/")[2]
    page = client.get(f"{BASE}{key}/passt/").text

    assert 'name="programm" value="bw-beteiligungstaler"' in start
    assert "fit-asked" in page
    assert page.index("bw-beteiligungstaler") < page.index("fit-questions")
    assert f"{key}/passt/?programm=bw-beteiligungstaler" in client.get(f"{BASE}?programm=bw-beteiligungstaler").text


def test_a_programme_nobody_knows_changes_nothing(client: Client) -> None:
    assert 'name="programm"' not in client.get(f"{BASE}?programm=%00<b>").text
    begin = client.post(f"{BASE}neu/", {"example": "nachbarschaftshilfe", "programm": "no-such"})
    key = begin.headers["Location"].split("/")[2]

    assert "fit-asked" not in client.get(f"{BASE}{key}/passt/?programm=no-such%00").text
