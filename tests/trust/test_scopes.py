"""Every query of the store names the person whose rows it means, or stands here with the reason why not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from mailer.store.database import scratch

STORE = Path(__file__).parents[2] / "mailer" / "store"
# Of the house: queues by lease, the shelf, counts, limits, retention; no text of theirs ever reaches a person.
HOUSE = {
    "confirmations": {"get", "asked_since", "confirm", "forget", "strangers_since"},
    "inbox": {"get", "finish", "shelved", "confirmed", "forget_raw", "counts", "pressed"},
    "interviews": {"by_ids", "displaced"},
    "outbox": {
        *("get", "sent", "missed", "outdate", "missed_since", "release", "shelved", "sent_to", "is_ours", "counts"),
    },
    "outcomes": {"by_ids", "finish", "put_off"},
    "people": {"get", "everyone", "add", "change", "move", "prefer", "by_ids", "by_address", "also"},
    "reminders": {"by_ids", "upcoming", "finish", "put_off"},
    "traces": {"erase"},  # their rows without a person, by their address
    "traffic": {"answers", "bounced", "heard", "unreachable"},
}
# By the number of a row that a query with the person had found before.
FOUND = {
    "conversations": {"asked", "hold_back"},
    "debriefs": {"of_interview", "told_of"},
    "outcomes": {"of_debrief", "silence", "follow_ups"},
    "reminders": {"silence", "of_interview"},
}
MACHINERY = {"database", "leases", "migrations", "facts_kept", "sealing"}


def tables() -> set[str]:
    """Return the tables that hold something of a person."""
    db = scratch().reading
    names = [row["name"] for row in db.execute("select name from sqlite_master where type = 'table'")]
    return {name for name in names if any(c["name"] == "person" for c in db.execute(f"pragma table_info({name})"))} | {
        "person"
    }


def statements(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield the SQL of each function."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield function.name, node.value
                elif isinstance(node, ast.JoinedStr):
                    parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
                    yield function.name, "".join(str(part) for part in parts)


def unscoped() -> set[tuple[str, str]]:
    """Return the functions with a query on people's tables whose condition does not name the person."""
    named = re.compile(rf"\b(?:from|update|join|into)\s+(?:{'|'.join(sorted(tables()))}|\{{\}})\b")
    found = set()
    for file in sorted(STORE.glob("*.py")):
        if file.stem in MACHINERY:
            continue
        for function, sql in statements(ast.parse(file.read_text())):
            reads = re.match(r"\s*(?:select|update|delete|with)\b", sql)
            if reads and named.search(sql) and "person" not in sql.partition("where")[2]:
                found.add((file.stem, function))
    return found


def test_no_query_is_unscoped_without_a_reason() -> None:
    """Whoever adds a query that is not limited to one person has to say so here."""
    allowed = {(room, name) for group in (HOUSE, FOUND) for room, some in group.items() for name in some}
    assert unscoped() - allowed == set()
    assert len(tables()) >= 14


def test_the_reasons_are_still_needed() -> None:
    """No name stands here that means nothing any more."""
    functions = {
        (file.stem, node.name)
        for file in STORE.glob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
    }
    allowed = {(room, name) for group in (HOUSE, FOUND) for room, some in group.items() for name in some}
    assert allowed <= functions
