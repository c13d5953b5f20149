"""Trains the reader.

    python train/reader/train.py --bench BENCH --words FOLDER --start model.safetensors --vocab vocab.txt --out FOLDER --passes ud=3,ner=1

See README.md for the runs that made the committed weights.
"""

import argparse
import json
import math
import os
import random
import sys
import time
from copy import deepcopy

import torch
import torch.nn.functional as F

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import data
import model as reader
from windows import NONE, batches, collate, prepare

WEIGHTS = {"tag": 1.0, "entity": 1.0, "cue": 1.0, "source": 1.0, "content": 1.0, "role": 1.0, "trigger": 1.0, "realis": 0.3, "count": 0.3, "scope": 0.3}
INSIDE = {"cue": 2.0, "source": 1.4}  # what a word of a span weighs against one outside: these heads found too few
HELD = 50  # one example in so many is not learnt from but scored


def load_sets(args, wanted):
    b, w = args.bench, args.words
    coded = {}
    if args.coded:
        with open(args.coded) as f:
            coded = json.load(f)
    makers = {"ud": lambda: data.trees(b), "ner": lambda: data.names(b, w), "geo": lambda: data.places(b, w), "quotes": lambda: data.attributions(b, w),
              "muc4": lambda: data.roles(b, w), "wikievents": lambda: data.events(b, w), "evloc": lambda: data.event_places(b, w),
              "plover": lambda: data.kinds(b, w, coded), "coref": lambda: data.coreference(b, w), "rand": lambda: data.figures(b, w),
              "written": lambda: data.written(args.written)}
    return {name: list(makers[name]()) for name in wanted}


def losses(m, batch, layers=None):
    """Name → loss of a batch. layers: the copy of the encoder's layers to go through."""
    x = m.dropout(m.encode(batch["pieces"], batch["cases"], batch["lengths"], layers))
    h = torch.gather(x, 1, batch["firsts"][..., None].expand(-1, -1, reader.WIDTH))
    root = x[:, 0]
    out = {}
    for name, gold in batch["labels"].items():
        at = gold != NONE
        if at.any():
            scores = m.words(name, h[at])
            weight = torch.full((scores.shape[1],), INSIDE.get(name, 1.0))
            weight[0] = 1.0
            out[name] = F.cross_entropy(scores, gold[at], weight) * WEIGHTS[name]
    if "heads" in batch:
        with torch.autocast("cpu", torch.bfloat16, enabled=layers is not None):
            s = m.arcs(h, root).float()
        same = batch["sentence"][:, :, None] == batch["sentence"][:, None, :]
        s = torch.cat([s[:, :, :-1].masked_fill(~same, -1e4), s[:, :, -1:]], 2)
        gold = batch["heads"]
        at = gold != NONE
        out["arc"] = F.cross_entropy(s[at], gold[at])
        every = torch.cat([h, root[:, None]], 1)
        heads = torch.gather(every, 1, gold.clamp(min=0)[..., None].expand(-1, -1, reader.WIDTH))
        with torch.autocast("cpu", torch.bfloat16, enabled=layers is not None):
            r = m.relations(h[at], heads[at]).float()
        out["rel"] = F.cross_entropy(r, batch["rels"][at])
    if batch["pairs"]:
        total, words = 0.0, 0
        for k, trigger, allowed in batch["pairs"]:
            n = allowed.shape[0]
            logp = F.log_softmax(m.pairs(h[k, trigger:trigger + 1], h[k, :n])[0], -1)
            total = total - torch.logsumexp(logp.masked_fill(~allowed, -1e9), -1).sum()
            words += n
        out["pair"] = 2.0 * total / words
    if batch["kinds"]:
        total = 0.0
        for k, a, b, kinds, quads in batch["kinds"]:
            types, quad = m.sentence(h[k, a:b])
            total = total - torch.logsumexp(F.log_softmax(types, -1)[kinds], 0) - 0.5 * torch.logsumexp(F.log_softmax(quad, -1)[quads], 0)
        out["kind"] = total / len(batch["kinds"])
    if batch["coref"]:
        total, count = 0.0, 0
        for k, mentions in batch["coref"]:
            s = m.coref(h[k, [w for w, _ in mentions]])
            for i in range(len(mentions)):
                row = torch.cat([s[i, :i], s.new_zeros(1)])
                right = [j for j in range(i) if mentions[j][1] == mentions[i][1]] or [i]
                total = total + torch.logsumexp(row, 0) - torch.logsumexp(row[right], 0)
                count += 1
        out["coref"] = 0.5 * total / count
    return out


