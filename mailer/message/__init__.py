"""What a mail says and how to write one; pure: bytes and values in, values and bytes out."""
