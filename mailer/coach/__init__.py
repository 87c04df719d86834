"""The craft: reading a debrief, resolutions, the ownership gate, the thank-you note, the routine.

Pure: knows no mail, no disk, no clock. Its wording comes in as values loaded from templates/.
"""