def copied(m):
    """The encoder's layers in bfloat16."""
    return deepcopy(m.layer).bfloat16()


def score_trees(m, args, pieces, index):
    """UPOS, UAS, LAS of the best arc of each word on EWT dev, without subtypes."""
    dev = [prepare(e, pieces, index) for e in data.trees(args.bench, "dev")]
    right = {"upos": 0, "uas": 0, "las": 0}
    total = 0
    main = [r.split(":")[0] for r in m.labels["rel"]]
    tags = [t.split(" ")[1] for t in m.labels["tag"]]
    m.eval()
    with torch.no_grad():
        for group in batches(dev, 4096, random.Random(1), "ud"):
            batch = collate(group, pieces)
            h, root = m(batch["pieces"], batch["cases"], batch["lengths"], batch["firsts"])
            same = batch["sentence"][:, :, None] == batch["sentence"][:, None, :]
            s = m.arcs(h, root)
            s = torch.cat([s[:, :, :-1].masked_fill(~same, -1e4), s[:, :, -1:]], 2)
            at = batch["heads"] != NONE
            best = s.argmax(-1)
            every = torch.cat([h, root[:, None]], 1)
            heads = torch.gather(every, 1, best[..., None].expand(-1, -1, reader.WIDTH))
            rel = m.relations(h[at], heads[at]).argmax(-1)
            tag = m.words("tag", h[at]).argmax(-1)
            arc = best[at] == batch["heads"][at]
            same_rel = torch.tensor([main[a] == main[b] for a, b in zip(rel.tolist(), batch["rels"][at].tolist())])
            gold_tags = [e.labels["tag"][i].split(" ")[1] for e, a, b in group for i in range(a, b)]
            right["upos"] += sum(tags[t] == g for t, g in zip(tag.tolist(), gold_tags))
            right["uas"] += int(arc.sum())
            right["las"] += int((arc & same_rel).sum())
            total += int(at.sum())
    m.train()
    return {k: round(v / total, 4) for k, v in right.items()}


def score_held(m, held, pieces):
    """Mean loss of the examples that are not learnt from, and F1 of the words of each head (class none left out)."""
    out = {}
    m.eval()
    with torch.no_grad():
        for name, examples in held.items():
            sums, counts, hits = {}, 0, {}
            for group in batches(examples, 4096, random.Random(1), name):
                batch = collate(group, pieces)
                for k, v in losses(m, batch).items():
                    sums[k] = sums.get(k, 0.0) + v.item()
                counts += 1
                h, _ = m(batch["pieces"], batch["cases"], batch["lengths"], batch["firsts"])
                for k, gold in batch["labels"].items():
                    at = gold != NONE
                    if at.any():
                        p, g = m.words(k, h[at]).argmax(-1), gold[at]
                        t = hits.setdefault(k, [0, 0, 0])
                        t[0] += int(((p == g) & (g > 0)).sum())
                        t[1] += int((p > 0).sum())
                        t[2] += int((g > 0).sum())
            out[name] = {k: round(v / max(counts, 1), 3) for k, v in sums.items()}
            out[name].update({k + ".f": round(2 * t[0] / max(t[1] + t[2], 1), 3) for k, t in hits.items()})
    m.train()
    return out


