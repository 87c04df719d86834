"""Mail in: SMTP and LMTP sessions that end in one committed inbox row a recipient."""
