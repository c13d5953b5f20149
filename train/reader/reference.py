"""Writes what the trained model says of the testkit's cases, as they are and in capitals, for the test that Go says the same.

    python train/reader/reference.py -from DIR -to language/encoder/testdata/reference.json.gz

DIR holds model.safetensors, model.json and vocab.txt.
"""

import argparse
import glob
import gzip
import json
import os
import subprocess

import torch

import model as reader
from data import Pieces, case

MAX = reader.MAX_PIECES - 2


def texts(root):
    """Words and the first word of each sentence of each text."""
    found = []
    for path in sorted(glob.glob(os.path.join(root, "testkit/cases/*.txt"))):
        with open(path, encoding="utf-8") as f:
            text = f.read().split("\n---\n", 1)[1]
        found += [text, text.upper()]
    lines = "".join(json.dumps({"text": t}) + "\n" for t in found)
    out = subprocess.run(["go", "run", "./train/reader/split"], input=lines.encode(), stdout=subprocess.PIPE, check=True, cwd=root).stdout
    for text, line in zip(found, out.decode().splitlines(), strict=True):
        cut = json.loads(line)
        yield [text[a:b] for a, b in cut["spans"]], cut["starts"]


def windows(sizes, bounds):
    """Runs of whole sentences, as long as they fit."""
    out, begin, size = [], 0, 0
    for k, (a, b) in enumerate(bounds):
        n = sum(sizes[a:b])
        assert n <= MAX, "a sentence is too long for a window"
        if k > begin and size + n > MAX:
            out.append(bounds[begin:k])
            begin, size = k, 0
        size += n
    return out + [bounds[begin:]]


def rounded(x):
    return [round(float(v), 4) for v in x.flatten()]


def spans(probabilities):
    """The most probable sequence of O, B-x, I-x in which I-x only follows B-x or I-x, as [start, end, x]."""
    logs = probabilities.clamp(min=1e-30).log().tolist()
    classes = len(logs[0])
    best, back = [], []
    for i, row in enumerate(logs):
        now, source = [], []
        for c, score in enumerate(row):
            inside = c > 0 and c % 2 == 0
            if i == 0:
                now.append(float("-inf") if inside else score)
                source.append(0)
                continue
            allowed = (c - 1, c) if inside else range(classes)
            top = max(allowed, key=lambda p: best[p])
            now.append(best[top] + score)
            source.append(top)
        best = now
        back.append(source)
    c = max(range(classes), key=lambda p: best[p])
    out, end = [], None
    for i in range(len(logs) - 1, -1, -1):
        if c and end is None:
            end = i + 1
        if c % 2 == 1:
            out.append([i, end, c // 2])
            end = None
        c = back[i][c]
    return out[::-1]


def read(m, pieces, words, starts):
    """What the model says of a text."""
    ids = [pieces(w) for w in words]
    bounds = list(zip(starts, starts[1:] + [len(words)]))
    said = {"words": words, "ends": [b for _, b in bounds], "pieces": [len(p) for p in ids]}
    for k in ("tag", "heads", "rels", "realis", "count", "scope", "trigger", "calm", "root", "quad", "coref", "vectors"):
        said[k] = []
    for k in ("entity", "cue", "source", "content", "role"):
        said[k] = []
    said["pairs"] = []
    for window in windows([len(p) for p in ids], bounds):
        first, last = window[0][0], window[-1][1]
        row, letters, at = [pieces.cls], [0], []
        for i in range(first, last):
            at.append(len(row))
            row += ids[i]
            letters += [case(words[i])] * len(ids[i])
        row.append(pieces.sep)
        letters.append(0)
        h, c = m(torch.tensor([row]), torch.tensor([letters]), torch.tensor([len(row)]), torch.tensor([at]))
        tell(m, said, h[0], c, window)
    return said


def tell(m, said, h, root, window):
    first, last = window[0][0], window[-1][1]
    p = {name: torch.softmax(m.words(name, h), -1) for name in reader.WORD_LABELS}
    for name in ("tag", "realis", "count", "scope"):
        said[name] += p[name].argmax(-1).tolist()
    said["trigger"] += p["trigger"].argmax(-1).tolist()
    said["calm"] += rounded(p["trigger"][:, 0])
    for name in ("entity", "cue", "source", "content", "role"):
        for a, b in [(first, last)] if name == "content" else window:
            said[name] += [[s + a, e + a, x] for s, e, x in spans(p[name][a - first:b - first])]
    for a, b in window:
        x = h[a - first:b - first]
        heads = arcs(m, x, root)
        every = torch.cat([x, root])
        rels = m.relations(x, every[heads])
        rels[:, reader_root(m)] = -1e9
        said["heads"] += [a + k if k < len(x) else -1 for k in heads]
        said["rels"] += rels.argmax(-1).tolist()
        kinds, quads = m.sentence(x)
        said["root"].append(rounded(torch.softmax(kinds, -1)))
        said["quad"].append(rounded(torch.softmax(quads, -1)))
    said["coref"] += [0.0] + rounded(torch.diagonal(m.coref(h), -1))
    if not said["vectors"]:
        said["vectors"] = [rounded(row) for row in h[:2]]
    seen = [i for i in range(len(h)) if p["trigger"][i, 0] < 0.5][:3]
    for i in seen:
        scores = m.pairs(h[i:i + 1], h)[0]
        said["pairs"].append({"word": first + i, "start": first, "labels": scores.argmax(-1).tolist(), "p": [rounded(row) for row in torch.softmax(scores, -1)[:4]]})


def arcs(m, x, root):
    """Best head of each word, the number of words standing for the root."""
    scores = m.arcs(x[None], root)[0]
    scores[range(len(x)), range(len(x))] = -1e9
    return scores.argmax(-1).tolist()


def reader_root(m):
    return m.labels["rel"].index("root")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-from", dest="folder", required=True)
    parser.add_argument("-to", required=True)
    parser.add_argument("-root", default=".")
    args = parser.parse_args()
    torch.set_num_threads(1)
    m = reader.load(args.folder).eval()
    pieces = Pieces(os.path.join(args.folder, "vocab.txt"))
    with torch.no_grad():
        out = [read(m, pieces, w, s) for w, s in texts(args.root)]
    os.makedirs(os.path.dirname(args.to), exist_ok=True)
    data = json.dumps(out, separators=(",", ":"), ensure_ascii=False)
    with open(args.to, "wb") as f, gzip.GzipFile("", "wb", 9, f, mtime=0) as z:
        z.write(data.encode())
    print(len(out), "texts,", sum(len(t["words"]) for t in out), "words,", sum(len(t["ends"]) for t in out), "sentences")


if __name__ == "__main__":
    main()