def main():
    p = argparse.ArgumentParser()
    for name in ("bench", "words", "vocab", "out", "passes"):
        p.add_argument("--" + name, required=True)
    p.add_argument("--start", help="weights of MiniLM to start from")
    p.add_argument("--resume", help="folder with a model to go on from")
    p.add_argument("--written")
    p.add_argument("--coded")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--rate", type=float, default=1.5e-4, help="learning rate of the encoder; the heads have five times as much")
    p.add_argument("--warmup", type=int, default=150, help="steps")
    p.add_argument("--final", type=float, default=0.0, help="share of the rate left at the last step")
    p.add_argument("--budget", type=int, default=2048, help="pieces in a batch")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--precision", choices=("bfloat16", "float32"), default="bfloat16", help="of the layers; float32 where the processor has no AVX-512 BF16")
    args = p.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    passes = {k: float(v) for k, v in (x.split("=") for x in args.passes.split(","))}
    pieces = data.Pieces(args.vocab)
    sets = load_sets(args, passes)
    if args.resume:
        m = reader.load(args.resume)
    else:
        count = {}
        for e in data.trees(args.bench):
            for t in e.labels["tag"]:
                count[t] = count.get(t, 0) + 1
        labels = dict(reader.WORD_LABELS, tag=sorted(t for t, n in count.items() if n >= 5), rel=data.RELS,
                      pair=reader.PAIR_LABELS, root=reader.ROOT_LABELS, quad=reader.QUAD_LABELS)
        m = reader.Reader(labels)
        reader.load_minilm(m, args.start)
    index = {k: {x: i for i, x in enumerate(v)} for k, v in m.labels.items()}
    held, work = {}, []
    for name, examples in sets.items():
        for e in examples:
            prepare(e, pieces, index)
        held[name] = [e for i, e in enumerate(examples) if i % HELD == HELD - 1]
        learn = [e for i, e in enumerate(examples) if i % HELD != HELD - 1]
        whole, part = int(passes[name]), passes[name] % 1
        for k in range(whole + (part > 0)):
            some = learn if k < whole else rng.sample(learn, int(len(learn) * part))
            work += [(name, group) for group in batches(some, args.budget, rng, name)]
        print(f"{name}: {len(examples)} examples, {sum(len(e.words) for e in examples)} words", flush=True)
    rng.shuffle(work)
    print(f"{len(work)} steps", flush=True)
    m.word.weight.requires_grad_(False)  # as they are in MiniLM: half of all weights, and they hold words that the sets lack
    slow = [v for k, v in m.named_parameters() if k != "word.weight" and not k.startswith(("head.", "arc_u", "lab_u", "pair_u", "case"))]
    fast = [v for k, v in m.named_parameters() if k.startswith(("head.", "arc_u", "lab_u", "pair_u", "case"))]
    opt = torch.optim.AdamW([{"params": slow, "lr": args.rate}, {"params": fast, "lr": 5 * args.rate}], betas=(0.9, 0.98), weight_decay=0.01, fused=True)

    def share(step):
        if step < args.warmup:
            return (step + 1) / args.warmup
        return args.final + (1 - args.final) * (1 - (step - args.warmup) / max(1, len(work) - args.warmup))

    schedule = torch.optim.lr_scheduler.LambdaLR(opt, share)
    m.train()
    # In bfloat16 the layers run twice as fast where the processor has it; their weights are kept, and learn, in float32.
    copy = copied(m) if args.precision == "bfloat16" else None
    both = [(p, q) for a, b in zip(m.layer, copy or []) for p, q in zip(a.parameters(), b.parameters())]
    began, saved, seen, means = time.time(), time.time(), 0, {}
    for step, (name, group) in enumerate(work):
        batch = collate(group, pieces, rng)
        loss = losses(m, batch, copy)
        if not loss:
            continue
        total = sum(loss.values())
        opt.zero_grad(set_to_none=True)
        total.backward()
        for master, q in both:
            master.grad = q.grad.float()
            q.grad = None
        torch.nn.utils.clip_grad_norm_(slow + fast, 2.0)
        opt.step()
        schedule.step()
        with torch.no_grad():
            for master, q in both:
                q.copy_(master)
        seen += int(batch["lengths"].sum())
        for k, v in loss.items():
            means[name + "." + k] = 0.97 * means.get(name + "." + k, v.item()) + 0.03 * v.item()
        if step % 100 == 99:
            print(f"{step + 1}/{len(work)} {time.time() - began:.0f} s {seen / (time.time() - began):.0f} pieces/s " +
                  " ".join(f"{k} {v:.3f}" for k, v in sorted(means.items())), flush=True)
        if time.time() - saved > 600:
            reader.save(m, args.out + "/latest")
            saved = time.time()
            print("saved", "trees", score_trees(m, args, pieces, index) if "ud" in passes else "", flush=True)
    reader.save(m, args.out)
    print("trees", score_trees(m, args, pieces, index))
    print("held", json.dumps(score_held(m, held, pieces)))


if __name__ == "__main__":
    main()
