"""Train the debrief reader: fine-tune the encoder on the labelled data, calibrate it, write int8 ONNX.

    python bench/reading/train.py --base FOLDER [--out mailer/reader/weights] [--hold d] [--epochs 10]
    python bench/reading/train.py --base FOLDER --go-on STATE... --recipes on --epochs 3

`--base` is the folder of all-MiniLM-L6-v2 (see README.md). `--hold` leaves writers out, by the first letter of the
corpus's debriefs, for development; without it all data but the frozen test part is trained on.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Encoding, Tokenizer
from torch.nn import functional as F  # noqa: N812

sys.path.insert(0, str(Path(__file__).parents[2]))

import data
import export
from data import Document, Item, Named
from encoder import Reader, load_base
from names import renamed, signed

from mailer.reader.tags import DETAIL_TAGS, DETAILS, SORTS, TAGS, words
from mailer.reader.windows import PAD, SEP, Window, pack

BASE = {  # what the published weights must be
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
HEADS = ("label", "kind", "visible", "positive", "next", "asks", "mode", "prediction")
WHOLE = ("mode", "prediction")  # told of a whole text, learnt from it as the strongest of its clauses' votes
MASK = 103  # the vocabulary's own mark for a hidden word


@dataclass(frozen=True)
class Recipe:
    """How one training goes; the weights of all of them are averaged."""

    rate: float
    hidden: float  # share of the words hidden, so that none is relied on alone
    smooth: float  # of the labels: two readers agree on less than all of them
    thin: float  # share of the debriefs of which some clauses are left out
    drop: float
    heads: float = 3e-3  # their rate, since they begin with nothing


# One that learns the data closely and one that is kept from it: their mean is better than either.
RECIPES = {
    "close": Recipe(rate=1.5e-4, hidden=0.0, smooth=0.0, thin=0.0, drop=0.15),
    "wide": Recipe(rate=1.2e-4, hidden=0.1, smooth=0.08, thin=0.5, drop=0.2),
    # Goes on from trained weights (--go-on) when data were added: small steps, nothing unlearnt.
    "on": Recipe(rate=9e-5, hidden=0.05, smooth=0.04, thin=0.25, drop=0.2, heads=1e-3),
}
Texts = list[tuple[int, int, Document]]  # rows of the clauses of each text that is seen whole
Marks = tuple[torch.Tensor, torch.Tensor]  # of names, of details: the tag of each token
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[Item], torch.Tensor, Marks, Texts]


def checked(folder: Path) -> Path:
    """Return the folder of the base weights after comparing their hashes."""
    for name, wanted in BASE.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != wanted:
            raise SystemExit(f"{name}: the hash is {found}, not {wanted}")
    return folder


def corpus(hold: str, share: float, rng: random.Random) -> tuple[list[Document], list[Item], list[Document]]:
    """Load the training debriefs and sentences and the debriefs kept for development."""
    train, single, kept = [], [], []
    for folder in sorted(p for p in (data.ROOM / "data").iterdir() if p.is_dir() and not p.name.startswith("test")):
        for row in data.debriefs(folder):
            held = held_out(row["id"], hold)
            (kept if held else train).append(data.labelled(row))
            if not held:
                single += data.gists(row["spans"])
        for row in data.singles(folder):
            if not held_out(row.get("part", "") + "-", hold, True):
                single.append(data.sentence(row))
                single += data.gists([row])
    single += data.catalogue(data.ROOM.parents[1] / "templates" / "catalogue" / "mistakes")
    if share < 1:
        rng.shuffle(train), rng.shuffle(single)
        train, single = train[: int(share * len(train))], single[: int(share * len(single))]
    return train, single, kept


def held_out(identity: str, hold: str, sentence: bool = False) -> bool:
    """Is this text kept for development? A corpus writer whole and every fifth plain debrief, or only the folders named."""
    if not hold:
        return False
    holds = hold.split(",")
    writer, _, number = identity.partition("-")
    if writer in ("a", "b", "c", "d"):
        return writer in holds
    if any(len(name) > 1 for name in holds) and writer not in holds:
        return False
    return not sentence and number.isdigit() and int(number) % 5 == 0


class Tokens:
    """Remembers the token ids of clauses."""

    def __init__(self, path: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.seen: dict[str, Encoding] = {}

    def of(self, text: str) -> list[int]:
        """Return the ids of one clause, without marks."""
        if text not in self.seen:
            self.seen[text] = self.tokenizer.encode(text, add_special_tokens=False)
        return list(self.seen[text].ids) or [100]

    def tags(self, text: str, named: Named | None) -> list[int]:
        """Return the tag of each token; -100 (not learnt from) where the names are not told."""
        size = len(self.of(text))
        if named is None:
            return [-100] * size
        tags = [0] * size
        for number, sort in enumerate(SORTS):
            names = sorted(filter(None, getattr(named, sort)), key=len, reverse=True)
            pattern = r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"
            for found in re.finditer(pattern, text, re.IGNORECASE) if names else ():
                inside = False
                for first, end in words(text, self.seen[text].offsets):
                    start, stop = self.seen[text].offsets[first][0], self.seen[text].offsets[end - 1][1]
                    if start < found.end() and stop > found.start() and not tags[first]:
                        for at in range(first, end):
                            tags[at] = 2 + 2 * number if inside else 1 + 2 * number
                            inside = True
        return tags

    def details(self, item: Item) -> list[int]:
        """Return the tag of each token as a part of a detail; -100 where none were marked."""
        size = len(self.of(item.text))
        if item.details is None:
            return [-100] * size
        tags, offsets = [0] * size, self.seen[item.text].offsets
        for frame, begins, piece in item.details:
            start = item.text.find(piece)
            column, inside = 1 + 2 * DETAILS.index(frame), not begins
            for first, end in words(item.text, offsets) if start >= 0 else ():
                if offsets[first][0] < start + len(piece) and offsets[end - 1][1] > start and not tags[first]:
                    for at in range(first, end):
                        tags[at] = column + inside
                        inside = True
        return tags


def mixed(single: list[Item], rng: random.Random) -> list[Document]:
    """Set unrelated sentences beside one another, so that each is judged for itself as well as alone."""
    order, documents, at = rng.sample(single, len(single)), [], 0
    while at < len(order):
        size = rng.choice((1, 1, 2, 3, 5))
        new_line = rng.random() < 0.5
        items = [replace(i, line=n if new_line else 0) for n, i in enumerate(order[at : at + size])]
        documents.append(Document("mixed", items))
        at += size
    return documents


def thinned(document: Document, rng: random.Random) -> Document:
    """Leave some clauses out, so that no debrief is learnt by heart; what is told of the whole may be gone with them."""
    kept = [item for item in document.items if rng.random() > 0.15]
    if len(kept) < 3:
        return document
    return replace(document, items=kept, mode=None, prediction=None)


def shuffled(documents: list[Document], single: list[Item], recipe: Recipe, rng: random.Random) -> list[Document]:
    """Return one epoch's documents: two in three debriefs under other names, three in five sentences mixed anew."""
    told = [renamed(d, rng) if rng.random() < 0.67 else d for d in documents]
    # Debriefs teach more than sentences do, and cost as much: they are seen more often.
    told = [thinned(d, rng) if rng.random() < recipe.thin else d for d in told]
    return [signed(d, rng) for d in told] + mixed(rng.sample(single, int(0.6 * len(single))), rng)


