import lzma

import pytest

from arnews.errors import DataError
from arnews.training.entity_corpora import Part, parse_marked, read, read_raw

CONLL = "قال\tO\nجوش\tB-PERS\nإرنست\tI-PERS\nفي\tO\nواشنطن\tI-LOC\n\nنعم\tO\n"
MARKED = "# تعليق\n\npolitics|economy\tزار [PER عمرو] ب[LOC غزة]\nوصل [?LOC واشنطن]\n"
TABLE = "a:1#2\tزار [PER عمرو] غزة\na:2\tsport\tفاز [ORG الأهلي]\n"
LINES = '{"text": "زار عمرو غزة", "entities": [[9, 12, "LOC"], [4, 8, "PERSON"]]}\n'


def write(folder, name, text):
    path = folder / name
    if name.endswith(".xz"):
        path.write_bytes(lzma.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", ["", ".xz"])
@pytest.mark.parametrize(
    ("name", "text", "names"),
    [
        ("a.conll", CONLL, [("جوش إرنست", "PER"), ("واشنطن", "LOC")]),
        ("a.txt", MARKED, [("عمرو", "PER"), ("غزة", "LOC"), ("واشنطن", "LOC")]),
        ("a.tsv", TABLE, [("عمرو", "PER"), ("الأهلي", "ORG")]),
        ("a.jsonl", LINES, [("عمرو", "PER"), ("غزة", "LOC")]),
    ],
)
def test_names_are_read_from_every_format(tmp_path, name, text, names, suffix):
    examples = read(write(tmp_path, name + suffix, text))
    assert [(part.text, part.label) for example in examples for part in example.parts if part.label] == names


def test_conll_tokens_are_joined_by_spaces_and_names_are_whole_tokens(tmp_path):
    first, second = read(write(tmp_path, "a.conll", CONLL))
    assert first.text == "قال جوش إرنست في واشنطن"
    assert first.whole_tokens
    assert second.spans() == ([], [])


def test_topics_and_groups_of_a_table(tmp_path):
    first, second = read(write(tmp_path, "a.tsv", TABLE))
    assert (first.group, first.topics) == ("a:1", ())
    assert (second.group, second.topics) == ("a:2", ("sport",))


def test_optional_names_are_apart(tmp_path):
    _, second = read(write(tmp_path, "a.txt", MARKED))
    assert second.spans() == ([], [(4, 10)])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", "زار [PER عمرو", r"a\.txt:1: a mark that does not close"),
        ("a.tsv", "x\n", r"a\.tsv:1: 1 columns"),
        ("a.jsonl", "{", r"a\.jsonl:1: no JSON"),
        ("a.jsonl", '{"text": "زار", "entities": [[0, 9, "PER"]]}', "leaves the text"),
        ("a.jsonl", '{"text": "زار", "entities": [[0, 2, "MISC"]]}', "unknown label 'MISC'"),
        ("a.jsonl", '{"text": "زار عمرو", "entities": [[0, 4, "PER"], [2, 6, "LOC"]]}', "overlaps another"),
        ("a.conll", "كلمة\n", r"a\.conll:1: expected a token and a tag"),
        ("a.csv", "x", r"not '\.csv'"),
        ("a.txt", "\n", "no text in it"),
        ("a.txt.xz", "", "no text in it"),
    ],
)
def test_bad_data_is_named_with_its_line(tmp_path, name, text, message):
    with pytest.raises(DataError, match=message):
        read(write(tmp_path, name, text))


def test_a_damaged_archive_is_named(tmp_path):
    path = tmp_path / "a.txt.xz"
    path.write_bytes(b"no archive")
    with pytest.raises(DataError, match="cannot be read"):
        read(path)


def test_raw_texts_come_from_lines_and_articles(tmp_path):
    text = write(tmp_path, "a.txt", "واحد\n\nاثنان\n")
    rows = write(tmp_path, "a.jsonl", '{"title": "عنوان", "text": "فقرة\\nأخرى"}\n{"title": null, "text": null}\n')
    assert list(read_raw(text)) == ["واحد", "اثنان"]
    assert list(read_raw(rows)) == ["عنوان", "فقرة", "أخرى"]


def test_marks_come_off_and_leave_the_text():
    assert parse_marked("في[LOC مصر]أداء") == (Part("في"), Part("مصر", "LOC"), Part("أداء"))
