"""One file per intent: what is done about a mail, as an `Outcome` that `work` writes in one transaction."""
