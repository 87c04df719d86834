"""The errors of the house; whatever is not one of them is unknown trouble and means: try later.

NextroundError
├── TryLater           the world is in the way now: locked, full, slow, unreachable
│   └── DatabaseBusy
├── GiveUp             trying again cannot help: the row is shelved and the host is told
└── BadSetting         a setting that cannot be used; the program does not start
"""


class NextroundError(Exception):
    """Root of the tree."""


class TryLater(NextroundError):
    """Temporary trouble: the row is kept and tried again."""


class DatabaseBusy(TryLater):
    """Another process holds the write lock for longer than the time-out."""


class DatabaseFailing(TryLater):
    """The database cannot be written: read-only, unreadable, an input/output error."""


class NoRoom(TryLater):
    """The disk is full."""


class GiveUp(NextroundError):
    """Permanent trouble: the row goes to the shelf, never away."""


class BadSetting(NextroundError):
    """A setting has a value that cannot work; the message names the setting and says what would."""
