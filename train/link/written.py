"""Writes the corpus of reports by which link is fitted (half a) and tested (half b): invented attacks, as several papers tell them.

    python train/link/written.py testkit/corpus

A line of a.jsonl or b.jsonl is a report in the contract's form with "half" and "gold": the "incident" that the report is about, and "others",
sentences of it that tell of other incidents. A report without an incident is its own. hand.txt holds those that were written by hand.
"""

import datetime
import json
import pathlib
import random
import sys

import frames

# town, country, its adjective; half a, then half b. Towns stand twice where two things happen there.
TOWNS = dict(
    a="Gao,Mali,Malian;Djibo,Burkina Faso,Burkinabe;Maiduguri,Nigeria,Nigerian;Maiduguri,Nigeria,Nigerian;Maiduguri,Nigeria,Nigerian;Jos,Nigeria,Nigerian;Mosul,Iraq,Iraqi;Kirkuk,Iraq,Iraqi;Kirkuk,Iraq,Iraqi;"
      "Quetta,Pakistan,Pakistani;Quetta,Pakistan,Pakistani;Kandahar,Afghanistan,Afghan;Goma,DR Congo,Congolese;Butembo,DR Congo,Congolese;Bamenda,Cameroon,Cameroonian;Cali,Colombia,Colombian;Tumaco,Colombia,Colombian;"
      "Culiacán,Mexico,Mexican;Davao,the Philippines,Philippine;Imphal,India,Indian;Sittwe,Myanmar,Burmese;Kharkiv,Ukraine,Ukrainian;Kharkiv,Ukraine,Ukrainian;Kherson,Ukraine,Ukrainian;Homs,Syria,Syrian;Taiz,Yemen,Yemeni;"
      "Bangui,the Central African Republic,Central African;Mogadishu,Somalia,Somali;Mogadishu,Somalia,Somali;Lyon,France,French;Karlsruhe,Germany,German;Leeds,Britain,British;Guayaquil,Ecuador,Ecuadorean;Garissa,Kenya,Kenyan",
    b="Timbuktu,Mali,Malian;Dori,Burkina Faso,Burkinabe;Kano,Nigeria,Nigerian;Kano,Nigeria,Nigerian;Zaria,Nigeria,Nigerian;Baqubah,Iraq,Iraqi;Ramadi,Iraq,Iraqi;Peshawar,Pakistan,Pakistani;Peshawar,Pakistan,Pakistani;"
      "Peshawar,Pakistan,Pakistani;Herat,Afghanistan,Afghan;Bunia,DR Congo,Congolese;Beni,DR Congo,Congolese;Maroua,Cameroon,Cameroonian;Medellín,Colombia,Colombian;Arauca,Colombia,Colombian;Tijuana,Mexico,Mexican;"
      "Jolo,the Philippines,Philippine;Srinagar,India,Indian;Mandalay,Myanmar,Burmese;Odesa,Ukraine,Ukrainian;Odesa,Ukraine,Ukrainian;Zaporizhzhia,Ukraine,Ukrainian;Idlib,Syria,Syrian;Aden,Yemen,Yemeni;Aden,Yemen,Yemeni;"
      "Nyala,Sudan,Sudanese;Baidoa,Somalia,Somali;Kismayo,Somalia,Somali;Marseille,France,French;Glasgow,Britain,British;Esmeraldas,Ecuador,Ecuadorean;Mombasa,Kenya,Kenyan;Malakal,South Sudan,South Sudanese")
SOURCES = dict(a=["police", "the governor", "the army", "a hospital official", "the interior ministry", "a local councillor"], b=["the provincial administration", "medics", "a security official", "the health ministry", "the mayor's office", "a civil society group"])
FIRST_NAMES = dict(a="Yusuf Amina Karim Esteban Olena Jean Farid Maya Peter Claire Ibrahim Lucía Hassan Anton Ruth Leila Bashir Teresa Viktor Nadia".split(),
                   b="Idris Fatoumata Nabil Julián Iryna Pascal Gul Arjun Grace Émile Musa Daniela Abdi Moira Simon Rashida Tomás Samina Oleh Esther".split())
SURNAMES = dict(a="Bello Traoré Haddad Rojas Marchuk Kabongo Noorzai Thapa Odhiambo Morel Sule Mena Warsame Weiss Ekane Shehu Barzani Quispe Lisenko Achieng".split(),
                b="Garba Cissé Shakir Ospina Bondar Mumbere Rahimi Sethi Wanjiru Garnier Dikko Vera Farah Kerr Deng Lawal Jabbar Salcedo Tkach Maina".split())