def batches(documents: list[Document], tokens: Tokens, budget: int, hidden: float, rng: random.Random) -> list[Batch]:
    """Pack documents into windows and windows of like length into batches of about `budget` tokens."""
    windows: list[tuple[Window, Document]] = []
    for document in documents:
        packed = pack([tokens.of(i.text) for i in document.items], [i.line for i in document.items])
        windows += [(w, document) for w in packed]
    windows.sort(key=lambda pair: len(pair[0].ids) + rng.random() * 12)
    groups: list[list[tuple[Window, Document]]] = [[]]
    for pair in windows:
        if groups[-1] and (len(groups[-1]) + 1) * len(pair[0].ids) > budget:
            groups.append([])
        groups[-1].append(pair)
    rng.shuffle(groups)
    return [batch(group, tokens, hidden) for group in groups if group]


def batch(group: list[tuple[Window, Document]], tokens: Tokens, hide: float) -> Batch:
    """Lay windows side by side; `pool` averages each clause's tokens."""
    length = max(len(w.ids) for w, _ in group)
    ids = torch.full((len(group), length), PAD)
    tags, details = torch.full((len(group), length), -100), torch.full((len(group), length), -100)
    items, rows, weights, texts = [], [], [], []
    for row, (window, document) in enumerate(group):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        hidden = (torch.rand(length) < hide) & (ids[row] > SEP)
        ids[row, hidden] = MASK
        if len(window.spans) == len(document.items):
            texts.append((len(items), len(items) + len(window.spans), document))
        for number, start, end in window.spans:
            items.append(document.items[number])
            rows.append((row * length + start, row * length + end))
            known = tokens.tags(document.items[number].text, document.named)[: end - start]
            tags[row, start : start + len(known)] = torch.tensor(known)
            known = tokens.details(document.items[number])[: end - start]
            details[row, start : start + len(known)] = torch.tensor(known)
            weights.append(document.items[number].weight)
    pool = torch.zeros(len(items), len(group) * length)
    for clause, (start, end) in enumerate(rows):
        pool[clause, start:end] = 1.0 / (end - start)
    return ids, (ids != PAD).long(), pool, items, torch.tensor(weights), (tags, details), texts


