"""The reader: one small encoder and a layer for each thing it tells of the words."""

import json

import torch
import torch.nn.functional as F
from torch import nn

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
MAX_PIECES = 192  # a window, with [CLS] and [SEP]
CASES = 5
ARC, LABEL, PAIR, COREF = 256, 96, 96, 64

PLOVER = ["AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
          "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]


def bio(*kinds):
    return ["O"] + [p + "-" + k for k in kinds for p in "BI"]


# Labels of the heads that choose one class for each word. "tag" and "rel" are filled from the treebanks.
WORD_LABELS = {
    "tag": [],
    "entity": bio("PER", "ORG", "GROUP", "LOC", "FAC", "NORP", "WEA", "TITLE", "MISC"),
    "cue": bio("cue"),
    "source": bio("source"),
    "content": bio("content"),
    "role": bio("PerpInd", "PerpOrg", "Victim", "Target", "Weapon"),
    "trigger": ["none"] + PLOVER,
    "realis": ["happened", "planned", "threatened", "demanded", "denied", "hypothetical"],
    "count": ["none", "killed", "injured", "abducted", "arrested", "missing", "displaced"],
    "scope": ["incident", "tally"],
}
PAIR_LABELS = ["none", "source", "content", "actor", "recipient", "target", "weapon", "place", "time"]
ROOT_LABELS = ["none"] + PLOVER
QUAD_LABELS = ["none", "1", "2", "3", "4"]


class Layer(nn.Module):
    """A BERT layer with the norms after the sums."""

    def __init__(self, dropout):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, -1)
        y = (weights @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.out(y))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Reader(nn.Module):
    """Words in windows of pieces; a dictionary of scores out."""

    def __init__(self, labels, dropout=0.1):
        super().__init__()
        self.labels = labels
        self.word = nn.Embedding(30522, WIDTH)
        self.pos = nn.Embedding(MAX_PIECES, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layer = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head = nn.ModuleDict({name: nn.Linear(WIDTH, len(labels[name])) for name in WORD_LABELS})
        for name, size in (("arc_dep", ARC), ("arc_head", ARC), ("lab_dep", LABEL), ("lab_head", LABEL),
                           ("pair_trigger", PAIR), ("pair_word", PAIR), ("coref_a", COREF), ("coref_b", COREF), ("pool", 1)):
            self.head[name] = nn.Linear(WIDTH, size)
        self.head["root"] = nn.Linear(WIDTH, len(ROOT_LABELS))
        self.head["quad"] = nn.Linear(WIDTH, len(QUAD_LABELS))
        self.arc_u = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.01)
        self.lab_u = nn.Parameter(torch.randn(len(labels["rel"]), LABEL + 1, LABEL + 1) * 0.01)
        self.pair_u = nn.Parameter(torch.randn(len(PAIR_LABELS), PAIR + 1, PAIR + 1) * 0.01)

    def encode(self, pieces, cases, lengths, layers=None):
        """Vectors of the pieces. pieces, cases [batch, pieces]; lengths [batch]. layers: a copy to go through instead of the own."""
        layers = self.layer if layers is None else layers
        kind = layers[0].qkv.weight.dtype
        count = pieces.shape[1]
        at = torch.arange(count)
        x = self.dropout(self.norm(self.word(pieces) + self.pos(at) + self.case(cases)))
        mask = torch.zeros(pieces.shape[0], 1, 1, count)
        mask.masked_fill_((at[None, :] >= lengths[:, None])[:, None, None, :], -1e4)
        x, mask = x.to(kind), mask.to(kind)
        for layer in layers:
            x = layer(x, mask)
        return x.float()

    def forward(self, pieces, cases, lengths, firsts):
        """Vectors of the words [batch, words, width] (firsts: position of each word's first piece, 0 for none) and of [CLS]."""
        x = self.dropout(self.encode(pieces, cases, lengths))
        return torch.gather(x, 1, firsts[..., None].expand(-1, -1, WIDTH)), x[:, 0]

    def words(self, name, h):
        return self.head[name](h)

    def arcs(self, h, root):
        """Scores [batch, dependent, head]; the last head is the root."""
        dep = F.relu(self.head["arc_dep"](h))
        head = F.relu(self.head["arc_head"](torch.cat([h, root[:, None]], 1)))
        return (ones(dep) @ self.arc_u) @ head.transpose(1, 2)

    def relations(self, h, heads):
        """Scores of the relations of words h [n, width] to their heads [n, width]."""
        dep = ones(F.relu(self.head["lab_dep"](h)))
        head = ones(F.relu(self.head["lab_head"](heads)))
        return torch.einsum("na,rab,nb->nr", dep, self.lab_u, head)

    def pairs(self, triggers, words):
        """Scores [trigger, word, label] within one window."""
        t = ones(F.relu(self.head["pair_trigger"](triggers)))
        w = ones(F.relu(self.head["pair_word"](words)))
        return torch.einsum("ta,pab,wb->twp", t, self.pair_u, w)

    def sentence(self, h):
        """Root and quad scores of a sentence's words [words, width]."""
        a = torch.softmax(self.head["pool"](h)[:, 0], 0)
        v = a @ h
        return self.head["root"](v), self.head["quad"](v)

    def coref(self, mentions):
        """Scores [mention, antecedent] of mention head words in order; only j < i counts."""
        return self.head["coref_a"](mentions) @ self.head["coref_b"](mentions).T / 8


