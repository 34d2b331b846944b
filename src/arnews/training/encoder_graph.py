"""The encoder as an ONNX graph, written node by node: no exporter, and nothing of torch in the file.

The graph takes ``ids`` (int32, padded with 1) and returns ``tags`` and ``cuts``, logits of every piece. It is BERT
after layer normalisation: embeddings of pieces are int8 with a scale for each row, the factor of attention lies
in the query weights, and the other matrices become int8 through dynamic quantisation.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from arnews.errors import MissingExtraError

__all__ = ["build", "dequantised", "quantised"]

Arrays = Mapping[str, NDArray[np.float32]]

_EPSILON = 1e-12


class _Graph:
    """Nodes and constants while the graph grows."""

    def __init__(self) -> None:
        from onnx import helper

        self.helper = helper
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
        self.nodes.append(self.helper.make_node(kind, list(inputs), names, **attributes))
        return names[0] if n_out == 1 else names


def build(weights: Arrays, *, heads: int) -> bytes:
    """Return the graph of an encoder with float32 matrices and int8 embeddings.

    Parameters
    ----------
    weights : mapping of str to ndarray
        Names as in `arnews.training.encoder.Tagger.state_dict`.
    heads : int
        Attention heads of a layer.
    """
    try:
        from onnx import TensorProto, helper
    except ImportError as error:
        raise MissingExtraError("writing an entity model", "train") from error
    graph = _Graph()
    width = weights["emb.weight"].shape[1]
    hidden = _embeddings(graph, weights)
    mask = _mask(graph)
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    for layer in range(layers):
        own = {name.split(".", 2)[2]: value for name, value in weights.items() if name.startswith(f"layers.{layer}.")}
        hidden = _layer(graph, f"l{layer}", own, hidden, mask, heads, width)
    for head, out in (("tag", "tags"), ("cut", "cuts")):
        _linear(graph, head, weights[f"{head}.weight"], weights[f"{head}.bias"], hidden, out=out)
    ids = helper.make_tensor_value_info("ids", TensorProto.INT32, ["lines", "pieces"])
    outs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["lines", "pieces", size])
        for name, size in (("tags", len(weights["tag.bias"])), ("cuts", len(weights["cut.bias"])))
    ]
    body = helper.make_graph(graph.nodes, "arnews_entities", [ids], outs, graph.constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], ir_version=9, producer_name="arnews")
    data: bytes = model.SerializeToString()
    return data


def quantised(graph: bytes) -> bytes:
    """Return `graph` with its matrices in int8.

    Weights keep 7 bits: without VNNI instructions a processor adds two products in 16 bits, which overflows with 8.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
        source.write_bytes(graph)
        quantize_dynamic(
            source, target, op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True,
            reduce_range=True, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        return target.read_bytes()


def dequantised(graph: bytes) -> dict[str, NDArray[np.float32]]:
    """Return the weights of a graph made by `build` and `quantised`, by their names in `build`."""
    import onnx
    from onnx import numpy_helper

    stored = {item.name: numpy_helper.to_array(item) for item in onnx.load_from_string(graph).graph.initializer}
    weights: dict[str, NDArray[np.float32]] = {}
    for name, value in stored.items():
        if name.endswith(".matrix_quantized"):
            stem = name.removesuffix(".matrix_quantized")
            scale, zero = stored[f"{stem}.matrix_scale"], stored[f"{stem}.matrix_zero_point"]
            weights[stem] = (value.astype(np.float32) - zero.astype(np.float32)) * scale
        elif name.endswith(".matrix"):
            weights[name.removesuffix(".matrix")] = value
        elif name.startswith("w:"):
            weights[name] = value
    result = {name.removeprefix("w:"): _unfold(name.removeprefix("w:"), value) for name, value in weights.items()}
    result["emb.weight"] = stored["rows"].astype(np.float32) * stored["row_scales"]
    return result


def _unfold(name: str, value: NDArray[np.float32]) -> NDArray[np.float32]:
    value = value.T if name.endswith(".weight") and value.ndim == 2 and not name.startswith("pos") else value
    return np.ascontiguousarray(value, np.float32)


def _embeddings(graph: _Graph, weights: Arrays) -> str:
    table = weights["emb.weight"]
    scales = np.maximum(np.abs(table).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
    rows = graph.add("Gather", graph.constant("rows", np.rint(table / scales).astype(np.int8)), "ids")
    scale = graph.add("Gather", graph.constant("row_scales", scales), "ids")
    pieces = graph.add("Mul", graph.add("Cast", rows, to=1), scale)
    length = graph.add("Gather", graph.add("Shape", "ids"), graph.constant("one", np.array([1], np.int64)))
    places = graph.add(
        "Slice", graph.constant("w:pos.weight", weights["pos.weight"]),
        graph.constant("zero", np.array([0], np.int64)), length,
    )  # fmt: skip
    return _norm(graph, "eln", weights["eln.weight"], weights["eln.bias"], graph.add("Add", pieces, places))


def _mask(graph: _Graph) -> str:
    padded = graph.add("Equal", "ids", graph.constant("pad", np.array(1, np.int32)))
    bias = graph.add("Mul", graph.add("Cast", padded, to=1), graph.constant("never", np.array(-1e4, np.float32)))
    mask: str = graph.add("Unsqueeze", bias, graph.constant("head_axes", np.array([1, 2], np.int64)))
    return mask


def _layer(graph: _Graph, at: str, own: Arrays, x: str, mask: str, heads: int, width: int) -> str:
    at = at.replace("l", "layers.", 1)
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
    product = graph.add("MatMul", x, graph.constant(f"{at}.weight.matrix", matrix.T))
    total: str = graph.add("Add", product, graph.constant(f"w:{at}.bias", bias), out=out)
    return total


def _norm(graph: _Graph, at: str, scale: Any, shift: Any, x: str) -> str:
    names = graph.constant(f"w:{at}.weight", scale), graph.constant(f"w:{at}.bias", shift)
    result: str = graph.add("LayerNormalization", x, *names, axis=-1, epsilon=_EPSILON)
    return result