# How another paper spells a name.
VARIANTS = {"Yusuf": "Yusufu", "Hassan": "Hasan", "Karim": "Kareem", "Olena": "Elena", "Farid": "Fareed", "Idris": "Idriss", "Iryna": "Irina", "Nabil": "Nabeel", "Musa": "Moussa", "Traoré": "Traore", "Cissé": "Cisse", "Shehu": "Sheu",
            "Farah": "Farrah", "Warsame": "Warsameh", "Jabbar": "Jabar"}
TITLE = dict(a=["governor", "police chief", "mayor", "commissioner", "deputy minister"], b=["district head", "security adviser", "provincial spokesman", "prefect", "chief of police"])
JOBS = dict(a=["a teacher of 34", "a market trader", "a nurse", "a father of five", "a student of 19"], b=["a taxi driver", "a midwife", "a retired judge of 71", "a tailor", "a schoolboy of 12"])
GROUPS = dict(a=["the Northern Lions", "the Red Column", "the Free River Front", "the Brigade of 9 June"], b=["the Sons of the Hills", "the Black Falcons", "the People's Shield", "the Coast Liberation Army"])
PAPERS = dict(a=["Meridian Wire", "Daily Courier", "The Post", "Radio Delta", "Evening Standard-Bearer", "Continental News"], b=["Atlas Press", "The Observer Today", "Morning Herald", "Channel 6", "Harbour Gazette", "World Desk"])
ROUNDS = dict(a=2, b=1)  # over the towns: half a has more of what is hard to tell apart
PEACEFUL = ["France", "Germany", "Britain"]
WORDS = "zero one two three four five six seven eight nine ten".split()
DAY = datetime.timedelta(days=1)


def words(n):
    return WORDS[n] if n <= 10 else str(n)


def upper(s):
    return s[:1].upper() + s[1:]


class Incident:
    """The facts of one attack and how its papers call things."""

    def __init__(self, half, number, rng, rounds):
        before = rounds[-1] if rounds else None
        self.half, self.id = half, f"{half}{number:02d}"
        towns = TOWNS[half].split(";")
        self.town, self.country, self.adjective = towns[number % len(towns)].split(",")
        kinds = list(frames.KINDS)
        self.kind = kinds[number * 5 % 6] if number % 3 == 2 else rng.choice(["bomb", "gun", "air"])
        self.day = datetime.date(2023 if number % 2 else 2024, rng.randint(1, 12), rng.randint(1, 28))
        if before and before.town == self.town:  # the same day and another deed, or the same deed a week later
            same_day = (number + ord(half)) % 2 == 0
            self.kind = {"bomb": "gun", "gun": "bomb"}.get(before.kind, "bomb") if same_day else before.kind
            self.day = before.day if same_day else before.day + 7 * DAY
        elif self.country in PEACEFUL:
            self.kind = rng.choice(["knife", "bomb", "riot"])
        elif before and number % 4 == 1:  # on the same day, of the same kind, elsewhere
            self.kind, self.day = before.kind, before.day
        if number >= len(towns):  # in the second round mostly the same deed in the same town, weeks or months later
            first = rounds[number - len(towns)]
            self.kind, self.day = first.kind if rng.random() < 0.4 else self.kind, first.day + rng.choice([7, 12, 20, 45, 100, 150, 364]) * DAY
        f = frames.KINDS[self.kind]
        self.site, self.deed, self.who = rng.choice(f["sites"][half]), rng.choice(f[half]), rng.choice(f["who"][half])
        self.killed, self.injured = rng.choice([2, 3, 3, 4, 5, 6, 7, 8, 9, 11, 13, 17, 24, 38]), rng.choice([2, 4, 5, 7, 9, 12, 15, 20, 31])
        self.captives = rng.choice([7, 12, 23, 30, 41])
        self.official, self.person, self.witness = (f"{a} {b}" for a, b in zip(rng.sample(FIRST_NAMES[half], 3), rng.sample(SURNAMES[half], 3)))
        self.title, self.job, self.group = rng.choice(TITLE[half]), rng.choice(JOBS[half]), rng.choice(GROUPS[half])
        self.details = f["details"][half]

    def slots(self, rng, published, killed=None, old=None):
        """What the slots of a frame hold in a report of some day. Beyond a week days are dates."""
        killed, f = self.killed if killed is None else killed, frames.KINDS[self.kind]
        official = " ".join(VARIANTS.get(w, w) for w in self.official.split()) if rng.random() < 0.3 else self.official
        recent = (published - self.day).days < 6
        day = self.day.strftime("%A") if recent else f"{self.day.day} {self.day:%B}"
        deed = self.deed.format(site=self.site, n=words(self.captives))
        source, noun = rng.choice(SOURCES[self.half]), rng.choice(f["noun"][self.half])
        date = f"{self.day.day} {self.day:%B}" + (f" {self.day.year}" if self.day.year != published.year else "")
        s = dict(town=self.town, country=self.country, country_adj=self.adjective, site=self.site, deed=deed, Deed=upper(deed), who=self.who, k=words(killed), K=upper(words(killed)), k_=upper(words(killed)),
                 i=words(self.injured), I=upper(words(self.injured)), day=day, date=date, month=f"{self.day:%B}", today=f"{published:%A}", noun=noun, Noun=upper(noun), single=f["single"][self.half], source=source, Source=upper(source),
                 official=f"{self.title} {official}", Official=f"{upper(self.title)} {official}", person=self.person, witness=self.witness, job=self.job, group=self.group, old=words(old or killed), increase=words(abs(killed - (old or killed))))
        return s


