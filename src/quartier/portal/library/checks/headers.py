"""Kind and size of a picture from its first bytes, before anything is decoded."""

from __future__ import annotations

import struct
from typing import NamedTuple

_JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE = {0x01, *range(0xD0, 0xD9)}
_START_OF_SCAN = 0xDA
_MARK = 0xFF


class Header(NamedTuple):
    """What a picture says it is: Pillow's name of the format, width and height in pixels."""

    format: str
    width: int
    height: int


def header(data: bytes) -> Header | None:
    """The header of a JPEG, PNG or WebP picture; None for anything else, and if it is broken."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data)
        if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
            return Header("PNG", *struct.unpack(">II", data[16:24]))
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except struct.error:
        return None
    return None


def _jpeg(data: bytes) -> Header | None:
    place = 2
    while place + 4 <= len(data) and data[place] == _MARK:
        marker = data[place + 1]
        if marker == _MARK or marker in _JPEG_ALONE:
            place += 1 if marker == _MARK else 2
            continue
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return Header("JPEG", width, height)
        if marker == _START_OF_SCAN:
            return None
        place += 2 + int.from_bytes(data[place + 2 : place + 4])
    return None


def _webp(data: bytes) -> Header | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return Header("WEBP", _three(data, 24) + 1, _three(data, 27) + 1)
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", data[21:25])
        return Header("WEBP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return Header("WEBP", width & 0x3FFF, height & 0x3FFF)
    return None


def _three(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 3], "little")
