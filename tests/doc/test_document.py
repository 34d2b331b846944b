from __future__ import annotations

import copy
import pickle

import numpy as np
import pytest

from arnews import Doc, DocError
from arnews.doc import EntityTable, Readings


def test_tokens_are_views_with_offsets(doc: Doc) -> None:
    assert [t.text for t in doc.tokens] == ["زار", "سامي", "بيروت", ".", "وعاد", "سامي", "حداد"]
    assert all(doc.text[t.start_char : t.end_char] == t.text for t in doc.tokens)
    assert doc.tokens[-1].i == 6
    assert [t.i for t in doc.tokens[2:4]] == [2, 3]


def test_token_gives_its_likeliest_reading(doc: Doc) -> None:
    token = doc.tokens[4]
    assert (token.lemma, token.root, token.pos, token.upos) == ("عاد", "ع.و.د", "verb", "VERB")
    assert (token.diac, token.gloss, token.feats) == ("وَعادَ", "return", {})
    assert doc.tokens[0].feats == {"Gender": "Masc"}


def test_segments_have_offsets_into_the_text(doc: Doc) -> None:
    assert [(s.text, s.start_char, s.end_char) for s in doc.tokens[4].segments] == [("و", 16, 17), ("عاد", 17, 20)]


def test_analyses_are_ranked_and_sum_to_one(doc: Doc) -> None:
    analyses = doc.tokens[4].analyses
    assert [(a.pos, a.score) for a in analyses] == [("verb", 0.75), ("adj", 0.25)]
    assert analyses[1].segments == doc.tokens[4].segments


def test_token_without_morphology_has_no_reading() -> None:
    token = Doc("قلم", tokens=[(0, 3)], sents=[(0, 3)]).tokens[0]
    assert token.lemma is None
    assert token.analyses == ()
    assert token.feats == {}
    assert [s.text for s in token.segments] == ["قلم"]


def test_norm_drops_marks_and_tatweel() -> None:
    assert Doc("العَرَبـيّة", tokens=[(0, 11)], sents=[(0, 11)]).tokens[0].norm == "العربية"


def test_sentences_know_their_tokens_and_entities(doc: Doc) -> None:
    first, second = doc.sents
    assert [t.text for t in first.tokens] == ["زار", "سامي", "بيروت", "."]
    assert [e.text for e in second.ents] == ["سامي حداد"]


def test_entity_name_is_the_fullest_form(doc: Doc) -> None:
    assert [(e.text, e.label, e.name) for e in doc.ents] == [
        ("سامي", "PER", "سامي حداد"),
        ("بيروت", "LOC", "بيروت"),
        ("سامي حداد", "PER", "سامي حداد"),
    ]
    assert doc.ents[0].score == pytest.approx(0.9)


def test_topic_is_the_likeliest(doc: Doc) -> None:
    assert doc.topic == "sport"
    assert doc.topic_scores == {"sport": 0.75, "politics": 0.25}
    assert list(doc.topic_scores) == ["sport", "politics"]


def test_missing_steps_give_nothing() -> None:
    doc = Doc("", tokens=[], sents=[])
    assert (doc.ents, doc.topic, doc.topic_scores, list(doc.tokens), list(doc.sents)) == ((), None, {}, [], [])


def test_document_and_views_are_frozen(doc: Doc) -> None:
    with pytest.raises(AttributeError, match="Doc is frozen"):
        doc.text = "x"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Token is read-only"):
        doc.tokens[0].i = 3
    with pytest.raises(AttributeError, match="Entity is read-only"):
        del doc.ents[0].label
    with pytest.raises(ValueError, match="read-only"):
        doc.columns.tokens[0, 0] = 5


def test_columns_do_not_change_with_the_callers_arrays() -> None:
    tokens = np.array([[0, 3]], np.int32)
    made = Doc("قلم", tokens=tokens, sents=[(0, 3)])
    tokens[0, 1] = 1
    assert made.tokens[0].text == "قلم"


def test_dict_and_json_are_lossless(doc: Doc) -> None:
    assert Doc.from_dict(doc.to_dict()) == doc
    assert Doc.from_json(doc.to_json()) == doc
    assert Doc.from_json(doc.to_json()).to_dict() == doc.to_dict()


