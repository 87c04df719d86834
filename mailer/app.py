"""The composition root: settings in, everything a worker needs out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mailer import keys, proofs
from mailer.coach import phrases
from mailer.coach.checklist import Base, base_from
from mailer.coach.drafting.writing import Writer
from mailer.coach.model import Catalogue, Reader
from mailer.coach.phrases import Phrases
from mailer.settings import Settings
from mailer.store.database import Store, open_store, scratch
from mailer.trust.authenticator import Authenticator
from mailer.words import Words


class Craft:
    """What coach works with, made from templates/ and the weights on first use."""

    def __init__(self, words: Words) -> None:
        self._words = words

    @cached_property
    def catalogue(self) -> Catalogue:
        """The kinds of mistakes and positives."""
        return self._words.catalogue()

    @cached_property
    def phrases(self) -> Phrases:
        """What a note is worded from."""
        tables = self._words.tables("note").values()
        return phrases.from_tables({key: value for table in tables for key, value in table.items()})

    @cached_property
    def base(self) -> Base:
        """The routine that everybody starts from."""
        return base_from(self._words.table("catalogue/routine"))

    @cached_property
    def reader(self) -> Reader:
        """The debrief reader; its weights are loaded on first use, so only a worker pays for them."""
        from mailer.reader import BuiltinReader

        return BuiltinReader(self.catalogue)

    @cached_property
    def writer(self) -> Writer:
        """What words the notes; its weights, too, are loaded on first use."""
        from mailer.writer import BuiltinWriter

        return BuiltinWriter()


@dataclass(frozen=True, slots=True)
class App:
    """What the acts work with."""

    settings: Settings
    store: Store
    words: Words
    craft: Craft
    authenticator: Authenticator

    @property
    def catalogue(self) -> Catalogue:
        """The kinds of mistakes and positives."""
        return self.craft.catalogue


def open_app(settings: Settings) -> App:
    """Open the app on the host's database."""
    keys.make(settings)
    return _app(settings, open_store(*settings.place))


def scratch_app(settings: Settings) -> App:
    """Open the app on a database in memory that nobody else sees."""
    return _app(settings, scratch())


def _app(settings: Settings, store: Store) -> App:
    words = Words()
    return App(settings, store, words, Craft(words), proofs.authenticator(settings))
