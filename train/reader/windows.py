"""Examples to windows, windows to batches of tensors."""

import random

import torch

from data import OTHER_PAIRS, case
from model import MAX_PIECES, PAIR_LABELS, QUAD_LABELS, ROOT_LABELS, WORD_LABELS

NONE = -100  # "nothing is said" for cross entropy
LIMITS, SHARES = (8, 48, 100, 190), (0.3, 0.15, 0.2, 0.35)  # pieces in a window, drawn for each pass over a document; 8: sentences alone
UPPER, LOWER, NOISE, BARE = 0.12, 0.06, 0.03, 0.04  # shares of windows in capitals, small letters, with misread letters, without marks
MISREAD = {"o": "0", "l": "1", "i": "l", "e": "c", "m": "rn", "s": "5", "b": "6", "g": "q", "t": "f", "n": "ri", "a": "o", "u": "v"}
MARKS = set(".,;:\"'()-–—“”‘’!?")


def prepare(example, pieces, index):
    """Adds piece numbers and label numbers to an example."""
    example["ids"] = [pieces(w) for w in example.words]
    example["cases"] = [case(w) for w in example.words]
    example["numbers"] = {k: [NONE if x is None else index[k].get(x, NONE) for x in v] for k, v in example.labels.items()}
    if example.rels:
        example["rel_numbers"] = [index["rel"][r] for r in example.rels]
    pair = {x: i for i, x in enumerate(PAIR_LABELS)}
    masks = []
    for trigger, said, rest in example.pairs or []:
        masks.append((trigger, {w: [pair[x] for x in a] for w, a in said.items()}, [pair[x] for x in rest]))
    example["pair_numbers"] = masks
    return example


def windows(example, limit):
    """Word ranges of whole sentences with at most limit pieces (a longer sentence stands alone if it fits at all)."""
    out, begin, size = [], None, 0
    bounds = list(example.starts) + [len(example.words)]
    for a, b in zip(bounds, bounds[1:]):
        n = sum(len(example.ids[i]) for i in range(a, b))
        if n > MAX_PIECES - 2:
            if begin is not None:
                out.append((begin, a))
            begin, size = None, 0
            continue
        if begin is not None and size + n > limit:
            out.append((begin, a))
            begin = None
        if begin is None:
            begin, size = a, 0
        size += n
        end = b
    if begin is not None:
        out.append((begin, end))
    return out


def pass_over(examples, rng, name):
    """All windows of one pass, shuffled."""
    out = []
    for e in examples:
        limit = rng.choices(LIMITS, SHARES)[0]
        for a, b in windows(e, limit):
            if name == "muc4" and limit > 0 and not any(x > 0 for x in e.numbers["role"][a:b]) and rng.random() < 0.5:
                continue  # half of the windows without any role
            out.append((e, a, b))
    rng.shuffle(out)
    return out


def batches(examples, budget, rng, name):
    """Lists of windows with some budget pieces, padding included."""
    todo = pass_over(examples, rng, name)
    out = []
    for k in range(0, len(todo), 600):
        part = sorted(todo[k:k + 600], key=lambda w: sum(len(w[0].ids[i]) for i in range(w[1], w[2])))
        batch, longest = [], 0
        for w in part:
            n = 2 + sum(len(w[0].ids[i]) for i in range(w[1], w[2]))
            if batch and max(longest, n) * (len(batch) + 1) > budget:
                out.append(batch)
                batch, longest = [], 0
            batch.append(w)
            longest = max(longest, n)
        if batch:
            out.append(batch)
    rng.shuffle(out)
    return out


def misread(word, rng):
    return "".join(MISREAD.get(c, c) if rng.random() < 0.25 else c for c in word.lower())


