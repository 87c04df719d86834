"""Mail out: due outbox rows to a relay, or into a Maildir where no relay is set."""
