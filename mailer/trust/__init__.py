"""Who sent a mail, and whether it may be acted on; policy and counts come as arguments."""
