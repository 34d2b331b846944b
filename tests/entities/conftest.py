import json

import pytest

from arnews.artifacts import save_model
from arnews.training.encoder_graph import build


@pytest.fixture(scope="session")
def tiny_pieces():
    import numpy as np

    letters = sorted(set("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"))
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁", *letters, *("▁" + letter for letter in letters), *'0123456789.،:"«»']
    return names, np.full(len(names), -3.0, np.float32)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory, tiny_pieces):
    """A model folder of a small network that knows nothing."""
    pytest.importorskip("torch")
    from arnews.training.encoder import random_weights

    names, scores = tiny_pieces
    graph = build(random_weights(len(names)), heads=2)
    knots = {"knots": [0.0, 1.0], "values": [0.0, 1.0]}
    return save_model(
        tmp_path_factory.mktemp("models") / "tiny",
        task="ner",
        config={
            "limit": 40, "overlap": 12, "heads": 2, "layers": 1,
            "calibration": {label: knots for label in ("PER", "LOC", "ORG")},
        },
        card="# Tiny\n",
        arrays={"scores": scores},
        files={"encoder.onnx": graph, "pieces.json": json.dumps(names).encode()},
    )  # fmt: skip
