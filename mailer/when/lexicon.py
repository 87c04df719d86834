"""The words English uses for days, months, hours and small numbers."""

WEEKDAYS = {
    word: number
    for number, words in enumerate(
        (
            "monday mon",
            "tuesday tues tue tuseday teusday tuesady",
            "wednesday wed weds wednes wensday wednsday wendesday wednesay",
            "thursday thu thur thurs thrusday thursady",
            "friday fri firday",
            "saturday sat satuday",
            "sunday sun",
        )
    )
    for word in words.split()
}
# Short names that are also everyday words ("I sat", "wed" for "we'd"): a day only in company.
SHY_WEEKDAYS = frozenset({"sat", "sun", "wed", "mon", "wednes"})

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "january jan",
            "february feb febuary",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for word in words.split()
}

TOMORROWS = frozenset(
    [
        "tomorrow",
        "tommorow",
        "tomorow",
        "tommorrow",
        "tomorro",
        "tmrw",
        "tmr",
        "tmrow",
        "tomo",
        "tmw",
        "2moro",
        "2morrow",
        "2morow",
        "2mrw",
        "2mro",
        "2moz",
        "tomoz",
    ]
)

HOURS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}
MINUTES = {
    "five": 5,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "twenty-five": 25,
    "twenty five": 25,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "forty-five": 45,
    "forty five": 45,
    "fourty five": 45,
    "fifty": 50,
    "fifty-five": 55,
    "fifty five": 55,
}
COUNTS = HOURS | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3, "a couple": 2, "couple": 2}

_UNITS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            *_UNITS,
            *[
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
            ],
            "nineteenth",
            "twentieth",
            *(f"twenty-{unit}" for unit in _UNITS),
            "thirtieth",
            "thirty-first",
        ],
        start=1,
    )
}
ORDINALS |= {word.replace("-", " "): number for word, number in ORDINALS.items()}

PARTS = {
    "morning": "morning",
    "am": "morning",
    "pm": "afternoon",
    "afternoon": "afternoon",
    "arvo": "afternoon",
    "evening": "evening",
    "eve": "evening",
    "night": "night",
}


def one_of(words: object) -> str:
    """An alternation of the words, the longest first."""
    return "|".join(sorted((str(word) for word in words), key=len, reverse=True))  # type: ignore[attr-defined]


# What may follow a bare number that stands for an hour or a day of the month; a noun may not ("at 3 companies").
AFTERWARDS = (
    r"(?=\s*(?:$|[,;:!?()\[\]\n/@-]|\.(?!\d)|(?:on|in|to|until|till|for|with|today|tonight|tomorrow|tmrw|tmr|this|next|"
    r"coming|sharp|and|or|but|if|so|please|pls|plz|via|over|by|instead|thanks|thx|then|i|we|my|at|from|is|was|it|"
    r"works|work|would|will|as|same|because|since|where|when|who|they|he|she|you|not|now|rather|also|after|before|"
    r"they're|they've|i'm|i'll|it's|that|the|until|right|ok|okay|cheers|morning|afternoon|evening|prompt|precisely|"
    r"exactly|local|uk|us|et|pt|ct|mt|est|edt|pst|pdt|cst|cdt|mst|mdt|gmt|utc|bst|cet|cest|ist|aest|aedt|eastern|"
    r"pacific|central|mountain|mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|their|your|our|his|her|which|can|could|should|did|had|jan|feb|mar|apr|jun|jul|aug|sep|"
    r"sept|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"phone|video|zoom|teams|meet|interview|call|has|have|got|are|be|onwards?|ish)\b|"
    r"(?!full|part|first|any|last|one)[a-z]+ (?:[a-z]+ )?time\b))"
)
