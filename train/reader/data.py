"""Turns the sets into examples.

An example is a run of whole sentences with what one set says of its words:
  words, starts        the words; the first word of each sentence
  labels               head name → a label for each word; None: the set does not say
  heads, rels          head of each word (-1 root) and relation
  pairs                [(trigger word, {word: allowed labels}, allowed labels of all other words)]
  kinds, quads         for each sentence the allowed PLOVER types and quads; None: not said
  mentions             [(head word, entity)] in order
Only folds 0-3 are read, and no rows whose terms forbid training.
"""

import gzip
import json
import os
import unicodedata

FREE_GENRES = ("news", "interview", "bio", "voyage", "textbook", "vlog", "speech", "conversation")
OTHER_PAIRS = ["none", "target", "weapon", "place", "time"]


class Example(dict):
    __getattr__ = dict.get


def rows(bench, words, name):
    """The rows of a set in folds 0-3, each with its words, spans in code points and sentence starts."""
    with gzip.open(os.path.join(bench, name + ".jsonl.gz"), "rt") as gold, open(os.path.join(words, name + ".words.jsonl")) as cut:
        for line, c in zip(gold, cut, strict=True):
            r = json.loads(line)
            if r["fold"] == 4 or r.get("ldc"):
                continue
            c = json.loads(c)
            if not c["spans"]:
                continue
            r["spans"], r["starts"] = c["spans"], c["starts"]
            r["words"] = [r["text"][a:b] for a, b in c["spans"]]
            yield r


def cover(spans, start, end):
    """The words that overlap [start, end), as (first, end); None when there are none."""
    import bisect
    first = bisect.bisect_right([s[1] for s in spans], start) if len(spans) < 64 else bisect.bisect_right(spans, start, key=lambda s: s[1])
    last = first
    while last < len(spans) and spans[last][0] < end:
        last += 1
    return (first, last) if last > first else None


def mark(labels, span, kind):
    """Writes a BIO span."""
    for i in range(*span):
        labels[i] = ("B-" if i == span[0] else "I-") + kind


def conllu(path):
    """Yields (id, document, sentence) with sentence a list of (form, tag, head, rel)."""
    doc, name, sent = "", "", []
    with gzip.open(path, "rt") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc = line.split("= ", 1)[1]
            elif line.startswith("# sent_id"):
                name = line.split("= ", 1)[1]
            elif not line:
                if sent:
                    yield name, doc, sent
                sent = []
            elif line[0] != "#":
                c = line.split("\t")
                if c[0].isdigit():
                    sent.append((c[1], c[4] + " " + c[3], int(c[6]) - 1, c[7]))


RELS = ["dep", "root", "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "ccomp", "clf", "compound",
        "compound:prt", "conj", "cop", "csubj", "csubj:pass", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj",
        "list", "mark", "nmod", "nmod:poss", "nsubj", "nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:tmod", "nmod:tmod", "orphan",
        "parataxis", "punct", "reparandum", "vocative", "xcomp"]


def relation(name):
    while name not in RELS:
        if ":" not in name:
            return "dep"
        name = name.rsplit(":", 1)[0]
    return name


def trees(bench, file="train"):
    """Documents of the treebanks; file is train or dev (EWT only)."""
    paths = [("ewt", None)] + ([("gum", FREE_GENRES)] if file == "train" else [])
    for bank, genres in paths:
        docs = {}
        for name, doc, sent in conllu(os.path.join(bench, f"ud-{bank}-{file}.conllu.gz")):
            if genres and name.split("_")[1] not in genres:
                continue
            docs.setdefault(doc, []).append(sent)
        for doc in docs.values():
            e = Example(words=[], starts=[], heads=[], rels=[], labels={"tag": []})
            for sent in doc:
                base = len(e.words)
                e.starts.append(base)
                for form, tag, head, rel in sent:
                    e.words.append(form)
                    e.heads.append(head + base if head >= 0 else -1)
                    e.rels.append(relation(rel))
                    e.labels["tag"].append(tag)
            yield e


NAMES = {
    "btc": {"PER": "PER", "ORG": "ORG", "LOC": "LOC"},
    "wnut17": {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "creative-work": "MISC", "product": "MISC"},
    "crossner": {"politicalparty": "ORG", "politician": "PER", "person": "PER", "organisation": "ORG", "location": "LOC", "country": "LOC",
                 "election": "MISC", "event": "MISC", "misc": "MISC"},
}


