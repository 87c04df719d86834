"""The composition root: settings in, everything a worker needs out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mailer.coach.model import Catalogue, Reader
from mailer.settings import Settings
from mailer.store.database import Store, open_store, scratch
from mailer.words import Words


@dataclass(frozen=True)
class App:
    """What the acts work with; the slow parts are made on first use."""

    settings: Settings
    store: Store
    words: Words

    @cached_property
    def catalogue(self) -> Catalogue:
        """The kinds of mistakes and positives."""
        return self.words.catalogue()

    @cached_property
    def reader(self) -> Reader:
        """The debrief reader; its weights are loaded on first use, so only a worker pays for them."""
        from mailer.reader import BuiltinReader

        return BuiltinReader(self.catalogue)


def open_app(settings: Settings) -> App:
    """Open the app on the host's database."""
    return App(settings, open_store(settings.database), Words())


def scratch_app(settings: Settings) -> App:
    """Open the app on a database in memory that nobody else sees."""
    return App(settings, scratch(), Words())