def collate(batch, pieces, rng=None):
    """Tensors of a batch. rng: draw augmentations; None: the text as it is."""
    rows = []
    for e, a, b in batch:
        draw = rng.random() if rng else 1.0
        upper, lower = draw < UPPER, UPPER <= draw < UPPER + LOWER
        noise = UPPER + LOWER <= draw < UPPER + LOWER + NOISE
        bare = bool(rng) and rng.random() < BARE
        keep = list(range(a, b))
        if bare:
            hold = {e.heads[i] for i in keep} if e.heads else set()
            hold |= {t for t, _, _ in e.pair_numbers}
            kept = [i for i in keep if e.words[i] not in MARKS or i in hold]
            keep = kept or keep
        ids, cases, firsts = [101], [0], []
        for i in keep:
            p, c = e.ids[i], e.cases[i]
            if noise and rng.random() < 0.3:
                p = pieces.cut(misread(e.words[i], rng))
            if upper and c:
                c = 3
            if lower and c:
                c = 1
            if len(ids) + len(p) > MAX_PIECES - 1:
                p = p[:1]
            firsts.append(min(len(ids), MAX_PIECES - 2))
            ids += p
            cases += [c] * len(p)
        ids, cases = ids[:MAX_PIECES - 1] + [102], cases[:MAX_PIECES - 1] + [0]
        rows.append((e, keep, ids, cases, firsts))
    count, longest, most = len(rows), max(len(r[2]) for r in rows), max(len(r[1]) for r in rows)
    out = {"pieces": torch.zeros(count, longest, dtype=torch.long), "cases": torch.zeros(count, longest, dtype=torch.long),
           "lengths": torch.tensor([len(r[2]) for r in rows]), "firsts": torch.zeros(count, most, dtype=torch.long), "words": [len(r[1]) for r in rows]}
    labels = {k: torch.full((count, most), NONE) for k in WORD_LABELS if k in rows[0][0].numbers}
    tree = bool(rows[0][0].heads)
    if tree:
        out["heads"] = torch.full((count, most), NONE)
        out["rels"] = torch.full((count, most), NONE)
        out["sentence"] = torch.full((count, most), -1)
    out["pairs"], out["kinds"], out["coref"] = [], [], []
    for k, (e, keep, ids, cases, firsts) in enumerate(rows):
        out["pieces"][k, :len(ids)] = torch.tensor(ids)
        out["cases"][k, :len(ids)] = torch.tensor(cases)
        out["firsts"][k, :len(firsts)] = torch.tensor(firsts)
        n = len(keep)
        for name in labels:
            if name in e.numbers:
                labels[name][k, :n] = torch.tensor([e.numbers[name][i] for i in keep])
        place = {w: i for i, w in enumerate(keep)}
        starts = [s for s in e.starts if keep[0] <= s <= keep[-1]]
        of, s = [], -1
        for w in keep:
            while s + 1 < len(starts) and w >= starts[s + 1]:
                s += 1
            of.append(s)
        if tree:
            out["sentence"][k, :n] = torch.tensor(of)
            out["heads"][k, :n] = torch.tensor([most if e.heads[i] < 0 else place.get(e.heads[i], NONE) for i in keep])
            out["rels"][k, :n] = torch.tensor([e.rel_numbers[i] for i in keep])
        for trigger, said, rest in e.pair_numbers:
            if trigger in place:
                allowed = torch.zeros(n, len(PAIR_LABELS), dtype=torch.bool)
                allowed[:, rest] = True
                for w, a in said.items():
                    if w in place:
                        allowed[place[w]] = False
                        allowed[place[w], a] = True
                out["pairs"].append((k, place[trigger], allowed))
        if e.kinds:
            first = e.starts.index(starts[0]) if starts else 0
            for s in range(len(starts) or 1):
                span = [i for i, x in enumerate(of) if x == s]
                if span:
                    out["kinds"].append((k, span[0], span[-1] + 1, [ROOT_LABELS.index(x) for x in e.kinds[first + s]],
                                         [QUAD_LABELS.index(x) for x in e.quads[first + s]]))
        if e.mentions:
            m = [(place[w], c) for w, c in e.mentions if w in place]
            if len(m) > 1:
                out["coref"].append((k, m))
    out["labels"] = labels
    return out