def ones(x):
    return F.pad(x, (0, 1), value=1.0)


def load_minilm(model, path):
    """Puts the weights of MiniLM (6 layers, 384 wide, uncased) into the encoder."""
    from safetensors.torch import load_file
    w = {k.removeprefix("bert.").removeprefix("0.auto_model."): v.float() for k, v in load_file(path).items()}
    with torch.no_grad():
        model.word.weight.copy_(w["embeddings.word_embeddings.weight"])
        model.pos.weight.copy_(w["embeddings.position_embeddings.weight"][:MAX_PIECES] + w["embeddings.token_type_embeddings.weight"][0])
        model.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
        model.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
        for i, layer in enumerate(model.layer):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                getattr(layer.qkv, part).copy_(torch.cat([w[f"{p}attention.self.{n}.{part}"] for n in ("query", "key", "value")]))
                getattr(layer.out, part).copy_(w[f"{p}attention.output.dense.{part}"])
                getattr(layer.norm1, part).copy_(w[f"{p}attention.output.LayerNorm.{part}"])
                getattr(layer.up, part).copy_(w[f"{p}intermediate.dense.{part}"])
                getattr(layer.down, part).copy_(w[f"{p}output.dense.{part}"])
                getattr(layer.norm2, part).copy_(w[f"{p}output.LayerNorm.{part}"])


def tensors(model):
    """The weights by the names that the packer knows."""
    names = {"word.weight": "emb.word", "pos.weight": "emb.pos", "case.weight": "emb.case", "norm.weight": "emb.norm.weight",
             "norm.bias": "emb.norm.bias", "arc_u": "arc.u", "lab_u": "lab.u", "pair_u": "pair.u"}
    return {names.get(k, k): v.detach().float().contiguous().clone() for k, v in model.state_dict().items()}


def save(model, folder):
    import os
    from safetensors.torch import save_file
    os.makedirs(folder, exist_ok=True)
    save_file(tensors(model), os.path.join(folder, "model.safetensors"))
    with open(os.path.join(folder, "model.json"), "w") as f:
        json.dump({"width": WIDTH, "layers": LAYERS, "heads": HEADS, "inner": INNER, "pieces": MAX_PIECES, "labels": model.labels}, f, indent=1)


def load(folder):
    import os
    from safetensors.torch import load_file
    with open(os.path.join(folder, "model.json")) as f:
        labels = json.load(f)["labels"]
    model = Reader(labels)
    back = {"emb.word": "word.weight", "emb.pos": "pos.weight", "emb.case": "case.weight", "emb.norm.weight": "norm.weight",
            "emb.norm.bias": "norm.bias", "arc.u": "arc_u", "lab.u": "lab_u", "pair.u": "pair_u"}
    model.load_state_dict({back.get(k, k): v for k, v in load_file(os.path.join(folder, "model.safetensors")).items()})
    return model