def names(bench, words):
    for r in rows(bench, words, "ner"):
        labels = ["O"] * len(r["words"])
        for e in r["gold"]["entities"]:
            span = cover(r["spans"], e["start"], e["end"])
            if span:
                mark(labels, span, NAMES[r["gold"]["set"]][e["type"]])
        yield Example(words=r["words"], starts=r["starts"], labels={"entity": labels})


def places(bench, words):
    """Toponyms. A word with a capital that is no toponym may be any other name: nothing is said of it."""
    for r in rows(bench, words, "geo"):
        labels = [None if w[:1].isupper() else "O" for w in r["words"]]
        for t in r["gold"]["toponyms"]:
            span = cover(r["spans"], t["start"], t["end"])
            if span:
                mark(labels, span, "NORP" if t.get("type") in ("Demonym", "demonym") else "LOC")
        yield Example(words=r["words"], starts=r["starts"], labels={"entity": labels})


def attributions(bench, words):
    for r in rows(bench, words, "quotes"):
        n = len(r["words"])
        labels = {k: ["O"] * n for k in ("cue", "source", "content")}
        pairs = {}
        for a in r["gold"]["attributions"]:
            spans = {k: [s for s in (cover(r["spans"], *x) for x in a[k]) if s] for k in labels}
            if not spans["cue"] or not spans["content"]:
                continue
            for k, list_ in spans.items():
                for s in list_:
                    mark(labels[k], s, k)
            cue = spans["cue"][0][0]
            said = pairs.setdefault(cue, {})
            for k in ("content", "source"):
                for s in spans[k]:
                    for i in range(*s):
                        said[i] = [k]
        yield Example(words=r["words"], starts=r["starts"], labels=labels, pairs=[(t, w, ["none"]) for t, w in pairs.items()])


def roles(bench, words):
    """MUC-4: every mention of a filler's wording is taken for a mention of the filler."""
    for r in rows(bench, words, "muc4"):
        labels = ["O"] * len(r["words"])
        lower = [w.lower() for w in r["words"]]
        for kind, fillers in r["gold"]["roles"].items():
            for wordings in fillers:
                for wording in sorted(wordings, key=len, reverse=True):
                    w = wording.lower().split()
                    text = "".join(w)
                    for i in range(len(lower)):
                        if not text.startswith(lower[i]):
                            continue
                        j, got = i, ""
                        while j < len(lower) and len(got) < len(text):
                            got += lower[j]
                            j += 1
                        if got == text and all(x == "O" for x in labels[i:j]):
                            mark(labels, (i, j), kind)
        yield Example(words=r["words"], starts=r["starts"], labels={"role": labels})


EVENTS = {"Conflict.Attack": "ASSAULT", "Life.Die": "ASSAULT", "Life.Injure": "ASSAULT", "Justice.ArrestJailDetain": "COERCE",
          "Justice.ChargeIndict": "ACCUSE", "Justice.Convict": "ACCUSE", "Justice.Sentence": "ACCUSE", "Justice.TrialHearing": "ACCUSE",
          "Justice.InvestigateCrime": "ACCUSE", "Conflict.Demonstrate": "PROTEST", "Contact.ThreatenCoerce": "THREATEN",
          "Contact.RequestCommand": "REQUEST", "Justice.ReleaseParole": "RETREAT"}
EVENT_ROLES = {"Attacker": "actor", "Killer": "actor", "Injurer": "actor", "Jailer": "actor", "Prosecutor": "actor", "Investigator": "actor",
               "JudgeCourt": "actor", "Demonstrator": "actor", "Perpetrator": "actor", "Communicator": "actor",
               "Victim": "recipient", "Detainee": "recipient", "Defendant": "recipient", "Recipient": "recipient",
               "Target": "target", "Instrument": "weapon", "ExplosiveDevice": "weapon", "Place": "place"}


