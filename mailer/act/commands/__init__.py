"""What can be asked for in a few words, one file for each group."""
