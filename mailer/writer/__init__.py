"""The built-in writer: a small language model that words a note, sentence by sentence, under the drafter's ear."""

from mailer.writer.writer import BuiltinWriter

__all__ = ["BuiltinWriter"]
