#!/usr/bin/env python3
"""Written training sentences: templates expanded at random, with labels right by construction.

Usage: python3 train/reader/written.py --seed 1 --number 12000 > written.jsonl
       python3 train/reader/written.py --check

The templates lie in written/*.txt beside this file. Their notation:

    = NAME s role             a list; its alternatives follow, one a line. s or p says that it is singular or plural
                              (what "^was" agrees with); the role (ind org hum obj wea) serves the roles of violence
    <NAME> <NAME:x>           an alternative of the list; x stands for "%" in it
    (a|b|c)  [a]              one of a, b, c;  a or nothing
    {label: words}            a span: an entity class (PER ORG GROUP GPE LOC FAC NORP WEA TITLE), an argument
                              (actor recipient target weapon place time) or a part of an attribution (cue source content)
    *word/ASS:p               a trigger of a type by its first three letters (AID is AID, CONCEDE CED, CONSULT CON);
                              "_" and "+" divide words: in *bomb_attack the last is the trigger, in *held+talks the first
                              :p planned :t threatened :d demanded :n denied :h hypothetical, else happened
    ‹ › « »                   round and square brackets of the text itself
    12#killed  12#killed.t    a figure that counts people harmed; .t a tally. Figures without a mark count none
    ^was ^has ^is ^its ...    agree (so does ^(kills|kill)) with the list last expanded before it
    /ASS5 {actor5: ...}       digits tie arguments to triggers (several digits: to several); without a digit, 0

A template line is "KINDS | text": the type of each sentence (or none), sentences apart by " || ".
A frame line (frames.txt) holds $D etc., the forms of a verb of verbs.txt, and is made once for every type.
"""

import argparse
import collections
import json
import os
import random
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = {
    "AGR": "AGREE", "CON": "CONSULT", "SUP": "SUPPORT", "COO": "COOPERATE", "AID": "AID", "CED": "CONCEDE",
    "RET": "RETREAT", "REQ": "REQUEST", "ACC": "ACCUSE", "REJ": "REJECT", "THR": "THREATEN", "PRO": "PROTEST",
    "SAN": "SANCTION", "MOB": "MOBILIZE", "COE": "COERCE", "ASS": "ASSAULT"}
REALIS = {None: "happened", "p": "planned", "t": "threatened", "d": "demanded", "n": "denied", "h": "hypothetical"}
ENTITIES = {"PER", "ORG", "GROUP", "GPE", "LOC", "FAC", "NORP", "WEA", "TITLE"}
ARGUMENTS = {"actor", "recipient", "target", "weapon", "place", "time"}
ROLES = {"ind": "PerpInd", "org": "PerpOrg", "hum": "Victim", "obj": "Target", "wea": "Weapon"}
COUNTS = {"killed", "injured", "abducted", "arrested", "missing", "displaced"}
NUMBERS = set("""one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
million dozen dozens scores several""".split())
AGREEMENT = {"was": ("was", "were"), "is": ("is", "are"), "has": ("has", "have"), "its": ("its", "their"),
             "it": ("it", "they"), "itself": ("itself", "themselves"), "who": ("which", "who"), "s": ("s", ""),
             "does": ("does", "do"), "plans": ("plans", "plan"), "intends": ("intends", "intend"),
             "wants": ("wants", "want"), "says": ("says", "say"), "denies": ("denies", "deny")}


