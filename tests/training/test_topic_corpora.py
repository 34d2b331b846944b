"""Labelled headlines from files."""

import json
import lzma

import pytest

from arnews.errors import DataError
from arnews.training.topic_corpora import read_articles, read_rows


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.csv", 'title,topic,text,source\n"أ, ""ب""",sport|health,نص,ص\n'),
        ("x.csv", '\ufeffHeadline,Label,Body,Outlet\n"أ, ""ب""",sport|health,نص,ص\n'),
        ("x.tsv", 'title\ttopic\ttext\tsource\nأ, "ب"\tsport|health\tنص\tص\n'),
        ("x.jsonl", '{"title": "أ, \\"ب\\"", "topic": ["sport", "health"], "text": "نص", "source": "ص"}\n\n'),
        ("x.jsonl", '{"headline": "أ, \\"ب\\"", "label": "sport", "alt": ["health"], "body": "نص", "outlet": "ص"}'),
    ],
)
def test_formats_give_the_same_row(tmp_path, name, text):
    (row,) = read_rows([write(tmp_path / name, text)])
    assert (row.headline, row.topics, row.text, row.source) == ('أ, "ب"', ("sport", "health"), "نص", "ص")


def test_marked_lines_lose_their_brackets(tmp_path):
    text = "a:1\tsport|none\tفي[LOC مصر]أداء [?ORG الأهلي]\nb:2\tnone\tإلى أين؟\n"
    first, second = read_rows([write(tmp_path / "headlines_1.tsv", text)])
    assert (first.id, first.topics, first.headline) == ("a:1", ("sport",), "فيمصرأداء الأهلي")
    assert (second.topics, second.where) == ((), "headlines_1.tsv:2")


def test_compressed_files_and_shares(tmp_path):
    path = tmp_path / "x.jsonl.xz"
    path.write_bytes(lzma.compress(json.dumps({"title": "أ", "topics": {"a": 0.3, "b": 0.7}}).encode()))
    (row,) = read_rows([path])
    assert row.topics == {"a": 0.3, "b": 0.7}
    assert row.names == ("b", "a")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.csv", "title,kind\nأ,a\n", r"x\.csv:1: no column 'topic' \(or topics, label, labels\) among title, kind"),
        ("x.csv", "text,topic\nأ,a\n", r"x\.csv:1: no column 'title' \(or headline\)"),
        ("x.csv", "", r"x\.csv: the file is empty"),
        ("x.csv", "title,topic\nأ,a\nب,\n", r"x\.csv:3: the topic is empty"),
        ("x.csv", "title,topic\n ,a\n", r"x\.csv:2: the headline is empty"),
        ("x.csv", "title,topic\nأ,a,z\n", r"x\.csv:2: 3 fields, the first line has 2"),
        ("x.tsv", "title\ttopic\tid\nأ\ta\n", r"x\.tsv:2: 2 fields, the first line has 3"),
        ("x.jsonl", '{"title": "أ"}', r"x\.jsonl:1: no column 'topic'"),
        ("x.jsonl", '{"title": null, "topic": "a"}', r"x\.jsonl:1: the headline is None"),
        ("x.jsonl", '{"title": "أ", "topic": 3}', r"x\.jsonl:1: the topic is 3"),
        ("x.jsonl", '{"title": "أ", "topic": {"a": -1}}', r"x\.jsonl:1: shares of topics must be numbers"),
        ("x.jsonl", "[1]", r"x\.jsonl:1: list in place of an object"),
        ("x.jsonl", "{", r"x\.jsonl:1: no JSON"),
        ("x.json", "{}", "cannot tell the format"),
    ],
)
def test_bad_data_names_row_and_cure(tmp_path, name, text, message):
    with pytest.raises(DataError, match=message):
        read_rows([write(tmp_path / name, text)])


def test_unreadable_files_are_data_errors(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        read_rows([tmp_path / "none.csv"])
    (tmp_path / "x.csv").write_bytes(b"title,topic\n\xff\xfe,a\n")
    with pytest.raises(DataError, match="not UTF-8 at byte 12"):
        read_rows([tmp_path / "x.csv"])
    (tmp_path / "x.jsonl.xz").write_bytes(b"no xz")
    with pytest.raises(DataError, match="cannot be read"):
        read_rows([tmp_path / "x.jsonl.xz"])


def test_articles_by_id(tmp_path):
    lines = [
        {"id": "1", "text": "أ", "source": "x"},
        {"id": "2", "text": None, "source": "y"},
        {"id": "3", "text": "ج"},
    ]
    path = write(tmp_path / "raw.jsonl", "\n".join(map(json.dumps, lines)))
    assert read_articles([path], {"1", "2"}) == {"1": ("", "أ", "x"), "2": ("", "", "y")}
    with pytest.raises(DataError, match="no field 'id'"):
        read_articles([write(tmp_path / "y.jsonl", "{}")], {"1"})
