"""Reading a debrief: from the words of a mail to what happened in the interview."""
