"""Training the topic classifier from files, and scoring it."""

import importlib.util
import json
import warnings
from pathlib import Path

import numpy as np
import pytest

from arnews.errors import DataError, MissingExtraError
from arnews.topics import TopicClassifier
from arnews.training import topic_report
from arnews.training.topic_report import Report, confusion_picture, visual
from arnews.training.topics import evaluate, train

EXAMPLE = Path(__file__).parents[2] / "examples" / "retrain_topics"
SMALL = {"min_df": 1, "bits": 16, "folds": 2}


def write(path, lines):
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trained") / "model"
    lines = []
    scores = train([EXAMPLE / "headlines.csv"], folder, progress=lines.append, **SMALL)
    return folder, scores, lines


def test_example_trains_and_tells_topics(tmp_path):
    spec = importlib.util.spec_from_file_location("retrain", EXAMPLE / "retrain.py")
    retrain = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(retrain)
    assert list(retrain.main(tmp_path / "model").values()) == ["weather", "sport", "school"]


def test_training_prints_a_line_each_class_and_returns_figures(trained):
    _, scores, lines = trained
    assert {"acceptable", "strict", "macro_f1", "ece", "text_acceptable"} <= set(scores)
    assert all(0 <= value <= 1 for value in scores.values())
    assert scores["acceptable"] > 0.5
    for topic in ("weather", "traffic", "school", "sport", "culture"):
        assert f"| {topic} |" in "\n".join(lines)


def test_card_and_picture_lie_in_the_folder(trained):
    folder, scores, _ = trained
    card = (folder / "card.md").read_text(encoding="utf-8")
    assert f"acceptable {scores['acceptable']:.3f}" in card
    assert "| weather |" in card
    assert "name corpora and licences here" in card
    assert "upper bound" not in card  # nothing weak was learnt from
    assert (folder / "manifest.json").is_file()


def test_corpora_are_named_in_the_card(tmp_path):
    corpora = write(tmp_path / "corpora.md", ["- ours: CC0"])
    train([EXAMPLE / "headlines.csv"], tmp_path / "m", corpora=corpora, **SMALL)
    assert "- ours: CC0" in (tmp_path / "m" / "card.md").read_text(encoding="utf-8")


def test_same_seed_same_model(trained, tmp_path):
    train([EXAMPLE / "headlines.csv"], tmp_path / "again", **SMALL)
    hashes = [
        json.loads((f / "manifest.json").read_text())["files"]["arrays.npz"] for f in (trained[0], tmp_path / "again")
    ]
    assert hashes[0] == hashes[1]


def test_evaluate_scores_a_model_of_ones_own(trained):
    scores = evaluate([EXAMPLE / "headlines.csv"], model=trained[0])
    assert scores["file_acceptable"] > 0.95
    assert scores["text_file_acceptable"] > 0.95


def test_unknown_label_names_row_and_known_topics(trained, tmp_path):
    data = write(tmp_path / "x.csv", ["title,topic", "أمطار غدا,weather", "سهم يرتفع,economy"])
    with pytest.raises(DataError, match=r"x\.csv:3: the model does not know economy; it knows culture, school"):
        evaluate([data], model=trained[0])


def test_one_class_is_refused(tmp_path):
    data = write(tmp_path / "x.csv", ["title,topic", "أمطار غدا,weather", "رياح,weather"])
    with pytest.raises(DataError, match="all 2 rows have the topic weather; give at least two topics"):
        train([data], tmp_path / "m", **SMALL)


def test_no_topic_at_all_is_refused_by_evaluate(trained, tmp_path):
    data = write(tmp_path / "x.csv", ["title,topic", "إلى أين,none"])
    with pytest.raises(DataError, match="no row has a topic"):
        evaluate([data], model=trained[0])


def test_rows_without_topic_are_left_out_and_counted(tmp_path):
    lines = ["title,topic", "أمطار غدا,weather", "رياح قوية,weather", "فوز الفريق,sport", "هدف,sport", "إلى أين,none"]
    said = []
    train([write(tmp_path / "x.csv", lines)], tmp_path / "m", progress=said.append, **SMALL)
    assert said[0] == "1 headlines without a topic are left out"


def test_repeated_headlines_warn_with_counts(tmp_path):
    lines = ["title,topic", "أمطار غدا,weather", "أمطار غداً,sport", "فوز الفريق,sport", "رياح,weather"]
    with pytest.warns(UserWarning, match=r"1 of 4 headlines repeat an earlier one \(1 of them under another topic\)"):
        train([write(tmp_path / "x.csv", lines)], tmp_path / "m", **SMALL)