def loss(
    outputs: tuple[torch.Tensor, ...],
    items: list[Item],
    weights: torch.Tensor,
    names: dict[str, list[str]],
    balance: torch.Tensor,
    tags: Marks,
    texts: Texts,
    softly: float,
) -> torch.Tensor:
    """Sum the heads' losses, each over the clauses whose answer is known."""
    by_head = dict(zip((*HEADS, "tag", "detail"), (o.float() for o in outputs), strict=True))
    target = torch.tensor([i.label for i in items]) * (1 - softly) + softly / len(data.LABELS)
    total = -(target * balance * F.log_softmax(by_head["label"], 1)).sum(1).mul(weights).mean()
    for head, share, smooth in (
        ("kind", 1.0, 0.1),
        ("visible", 0.4, 0.05),
        ("positive", 0.3, 0.1),
        ("next", 0.3, 0.0),
        ("asks", 0.2, 0.0),
    ):
        known = [n for n, i in enumerate(items) if getattr(i, head) in names[head]]
        if known:
            wanted = torch.tensor([names[head].index(getattr(items[n], head)) for n in known])
            part = F.cross_entropy(by_head[head][known], wanted, label_smoothing=smooth, reduction="sum")
            total = total + share * part / len(items) * 2.0
    for head in WHOLE:
        told = [(first, end, getattr(d, head)) for first, end, d in texts if getattr(d, head) is not None]
        if told:
            votes = [F.pad(by_head[head][first:end].logsumexp(0), (1, 0)) for first, end, _ in told]
            wanted = torch.tensor([["none", *names[head]].index(answer) for _, _, answer in told])
            total = total + 0.2 * F.cross_entropy(torch.stack(votes), wanted, label_smoothing=0.05)
    for head, wanted, size in (("tag", tags[0], len(TAGS)), ("detail", tags[1], len(DETAIL_TAGS))):
        if (wanted >= 0).any():
            total = total + F.cross_entropy(by_head[head].reshape(-1, size), wanted.reshape(-1), ignore_index=-100)
    return total


