"""The encoder as an ONNX graph, written node by node: no exporter, and nothing of torch in the file.

The graph takes ``ids`` (int32, padded with 1), and ``marks`` where it was trained with lists of names, and returns
``tags`` and ``cuts``, logits of every piece. It is BERT with the norms behind the sums.
Embeddings are int8 with a scale for each row; the other matrices are 8-bit in
blocks of 128 weights, multiplied by onnxruntime's ``MatMulNBits``, which quantises the states block by block too.
(Dynamic quantisation with one scale for all states costs 0.6 to 1.0 F1; this costs nothing that can be measured.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.errors import MissingExtraError

__all__ = ["build", "dequantised"]

Arrays = Mapping[str, NDArray[np.float32]]

_EPSILON = 1e-12
_BLOCK = 128
_HALF = 128  # the zero of unsigned 8-bit weights
_INT8_STATES = 4  # `accuracy_level` of MatMulNBits: states in int8


class _Graph:
    """Nodes and constants while the graph grows."""

    def __init__(self, int8: bool) -> None:
        from onnx import helper

        self.helper = helper
        self.int8 = int8
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.count = 0

    def constant(self, name: str, value: NDArray[Any]) -> str:
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def add(self, kind: str, *inputs: str, out: str | None = None, n_out: int = 1, **attributes: Any) -> Any:
        self.count += 1
        names = [out or f"{kind}_{self.count}_{i}" for i in range(n_out)]
        self.nodes.append(self.helper.make_node(kind, list(inputs), names, f"{kind}_{self.count}", **attributes))
        return names[0] if n_out == 1 else names


def build(*members: Arrays, heads: int, shares: Sequence[float] | None = None, int8: bool = True) -> bytes:
    """Return the graph of an encoder, or of several that answer together.

    Parameters
    ----------
    *members : mapping of str to ndarray
        Weights, with names as in `arnews.training.encoder.Network.state_dict`. All read the embeddings of the
        first one; their answers are averaged as log probabilities.
    heads : int
        Attention heads of a layer.
    shares : sequence of float, optional
        Weight of every member in the average; equal by default.
    int8 : bool, default True
        Store the matrices with 8 bits a weight, where the width allows it; else float32.
    """
    try:
        from onnx import TensorProto, helper
    except ImportError as error:
        raise MissingExtraError("writing an entity model", "train") from error
    graph = _Graph(int8)
    weights = members[0]
    pieces, mask = _pieces(graph, weights["emb.weight"]), _mask(graph)
    states = [
        _states(graph, "" if row == 0 else f"{row}/", own, pieces, mask, heads) for row, own in enumerate(members)
    ]
    for head, out in (("tag", "tags"), ("cut", "cuts")):
        _answer(graph, head, out, members, states, shares or [1 / len(members)] * len(members))
    given = [helper.make_tensor_value_info("ids", TensorProto.INT32, ["lines", "pieces"])]
    if "gaz.weight" in weights:
        shape = ["lines", "pieces", weights["gaz.weight"].shape[1]]
        given.append(helper.make_tensor_value_info("marks", TensorProto.FLOAT, shape))
    outs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["lines", "pieces", size])
        for name, size in (("tags", len(weights["tag.bias"])), ("cuts", len(weights["cut.bias"])))
    ]
    body = helper.make_graph(graph.nodes, "arnews_entities", given, outs, graph.constants)
    model = helper.make_model(
        body,
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)],
        ir_version=9,
        producer_name="arnews",
    )
    data: bytes = model.SerializeToString()
    return data


def dequantised(graph: bytes) -> dict[str, NDArray[np.float32]]:
    """Return the weights of a graph made by `build`, by their names in it; of several members those of the first."""
    import onnx
    from onnx import numpy_helper

    weights: dict[str, NDArray[np.float32]] = {}
    stored = {item.name: numpy_helper.to_array(item) for item in onnx.load_from_string(graph).graph.initializer}
    for name, value in stored.items():
        if name[2:3].isdigit():
            continue  # of another member than the first
        if name.startswith("w:"):
            weights[name.removeprefix("w:")] = np.array(value, np.float32)
        elif name.startswith("t:"):  # stored for x @ matrix
            weights[name.removeprefix("t:")] = np.array(value.T, np.float32, order="C")
        elif name.startswith("q:"):
            scale = stored["s:" + name.removeprefix("q:")].reshape(len(value), -1, 1)
            weights[name.removeprefix("q:")] = ((value.astype(np.float32) - _HALF) * scale).reshape(len(value), -1)
    weights["emb.weight"] = stored["rows"].astype(np.float32) * stored["row_scales"]
    return weights


def _answer(
    graph: _Graph, head: str, out: str, members: Sequence[Arrays], states: Sequence[str], shares: Sequence[float]
) -> None:
    """Write one answer: the logits of the only member, or the mean of the log probabilities of several."""
    if len(members) == 1:
        _linear(graph, head, members[0][f"{head}.weight"], members[0][f"{head}.bias"], states[0], out=out)
        return
    parts = []
    for row, (weights, state, share) in enumerate(zip(members, states, shares, strict=True)):
        at = head if row == 0 else f"{row}/{head}"
        logits = _linear(graph, at, weights[f"{head}.weight"], weights[f"{head}.bias"], state)
        factor = graph.constant(f"{at}/share", np.array(share, np.float32))
        parts.append(graph.add("Mul", graph.add("LogSoftmax", logits, axis=-1), factor))
    graph.add("Sum", *parts, out=out)


def _states(graph: _Graph, prefix: str, weights: Arrays, pieces: str, mask: str, heads: int) -> str:
    hidden = _embedded(graph, prefix, weights, pieces)
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    for layer in range(layers):
        own = {name.split(".", 2)[2]: value for name, value in weights.items() if name.startswith(f"layers.{layer}.")}
        hidden = _layer(graph, f"{prefix}layers.{layer}", own, hidden, mask, heads, weights["emb.weight"].shape[1])
    return hidden


def _pieces(graph: _Graph, table: Any) -> str:
    scales = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
    rows = graph.add("Gather", graph.constant("rows", np.rint(table / scales).astype(np.int8)), "ids")
    scale = graph.add("Gather", graph.constant("row_scales", scales), "ids")
    pieces: str = graph.add("Mul", graph.add("Cast", rows, to=1), scale)
    return pieces


def _embedded(graph: _Graph, prefix: str, weights: Arrays, pieces: str) -> str:
    length = graph.add("Gather", graph.add("Shape", "ids"), graph.constant(f"{prefix}one", np.array([1], np.int64)))
    places = graph.add(
        "Slice", graph.constant(f"w:{prefix}pos.weight", weights["pos.weight"]),
        graph.constant(f"{prefix}zero", np.array([0], np.int64)), length,
    )  # fmt: skip
    total = graph.add("Add", pieces, places)
    if "gaz.weight" in weights:
        total = graph.add(
            "Add", total, graph.add("MatMul", "marks", graph.constant(f"t:{prefix}gaz.weight", weights["gaz.weight"].T))
        )
    return _norm(graph, f"{prefix}eln", weights["eln.weight"], weights["eln.bias"], total)


def _mask(graph: _Graph) -> str:
    padded = graph.add("Equal", "ids", graph.constant("pad", np.array(1, np.int32)))
    bias = graph.add("Mul", graph.add("Cast", padded, to=1), graph.constant("never", np.array(-1e4, np.float32)))
    mask: str = graph.add("Unsqueeze", bias, graph.constant("head_axes", np.array([1, 2], np.int64)))
    return mask


def _layer(graph: _Graph, at: str, own: Arrays, x: str, mask: str, heads: int, width: int) -> str:
    shape = graph.constant(f"{at}/split", np.array([0, 0, 3, heads, width // heads], np.int64))
    joined = graph.constant(f"{at}/join", np.array([0, 0, width], np.int64))
    qkv = graph.add("Reshape", _linear(graph, f"{at}.qkv", own["qkv.weight"], own["qkv.bias"], x), shape)
    parts = []
    # queries and values: (lines, heads, pieces, size); keys: (lines, heads, size, pieces)
    for part, axes in enumerate(((0, 2, 1, 3), (0, 2, 3, 1), (0, 2, 1, 3))):
        taken = graph.add("Gather", qkv, graph.constant(f"{at}/part{part}", np.array(part, np.int64)), axis=2)
        parts.append(graph.add("Transpose", taken, perm=axes))
    factor = graph.constant(f"{at}/factor", np.array((width // heads) ** -0.5, np.float32))
    scores = graph.add("Add", graph.add("MatMul", graph.add("Mul", parts[0], factor), parts[1]), mask)
    mixed = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), parts[2])
    mixed = graph.add("Reshape", graph.add("Transpose", mixed, perm=(0, 2, 1, 3)), joined)
    mixed = _linear(graph, f"{at}.ao", own["ao.weight"], own["ao.bias"], mixed)
    x = _norm(graph, f"{at}.aln", own["aln.weight"], own["aln.bias"], graph.add("Add", x, mixed))
    inner = graph.add("Gelu", _linear(graph, f"{at}.fi", own["fi.weight"], own["fi.bias"], x))
    inner = _linear(graph, f"{at}.fo", own["fo.weight"], own["fo.bias"], inner)
    return _norm(graph, f"{at}.oln", own["oln.weight"], own["oln.bias"], graph.add("Add", x, inner))


def _linear(graph: _Graph, at: str, matrix: Any, bias: Any, x: str, out: str | None = None) -> str:
    if graph.int8 and matrix.shape[1] % _BLOCK == 0 and len(matrix) >= _BLOCK:
        product = _product8(graph, at, matrix, x)
    else:
        product = graph.add("MatMul", x, graph.constant(f"t:{at}.weight", matrix.T))
    total: str = graph.add("Add", product, graph.constant(f"w:{at}.bias", bias), out=out)
    return total


def _product8(graph: _Graph, at: str, matrix: Any, x: str) -> str:
    """Multiply by a matrix of 8-bit weights; `matrix` is [out, in], blocks lie along the input."""
    blocks = matrix.reshape(len(matrix), -1, _BLOCK)
    scales = np.maximum(np.abs(blocks).max(-1, keepdims=True) / 127, 1e-12).astype(np.float32)
    codes = (np.rint(blocks / scales) + _HALF).astype(np.uint8)
    product: str = graph.add(
        "MatMulNBits", x, graph.constant(f"q:{at}.weight", codes), graph.constant(f"s:{at}.weight", scales.reshape(-1)),
        domain="com.microsoft", N=len(matrix), K=matrix.shape[1], bits=8, block_size=_BLOCK,
        accuracy_level=_INT8_STATES,
    )  # fmt: skip
    return product


def _norm(graph: _Graph, at: str, scale: Any, shift: Any, x: str) -> str:
    names = graph.constant(f"w:{at}.weight", scale), graph.constant(f"w:{at}.bias", shift)
    result: str = graph.add("LayerNormalization", x, *names, axis=-1, epsilon=_EPSILON)
    return result
