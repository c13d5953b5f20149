"""Turns the packed eight-bit weights back into a model that train.py can go on from.

    python train/reader/unpack.py -from language/weights/reader.bin -to DIR

DIR gets model.safetensors, model.json and vocab.txt. What rounding to eight bits lost stays lost.
"""

import argparse
import json
import os
import struct

import numpy as np
import torch

import model as reader

LANES = 16
HEADS = ["tag", "entity", "cue", "source", "content", "role", "trigger", "realis", "count", "scope"]
PARTS = [("arc_dep", reader.ARC), ("arc_head", reader.ARC), ("lab_dep", reader.LABEL), ("lab_head", reader.LABEL),
         ("pair_trigger", reader.PAIR), ("pair_word", reader.PAIR), ("coref_a", reader.COREF), ("coref_b", reader.COREF), ("pool", 1)]


def sections(data):
    """Name → bytes, by the table at the head of the file (language/encoder/file.go)."""
    count = struct.unpack_from("<I", data, 8)[0]
    out = {}
    for i in range(count):
        name, start, size = struct.unpack_from("<32sQQ", data, 16 + 48 * i)
        out[name.rstrip(b"\0").decode()] = data[start:start + size]
    return out


def matrix(part, out, inputs):
    """Weights [out, inputs] and biases of a packed matrix (language/kernel/matrix.go)."""
    blocks = np.frombuffer(part, np.uint8).reshape(-1, 3 * 4 * LANES + LANES * inputs)
    scale = blocks[:, 64:128].copy().view(np.float32).reshape(-1)
    bias = blocks[:, 128:192].copy().view(np.float32).reshape(-1)
    values = blocks[:, 192:].view(np.int8).reshape(len(blocks), inputs // 4, LANES, 4).transpose(0, 2, 1, 3).reshape(-1, inputs)
    return (values * scale[:, None])[:out].astype(np.float32), bias[:out].copy()


def up(n):
    return (n + LANES - 1) // LANES * LANES


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-from", dest="path", required=True)
    parser.add_argument("-to", dest="folder", required=True)
    args = parser.parse_args()
    with open(args.path, "rb") as f:
        s = sections(f.read())
    labels = {k.lower(): v for k, v in json.loads(s["model"])["labels"].items()}
    m = reader.Reader(labels)
    width, inner = reader.WIDTH, reader.INNER
    floats = lambda name: np.frombuffer(s[name], np.float32).copy()
    state = {}

    def put(name, array):
        state[name] = torch.from_numpy(np.ascontiguousarray(array)).float()

    words = np.frombuffer(s["emb.word"], np.int8).reshape(-1, width)
    put("word.weight", words * floats("emb.word.scale")[:, None])
    put("pos.weight", floats("emb.pos").reshape(-1, width))
    put("case.weight", floats("emb.case").reshape(-1, width))
    put("norm.weight", floats("emb.norm.weight"))
    put("norm.bias", floats("emb.norm.bias"))
    for i in range(reader.LAYERS):
        for name, out, inputs in (("qkv", 3 * width, width), ("out", width, width), ("up", inner, width), ("down", width, inner)):
            at = f"layer.{i}.{name}"
            w, b = matrix(s[at], out, inputs)
            put(at + ".weight", w * floats(at + ".even") if at + ".even" in s else w)
            put(at + ".bias", b)
        for norm in ("norm1", "norm2"):
            for kind in ("weight", "bias"):
                put(f"layer.{i}.{norm}.{kind}", floats(f"layer.{i}.{norm}.{kind}"))

    parts = [(name, len(labels[name])) for name in HEADS] + PARTS
    w, b = matrix(s["head"], sum(up(n) for _, n in parts), width)
    w, at = w * floats("head.even"), 0
    for name, size in parts:
        put(f"head.{name}.weight", w[at:at + size])
        put(f"head.{name}.bias", b[at:at + size])
        at += up(size)
    w, b = matrix(s["sentence"], up(len(labels["root"])) + up(len(labels["quad"])), width)
    for name, at in (("root", 0), ("quad", up(len(labels["root"])))):
        put(f"head.{name}.weight", w[at:at + len(labels[name])])
        put(f"head.{name}.bias", b[at:at + len(labels[name])])
    for name, key, count, inputs, out in (("arc", "arc_u", 1, reader.ARC, reader.ARC),
                                          ("label", "lab_u", len(labels["rel"]), reader.LABEL, reader.LABEL + 1),
                                          ("pair", "pair_u", len(labels["pair"]), reader.PAIR, reader.PAIR + 1)):
        w, b = matrix(s[name], count * out, inputs)
        u = np.concatenate([w.reshape(count, out, inputs).transpose(0, 2, 1), b.reshape(count, 1, out)], 1)
        put(key, u[0] if key == "arc_u" else u)
    m.load_state_dict(state)
    reader.save(m, args.folder)
    with open(os.path.join(args.folder, "vocab.txt"), "w", encoding="utf-8") as f:
        text, ends = s["vocab.text"].decode(), np.frombuffer(s["vocab.ends"], np.uint32)
        raw, begin = s["vocab.text"], 0
        for end in ends:
            f.write(raw[begin:int(end)].decode() + "\n")
            begin = int(end)


if __name__ == "__main__":
    main()