def test_held_out_file_is_scored_without_training_rows(tmp_path):
    held = write(tmp_path / "held.csv", ["title,topic", "تعادل مثير في قمة الدوري,sport", "هدف في مباراة,sport"])
    with pytest.warns(UserWarning, match="1 of 2 held-out headlines stand in the training rows too"):
        scores = train([EXAMPLE / "headlines.csv"], tmp_path / "m", held_out=[held], **SMALL)
    assert scores["file_acceptable"] == 1.0


def test_weak_rows_are_learnt_from_but_not_scored(tmp_path):
    weak = [json.dumps({"title": f"زلزال رقم {n}", "topic": {"quake": 0.8, "weather": 0.2}}) for n in "أبجدهو"]
    said = []
    path = write(tmp_path / "weak.jsonl", weak)
    train([EXAMPLE / "headlines.csv"], tmp_path / "m", weak=[path], progress=said.append, weak_weight=1.0, **SMALL)
    assert "the figures are an upper bound" in (tmp_path / "m" / "card.md").read_text(encoding="utf-8")
    assert "| quake | 0.000 | 0.000 | 0.000 | 0 |" in "\n".join(said)
    assert TopicClassifier.load(tmp_path / "m").predict(["زلزال"]).tolist() == ["quake"]


def test_articles_are_found_by_id(tmp_path):
    rows = [json.dumps({"id": f"a:{n}", "title": f"خبر {n}", "topic": "ab"[n % 2]}) for n in range(8)]
    texts = [json.dumps({"id": f"a:{n}", "text": ("كرة هدف", "بورصة سهم")[n % 2], "source": "x"}) for n in range(8)]
    data, articles = write(tmp_path / "x.jsonl", rows), write(tmp_path / "raw.jsonl", texts)
    train([data], tmp_path / "m", articles=[articles], folds=0, min_df=1, bits=16)
    assert TopicClassifier.load(tmp_path / "m").predict(["خبر"], ["سهم البورصة"]).tolist() == ["b"]


def test_probabilities_are_fitted_on_ordinary_files(tmp_path, trained):
    easy = write(tmp_path / "easy.csv", ["title,topic", "فوز الفريق في المباراة,sport", "أمطار ورياح غدا,weather"])
    train([EXAMPLE / "headlines.csv", easy], tmp_path / "m", ordinary=[easy], **SMALL)
    sharp, all_rows = (TopicClassifier.load(folder).sharpness_ for folder in (tmp_path / "m", trained[0]))
    assert sharp > all_rows
    with pytest.raises(DataError, match=r"no training row comes from other\.csv"):
        train([easy], tmp_path / "n", ordinary=[tmp_path / "other.csv"], **SMALL)


def test_weak_rows_may_name_their_article_by_id(tmp_path):
    article = {"id": "q:1", "title": "زلزال قوي", "text": "هزة أرضية", "source": "x"}
    raw = write(tmp_path / "raw.jsonl", [json.dumps(article)])
    weak = write(tmp_path / "weak.jsonl", [json.dumps({"id": "q:1", "topic": {"quake": 1.0}})])
    train([EXAMPLE / "headlines.csv"], tmp_path / "m", weak=[weak], articles=[raw], **SMALL)
    assert TopicClassifier.load(tmp_path / "m").predict(["زلزال قوي"]).tolist() == ["quake"]
    with pytest.raises(DataError, match=r"weak\.jsonl:1: no article has the id 'q:1'"):
        train([EXAMPLE / "headlines.csv"], tmp_path / "m", weak=[weak], **SMALL)


def test_outlets_are_held_out_whole(tmp_path):
    rows = [json.dumps({"title": f"{w} {n}", "topic": t, "source": s}) for s in "xyz" for n in range(3)
            for w, t in ((f"كرة{s}", "sport"), (f"سهم{s}", "economy"))]  # fmt: skip
    data = write(tmp_path / "x.jsonl", rows)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scores = train([data], tmp_path / "m", min_df=1, bits=16, folds=3, piece_lengths=(8, 9))
    assert scores["acceptable"] <= 0.5  # every word stands in one outlet only: held out, nothing is known


REPORT = Report.of(
    ["a", "b"], [["a"], ["a", "b"], ["b"], ["b"]], np.array([[0.9, 0.1], [0.4, 0.6], [0.8, 0.2], [0, 1]])
)


def test_report_counts_acceptable_predictions_as_the_first_topic():
    assert REPORT.acceptable == 0.75
    assert REPORT.strict == 0.5
    assert REPORT.confusions.tolist() == [[2, 0], [1, 1]]
    assert [(c.name, round(c.precision, 3), c.recall, round(c.f1, 3), c.rows) for c in REPORT.classes] == [
        ("a", 0.667, 1.0, 0.8, 2),
        ("b", 1.0, 0.5, 0.667, 2),
    ]
    assert REPORT.ece == pytest.approx((0.1 + 0.4 + 0.8 + 0) / 4)


def test_picture_is_a_png():
    pytest.importorskip("matplotlib")
    assert confusion_picture(REPORT).startswith(b"\x89PNG")


