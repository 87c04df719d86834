"""Every word a person reads stands under templates/, is used, and is complete."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta
from jinja2.exceptions import UndefinedError

from mailer.words import Words

ROOT = Path(__file__).parents[2]
MAIL = ROOT / "templates" / "mail"
KINDS = sorted(path.name for path in MAIL.iterdir() if path.is_dir())
SOURCES = [path for room in ("mailer", "scheduler") for path in (ROOT / room).rglob("*.py")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_has_its_three_templates(kind: str) -> None:
    """A mail has a subject, a text and an HTML body."""
    assert {"subject.txt", "body.txt", "body.html"} <= {path.name for path in (MAIL / kind).iterdir()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_sent_by_somebody(kind: str) -> None:
    """A template that nothing names is dead and goes."""
    assert any(re.search(rf"""["']{kind}["']""", path.read_text()) for path in SOURCES), kind


@pytest.mark.parametrize("path", sorted(MAIL.rglob("*.*")), ids=lambda path: str(path.relative_to(MAIL)))
def test_every_template_parses(path: Path) -> None:
    """No template has a fault in its syntax, and none holds what Gmail clips or ignores."""
    text = path.read_text(encoding="utf-8")
    meta.find_undeclared_variables(Environment().parse(text))
    if path.suffix == ".html":
        assert "background" not in text, "Gmail ignores prefers-color-scheme: a background turns text unreadable"
        assert "<script" not in text
        assert "http://" not in text


def test_a_missing_value_is_an_error() -> None:
    """A mail is never sent with a hole in it."""
    with pytest.raises(UndefinedError):
        Words().word("unclear")


def test_no_prose_outside_templates() -> None:
    """A sentence that a person reads does not stand in Python.

    Sentences are strings of six words or more that end like one, outside docstrings, the command line (which speaks
    to the host) and errors.
    """
    found = []
    for path in SOURCES:
        if "cli" in path.parts or path.name in ("settings.py", "cli.py"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        skipped = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                skipped.add(id(node.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                text = node.value.strip()
                if re.match(r"[A-Z][a-z]+ [a-z]", text) and text.endswith((".", "?")) and len(text.split()) >= 6:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}: {text[:60]}")
    assert found == []
