"""The forward pass of Sources/Embedding in numpy, the peer that Benchmarks/run measures it beside.

    forward.py model.safetensors

The first line of input is JSON: batches of texts, each text the numbers of its pieces. For each further line all
are embedded, and the milliseconds and the first batch's vectors come back. All texts of a batch lie end to end,
without padding; only attention looks at each by itself.
"""
import json
import sys
import time

import numpy as np


def tensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        numbers = np.frombuffer(file.read(), np.uint8)
    return {
        name: numbers[slice(*entry["data_offsets"])].view(np.float32).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


W = tensors(sys.argv[1])
HEADS, HEAD, LAYERS = 12, 32, 6


def linear(x, name):
    return x @ W[name + ".weight"].T + W[name + ".bias"]


def normal(x, name):
    x -= x.mean(-1, keepdims=True)
    x /= np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
    return x * W[name + ".weight"] + W[name + ".bias"]


def polynomial(s, factors):
    sum = np.full_like(s, factors[0])
    for factor in factors[1:]:
        sum *= s
        sum += factor
    return sum


def gelu(x):
    # erf as in CKernels: numpy has none.
    z = np.clip(x * np.float32(0.5**0.5), -3.92, 3.92)
    s = z * z
    z *= polynomial(s, [1.991905484999279e-08, -1.994007561734179e-06, 1.4895477215759456e-04, 3.971918951719999e-03,
                        5.1394518464803696e-02, 2.0609402656555176e-01, 1.1283787488937378])
    z /= polynomial(s, [1.0238579707220197e-03, 1.4887385070323944e-02, 1.1755611002445221e-01, 5.159748792648315e-01, 1.0])
    z += 1
    z *= x
    z *= np.float32(0.5)
    return z


def attention(q, k, v):
    q, k, v = (a.reshape(-1, HEADS, HEAD).transpose(1, 0, 2) for a in (q, k, v))
    s = q @ k.transpose(0, 2, 1) * np.float32(HEAD**-0.5)
    s = np.exp(s - s.max(-1, keepdims=True))
    s /= s.sum(-1, keepdims=True)
    return (s @ v).transpose(1, 0, 2).reshape(-1, HEADS * HEAD)


def direction(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def embed(texts):
    ends = np.cumsum([len(text) for text in texts])
    spans = [slice(end - len(text), end) for end, text in zip(ends, texts)]
    means = lambda: direction(np.stack([x[span].mean(0) for span in spans]))
    x = (
        W["embeddings.word_embeddings.weight"][np.concatenate(texts)]
        + W["embeddings.position_embeddings.weight"][np.concatenate([np.arange(len(text)) for text in texts])]
        + W["embeddings.token_type_embeddings.weight"][0]
    )
    x = normal(x, "embeddings.LayerNorm")
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}."
        q, k, v = (linear(x, name + "attention.self." + part) for part in ("query", "key", "value"))
        mixed = np.concatenate([attention(q[span], k[span], v[span]) for span in spans])
        x = normal(linear(mixed, name + "attention.output.dense") + x, name + "attention.output.LayerNorm")
        inner = gelu(linear(x, name + "intermediate.dense"))
        x = normal(linear(inner, name + "output.dense") + x, name + "output.LayerNorm")
        if layer + 1 == LAYERS // 2:
            middle = means()
    return direction(means() + np.float32(0.6) * middle)


batches = json.loads(sys.stdin.readline())
embed(batches[0])
print("numpy " + np.__version__, flush=True)
for _ in sys.stdin:
    start = time.perf_counter()
    vectors = [embed(batch) for batch in batches]
    took = time.perf_counter() - start
    print(json.dumps({"milliseconds": took * 1000, "first": vectors[0].tolist()}), flush=True)
