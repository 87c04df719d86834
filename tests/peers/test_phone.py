"""A mail fits a phone: nothing sticks out at 360 pixels, seen by a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from mailer.app import App
from mailer.cli.explain import explained
from mailer.message.parse import parse
from mailer.store import outbox
from tests.peers.conftest import absent

pytestmark = pytest.mark.peers
ROOT = Path(__file__).parents[2]
WIDTH = 360
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--virtual-time-budget=3000", "--dump-dom",
)  # fmt: skip
PAGE = """<!doctype html><body><iframe id=f style="width:{width}px;height:600px;border:0" srcdoc="{html}"></iframe>
<script>onload = () => {{
  const page = document.getElementById('f').contentDocument
  const note = [...page.querySelectorAll('h2')].find(each => each.textContent.startsWith('Your thank-you note'))
  document.body.dataset.seen = page.documentElement.scrollWidth
  document.body.dataset.note = Math.round(note.getBoundingClientRect().top)
}}</script>"""


@pytest.fixture
def browser() -> str:
    program = shutil.which("chromium")
    if program is None:
        absent("Chromium is not installed")
    return str(program)


@pytest.mark.parametrize("name", ["bus", "ward", "video"])
def test_an_answer_fits_a_phone(app: App, browser: str, tmp_path: Path, name: str) -> None:
    """The answer to a debrief needs no sideways scrolling on a phone, and its note is seen without any."""
    explained(app, (ROOT / "templates" / "demo" / f"{name}.eml").read_bytes(), None, None)
    html = parse(outbox.get(app.store.reading, 1).raw).html or ""
    assert len(html) < 102_000, "Gmail clips what is longer"
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(width=WIDTH, html=escape(html, quote=True)), encoding="utf-8")
    command = [browser, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    seen = re.search(r'data-seen="(\d+)"', done.stdout)
    assert seen, done.stdout[-300:]
    assert int(seen[1]) <= WIDTH
    note = re.search(r'data-note="(\d+)"', done.stdout)
    assert note
    assert int(note[1]) < 640 / 2, "the note begins on the first screen, right below a word of kindness"