def mean(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Average the weights of several trainings."""
    return {key: torch.stack([state[key] for state in states]).mean(0) for key in states[0]}


def train(
    documents: list[Document],
    single: list[Item],
    tokens: Tokens,
    names: dict[str, list[str]],
    base: Path,
    options: argparse.Namespace,
    recipe: Recipe,
) -> Reader:
    """Fine-tune and return the model; the word embeddings stay as published, which keeps rare words in reach."""
    # Every recipe begins with the same heads, which is what makes their weights fit to be averaged.
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    model = Reader({head: len(names[head]) for head in HEADS}, recipe.drop)
    load_base(model, base / "model.safetensors")
    if options.go_on:
        model.load_state_dict(mean([torch.load(path) for path in options.go_on]), strict=False)
    model.encoder.words.weight.requires_grad = False
    if options.frozen:
        model.encoder.requires_grad_(False)
    body = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith(("heads", "detail"))]
    heads = [*model.heads.parameters(), *model.detail.parameters()]
    groups = [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.heads}]
    groups = groups[1:] if options.frozen else groups
    steps = (
        len(batches(shuffled(documents, single, recipe, rng), tokens, options.budget, recipe.hidden, rng))
        * options.epochs
    )
    maker = torch.optim.AdamW(groups, weight_decay=0.01)
    plan = torch.optim.lr_scheduler.OneCycleLR(
        maker, [g["lr"] for g in groups], total_steps=steps + 20 * options.epochs, pct_start=0.1
    )
    balance = torch.tensor([1.3, 1.2, 1.2, 0.7])
    model.train()
    for epoch in range(options.epochs):
        began, sum_, count = time.perf_counter(), 0.0, 0
        for ids, mask, pool, items, weights, tags, texts in batches(
            shuffled(documents, single, recipe, rng), tokens, options.budget, recipe.hidden, rng
        ):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not options.exact):
                outputs = model(ids, mask, pool)
            value = loss(outputs, items, weights, names, balance, tags, texts, recipe.smooth)
            maker.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(body or heads, 1.0)
            maker.step()
            plan.step()
            sum_, count = sum_ + value.item(), count + 1
        print(f"epoch {epoch + 1}: loss {sum_ / count:.3f}, {time.perf_counter() - began:.0f} s", flush=True)
    return model.eval()


def together(options: argparse.Namespace) -> None:
    """Train each recipe in a process of its own; a process on one core gets further than a thread that waits for others."""
    rest = [a for a in sys.argv[1:] if a != "--together"]
    running = [
        subprocess.Popen([sys.executable, __file__, *rest, "--recipes", name, "--no-export"])
        for name in options.recipes.split(",")
    ]
    ended = [process.wait() for process in running]
    if any(ended):
        raise SystemExit("a training failed")


def main() -> None:
    """Read the command line, train, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("mailer/reader/weights"))
    parser.add_argument(
        "--hold",
        default="",
        help="left out: a corpus writer (and every fifth plain debrief), or every fifth of the plain folders named",
    )
    parser.add_argument("--share", type=float, default=1.0, help="share of the data trained on, for a learning curve")
    parser.add_argument("--alone", action="store_true", help="judge each clause without its neighbours (ablation)")
    parser.add_argument("--frozen", action="store_true", help="leave the encoder as published (ablation)")
    parser.add_argument("--exact", action="store_true", help="train in float32")
    parser.add_argument("--epochs", type=int, default=9)
    parser.add_argument("--go-on", type=Path, nargs="+", help="trained states (.pt), averaged, to begin from")
    parser.add_argument("--recipes", default="close,wide", help="trained one after the other, their weights averaged")
    parser.add_argument("--budget", type=int, default=1500)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--together", action="store_true", help="train the recipes side by side, a process each")
    parser.add_argument("--no-export", action="store_true", help="leave the trained state only")
    options = parser.parse_args()
    if options.together:
        together(options)
    torch.set_num_threads(options.threads)
    base = checked(options.base)
    documents, single, kept = corpus(options.hold, options.share, random.Random(options.seed))
    if options.alone:
        single += [i for d in documents for i in d.items]
        documents = []
    names = {
        "label": list(data.LABELS),
        "kind": data.kinds(data.sentences(data.ROOM / "data" / "corpus")),
        "visible": list(data.VISIBLE),
        "positive": list(data.POSITIVES),
        "next": ["no", "yes"],
        "asks": ["no", "yes"],
        "mode": ["onsite", "video", "phone", "recorded", "other"],
        "prediction": ["yes", "no", "unsure"],
    }
    print(f"{len(documents)} debriefs, {len(single)} sentences; {len(kept)} debriefs kept", flush=True)
    tokens = Tokens(base / "tokenizer.json")
    options.out.mkdir(parents=True, exist_ok=True)
    states = []
    for name in options.recipes.split(","):
        print(name, flush=True)
        state = options.out / f"{name}.pt"  # not shipped; to export again without training
        if not options.together:
            torch.save(train(documents, single, tokens, names, base, options, RECIPES[name]).state_dict(), state)
        states.append(torch.load(state))
    if options.no_export:
        return
    model = Reader({head: len(names[head]) for head in HEADS})
    model.load_state_dict(mean(states))
    export.write(model.eval(), names, data.noticed(documents, names["kind"]), base, options.out)


if __name__ == "__main__":
    main()