def events(bench, words):
    for r in rows(bench, words, "wikievents"):
        trigger = ["none"] * len(r["words"])
        pairs = []
        for e in r["gold"]["events"]:
            span = cover(r["spans"], e["trigger"]["start"], e["trigger"]["end"])
            if not span:
                continue
            kind = next((EVENTS[k] for k in (e["type"], e["type"].rsplit(".", 1)[0]) if k in EVENTS), None)
            for i in range(*span):
                if kind is None:
                    if trigger[i] == "none":
                        trigger[i] = None
                elif i == span[0]:
                    trigger[i] = kind
                elif trigger[i] in ("none", None):
                    trigger[i] = None
            if kind is None:
                continue
            said = {}
            for a in e["arguments"]:
                s = cover(r["spans"], a["start"], a["end"])
                role = EVENT_ROLES.get(a["role"])
                if s and role:
                    for i in range(*s):
                        said[i] = [role]
            pairs.append((span[0], said, ["none", "time"]))
        # A trigger stands at the first place of its words in a text; later ones may be triggers or not.
        told = {w.lower() for w, x in zip(r["words"], trigger) if x not in ("none", None)}
        trigger = [None if x == "none" and w.lower() in told else x for w, x in zip(r["words"], trigger)]
        yield Example(words=r["words"], starts=r["starts"], labels={"trigger": trigger}, pairs=pairs)


def event_places(bench, words):
    for r in rows(bench, words, "evloc"):
        verb = cover(r["spans"], *r["gold"]["verb"])
        if not verb:
            continue
        said = {}  # the verb may be any that has a place: "reported", "frequented"
        for x in r["gold"]["locations"]:
            s = cover(r["spans"], *x)
            if s:
                for i in range(*s):
                    said[i] = ["place"]
        rest = ["none", "actor", "recipient", "target", "weapon", "time"]
        yield Example(words=r["words"], starts=r["starts"], labels={}, pairs=[(verb[0], said, rest)])


TYPES = {"YIELD": ["CONCEDE", "RETREAT"], "DEMAND": ["REQUEST"], "DISAPPROVE": ["ACCUSE"], "INVESTIGATE": ["ACCUSE"], "FIGHT": ["ASSAULT"]}


def kinds(bench, words, coded):
    """PLOVER sentences. coded: records of the rules (by id) that lend their triggers where their type is the right one."""
    for r in rows(bench, words, "plover"):
        g = r["gold"]
        n = len(r["words"])
        allowed = TYPES.get(g["event"], [g["event"]])
        e = Example(words=r["words"], starts=[0], labels={}, kinds=[allowed], quads=[[str(g["quad"])]], pairs=[])
        trigger = ["none"] * n
        found = False
        for event in coded.get(r["id"], []):
            span = cover(r["spans"], *event["trigger"])
            if not span:
                continue
            right = event["type"] in allowed
            trigger[span[0]] = event["type"] if right else None
            if right and not found:
                found = True
                said = {}
                for role, key in (("actor", "source"), ("recipient", "target")):
                    for phrase in g.get(key) or []:
                        at = r["text"].find(phrase)
                        s = cover(r["spans"], at, at + len(phrase)) if at >= 0 else None
                        if s:
                            for i in range(*s):
                                said[i] = [role] if role == "actor" else ["recipient", "target"]
                e.pairs.append((span[0], said, OTHER_PAIRS))
        if found:
            e.labels["trigger"] = trigger
        yield e


def coreference(bench, words):
    for r in rows(bench, words, "coref"):
        if r["id"].split("_")[1] not in FREE_GENRES:
            continue
        mentions = []
        for m in r["gold"]["mentions"]:
            if m["type"] not in ("person", "organization", "place"):
                continue
            head = m.get("head") or [m["start"], m["end"]]
            s = cover(r["spans"], head[0], head[1])
            if s:
                mentions.append((s[0], m["cluster"]))
        yield Example(words=r["words"], starts=r["starts"], labels={}, mentions=sorted(set(mentions)))


NUMBERS = {w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                                      "seventeen eighteen nineteen twenty".split())}


def figures(bench, words):
    """RAND: a number in the text that is the coded figure, and no other number is."""
    for r in rows(bench, words, "rand"):
        g = r["gold"]
        dead, hurt = g["fatalities"] or 0, g["injuries"] or 0
        if dead == hurt or dead + hurt < 2:
            continue
        labels = [None] * len(r["words"])
        seen = {"killed": [], "injured": []}
        for i, w in enumerate(r["words"]):
            value = int(w) if w.isdigit() and len(w) < 5 else NUMBERS.get(w.lower())
            if value is None:
                continue
            if value > 1 and value == dead:
                seen["killed"].append(i)
            elif value > 1 and value == hurt:
                seen["injured"].append(i)
            elif w.isdigit():
                labels[i] = "none"
        for kind, at in seen.items():
            if len(at) == 1:
                labels[at[0]] = kind
        if any(len(at) == 1 for at in seen.values()):
            yield Example(words=r["words"], starts=r["starts"], labels={"count": labels})


