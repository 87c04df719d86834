"""The built-in debrief reader: the craft's rules with a small trained encoder as their judge."""

from mailer.reader.builtin import BuiltinReader

__all__ = ["BuiltinReader"]
