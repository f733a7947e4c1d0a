"""Of a picture nothing stays but its pixels and colours; what is no picture, or too much of one, is refused."""

from __future__ import annotations

import io
import tracemalloc
from contextlib import suppress

import library_files as files
import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from quartier.portal.library.checks.pictures import MOST_MEGABYTES, cleaned
from quartier.portal.library.checks.refusing import CheckedFile, RefusedError

TRACES = (b"Exif", files.DEVICE, b"2026:05:01", files.SECRET, b"xmpmeta", b"GPSLatitude", b"Photoshop", b"8BIM")


def clean(data: bytes, name: str = "a.jpg") -> CheckedFile:
    return cleaned(ContentFile(data), name)


def reason(data: bytes, name: str = "a.jpg") -> str:
    with pytest.raises(RefusedError) as error:
        clean(data, name)
    return " ".join(error.value.messages)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (files.jpeg(), "JPEG"),
        (files.jpeg(orientation=6, progressive=True), "JPEG"),
        (files.png(), "PNG"),
        (files.webp(), "WEBP"),
        (files.webp(lossless=True), "WEBP"),
    ],
)
def test_nothing_of_place_device_or_texts_is_left_but_the_colours_are(data: bytes, kind: str) -> None:
    assert sum(trace in data for trace in TRACES) >= 2, "the upload must have something to lose"

    made = clean(data).read()

    assert [trace for trace in TRACES if trace in made] == []
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.format == kind
        assert dict(picture.getexif()) == {}
        assert set(picture.info) <= {
            "icc_profile",
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            *_harmless(kind),
        }
        assert picture.info["icc_profile"] == files.colours()


def _harmless(kind: str) -> set[str]:
    return {
        "JPEG": {"progressive", "progression"},
        "WEBP": {"loop", "background", "timestamp", "duration"},
    }.get(kind, set())


def test_what_is_hidden_behind_a_picture_is_gone() -> None:
    hidden = b"PK\x03\x04<script>alert(1)</script>"

    assert hidden not in clean(files.jpeg() + hidden).read()
    assert hidden not in clean(files.png() + hidden).read()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_camera_was_held_otherwise(orientation: int) -> None:
    with Image.open(clean(files.jpeg(orientation))) as picture:
        assert picture.size == ((64, 48) if orientation <= 4 else (48, 64))
        red_first = {1, 4, 5, 6}
        corner = picture.convert("RGB").getpixel((2, 2))
        assert isinstance(corner, tuple)
        assert (corner[0] > corner[2]) is (orientation in red_first)


def test_pixels_stay_the_same() -> None:
    with Image.open(io.BytesIO(files.png())) as before, Image.open(clean(files.png())) as after:
        assert after.mode == before.mode == "RGBA"
        assert after.tobytes() == before.tobytes()


def test_a_picture_for_print_gets_the_colours_of_screens() -> None:
    with Image.open(clean(files.saved(files.image(mode="CMYK"), "JPEG"))) as picture:
        assert picture.mode == "RGB"
        corner = picture.getpixel((2, 2))
        assert isinstance(corner, tuple)
        assert corner[0] > corner[2]


def test_see_through_colours_of_a_palette_stay() -> None:
    drawing = files.image(mode="P")
    with Image.open(clean(files.saved(drawing, "PNG", transparency=0))) as picture:
        assert picture.mode == "P"
        assert picture.info == {"transparency": 0}


@pytest.mark.parametrize(
    ("content", "extension"), [(files.jpeg(), "jpg"), (files.png(), "png"), (files.webp(), "webp")]
)
@pytest.mark.parametrize("name", ["x.svg", "x.jpg.exe", "../../etc/passwd", "C:\\Bilder\\x.png", "x\0.php", "", "…"])
def test_the_content_decides_what_it_is_called(content: bytes, extension: str, name: str) -> None:
    made = clean(content, name).name or ""

    assert made.rsplit(".", 1)[1] == extension
    assert made.rsplit(".", 1)[0].replace("-", "").isalnum()


def test_long_and_german_names() -> None:
    assert clean(files.png(), "Größe & Übermut.png").name == "Groesse-Uebermut.png"
    assert len(clean(files.png(), "ä" * 5000 + ".png").name or "") == 64


@pytest.mark.parametrize("data", [files.huge_png(), files.huge_jpeg(), files.huge_webp()])
def test_far_too_many_pixels_are_refused_before_they_are_made(data: bytes) -> None:
    tracemalloc.start()
    text = reason(data)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "zu viele Bildpunkte" in text
    assert "höchstens 60 Millionen" in text
    assert peak < 2_000_000 + 2 * len(data)


def test_sixty_million_pixels_are_taken() -> None:
    assert clean(files.huge_png(10_000, 6_000)).size > 0
    assert "zu viele Bildpunkte" in reason(files.huge_png(10_000, 6_001))


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (SVG, "bild.svg", "SVG"),
        (SVG, "bild.png", "SVG"),
        (b"\xef\xbb\xbf  " + SVG, "bild.jpg", "SVG"),
        (b"<html><script>alert(1)</script></html>", "bild.jpg", "kein Bild"),
        (files.saved(files.image(), "GIF"), "bild.jpg", "kein Bild"),
        (files.saved(files.image(), "BMP"), "bild.png", "kein Bild"),
        (files.saved(files.image(), "TIFF"), "bild.jpg", "kein Bild"),
        (files.PDF, "bild.jpg", "kein Bild"),
        (b"MZ\x90\0" + b"\0" * 60, "bild.jpg", "kein Bild"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "IMG_0001.HEIC", "JPEG"),
        (b"", "bild.jpg", "leer"),
        (files.jpeg()[:600], "bild.jpg", "beschädigt"),
        (files.jpeg()[:-200], "bild.jpg", "beschädigt"),
        (files.png()[:-40], "bild.png", "beschädigt"),
        (files.webp()[:60], "bild.webp", "beschädigt"),
        (b"\x89PNG\r\n\x1a\n", "bild.png", "beschädigt"),
        (b"\xff\xd8\xff", "bild.jpg", "beschädigt"),
        (b"RIFF\0\0\0\0WEBPVP8X", "bild.webp", "beschädigt"),
        (files.jpeg() + b"\xff\xda" * 101, "bild.jpg", "beschädigt"),
        (b"\xff\xd8\xff" + b"x" * (MOST_MEGABYTES * 1024 * 1024), "bild.jpg", "zu groß"),
    ],
)
def test_what_is_refused_says_why(data: bytes, name: str, word: str) -> None:
    assert word in reason(data, name)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_moving_pictures_are_refused(kind: str) -> None:
    frames = [files.image(), files.image().rotate(180)]

    assert "Bewegte Bilder" in reason(files.saved(frames[0], kind, save_all=True, append_images=frames[1:]))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([files.jpeg(), files.png(), files.webp()]), st.data())
def test_broken_bytes_are_refused_or_taken_but_never_an_accident(data: bytes, draw: st.DataObject) -> None:
    broken = bytearray(data)
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=20)):
        broken[place] = draw.draw(st.integers(0, 255))

    with suppress(RefusedError):
        made = clean(bytes(broken)).read()
        assert [trace for trace in TRACES if trace in made] == []


def test_an_upload_is_checked_once() -> None:
    upload = ContentFile(files.jpeg(), name="a.jpg")
    first = cleaned(upload)

    assert cleaned(upload) is first
    assert cleaned(first) is first


def test_half_a_picture_is_refused_though_another_library_would_take_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    assert "beschädigt" in reason(files.png()[:-40], "bild.png")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True
