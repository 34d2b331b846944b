from __future__ import annotations

import pytest

from arnews.page import read_page
from arnews.page.html_bytes import decode

TEXT = "افتتح رئيس البلدية صباح اليوم جسرا جديدا يربط شرق المدينة بغربها، وقال إن العمل انتهى."
META = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={0}"></head><body><p>' + TEXT


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"),
        ("windows-1256", "windows-1256"),
        ("cp1256", "windows-1256"),
        ("x-cp1256", "windows-1256"),
        ("iso-8859-6", "iso-8859-6"),
        ("ASMO-708", "iso-8859-6"),
        ("arabic", "iso-8859-6"),
        ("utf-8", "windows-1256"),
        ("windows-1256", "utf-8"),
        ("iso-8859-1", "windows-1256"),
        ("no-such-charset", "windows-1256"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-8"),
        ("utf-8", "utf-16-le"),
    ],
)
def test_bytes_are_decoded_whatever_they_declare(declared: str, written: str) -> None:
    html = META.format(declared)
    assert decode(html.encode(written)) == html
    assert TEXT in read_page(html.encode(written)).text


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-6"])
def test_bytes_without_a_declaration_are_recognised(charset: str) -> None:
    html = f"<html><p>{TEXT}"
    assert decode(html.encode(charset)) == html


def test_charset_of_the_xml_declaration_is_read() -> None:
    html = f'<?xml version="1.0" encoding="windows-1256"?><html><p>{TEXT}'
    assert decode(html.encode("windows-1256")) == html


def test_cut_letter_leaves_a_page_utf8() -> None:
    data = f"<html><p>{TEXT}".encode()
    assert decode(data[:-1]).startswith(f"<html><p>{TEXT[:-2]}")


@pytest.mark.parametrize("data", [b"", b"\x00", b"\xff\xfe", b"\xff" * 50_000, b"<meta charset=" * 5_000])
def test_any_bytes_are_decoded(data: bytes) -> None:
    assert isinstance(decode(data), str)
