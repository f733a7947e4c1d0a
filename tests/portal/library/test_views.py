"""The Mediathek for visitors: finding, filtering, single works, albums, downloads; any address is answered sensibly."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from urllib.parse import urlencode

import library_files as files
import pytest
from crawling import crawl
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from quartier.portal.library.models import Album, Paper, Picture
from quartier.portal.library.renditions import warm
from quartier.portal.library.services import add_album, load_demo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def titles(client: Client, **filters: object) -> list[str]:
    answer = client.get("/mediathek/?" + urlencode(filters))
    assert answer.status_code == 200
    return re.findall(r'class="kern-link[^"]*" href="/mediathek/(?:bild|dokument)/\d+/"[^>]*>([^<]+)<', answer.text)


def test_words_and_filters(client: Client) -> None:
    add_album("Fachtag", "fachtag", actor=None)
    files.make_picture(title="Dorfläden", date=dt.date(2025, 3, 1), topic="local_economy_supply", albums=["fachtag"])
    files.make_picture(title="Rathaus", date=dt.date(2026, 3, 1), licence="press", alt="Das Rathaus von vorn")
    files.make_picture(title="Markt", credit="Foto: Berta Beispiel", event="Fachtag im Herbst", albums=["fachtag"])
    files.make_picture(title="Geheim", public=False)
    files.make_paper(title="Merkblatt Dorfladen", date=dt.date(2024, 1, 1))
    files.make_paper(title="Geheimpapier", public=False)

    assert titles(client) == ["Rathaus", "Dorfläden", "Markt"]
    assert titles(client, art="dokumente") == ["Merkblatt Dorfladen"]
    assert titles(client, suche="dorfladen") == ["Dorfläden"]
    assert titles(client, suche="DORFLÄDEN") == ["Dorfläden"]
    assert titles(client, suche="berta") == ["Markt"]
    assert titles(client, suche="herbst fachtag") == ["Markt"]
    assert titles(client, suche="rathaus vorn") == ["Rathaus"]
    assert titles(client, suche="nahversorgung") == ["Dorfläden"]
    assert titles(client, suche="geheim") == []
    assert titles(client, suche="%") == titles(client, suche="' OR 1=1 --") == []
    assert titles(client, thema="local_economy_supply") == ["Dorfläden"]
    assert titles(client, jahr=2026) == ["Rathaus"]
    assert titles(client, lizenz="press") == ["Rathaus"]
    assert titles(client, album="fachtag") == ["Dorfläden", "Markt"]
    assert titles(client, album="fachtag", suche="markt") == ["Markt"]
    page = client.get("/mediathek/?suche=dorfladen").text
    assert "Bilder (1)" in page
    assert "Dokumente (1)" in page
    assert "2024" in page, "the years of documents can be chosen too"


@pytest.mark.parametrize(
    "query",
    [
        "thema=gibtesnicht", "jahr=0", "jahr=1066", "jahr=abc", "jahr=-1", "lizenz=x", "album=x", "art=x", "seite=0",
        "seite=2", "seite=-1", "seite=1e3", "seite=%C2%B2", "seite=" + "9" * 5000, "suche=" + "x" * 201, "suche=%00",
        "thema=%00", "jahr=%00", "seite=%00", "thema=participation%00",
    ],
)  # fmt: skip
def test_what_no_page_offers_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/mediathek/?{query}").status_code == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from(["suche", "thema", "jahr", "lizenz", "album", "art", "seite", "bild", "dokument"]),
        st.text(max_size=30) | st.integers().map(str) | st.sampled_from(["2026", "press", "dokumente", "1", "fachtag"]),
    )
)
def test_any_filters_are_answered(client: Client, filters: dict[str, str]) -> None:
    query = urlencode(filters, errors="surrogatepass")

    assert client.get(f"/mediathek/?{query}").status_code in {200, 404}
    assert client.get(f"/mediathek/auswahl.zip?{query}").status_code in {200, 400, 404}


@pytest.mark.parametrize("number", [1, 3])
def test_lists_ask_the_database_as_often_for_three_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    add_album("Fachtag", "fachtag", actor=None)
    for _ in range(number):
        files.make_picture(albums=["fachtag"])
        files.make_paper()
    for picture in Picture.objects.all():
        warm(picture)
    cache.clear()

    for address, count in (
        ("/mediathek/", 7),
        ("/mediathek/?art=dokumente", 6),
        ("/mediathek/?suche=bild&jahr=&thema=", 7),
        ("/mediathek/alben/", 4),
        ("/mediathek/alben/fachtag/", 4),
        (f"/mediathek/bild/{Picture.objects.all()[0].pk}/", 3),
        (f"/mediathek/dokument/{Paper.objects.all()[0].pk}/", 1),
    ):
        with django_assert_num_queries(count, info=address):
            assert client.get(address).status_code == 200
        with django_assert_num_queries(0, info=f"{address} once more"):
            assert client.get(address).status_code == 200


def test_pages(client: Client) -> None:
    for _ in range(25):
        files.make_paper()

    first = client.get("/mediathek/?art=dokumente").text
    assert first.count('class="q-paper"') == 24
    assert 'rel="next" href="?art=dokumente&amp;seite=2"' in first
    assert client.get("/mediathek/?art=dokumente&seite=2").text.count('class="q-paper"') == 1


def test_a_picture_has_its_size_and_lighter_formats(client: Client) -> None:
    picture = files.make_picture(files.jpeg(size=(1500, 1000)), alt_en="Two areas of colour")
    page = client.get(f"/mediathek/bild/{picture.pk}/").text

    (img,) = re.findall(r"<img class=\"q-work__image\"[^>]+>", page)
    assert 'width="960" height="640"' in img
    assert 'alt="Zwei Farbflächen' in img
    (source,) = re.findall(r"<source[^>]+>", page)
    assert 'type="image/webp"' in source
    assert source.count("960w") == source.count("1500w") == 1
    assert 'loading="lazy"' not in img
    for address in [*re.findall(r'src="(/media/[^"]+)"', page), *re.findall(r"(/media/\S+) \d+w", page)]:
        assert len(client.get(address).getvalue()) > 0
    english = client.get(f"/en/mediathek/bild/{picture.pk}/").text
    assert 'alt="Two areas of colour"' in english


def test_pictures_further_down_wait_until_they_are_seen(client: Client) -> None:
    for _ in range(3):
        files.make_picture()

    images = re.findall(r"<img class=\"q-shot__image\"[^>]+>", client.get("/mediathek/").text)
    assert [('loading="lazy"' in one) for one in images] == [False, True, True]
    assert all(re.search(r'width="\d+" height="\d+"', one) for one in images)


def test_search_engines_read_the_licence(client: Client) -> None:
    picture = files.make_picture(title="</script><script>alert(1)</script>", date=dt.date(2026, 5, 1))
    page = client.get(f"/mediathek/bild/{picture.pk}/").text

    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    data = json.loads(text)
    assert data["@type"] == "ImageObject"
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/deed.de"
    assert data["acquireLicensePage"].endswith(f"/mediathek/bild/{picture.pk}/")
    assert (data["creditText"], data["name"], data["dateCreated"]) == (
        "Foto: Ada Beispiel",
        picture.title,
        "2026-05-01",
    )
    press = files.make_picture(licence="press")
    assert (
        f'"license": "https://quartier.example/mediathek/bild/{press.pk}/#licence"'
        in client.get(f"/mediathek/bild/{press.pk}/").text
    )


def test_downloads(client: Client) -> None:
    picture = files.make_picture(files.jpeg(size=(1500, 1000)), title="Größe & Platz")
    page = client.get(f"/mediathek/bild/{picture.pk}/").text
    addresses = re.findall(rf'href="(/mediathek/bild/{picture.pk}/[^"]+)" download', page)

    assert [one.rsplit("/", 1)[1] for one in addresses] == [
        "klein.jpg", "klein.webp", "mittel.jpg", "mittel.webp", "original.jpg",
    ]  # fmt: skip
    sizes = re.findall(r"(\d+) × (\d+)", page)
    assert sizes == [("640", "426"), ("1280", "853"), ("1500", "1000")]
    for address, (width, height) in zip(addresses, [sizes[0], sizes[0], sizes[1], sizes[1], sizes[2]], strict=True):
        answer = client.get(address)
        kind = address.rsplit(".", 1)[1]
        name = f"Groesse-Platz-{picture.pk}-{width}x{height}.{kind}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        with Image.open(io.BytesIO(answer.getvalue())) as got:
            assert got.size == (int(width), int(height))
            assert got.format == {"jpg": "JPEG", "webp": "WEBP"}[kind]
    for wrong in ("gross.jpg", "klein.png", "klein.exe", "original.webp", "riesig.jpg"):
        assert client.get(f"/mediathek/bild/{picture.pk}/{wrong}").status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "9" * 18, "9" * 19, "9" * 60, "-1", "1.0", "abc", "%00"])
@pytest.mark.parametrize(
    "address", ["bild/{}/", "bild/{}/original.jpg", "dokument/{}/", "alben/{}/", "alben/{}.zip", "auswahl.zip?bild={}"]
)
def test_numbers_of_nothing(client: Client, address: str, number: str) -> None:
    answer = client.get("/mediathek/" + address.format(number))

    assert answer.status_code == (400 if "?" in address and number.isdigit() and len(number) <= 15 else 404)


def names(answer: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_the_ticked_files_come_in_one_archive(client: Client) -> None:
    first = files.make_picture(title="Der Platz")
    other, secret = files.make_picture(title="Anderes"), files.make_picture(title="Geheim", public=False)
    paper = files.make_paper(title="Merkblatt")
    query = f"bild={first.pk}&bild={secret.pk}&bild={first.pk}&dokument={paper.pk}"

    answer = client.get(f"/mediathek/auswahl.zip?{query}")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="mediathek-auswahl.zip"'
    content = answer.getvalue()
    assert int(answer.headers["Content-Length"]) == len(content)
    assert names(content) == [
        "Nachweise-und-Lizenzen.txt",
        f"Der-Platz-{first.pk}.jpg",
        f"Merkblatt-{paper.pk}.pdf",
    ]
    assert other.title not in content.decode("latin-1")
    assert client.get(f"/mediathek/auswahl.zip?{query}").getvalue() == content
    assert "Credits" in names(client.get(f"/en/mediathek/auswahl.zip?{query}").getvalue())[0]


def test_nothing_or_too_much_is_ticked(client: Client) -> None:
    assert "Sie haben nichts ausgewählt" in client.get("/mediathek/auswahl.zip").text
    pictures = [files.make_picture(files.saved(files.image((2, 2)), "PNG")) for _ in range(51)]
    query = "&".join(f"bild={one.pk}" for one in pictures)

    answer = client.get(f"/mediathek/auswahl.zip?{query}")
    assert answer.status_code == 400
    assert "höchstens 50" in answer.text
    query = "&".join(f"bild={one.pk}" for one in pictures[:50])
    assert len(names(client.get(f"/mediathek/auswahl.zip?{query}").getvalue())) == 51
    Picture.objects.filter(pk=pictures[0].pk).update(file_size=201_000_000)
    answer = client.get(f"/mediathek/auswahl.zip?{query}")
    assert answer.status_code == 400
    assert "größer als 200 MB" in answer.text


def test_albums(client: Client) -> None:
    add_album("Fachtag", "fachtag", actor=None, title_en="Conference day", description="Bilder vom Tag.")
    add_album("Leer", "leer", actor=None)
    add_album("Geheim", "geheim", actor=None, public=False)
    second = files.make_picture(title="Zweites", albums=["fachtag"])
    hidden = files.make_picture(title="Verborgen", public=False, albums=["fachtag"])
    files.make_picture(albums=["geheim"])

    overview = client.get("/mediathek/alben/").text
    assert re.findall(r'href="/mediathek/alben/(\w+)/">([^<]+)<', overview) == [("fachtag", "Fachtag")]
    assert "1 Bild<" in overview
    assert "Conference day" in client.get("/en/mediathek/alben/").text
    page = client.get("/mediathek/alben/fachtag/").text
    assert second.title in page
    assert hidden.title not in page
    assert names(client.get("/mediathek/alben/fachtag.zip").getvalue())[1:] == [f"Zweites-{second.pk}.jpg"]
    assert client.get("/mediathek/alben/geheim/").status_code == 404
    assert client.get("/mediathek/alben/geheim.zip").status_code == 404
    assert client.get("/mediathek/alben/leer/").status_code == 200
    assert client.get("/mediathek/alben/leer.zip").status_code == 400
    assert Album.objects.count() == 3


def test_a_document_says_kind_and_size(client: Client) -> None:
    paper = files.make_paper(files.PDF + b" " * 1_200_000, title="Leitfaden")

    for address in ("/mediathek/?art=dokumente", f"/mediathek/dokument/{paper.pk}/"):
        page = client.get(address).text
        assert "(PDF, 1,2\N{NO-BREAK SPACE}MB)" in page
        assert f'href="{paper.url}" download' in page


def test_empty_mediathek(client: Client) -> None:
    assert "Hier liegt noch nichts." in client.get("/mediathek/").text
    assert "Dazu haben wir nichts gefunden." in client.get("/mediathek/?suche=x").text
    assert client.get("/mediathek/alben/").status_code == 200


def test_what_the_editors_know_stays_with_them(client: Client) -> None:
    picture = files.make_picture(consent="all")

    for address in ("/mediathek/", f"/mediathek/bild/{picture.pk}/"):
        text = client.get(address).text
        assert "Einwilligung" not in text
        assert "eingewilligt" not in text


def test_every_link_leads_somewhere(client: Client) -> None:
    load_demo(actor=None)
    files.make_paper()
    others = (
        "/foerderbaukasten",
        "/programme",
        "/aktuelles",
        "/konto",
        "/redaktion",
        "/suche",
        "/impressum",
        "/vorhaben",
    )
    leave_out = (*others, *(f"/en{path}" for path in others))

    crawled = crawl(client, ["/mediathek/", "/en/mediathek/"], own=["quartier.example"], leave_out=leave_out)

    assert [problem for problem in crawled.problems if "mediathek" in problem or "/media/" in problem] == []
    assert len([path for path in crawled.pages if "/mediathek/" in path]) > 30


def test_a_change_shows_at_once(client: Client, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # typed only as fixture
        picture = files.make_picture(title="Vorher")
    assert titles(client) == ["Vorher"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator] # as above
        picture.title = "Nachher"
        picture.save()
    assert titles(client) == ["Nachher"]
