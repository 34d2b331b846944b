import builtins
import json

import numpy as np
import pytest

from arnews.artifacts import save_model
from arnews.entities import Tagger
from arnews.errors import DataError, MissingExtraError
from arnews.training import ner

NAMES = [("عمرو", "PER"), ("سلمى", "PER"), ("غزة", "LOC"), ("بيروت", "LOC"), ("الأهلي", "ORG"), ("رويترز", "ORG")]
FRAMES = ["زار [{}] اليوم", "وصل [{}] أمس", "قال [{}] نعم", "عاد [{}] مساء"]


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    pytest.importorskip("torch")
    from arnews.training.encoder import random_weights
    from arnews.training.encoder_graph import build

    words = sorted({word for name, _ in NAMES for word in [name]} | {"زار", "وصل", "قال", "عاد", "اليوم", "أمس", "نعم"})
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁", *("▁" + word for word in words), "▁مساء", "▁."]
    knots = {"knots": [0.0, 1.0], "values": [0.0, 1.0]}
    return save_model(
        tmp_path_factory.mktemp("models") / "base",
        task="ner",
        config={
            "limit": 40,
            "overlap": 12,
            "heads": 2,
            "layers": 1,
            "calibration": {label: knots for label in ("PER", "LOC", "ORG")},
        },
        card="# Tiny\n",
        arrays={"scores": np.full(len(names), -3.0, np.float32)},
        files={
            "encoder.onnx": build(random_weights(len(names), width=32), heads=2),
            "pieces.json": json.dumps(names).encode(),
        },
    )


@pytest.fixture
def corpus(tmp_path):
    lines = [frame.format(f"{label} {name}") for name, label in NAMES for frame in FRAMES]
    path = tmp_path / "corpus.txt"
    path.write_text("\n".join(lines * 3), encoding="utf-8")
    return path


SETTINGS = {"epochs": 8, "lr": 2e-2, "budget": 60, "hold_out": 0.2, "float32": True}


def test_training_learns_the_names_and_writes_a_model_with_a_card(corpus, base, tmp_path):
    lines = []
    scores = ner.train([corpus], tmp_path / "out", base=base, progress=lines.append, **SETTINGS)
    assert scores["all F1"] > 0.8
    card = (tmp_path / "out" / "card.md").read_text(encoding="utf-8")
    assert "corpus.txt" in card
    assert f"{scores['all F1']:.3f}" in card
    assert lines[0].endswith("from base")
    text = "زار عمرو اليوم"
    [[mention]] = Tagger.load(tmp_path / "out").mentions([text])
    assert (text[mention.start : mention.end], mention.label) == ("عمرو", 0)
    assert ner.evaluate([corpus], model=tmp_path / "out")["all F1"] > 0.8


def test_training_is_seeded(corpus, base, tmp_path):
    short = {**SETTINGS, "epochs": 1}
    for name in ("a", "b"):
        ner.train([corpus], tmp_path / name, base=base, seed=5, **short)
    graphs = [(tmp_path / name / "encoder.onnx").read_bytes() for name in ("a", "b")]
    assert graphs[0] == graphs[1]


def test_a_teacher_is_learnt_from_on_raw_text(corpus, base, tmp_path):
    teacher = tmp_path / "teacher"
    ner.train([corpus], teacher, base=base, **SETTINGS)
    raw = tmp_path / "raw.txt"
    raw.write_text("\n".join(f"زار {name} اليوم" for name, _ in NAMES), encoding="utf-8")
    scores = ner.train(
        [corpus], tmp_path / "pupil", base=base, soft_from=[teacher, base], raw=[raw], raw_lines=30, **SETTINGS
    )
    assert scores["all F1"] > 0.8


def test_data_without_names_is_refused(base, tmp_path):
    path = tmp_path / "none.txt"
    path.write_text("لا أسماء\nهنا أيضا\n", encoding="utf-8")
    with pytest.raises(DataError, match="no name is marked"):
        ner.train([path], tmp_path / "out", base=base)


def test_without_torch_the_extra_is_named(corpus, base, tmp_path, monkeypatch):
    real = builtins.__import__

    def no_torch(name, *args, **kwargs):
        if name == "torch" or name.startswith("torch."):
            raise ImportError("no torch here")
        return real(name, *args, **kwargs)

    import sys

    for name in [n for n in sys.modules if n.startswith("arnews.training.encoder")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("arnews.training.encoder", raising=False)
    monkeypatch.delattr("arnews.training.encoder_fit", raising=False)
    monkeypatch.setattr(builtins, "__import__", no_torch)
    with pytest.raises(MissingExtraError, match=r"arnews\[train\]"):
        ner.train([corpus], tmp_path / "out", base=base)


def test_two_models_answer_together(corpus, base, tmp_path):
    first, both = tmp_path / "first", tmp_path / "both"
    settings = {**SETTINGS, "freeze_pieces": True}
    ner.train([corpus], first, base=base, **settings)
    scores = ner.train([corpus], both, base=base, seed=1, beside=first, **settings)
    assert scores["all F1"] > 0.8
    sizes = [(folder / "encoder.onnx").stat().st_size for folder in (first, both)]
    assert sizes[0] < sizes[1] < 2 * sizes[0]  # the embeddings are shared


def test_lists_of_names_are_taken_along(corpus, base, tmp_path):
    names = tmp_path / "names.tsv"
    names.write_text("عمرو\tPERTOK\tmade up\nغزة\tLOC\n", encoding="utf-8")
    ner.train([corpus], tmp_path / "first", base=base, names=names, **SETTINGS)
    ner.train([corpus], tmp_path / "second", base=tmp_path / "first", **{**SETTINGS, "epochs": 1})
    assert len(Tagger.load(tmp_path / "second").encoder.gazetteer) == 2


def test_a_list_of_an_unknown_kind_is_refused(corpus, base, tmp_path):
    names = tmp_path / "names.tsv"
    names.write_text("عمرو\tRIVER\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"names\.tsv:1: the kind 'RIVER'"):
        ner.train([corpus], tmp_path / "out", base=base, names=names)