def test_picture_without_matplotlib_names_the_extra(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"arnews\[train\]"):
        confusion_picture(REPORT)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("دين", "ﻦﻳﺩ"), ("رياضة", "ﺔﺿﺎﻳﺭ"), ("صحة", "ﺔﺤﺻ"), ("", ""), ("ab", "ba")],
)
def test_arabic_is_joined_and_reversed_for_the_canvas(text, shown):
    assert visual(text) == shown


def test_names_that_are_no_topics_of_ours_stay():
    assert topic_report.display_name("weather", shaped=False) == "weather"
    assert topic_report.display_name("religion", shaped=False) == "ﻦﻳﺩ"
    assert topic_report.display_name("religion", shaped=True) == "دين"


def test_picture_shows_arabic_from_right_to_left():
    """Matplotlib 3.11 joins and orders letters itself; doing it for it as well mirrored the names."""
    matplotlib = pytest.importorskip("matplotlib")
    release = tuple(int(part) for part in matplotlib.__version__.split(".")[:2])
    assert topic_report._canvas_shapes() == (release >= (3, 11))


def raw_file(tmp_path, *titles):
    text = "فاز الفريق في المباراة بعد هدف اللاعب. وقال المدرب إن الفريق يستحق الفوز في الدوري."
    lines = [json.dumps({"id": f"r:{n}", "title": t, "text": text, "source": "x"}) for n, t in enumerate(titles)]
    return write(tmp_path / "raw.jsonl", lines)


def test_raw_articles_teach_headlines_and_are_counted_in_the_card(tmp_path):
    raw = raw_file(tmp_path, "زامورانو يتألق", "زامورانو يعود")
    train([EXAMPLE / "headlines.csv"], tmp_path / "m", raw=[raw], **SMALL)
    assert TopicClassifier.load(tmp_path / "m").predict(["زامورانو"]).tolist() == ["sport"]
    card = (tmp_path / "m" / "card.md").read_text(encoding="utf-8")
    assert "2 raw\narticles" in card
    assert "raw rows of a held-out outlet are held out with it" in card


def test_raw_articles_near_a_scored_headline_are_left_out(tmp_path):
    raw = raw_file(tmp_path, "فوز كبير لفريق المدينة في نهائي الكأس", "زامورانو يعود")
    held = write(tmp_path / "held.csv", ["title,topic", "فوز كبير لفريق المدينة في نهائي البطولة,sport"])
    train([EXAMPLE / "headlines.csv"], tmp_path / "m", raw=[raw], held_out=[held], **SMALL)
    assert "1 raw\narticles" in (tmp_path / "m" / "card.md").read_text(encoding="utf-8")


def test_labels_may_come_without_text_where_the_article_is_known(tmp_path):
    raw = raw_file(tmp_path, "زامورانو يتألق", "زامورانو يعود")
    labels = write(tmp_path / "read.tsv", ["id\ttopic", "r:0\tquake|sport", "r:1\tquake"])
    train([EXAMPLE / "headlines.csv", labels], tmp_path / "m", raw=[raw], **SMALL)
    assert TopicClassifier.load(tmp_path / "m").predict(["زامورانو"]).tolist() == ["quake"]
    with pytest.raises(DataError, match=r"read\.tsv:1: no column 'title'"):
        train([EXAMPLE / "headlines.csv", labels], tmp_path / "n", **SMALL)
    other = write(tmp_path / "other.tsv", ["id\ttopic", "q:7\tsport"])
    with pytest.raises(DataError, match=r"other\.tsv:2: no article has the id 'q:7'; give the files of articles"):
        train([EXAMPLE / "headlines.csv", other], tmp_path / "n", raw=[raw], **SMALL)


def test_weak_rows_of_a_held_out_outlet_are_held_out_with_it(tmp_path):
    def held_out(*, named):
        rows = [
            json.dumps({"title": f"{word} {n}{source}", "topic": topic, "source": source})
            for source in "xy"
            for n in range(4)
            for word, topic in ((f"كرة{source}", "sport"), (f"سهم{source}", "economy"))
        ]
        weak = [
            json.dumps({"title": f"{word}{source} هنا", "topic": topic, "source": source if named else ""})
            for source in "xy"
            for word, topic in (("كرة", "sport"), ("سهم", "economy"))
        ]
        data, more = write(tmp_path / "x.jsonl", rows), write(tmp_path / "weak.jsonl", weak)
        options = {"min_df": 1, "bits": 16, "folds": 2, "piece_lengths": (8, 9), "weak_weight": 1.0}
        return train([data], tmp_path / "m", weak=[more], **options)["acceptable"]

    assert held_out(named=False) == 1.0  # rows of no outlet hold the words, and are never held out
    assert held_out(named=True) <= 0.5