def written(path):
    """Sentences written for what no set says (written.py)."""
    from model import PLOVER
    quad = {t: str(1 + i // 4) for i, t in enumerate(PLOVER)}
    quad.update({"AGREE": "1", "CONSULT": "1", "SUPPORT": "1", "CONCEDE": "1", "COOPERATE": "2", "AID": "2", "RETREAT": "2", "REQUEST": "3",
                 "ACCUSE": "3", "REJECT": "3", "THREATEN": "3", "PROTEST": "4", "SANCTION": "4", "MOBILIZE": "4", "COERCE": "4", "ASSAULT": "4"})
    with open(path) as f:
        for line in f:
            r = json.loads(line)
            n = len(r["words"])
            e = Example(words=r["words"], starts=r["starts"], pairs=[])
            e["kinds"] = [[k] for k in r["kinds"]]
            e["quads"] = [[quad.get(k, "none")] for k in r["kinds"]]
            entity, role, trigger = ["O"] * n, ["O"] * n, ["none"] * n
            realis, count, scope = [None] * n, [None] * n, [None] * n
            for a, b, kind in r["entities"]:
                mark(entity, (a, b), "LOC" if kind == "GPE" else kind)
            for a, b, kind in r.get("roles", []):
                mark(role, (a, b), kind)
            said = {}
            for t, kind, real in r["triggers"]:
                trigger[t], realis[t] = kind, real
                said[t] = {}
            for t, a, b, kind in r["arguments"]:
                for i in range(a, b):
                    said.setdefault(t, {})[i] = [kind]
            for i, kind, sc in r["counts"]:
                count[i] = kind
                if kind != "none":
                    scope[i] = sc
            e["pairs"] += [(t, w, ["none"]) for t, w in said.items()]
            labels = {"entity": entity, "role": role, "trigger": trigger, "realis": realis, "count": count, "scope": scope}
            if r.get("attributions") is not None:
                for k in ("cue", "source", "content"):
                    labels[k] = ["O"] * n
                for a in r["attributions"]:
                    spans = {"cue": [a["cue"]], "source": a["source"], "content": a["content"]}
                    w = {}
                    for k in ("content", "source", "cue"):
                        for s in spans[k]:
                            mark(labels[k], s, k)
                            if k != "cue":
                                w.update({i: [k] for i in range(*s)})
                    e["pairs"].append((a["cue"][0], w, ["none"]))
            e["labels"] = labels
            yield e


# --- pieces ---------------------------------------------------------------

class Pieces:
    """WordPiece of single words; the same as language/encoder does in Go."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            self.vocab = {w.rstrip("\n"): i for i, w in enumerate(f)}
        self.unknown, self.cls, self.sep = self.vocab["[UNK]"], self.vocab["[CLS]"], self.vocab["[SEP]"]
        self.cache = {}

    def __call__(self, word):
        got = self.cache.get(word)
        if got is None:
            got = self.cache[word] = self.cut(word)
        return got

    def cut(self, word):
        text = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        runs, run = [], ""
        for c in text:
            if single(c):
                runs += [run, c] if run else [c]
                run = ""
            elif not c.isspace():
                run += c
        if run:
            runs.append(run)
        out = []
        for run in runs:
            out += self.match(run)
        return (out or [self.unknown])[:8]

    def match(self, run):
        out, at = [], 0
        while at < len(run):
            end = len(run)
            while end > at and ("##" if at else "") + run[at:end] not in self.vocab:
                end -= 1
            if end == at:
                return [self.unknown]
            out.append(self.vocab[("##" if at else "") + run[at:end]])
            at = end
        return out


def single(c):
    """Punctuation, symbols and CJK characters stand alone, as in BERT's tokenizer."""
    o = ord(c)
    if o < 128:
        return 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126
    return unicodedata.category(c).startswith("P") or 0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF


def case(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 3 if len(letters) > 1 else 2
    if upper[0] and not any(upper[1:]):
        return 2
    return 4