def lines_of(name):
    with open(os.path.join(HERE, "written", name), encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.strip() and not line.startswith("//"):
                yield line.strip()


class List:
    """The alternatives of a name, their number ("s", "p" or None) and their role in violence."""

    def __init__(self, number=None, role=None):
        self.number, self.role, self.alternatives = number, role, []


def read_lists():
    lists = {}
    for name in ("names.txt", "lists.txt"):
        current = None
        for line in lines_of(name):
            if line.startswith("= "):
                fields = line[2:].split()
                number = next((f for f in fields[1:] if f in ("s", "p")), None)
                role = next((f for f in fields[1:] if f in ROLES), None)
                assert fields[0] not in lists, fields[0]
                current = lists[fields[0]] = List(number, role)
            elif current.alternatives is not None:
                # names.txt holds many names a line
                current.alternatives.extend([a.strip() for a in line.split(";")] if name == "names.txt" else [line])
    add_countries(lists)
    return lists


NEED_ARTICLE = {"Philippines", "Bahamas", "Maldives", "Gambia", "Comoros", "Democratic Republic of the Congo", "Vatican City"}


def add_countries(lists):
    """Adds COUNTRY, CAPITAL and DEMONYM, the names of the state and its people, from the project's own table."""
    country, capital, demonym, pair = List(), List(), List(), List()
    with open(os.path.join(HERE, "..", "..", "countries", "countries.tsv"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or line.count("\t") < 10:
                continue
            c = line.rstrip("\n").split("\t")
            name, city, people = c[8], c[7], c[10].split(";")[0].strip()
            if "(" in name or "," in name or city.startswith("The ") or name in NEED_ARTICLE or "'s" in city or not people or " and " in name:
                continue
            if name.split()[-1] in ("Islands", "States", "Emirates", "Netherlands", "Territory", "Kingdom", "Republic"):
                continue
            country.alternatives.append(name)
            demonym.alternatives.append(people)
            if city:
                capital.alternatives.append(city)
                pair.alternatives.append(f"{{GPE:{city}}}, {{GPE:{name}}}")
    lists["COUNTRY_NAME"], lists["CAPITAL_NAME"], lists["DEMONYM_NAME"] = country, capital, demonym
    lists["CAPITAL_PAIR"] = pair


# Verbs

DOUBLE = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")


def forms_of(head):
    """Base, past, participle, gerund and present of a verb, written base/past/participle/gerund where irregular."""
    if "/" in head:
        base, past, participle, gerund = head.split("/")
    else:
        base = head
        if base.endswith("e"):
            past, gerund = base + "d", base[:-1] + "ing"
        elif re.search("[^aeiou]y$", base):
            past, gerund = base[:-1] + "ied", base + "ing"
        elif DOUBLE.match(base):
            past, gerund = base + base[-1] + "ed", base + base[-1] + "ing"
        else:
            past, gerund = base + "ed", base + "ing"
        participle = past
    if re.search("(s|x|z|ch|sh)$", base):
        present = base + "es"
    elif re.search("[^aeiou]y$", base):
        present = base[:-1] + "ies"
    else:
        present = base + "s"
    return {"V": base, "D": past, "N": participle, "G": gerund, "S": present}


PEOPLE = {"<MEN>", "<MAN>", "<FORCE>", "<POLICE>", "<LEADER>", "<CROWD>", "<AUTH>"}


class Verb:
    """A verb of verbs.txt: TYPE | forms | rest | subject | object | role of the object | flags."""

    def __init__(self, line):
        self.kind, head, rest, self.subject, self.object, self.role, flags = [f.strip() for f in re.split(r" \|(?= |$)", line)]
        self.forms, self.rest, self.flags = forms_of(head), " " + rest if rest else "", flags.split()
        self.flags = set(self.flags)

    def fill(self, text):
        """Puts the verb into a frame. $D:p is the past as a planned trigger; $O the object with its role."""
        def form(m):
            realis = m.group(2) or ""
            word = self.forms[m.group(1)]
            if m.group(1) == "S":
                word = f"^({word}|{self.forms['V']})"
            return f"*{word}/{self.kind}{realis}{self.rest}"
        if self.subject in ("<LEADER>", "<MAN>"):
            text = text.replace("^it ", "(he|she) ")
        text = text.replace("$W", "who" if self.subject in PEOPLE else "which")
        text = re.sub(r"\$([VDNGS])((?::[ptdnh])?)(?![A-Za-z])", form, text)
        return text.replace("$A", f"{{actor:{self.subject}}}").replace("$O", f"{{{self.role}:{self.object}}}")


# Expansion

def matching(text, i):
    """Gives the index of the bracket that closes the one at i."""
    depth = 0
    for j in range(i, len(text)):
        if text[j] in "([":
            depth += 1
        elif text[j] in ")]":
            depth -= 1
            if depth == 0:
                return j
    raise ValueError("bracket not closed: " + text)


def options(text):
    """Splits text at the bars that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for j, c in enumerate(text):
        if c in "([":
            depth += 1
        elif c in ")]":
            depth -= 1
        elif c == "|" and depth == 0:
            parts.append(text[start:j])
            start = j + 1
    parts.append(text[start:])
    return parts


class Writer:
    """Expands templates. Number is that of the list last expanded, for agreement."""

    def __init__(self, lists, rng):
        self.lists, self.rng, self.number = lists, rng, "s"

    def expand(self, text):
        out, i = [], 0
        while i < len(text):
            c = text[i]
            if c in "([":
                j = matching(text, i)
                if c == "(" or self.rng.random() < 0.5:
                    out.append(self.expand(self.rng.choice(options(text[i + 1:j]))))
                i = j + 1
            elif c == "<":
                j = text.index(">", i)
                out.append(self.list(text[i + 1:j]))
                i = j + 1
            elif text.startswith("^(", i):
                j = matching(text, i + 1)
                out.append(options(text[i + 2:j])[self.number == "p"])
                i = j + 1
            elif c == "^":
                m = re.compile(r"\^([a-z]+)").match(text, i)
                forms = AGREEMENT[m.group(1)]
                out.append(forms[self.number == "p"])
                i = m.end()
            else:
                m = re.compile(r"[^(\[<^]+").match(text, i)
                out.append(m.group())
                i = m.end()
        return "".join(out)

    def list(self, name):
        name, _, parameter = name.partition(":")
        if name == "N":
            return self.figure(parameter)
        chosen = self.lists[name]
        text = self.rng.choice(chosen.alternatives).replace("%", parameter or "")
        text = self.expand(text)
        if chosen.number:
            self.number = chosen.number
        return f"{{~{chosen.role}:{text}}}" if chosen.role else text

    def figure(self, mark):
        """A figure, as word or digits, with the mark of what it counts."""
        r = self.rng
        large = mark == "big"
        if mark == "score":
            return str(r.randrange(0, 6))
        if mark in ("money", "age"):
            return str(r.choice([r.randrange(18, 90), r.randrange(20, 60)]) if mark == "age" else r.choice([r.randrange(2, 20), r.randrange(2, 900)]))
        kind = "" if mark in ("", "big", "plain") else "#" + mark
        if large or (mark or "").startswith("displaced"):
            n = r.choice([r.randrange(100, 999), r.randrange(2, 99) * 1000, r.randrange(1000, 9999)])
            return f"{n:,}{kind}"
        if mark.endswith(".t"):
            n = r.choice([r.randrange(20, 99), r.randrange(100, 999), r.randrange(1000, 9999)])
            return f"{n:,}{kind}"
        n = r.choice([r.randrange(2, 10), r.randrange(2, 10), r.randrange(10, 60), r.randrange(2, 140)])
        if n <= 10 and r.random() < 0.85 or n <= 20 and r.random() < 0.25:
            return ("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                    "seventeen eighteen nineteen twenty").split()[n - 2] + kind
        return f"{n}{kind}"


# Tokens, as the package language divides them

ABBREVIATIONS = set("Gen. Col. Lt. Maj. Capt. Sgt. Dr. Mr. Mrs. Ms. Prof. Sen. Rep. Gov. Brig. Jan. Feb. Aug. Sept. Oct. Nov. Dec. "
                    "U.S. U.N. U.K. a.m. p.m. St. No. Inc. D.C.".split())
with open(os.path.join(HERE, "..", "..", "language", "prefixes.txt"), encoding="utf-8") as prefix_file:
    PREFIXES = set(" ".join(l for l in prefix_file if not l.startswith("#")).split())
WORD = re.compile(r"""\d[\d,.:/]*\d(?:st|nd|rd|th|s)?|\d(?:st|nd|rd|th|s)?|[^\W_]+(?:['’][^\W_]+)*|--+|''|``|\S""")


def tokens(chunk):
    """Divides a chunk without spaces into words."""
    for a in ABBREVIATIONS:
        if chunk == a or chunk.startswith(a) and not chunk[len(a):len(a) + 1].isalnum():
            return [a] + (tokens(chunk[len(a):]) if len(chunk) > len(a) else [])
    out, i = [], 0
    while i < len(chunk):
        m = WORD.match(chunk, i)
        word, i = m.group(), m.end()
        if out and len(out) > 1 and out[-1] == "-" and out[-2].lower() in PREFIXES and word[0].isalpha():
            word = out[-2] + "-" + word
            del out[-2:]
        clitic = re.match(r"(?i)^(.+?)(n['’]t|['’](?:s|d|m|re|ve|ll))$", word)
        if chunk[:i].endswith("s'") and word == "'":
            out.append(word)
        elif word[0] in "'’" and i < len(chunk) and re.match(r"s(?!\w)", chunk[i:]):
            out.append(word + "s")
            i += 1
        elif word.lower() == "cannot":
            out.extend([word[:3], word[3:]])
        elif clitic:
            out.extend(clitic.groups())
        else:
            out.append(word)
    return out


MARK = re.compile(r"\{(~?[A-Za-z]+)(\d*):|(\})|\*([^\s/*]+)/([A-Z]{3})(\d?)(?::([ptdnh]))?|([^\s{}*#]+)#([a-z]+)(\.t)?|(\s+)|([^\s{}*#]+)")


def tidy(text):
    """Mends what chance puts together: two commas, a comma before a stop, "a" before a vowel; sets the brackets of the text."""
    text = re.sub(r" +", " ", text)
    text = re.sub(r",(\}*)\s*([,.])", r"\1\2", text)
    text = re.sub(r",(\}*)\s*$", r"\1", text)
    text = re.sub(r"\b([Aa]) ((?:\{~?[A-Za-z]+\d*:)*\*?)(?=[AEIOaeio]|[Uu]n[^i]|[Uu]p|Ug|honor|8|11\b|18\b)(?!one\b|one-|Euro|euro)", r"\1n \2", text)
    return text.translate(str.maketrans("‹›«»", "()[]"))


class Piece:
    """One sentence: its words and the marks on them."""

    def __init__(self, text):
        self.words, self.triggers, self.spans, self.counts = [], [], [], []
        text = tidy(text)
        stack, glue = [], False
        for m in MARK.finditer(text):
            label, digits, close, trigger, kind, digit, realis, figure, count, tally, space, chunk = m.groups()
            if label:
                stack.append((label, digits or "0", len(self.words)))
                continue
            if close:
                label, digits, first = stack.pop()
                comma = len(self.words) > first + 1 and self.words[-1] == "," and label != "content"
                self.spans.append((label, digits, first, len(self.words) - comma))
                continue
            if space:
                continue
            if trigger:
                before, *after = trigger.split("+")
                for part in before.split("_"):
                    self.words.extend(tokens(part))
                self.triggers.append((len(self.words) - 1, TYPES[kind], REALIS[realis], digit or "0"))
                for part in after:
                    self.words.extend(tokens(part))
            elif figure:
                assert count in COUNTS, count
                parts = tokens(figure)
                self.counts.append((len(self.words) + len(parts) - 1, count, "tally" if tally else "incident"))
                self.words.extend(parts)
            else:
                if chunk == "." and self.words and self.words[-1] in ABBREVIATIONS:
                    continue  # "at 9 a.m." has one stop
                self.words.extend(tokens(chunk))
        assert not stack, text
        marked = {c[0] for c in self.counts}
        for i, w in enumerate(self.words):
            if i not in marked and (w[0].isdigit() or w.lower() in NUMBERS):
                self.counts.append((i, "none", "incident"))
        self.capitalise()

    def capitalise(self):
        for i, w in enumerate(self.words[:2]):
            if w[0].isalpha() or w[0].isdigit():
                self.words[i] = w[0].upper() + w[1:]
                break

    def trimmed(self, first, end):
        """Leaves article and the like off a span."""
        while first < end - 1 and self.words[first].lower() in ("the", "a", "an", "his", "her", "its", "their"):
            first += 1
        return first, end

    def example(self, base, out):
        """Adds the sentence to the example out, words from base on."""
        out["words"].extend(self.words)
        out["triggers"].extend([i + base, kind, realis] for i, kind, realis, _ in self.triggers)
        out["counts"].extend([i + base, kind, scope] for i, kind, scope in sorted(self.counts))
        violent = set()
        attributions = collections.defaultdict(lambda: {"cue": None, "source": [], "content": []})
        for label, digits, first, end in self.spans:
            if first == end:
                continue
            if label in ENTITIES:
                out["entities"].append([first + base, end + base, label])
            elif label in ARGUMENTS:
                for at, kind, realis, digit in self.triggers:
                    if digit in digits and not first <= at < end:
                        out["arguments"].append([at + base, first + base, end + base, label])
                        if (kind == "ASSAULT" or kind == "COERCE" and self.abducts()) and realis == "happened":
                            violent.add((first, end, label))
            elif label in ("cue", "source", "content"):
                a = attributions[digits]
                span = [first + base, end + base]
                if label == "cue":
                    a["cue"] = span
                else:
                    a[label].append(span)
            elif not label.startswith("~"):
                raise ValueError("label " + label)
        self.add_roles(violent, base, out)
        for _, a in sorted(attributions.items()):
            if a["cue"]:
                self.complete(a, base)
                out["attributions"].append(a)

    def complete(self, a, base):
        """Gives an attribution at the end ("..., police said") the source and the content that the template left out."""
        at = min([a["cue"][0]] + [s[0] for s in a["source"]]) - base
        commas = [i for i in range(at) if self.words[i] == ","]
        if not a["source"] and commas and not any(a["content"]):
            a["source"].append([commas[-1] + 1 + base, a["cue"][0]])
        elif not a["source"] and at:
            a["source"].append([base, a["cue"][0]])
        if not a["content"] and commas:
            end = commas[-1]
            if end + 1 >= at - 6:
                a["content"].append([base, base + end])

    def abducts(self):
        return any(c[1] == "abducted" for c in self.counts) or any(
            re.match("(kidnap|abduct|snatch)", self.words[t[0]].lower()) for t in self.triggers)

    def add_roles(self, violent, base, out):
        wanted = {"actor": ("ind", "org"), "recipient": ("hum", "obj"), "target": ("obj", "hum"), "weapon": ("wea",)}
        wanted_names = {label: [ROLES[r] for r in roles] for label, roles in wanted.items()}
        found = set()
        for first, end, label in sorted(violent):
            if label not in wanted:
                continue
            for role in wanted[label]:
                for span, _, f, e in self.spans:
                    if span == "~" + role and first <= f and e <= end and f < e:
                        found.add((*self.trimmed(f, e), ROLES[role]))
            if not any(first <= f and e <= end and r in wanted_names[label] for f, e, r in found):
                found.add((*self.trimmed(first, end), wanted_names[label][0]))
        outer = [r for r in found if not any(s != r and s[2] == r[2] and s[0] <= r[0] and r[1] <= s[1] for s in found)]
        out["roles"].extend([f + base, e + base, r] for f, e, r in sorted(outer))


# Templates

class Template:
    def __init__(self, frame, kinds, sentences):
        self.frame, self.kinds, self.sentences = frame, kinds, sentences


def read_templates():
    """Gives the templates by family (a type or "none"), each list with those of the frames and verbs of that type."""
    families = collections.defaultdict(list)
    for name in sorted(os.listdir(os.path.join(HERE, "written"))):
        if name in ("names.txt", "lists.txt", "verbs.txt", "frames.txt"):
            continue
        for n, line in enumerate(lines_of(name)):
            kinds, _, text = line.partition("|")
            kinds = kinds.strip().split(",")
            for k in kinds:
                assert k in TYPES.values() or k == "none", line
            family = "none" if name == "none.txt" else kinds[0]
            sentences = [s.strip() for s in text.split(" || ")]
            assert len(sentences) == len(kinds), line
            families[family].append(Template(f"{name}:{n}", kinds, sentences))
    return families


COOPERATIVE = {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
VERBAL = {"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}


def read_frames():
    """Gives (name, classes, flags, kinds, text) of the frames."""
    for line in lines_of("frames.txt"):
        name, uses, kinds, text = [f.strip() for f in re.split(r" \|(?= |$)", line, maxsplit=3)]
        yield name, uses.split(), kinds.split(","), [s.strip() for s in text.split(" || ")]


def fits(uses, verb):
    kind = TYPES[verb.kind]
    group = ("verbal" if kind in VERBAL else "cooperative" if kind in COOPERATIVE else "hostile")
    if verb.flags & set(uses):
        return False
    groups = [u for u in uses if u in ("verbal", "cooperative", "hostile", "ASSAULT", "COERCE")]
    return not groups or group in groups or kind in groups


class Book:
    """All templates, and the verbs and frames of every type."""

    def __init__(self):
        self.lists, self.families = read_lists(), read_templates()
        self.frames, self.verbs = list(read_frames()), collections.defaultdict(list)
        for line in lines_of("verbs.txt"):
            v = Verb(line)
            self.verbs[TYPES[v.kind]].append(v)

    def number_of_frames(self):
        """Distinct frames of every family: templates of its own, and shared frames that some verb of it fits."""
        number = {f: len(t) for f, t in self.families.items()}
        for kind, verbs in self.verbs.items():
            number[kind] = number.get(kind, 0) + sum(any(fits(f[1], v) for v in verbs) for f in self.frames)
        return number

    def template(self, family, rng):
        """A template of the family: one of its own, or a verb in a frame."""
        own, verbs = self.families[family], self.verbs.get(family, [])
        if not verbs or rng.random() < 0.5 and own:
            return rng.choice(own)
        verb = rng.choice(verbs)
        name, _, kinds, text = rng.choice([f for f in self.frames if fits(f[1], verb)])
        kind = TYPES[verb.kind]
        kinds = [kind if k == "=" else k for k in kinds]
        kinds = [("AGREE" if kind in COOPERATIVE else "THREATEN" if kind not in VERBAL else kind) if k == "will" else k for k in kinds]
        return Template(f"{name}:{kind}", kinds, [verb.fill(s) for s in text])

    def families_by_weight(self):
        kinds = list(TYPES.values())
        weights = [{"ASSAULT": 7, "COERCE": 4}.get(k, 1) for k in kinds]
        return kinds + ["none"], weights + [sum(weights) * 0.5]


def attribute(text, writer, rng):
    """Puts words that nobody says yet into the mouth of a source, before or after."""
    if not text.endswith(".") or "{cue" in text or '"' in text or " said" in text or rng.random() > 0.25:
        return text
    text = text[:-1].rstrip()
    if rng.random() < 0.5:
        return writer.expand("{source9:<SRC>} {cue9:<SAID>} [<TIMEPLAIN:9>] [that] ") + f"{{content9:{text}}}."
    return f"{{content9:{text}}}" + writer.expand(", (<BYWHOM>|{source9:<SRC>} {cue9:(said|reported|confirmed|said in a statement)} [<TIMEPLAIN:9>]).")


DATELINES = ("{GPE:<UPPER>}, <MON> <DAY> ‹{ORG:<AGENCY>}› -- ", "{GPE:<UPPER>}: ", "{GPE:<UPPER>}, <DAY> <MON> <YEAR> -- ", "{GPE:<UPPER>} -- ")


def write(book, writer, rng):
    """One example, and the frame it came from."""
    names, weights = book.families_by_weight()
    family = rng.choices(names, weights)[0]
    template = book.template(family, rng)
    texts = [writer.expand(s) for s in template.sentences]
    if len(texts) == 1:
        texts = [attribute(texts[0], writer, rng)]
    kinds = list(template.kinds)
    if len(texts) == 1 and rng.random() < 0.15:  # a follow-up of another report
        other = book.template(rng.choices(names, weights)[0], rng)
        texts += [writer.expand(s) for s in other.sentences]
        kinds += other.kinds
    out = {"words": [], "starts": [], "kinds": kinds, "triggers": [], "arguments": [], "entities": [], "counts": [],
           "roles": [], "attributions": []}
    if rng.random() < 0.07 and texts[0].rstrip().endswith((".", '"')):
        head = Piece(writer.expand(rng.choice(DATELINES)))
        out["starts"].append(0)
        out["kinds"] = ["none"] + kinds
        head.example(0, out)
    for text in texts:
        base = len(out["words"])
        out["starts"].append(base)
        Piece(text).example(base, out)
    return out, template.frame


def check(example):
    """Panics where a label lies outside the words."""
    n = len(example["words"])
    assert n and len(example["starts"]) == len(example["kinds"]), example
    assert example["starts"] == sorted(set(example["starts"])) and example["starts"][-1] < n
    triggers = {t[0] for t in example["triggers"]}
    assert len(triggers) == len(example["triggers"]) and all(0 <= t < n for t in triggers), example
    for t, first, end, label in example["arguments"]:
        assert t in triggers and 0 <= first < end <= n and label in ARGUMENTS and not first <= t < end
    taken = set()
    for first, end, label in example["entities"]:
        assert 0 <= first < end <= n and label in ENTITIES
        assert not taken & set(range(first, end)), ("names overlap", example["words"][first:end], " ".join(example["words"]))
        taken |= set(range(first, end))
    for i, kind, scope in example["counts"]:
        assert 0 <= i < n and (kind in COUNTS or kind == "none") and scope in ("incident", "tally")
    assert all(0 <= f < e <= n for f, e, _ in example["roles"])
    for a in example["attributions"]:
        assert all(0 <= f < e <= n for f, e in [a["cue"]] + a["source"] + a["content"])
    text = " ".join(example["words"])
    assert not re.search(r"[<>{}^%*#~|_]", text), text
    assert not re.search(r"(?i)\b(the the|a the|the a|an the)\b", text), text


def report(book, number, seed):
    """Checks examples and prints what they are made of, and 40 of them."""
    rng = random.Random(seed)
    writer = Writer(book.lists, rng)
    kinds, realis, counts, arguments, entities, roles, frames, distinct = (collections.Counter() for _ in range(8))
    triggers, seen, sample = collections.Counter(), set(), []
    for n in range(number):
        example, frame = write(book, writer, rng)
        check(example)
        text = " ".join(example["words"])
        if text not in seen:
            seen.add(text)
            distinct.update(set(example["kinds"]))
        frames[frame] += 1
        kinds.update(example["kinds"])
        triggers.update(t[1] for t in example["triggers"])
        realis.update(t[2] for t in example["triggers"])
        counts.update(f"{c[1]}/{c[2]}" for c in example["counts"])
        arguments.update(a[3] for a in example["arguments"])
        entities.update(e[2] for e in example["entities"])
        roles.update(r[2] for r in example["roles"])
        if rng.random() < 40 / number:
            sample.append(example)
    print(f"{number} examples, {len(seen)} distinct, {len(frames)} frames used")
    for name, counter in (("frames written", book.number_of_frames()), ("sentence kinds", kinds), ("distinct by kind", distinct),
                          ("triggers", triggers), ("realis", realis), ("counts", counts), ("arguments", arguments),
                          ("entities", entities), ("roles", roles)):
        print(f"{name}: " + ", ".join(f"{k} {v}" for k, v in sorted(counter.items(), key=lambda kv: -kv[1])))
    for example in sample:
        print()
        show(example)


def show(example):
    words = list(example["words"])
    print(" ".join(words), example["kinds"])
    print("   triggers", [(words[t], k, r) for t, k, r in example["triggers"]],
          "| counts", [(words[c[0]], *c[1:]) for c in example["counts"]])
    print("   args", [(words[t], l, " ".join(words[f:e])) for t, f, e, l in example["arguments"]])
    print("   names", [(" ".join(words[f:e]), l) for f, e, l in example["entities"]],
          "| roles", [(" ".join(words[f:e]), l) for f, e, l in example["roles"]])
    for a in example["attributions"]:
        print("   said", " ".join(words[slice(*a["cue"])]), "|", [" ".join(words[f:e]) for f, e in a["source"]], "|",
              [" ".join(words[f:e]) for f, e in a["content"]])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=12000)
    parser.add_argument("--check", action="store_true", help="check the labels and print what the examples are made of")
    arguments = parser.parse_args()
    book = Book()
    if arguments.check:
        report(book, arguments.number, arguments.seed)
        return
    rng = random.Random(arguments.seed)
    writer = Writer(book.lists, rng)
    for _ in range(arguments.number):
        example, _ = write(book, writer, rng)
        check(example)
        sys.stdout.write(json.dumps(example, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