def test_dict_is_made_to_be_read(doc: Doc) -> None:
    data = doc.to_dict()
    assert data["tokens"][4]["lemma"] == "عاد"
    assert data["tokens"][4]["segments"] == [[16, 17], [17, 20]]
    assert data["ents"][0]["name"] == "سامي حداد"
    assert data["topic"] == "sport"


def test_steps_that_did_not_run_stay_missing_in_the_dict() -> None:
    bare = Doc("قلم", tokens=[(0, 3)], sents=[(0, 3)])
    data = bare.to_dict()
    assert not {"words", "ents", "topic"} & set(data)
    assert Doc.from_dict(data) == bare


@pytest.mark.parametrize("text", ["", " \n", "a\x00b", "نص \ud800 مكسور", "\u200f\u202b"])
def test_json_of_odd_text_is_utf8_and_lossless(text: str) -> None:
    made = Doc(text, tokens=[], sents=[])
    stored = made.to_json()
    stored.encode("utf-8")
    assert Doc.from_json(stored).text == text


def test_pickle_and_copy_keep_everything(doc: Doc) -> None:
    for again in (pickle.loads(pickle.dumps(doc)), copy.deepcopy(doc)):
        assert again == doc
    assert pickle.loads(pickle.dumps(doc.ents[0])) == doc.ents[0]
    assert pickle.loads(pickle.dumps(doc.tokens[4])).lemma == "عاد"


def test_pickle_carries_only_the_word_types_of_the_document(doc: Doc) -> None:
    readings = doc.columns.readings
    assert readings is not None
    wide = readings._replace(types=(*readings.types, *([readings.types[0]] * 1000)))
    made = Doc(doc.text, tokens=doc.columns.tokens, sents=doc.columns.sents, readings=wide)
    again = pickle.loads(pickle.dumps(made)).columns.readings
    assert len(again.types) == 4


@pytest.mark.parametrize(
    ("tokens", "message"),
    [([(2, 1)], "sorted"), ([(0, 9)], "inside 0:3"), ([(0, 2), (1, 3)], "overlap"), ([(1, 1)], "not empty")],
)
def test_spans_that_do_not_fit_are_refused(tokens: list[tuple[int, int]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Doc("قلم", tokens=tokens)


def test_readings_that_do_not_line_up_are_refused() -> None:
    none = np.zeros(0, np.int32)
    table = Readings(none, np.zeros(1, np.int32), none.astype(np.uint16), none.astype(np.float32), ())
    with pytest.raises(ValueError, match="1 tokens"):
        Doc("قلم", tokens=[(0, 3)], readings=table)


def test_entity_columns_of_different_length_are_refused() -> None:
    one = np.zeros(1, np.int32)
    table = EntityTable(one, one + 1, np.zeros(2, np.uint8), one.astype(np.float32), one)
    with pytest.raises(ValueError, match="different lengths"):
        Doc("قلم", entities=table)


@pytest.mark.parametrize("text", [None, b"abc", 3])
def test_text_of_wrong_type_names_the_argument(text: object) -> None:
    with pytest.raises(TypeError, match="text must be a str"):
        Doc(text)  # type: ignore[arg-type]


def _without(data: dict[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in data.items() if name != key}


def test_stored_document_with_a_missing_part_is_refused(doc: Doc) -> None:
    with pytest.raises(DocError, match="has no 'sents'"):
        Doc.from_dict(_without(doc.to_dict(), "sents"))


def test_stored_document_of_another_format_is_refused(doc: Doc) -> None:
    with pytest.raises(DocError, match="format 99"):
        Doc.from_dict(doc.to_dict() | {"format": 99})


def test_stored_document_that_does_not_fit_together_is_refused(doc: Doc) -> None:
    with pytest.raises(DocError, match="does not fit together"):
        Doc.from_dict(doc.to_dict() | {"text": "قصير"})
    with pytest.raises(DocError, match="not stored"):
        Doc.from_dict(doc.to_dict() | {"words": []})


@pytest.mark.parametrize("data", ["", "[1", "[]", "3"])
def test_json_that_is_no_document_is_refused(data: str) -> None:
    with pytest.raises(DocError, match="JSON"):
        Doc.from_json(data)