class Writer:
    """Writes the reports of one half."""

    def __init__(self, half):
        self.half, self.rng, self.reports = half, random.Random(half), []

    def add(self, incident, published, title, sentences, others=(), paper=None):
        half = self.half
        paper = paper or self.rng.choice(PAPERS[half])
        breaks = [self.rng.choice([" ", " ", "\n\n"]) for _ in sentences]
        text = "".join(s + b for s, b in zip(sentences, breaks)).strip()
        n = len(self.reports)
        gold = {"incident": incident or f"{half}-alone-{n}"}
        if others:
            gold["others"] = [{"words": w, "incident": i} for w, i in others]
        self.reports.append({"id": f"{half}{n:03d}", "title": upper(title), "published": str(published), "publisher": paper, "language": "en", "text": text, "half": half, "gold": gold})

    def fill(self, pool, slots):
        frame = self.rng.choice(pool[self.half] if isinstance(pool, dict) else pool)
        return ". ".join(upper(s) for s in frame.format(**slots).split(". "))

    def told(self, x, published, killed=None):
        """Title and sentences of a report of what just happened."""
        slots = x.slots(self.rng, published, killed)
        lead = self.fill(frames.FIRST, slots)
        rest = self.rng.sample(x.details, self.rng.randint(0, 2)) + [self.fill([r], slots) for r in self.rng.sample(frames.REACTION[self.half], self.rng.randint(1, 3))]
        self.rng.shuffle(rest)
        return self.fill(frames.TITLES, slots), [lead] + rest

    def story(self, x, earlier):
        """All reports of one incident. earlier is one of before, of which some tell again."""
        rng = self.rng
        soon = x.day + rng.randint(0, 1) * DAY
        title, sentences = self.told(x, soon)
        others = []
        if earlier and rng.random() < 0.8:
            again = self.fill(frames.BACKGROUND, earlier.slots(rng, soon))
            sentences.append(again)
            others = [(again, earlier.id)]
        self.add(x.id, soon, title, sentences, others)
        if rng.random() < 0.45:  # a copy, whole or cut
            cut = len(sentences) if rng.random() < 0.5 else max(1, len(sentences) // 2)
            self.add(x.id, soon + rng.randint(0, 1) * DAY, title if rng.random() < 0.5 else self.fill(frames.TITLES, x.slots(rng, soon)), sentences[:cut], others if cut == len(sentences) else ())
        for _ in range(rng.randint(0, 2)):  # in other words, now and then with another figure
            when = x.day + rng.randint(0, 1) * DAY
            self.add(x.id, when, *self.told(x, when, x.killed + rng.choice([0, 0, 0, 1, 3, -1])))
        for kind, pool, days, chance in [("rise", frames.RISE, (1, 4), 0.55), ("claim", frames.CLAIM, (1, 4), 0.35), ("correct", frames.CORRECT, (1, 3), 0.15), ("arrest", frames.ARREST, (12, 60), 0.3),
                                         ("trial", frames.TRIAL, (150, 320), 0.15), ("year", frames.YEAR, (365, 366), 0.2)]:
            if rng.random() < chance:
                self.later(x, kind, pool, x.day + rng.randint(*days) * DAY)

    def later(self, x, kind, pool, when):
        killed, old = (x.killed + 2, x.killed) if kind == "rise" else (x.killed, x.killed + 2 if kind == "correct" else None)
        slots = x.slots(self.rng, when, killed, old)
        rest = [self.fill([r], slots) for r in self.rng.sample(frames.REACTION[self.half], self.rng.randint(0, 1))]
        if kind in ("rise", "claim") and self.rng.random() < 0.6:
            rest += self.rng.sample(x.details, 1)
        self.add(x.id, when, self.fill(frames.LATER_TITLES[self.half][kind], slots), [self.fill(pool, slots)] + rest)

    def roundup(self, xs):
        when = max(x.day for x in xs) + DAY
        parts = [self.fill(frames.FIRST, xs[0].slots(self.rng, when))] + [self.fill(frames.ROUND, x.slots(self.rng, when)) for x in xs[1:]]
        self.add(xs[0].id, when, self.rng.choice(["News in brief", "World round-up", "Other news", ""]), parts, [(p, x.id) for p, x in zip(parts[1:], xs[1:])])

    def echo(self, row, x, other):
        """A report in the very words of another, of another town on the same day or some days later."""
        later = self.rng.choice([0, 0, 0, 7, 30]) * DAY
        swap = lambda s: s.replace(x.town, other.town).replace(x.adjective, other.adjective).replace(x.country, other.country)
        published = datetime.date.fromisoformat(row["published"]) + later
        for paper in self.rng.sample(PAPERS[self.half], self.rng.randint(1, 2)):
            self.add(f"{row['id']}-echo", published, swap(row["title"]), [swap(row["text"])], paper=paper)

    def noise(self):
        rng = self.rng
        names = rng.sample(sorted({t.split(",")[1] for t in TOWNS[self.half].split(";")}), 3)
        slots = dict(x=names[0], y=names[1], z=rng.choice(TOWNS[self.half].split(";")).split(",")[0], day=rng.choice("Monday Tuesday Wednesday Thursday Friday".split()))
        when = datetime.date(2024, rng.randint(1, 12), rng.randint(1, 28))
        self.add(None, when, "", [self.fill([f], slots) for f in rng.sample(frames.NOISE[self.half], rng.randint(1, 2))])


def written(half):
    w = Writer(half)
    xs = []
    for number in range(len(TOWNS[half].split(";")) * ROUNDS[half]):
        xs.append(Incident(half, number, w.rng, xs))
    for i, x in enumerate(xs):
        same = [y for y in xs if y.country == x.country and y.day < x.day]
        w.story(x, same[-1] if same else None)
    byday = sorted(xs, key=lambda x: x.day)
    for i in range(len(byday) - 1):
        near = [x for x in byday[i:i + 4] if (x.day - byday[i].day).days < 6]
        if len(near) > 1:
            w.roundup(w.rng.sample(near, min(3, len(near))))
    if half == "a":
        by = {x.id: x for x in xs}
        for row in [r for r in w.reports if "others" not in r["gold"]][::6]:
            x = by[row["gold"]["incident"]]
            neighbours = [y for y in xs if y.country == x.country and y.town != x.town]
            w.echo(row, x, w.rng.choice(neighbours if neighbours and w.rng.random() < 0.5 else [y for y in xs if y.country != x.country]))
    for _ in range(12):
        w.noise()
    return w.reports


def by_hand(path):
    """Blocks of hand.txt: a line "half incident date publisher | title", then the text up to a line "%". "@ incident: sentence" marks others."""
    out = []
    for block in path.read_text().split("\n%\n"):
        head, _, body = block.strip().partition("\n")
        if not body:
            continue
        facts, _, title = head.partition("|")
        half, incident, published, *publisher = facts.split()
        lines, others = [], []
        for line in body.split("\n"):
            if line.startswith("@ "):
                name, _, sentence = line[2:].partition(": ")
                others.append({"words": sentence, "incident": name})
            else:
                lines.append(line)
        name = f"h{half}{len(out):02d}"
        gold = {"incident": name + "-alone" if incident == "-" else incident}
        if others:
            gold["others"] = others
        for o in others:
            assert o["words"] in body.replace("@ ", "", 0), o
        out.append({"id": name, "title": title.strip(), "published": published, "publisher": " ".join(publisher), "language": "en", "text": "\n".join(lines).strip(), "half": half, "gold": gold})
    return out


def main():
    to = pathlib.Path(sys.argv[1])
    hand = by_hand(to / "hand.txt") if (to / "hand.txt").exists() else []
    for half in "ab":
        rows = written(half) + [r for r in hand if r["half"] == half]
        with open(to / f"{half}.jsonl", "w", encoding="utf-8") as f:
            for r in rows:
                f.write(json.dumps(r, ensure_ascii=False) + "\n")
        print(half, len(rows), "reports", len({r["gold"]["incident"] for r in rows if "alone" not in r["gold"]["incident"]}), "incidents", sum(len(r["gold"].get("others", ())) for r in rows), "others")


if __name__ == "__main__":
    main()
