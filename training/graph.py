"""Writes the network as one ONNX file: shared lower layers, one branch of upper layers for each family of heads."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from data import KINDS
from network import FROZEN, WIDTH

ATTENTION_HEADS = 12
LAYERS = 6
OPSET = 20  # the first with Gelu as one step
INPUTS = ("input_ids", "attention_mask", "target")  # the last is 1 on the pieces toward which the tone is asked


class Graph:
    """A list of steps under construction; every method answers the name of what it made."""

    def __init__(self):
        self.steps, self.weights, self.known = [], [], set()

    def weight(self, name, value, dtype=np.float32):
        if name not in self.known:
            self.known.add(name)
            self.weights.append(numpy_helper.from_array(np.ascontiguousarray(np.array(value, dtype=dtype)), name))
        return name

    def whole(self, name, *values):
        return self.weight(name, values, np.int64)

    def step(self, kind, inputs, name, **attributes):
        self.steps.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def linear(self, x, weights, key, name, out=None):
        product = self.step("MatMul", [x, self.weight(name + ".weight", weights[key + ".weight"].T)], name + "/product")
        return self.step("Add", [product, self.weight(name + ".bias", weights[key + ".bias"])], out or name)

    def norm(self, x, weights, key, name):
        scale, shift = (self.weight(f"{name}.{part}", weights[f"{key}.{part}"]) for part in ("weight", "bias"))
        return self.step("LayerNormalization", [x, scale, shift], name, axis=-1, epsilon=1e-12)


def layer(g, x, off, weights, index, name):
    """One transformer layer: x [batch, length, WIDTH], off [batch, 1, 1, length] is added to the scores."""
    key = f"encoder.layer.{index}."
    per_head = WIDTH // ATTENTION_HEADS

    def heads(part, order):
        flat = g.linear(x, weights, key + "attention.self." + part, name + part)
        split = g.step("Reshape", [flat, g.whole("heads", 0, 0, ATTENTION_HEADS, per_head)], name + part + "/split")
        return g.step("Transpose", [split], name + part + "/heads", perm=order)

    query, keys, values = heads("query", [0, 2, 1, 3]), heads("key", [0, 2, 3, 1]), heads("value", [0, 2, 1, 3])
    alike = g.step("MatMul", [query, keys], name + "alike")
    scores = g.step("Mul", [alike, g.weight("scale", per_head**-0.5)], name + "scores")
    attention = g.step("Softmax", [g.step("Add", [scores, off], name + "masked")], name + "attention", axis=-1)
    seen = g.step("Transpose", [g.step("MatMul", [attention, values], name + "seen")], name + "seen/back", perm=[0, 2, 1, 3])
    context = g.step("Reshape", [seen, g.whole("joined", 0, 0, WIDTH)], name + "context")
    x = g.step("Add", [g.linear(context, weights, key + "attention.output.dense", name + "out"), x], name + "sum1")
    x = g.norm(x, weights, key + "attention.output.LayerNorm", name + "norm1")
    wide = g.step("Gelu", [g.linear(x, weights, key + "intermediate.dense", name + "wide")], name + "gelu")
    x = g.step("Add", [g.linear(wide, weights, key + "output.dense", name + "narrow"), x], name + "sum2")
    return g.norm(x, weights, key + "output.LayerNorm", name + "norm2")


def pooled(g, x, mask, name):
    """Mean over the positions where mask [batch, length, 1] is 1."""
    along = g.whole("along", 1)
    total = g.step("ReduceSum", [g.step("Mul", [x, mask], name + "/kept"), along], name + "/sum", keepdims=0)
    count = g.step("Max", [g.step("ReduceSum", [mask, along], name + "/count", keepdims=0), g.weight("one", 1.0)], name + "/least")
    return g.step("Div", [total, count], name)


def embedded(g, weights):
    """Words and places added up and normalised: [batch, length, WIDTH]. All pieces are of the first type, which is put to their places."""
    table = lambda part: weights[f"embeddings.{part}_embeddings.weight"]
    words = g.step("Gather", [g.weight("vocabulary", table("word")), "input_ids"], "embedded/words", axis=0)
    shape = g.step("Shape", ["input_ids"], "shape")
    length = g.step("Slice", [shape, g.whole("from1", 1), g.whole("to2", 2)], "length")
    places = g.step("Slice", [g.weight("places", table("position") + table("token_type")[0]), g.whole("from0", 0), length, g.whole("axis0", 0)], "embedded/places")
    both = g.step("Add", [words, places], "embedded/sum")
    return g.norm(both, weights, "embeddings.LayerNorm", "embedded")


def build(shared, framing, tone):
    """shared: MiniLM's own weights; framing and tone: trained branches; all dicts of arrays by torch's names."""
    g = Graph()
    x = embedded(g, shared)
    seen = g.step("Cast", ["attention_mask"], "seen", to=TensorProto.FLOAT)
    target = g.step("Cast", ["target"], "toward", to=TensorProto.FLOAT)
    unseen = g.step("Sub", [g.weight("one", 1.0), seen], "unseen")
    off = g.step("Unsqueeze", [g.step("Mul", [unseen, g.weight("far", -1e4)], "off"), g.whole("axes12", 1, 2)], "off/wide")
    last = g.whole("last", 2)
    seen, target = (g.step("Unsqueeze", [mask, last], mask + "/wide") for mask in (seen, target))
    for index in range(FROZEN):
        x = layer(g, x, off, shared, index, f"shared{index}.")
    f = t = x
    for index in range(FROZEN, LAYERS):
        f = layer(g, f, off, framing, index, f"framing{index}.")
    for index in range(FROZEN, LAYERS):
        t = layer(g, t, off, tone, index, f"tone{index}.")
    sentence = pooled(g, f, seen, "framing/mean")
    g.linear(sentence, framing, "heads.loaded", "head/loaded", "loaded")
    g.linear(sentence, framing, "heads.opinion", "head/opinion", "opinion")
    g.step("Squeeze", [g.linear(f, framing, "heads.words", "head/words"), last], "words_out")
    g.step("Squeeze", [g.linear(f, framing, "heads.judging", "head/judging"), last], "judging")
    g.linear(f, framing, "heads.kinds", "head/kinds", "kinds")
    both = g.step("Concat", [pooled(g, t, seen, "tone/mean"), pooled(g, t, target, "tone/target")], "tone/both", axis=1)
    g.linear(both, tone, "heads.tone", "head/tone", "tone")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in INPUTS]
    shapes = {"loaded": ["batch", 1], "opinion": ["batch", 3], "words_out": ["batch", "length"], "judging": ["batch", "length"], "kinds": ["batch", "length", len(KINDS)], "tone": ["batch", 3]}
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    model = helper.make_model(
        helper.make_graph(g.steps, "slantwise", inputs, outputs, g.weights),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=9,
        producer_name="slantwise",
    )
    onnx.checker.check_model(model)
    return model


def arrays(net):
    """A branch's weights by name, without the name of the encoder before them."""
    return {name.removeprefix("bert."): value.detach().numpy() for name, value in net.state_dict().items()}


def write(framing, tone, whole_path, small_path):
    """Both forms of the network: f32, and int8 with a scale for each column of a matrix.

    Weights take seven bits: with eight, processors without the newest instructions
    overflow when they add two products, and would give other numbers.
    """
    shared = arrays(framing)
    onnx.save(build(shared, shared, arrays(tone)), whole_path)
    quantize_dynamic(whole_path, small_path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
