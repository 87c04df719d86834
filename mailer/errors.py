"""The errors of the house; whatever is not one of them is unknown trouble and means: try later.

NextroundError
├── TryLater           the world is in the way now: locked, full, slow, unreachable
│   ├── DatabaseBusy, DatabaseFailing, NoRoom
│   ├── DnsTrouble
│   └── Crowded
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


class DnsTrouble(TryLater):
    """DNS fails or is silent, so nobody can say whether a sender is who they claim to be."""


class Crowded(TryLater):
    """More is to be answered than the host allows in an hour; this mail waits for the next."""


class GiveUp(NextroundError):
    """Permanent trouble: the row goes to the shelf, never away."""


class BadSetting(NextroundError):
    """A setting has a value that cannot work; the message names the setting and says what would."""
