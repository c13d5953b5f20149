"""Fits the weights by which link scores pairs of mentions, in one plain logistic regression.

    python train/link/fit.py pairs.tsv --write link/weights.go

pairs.tsv comes from train/link/pairs, the reports of GVA first and half a of the written corpus second. Fold 4 is not in it; with --held N
pairs of fold N are left out, and with --gold the clusters of each fold are scored at several thresholds.
"""

import argparse
import heapq
import json
from collections import Counter

import numpy as np

WRITTEN = 1.0
RIDGE = 3.0


def fit(x, y, weight, ridge, steps=60):
    """Logistic regression by Newton's method."""
    w = np.zeros(x.shape[1])
    keep = np.full(x.shape[1], ridge)
    keep[0] = 0.01
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        grad = x.T @ (weight * (p - y)) + keep * w
        hess = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(keep)
        step = np.linalg.solve(hess, grad)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def clusters(n, pairs, p, threshold):
    """Average linkage from the most probable pair down; a pair that was not compared counts 0."""
    score = {}
    for (i, j), v in zip(pairs, p):
        score[(max(i, j), min(i, j))] = v
    part = {i: [i] for i in range(n)}
    of = list(range(n))
    links = {}
    for (i, j), v in score.items():
        links.setdefault(i, {})[j] = v
        links.setdefault(j, {})[i] = v
    heap = [(-v, i, j, 1, 1) for (i, j), v in score.items() if v >= threshold]
    heapq.heapify(heap)
    while heap:
        v, a, b, na, nb = heapq.heappop(heap)
        if of[a] != a or of[b] != b or len(part.get(a, ())) != na or len(part.get(b, ())) != nb:
            continue
        a, b = min(a, b), max(a, b)
        part[a] = part[a] + part.pop(b)
        of[b] = -1
        near = links.pop(b)
        mine = links[a]
        for c, s in near.items():
            if c != a:
                mine[c] = mine.get(c, 0) + s
                links[c].pop(b, None)
                links[c][a] = mine[c]
        mine.pop(b, None)
        for c, s in mine.items():
            mean = s / (len(part[a]) * len(part[c]))
            if mean >= threshold:
                heapq.heappush(heap, (-mean, a, c, len(part[a]), len(part[c])))
    return list(part.values())


def score(groups, gold):
    """B-cubed and pairwise F1."""
    total = Counter(gold)
    n = len(gold)
    p = r = 0.0
    both = said = 0
    for g in groups:
        c = Counter(gold[i] for i in g)
        said += len(g) * (len(g) - 1) // 2
        for k, v in c.items():
            p += v * v / len(g)
            r += v * v / total[k]
            both += v * (v - 1) // 2
    want = sum(v * (v - 1) // 2 for v in total.values())
    f = lambda a, b: 2 * a * b / (a + b) if a + b else 0
    return f(p / n, r / n), p / n, r / n, 2 * both / max(1, said + want)


def load(path):
    with open(path) as f:
        names = f.readline().rstrip("\n").split("\t")
        data = np.loadtxt(f)
    return names[6:], data[:, 0].astype(int), data[:, 1:3].astype(int), data[:, 3:5].astype(int), data[:, 5], data[:, 6:]


def weights(names, w):
    """The source file of the weights."""
    values = [f"{v:.4f}," for v in w]
    widest = max(map(len, values))
    lines = [f"\t{v:<{widest}} // {name}\n" for v, name in zip(values, names)]
    return "package link\n\n// weights of the features, in their order, fitted by train/link/fit.py.\nvar weights = Features{\n" + "".join(lines) + "}\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs")
    parser.add_argument("--held", type=int, help="a fold of the first set that is left out")
    parser.add_argument("--written", type=float, default=WRITTEN, help="weight of a pair of the written corpus")
    parser.add_argument("--gold", nargs="*", default=[], help="files from which folds and incidents of the sets' reports are read, to score clusters")
    parser.add_argument("--write", help="the source file of the weights to write")
    parser.add_argument("--ridge", type=float, default=RIDGE)
    args = parser.parse_args()
    names, sets, folds, ids, y, x = load(args.pairs)
    learn = (sets > 0) | (folds != args.held).all(1)
    w = fit(x[learn], y[learn], np.where(sets == 0, 1.0, args.written)[learn], args.ridge)
    p = 1 / (1 + np.exp(-x @ w))
    if args.write:
        open(args.write, "w").write(weights(names, w))
    for number, path in enumerate(args.gold):
        rows = [json.loads(line) for line in open(path)]
        rows = [r for r in rows if r.get("fold") != 4]
        for fold in sorted({r.get("fold", 0) for r in rows}) if number == 0 else [0]:
            mine = [i for i in range(len(rows)) if rows[i].get("fold", 0) == fold]
            at = {i: k for k, i in enumerate(mine)}
            inside = (sets == number) & (folds == fold).all(1)
            pairs = [(at[i], at[j]) for i, j in ids[inside]]
            gold = [rows[i]["gold"]["incident"] for i in mine]
            print("set", number, "fold", fold, "learnt from" if number or fold != args.held else "held", len(mine), end=" ")
            for t in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6):
                b, bp, br, f = score(clusters(len(mine), pairs, p[inside], t), gold)
                print(f"{t}: {b:.3f} ({bp:.3f} {br:.3f}) pairs {f:.3f}", end="  ")
            print()


if __name__ == "__main__":
    main()
