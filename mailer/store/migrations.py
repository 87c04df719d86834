"""The tables, as steps that were never changed once released; times are milliseconds since 1970 in UTC."""

from __future__ import annotations

from sqlite3 import complete_statement

from sqlite_utils import Database, Migrations

migrations = Migrations("nextround")


def _run(db: Database, statements: str) -> None:
    """Run statements one by one: executescript would commit the migration's transaction."""
    pending = ""
    for line in statements.splitlines(keepends=True):
        pending += line
        if complete_statement(pending):
            db.execute(pending)
            pending = ""
    if pending.strip():
        db.execute(pending)


@migrations()
def m0001_people(db: Database) -> None:
    """Make the people; every other table hangs on them."""
    _run(
        db,
        """
        create table person (
            id integer primary key,
            address text not null unique,      -- canonical: local part as written, domain in lower case
            name text,
            zone text not null,                -- IANA name
            zone_told integer not null,        -- 0: taken from a mail's offset or the host, not yet confirmed
            state text not null,               -- active, paused, stopped
            preferences text not null,         -- JSON: night_before, morning_of, quiet, variety
            joined integer not null
        ) strict
        """,
    )


@migrations()
def m0002_ledger(db: Database) -> None:
    """Make the durable path of a mail: inbox and outbox."""
    _run(
        db,
        """
        create table inbox (
            id integer primary key,
            received integer not null,
            protocol text not null,            -- smtp, lmtp
            peer text not null,                -- IP address
            helo text not null,
            sender text not null,              -- envelope; empty for the null sender
            recipient text not null,           -- envelope
            key blob not null unique,          -- the same mail to the same recipient, sent twice
            raw blob,                          -- as received; null once the retention has passed
            state text not null,               -- waiting, leased, done, shelved
            attempts integer not null,
            due integer not null,
            lease text,
            leased_until integer,
            person integer references person on delete cascade,
            verdict text,
            intent text,
            trouble text,                      -- a short code or an exception's class, never text of a mail
            finished integer
        ) strict;
        create index inbox_open on inbox (state, due) where state in ('waiting', 'leased');
        create table outbox (
            id integer primary key,
            made integer not null,
            cause text not null,               -- inbox:ID or reminder:ID
            kind text not null,                -- the folder under templates/mail
            person integer references person on delete cascade,
            about text not null,               -- JSON: debrief, interview, draft: what an answer to it is about
            sender text not null,
            recipient text not null,
            message_id text not null unique,   -- made from (cause, kind): a repeat can be recognised
            raw blob,
            state text not null,               -- waiting, leased, sent, shelved
            attempts integer not null,
            due integer not null,
            lease text,
            leased_until integer,
            trouble text,
            finished integer
        ) strict;
        create index outbox_open on outbox (state, due) where state in ('waiting', 'leased');
        create index outbox_person on outbox (person)
        """,
    )


@migrations()
def m0003_interviews(db: Database) -> None:
    """Make interviews, the debriefs on them, and the reminders they call for."""
    _run(
        db,
        """
        create table interview (
            id integer primary key,
            person integer not null references person on delete cascade,
            uid text,                          -- of the calendar object, where one came
            sequence integer not null,
            organiser text,                    -- address; besides the person, the only one who may move it
            company text,
            role text,
            mode text,
            format text,                       -- a format of the routine catalogue
            place text,                        -- address or link
            people text not null,              -- JSON: [{name, email, title}]
            wall text not null,                -- local date and time, ISO: the promise that was made
            zone text not null,                -- IANA; the instant is computed from both, again when zone data change
            starts integer not null,
            ends integer,
            state text not null,               -- planned, cancelled, over
            subject text,                      -- of the mail that told of it
            thread text,                       -- its Message-ID
            changed integer not null
        ) strict;
        create index interview_person on interview (person, starts);
        create unique index interview_uid on interview (person, uid) where uid is not null;
        create table debrief (
            id integer primary key,
            person integer not null references person on delete cascade,
            interview integer references interview on delete set null,
            inbox integer references inbox on delete set null,
            told integer not null,
            reading text not null,             -- JSON of coach.model.Debrief
            drafts text not null               -- JSON of the drafts as last sent
        ) strict;
        create index debrief_person on debrief (person, told);
        create table reminder (
            id integer primary key,
            person integer not null references person on delete cascade,
            interview integer not null references interview on delete cascade,
            phase text not null,               -- night_before, morning_of, minutes_before, after
            due integer not null,
            useless integer not null,          -- after this instant it helps nobody and is not sent
            state text not null,               -- waiting, leased, sent, missed, cancelled
            lease text,
            leased_until integer,
            unique (interview, phase)
        ) strict;
        create index reminder_open on reminder (state, due) where state in ('waiting', 'leased')
        """,
    )


@migrations()
def m0004_routine(db: Database) -> None:
    """Make the personal lines of the routine."""
    _run(
        db,
        """
        create table line (
            id integer primary key,
            person integer not null references person on delete cascade,
            phase text not null,
            text text not null,
            why text not null,                 -- mistake, positive, told, base
            kind text,                         -- of the mistake or positive, or the id of a base line
            if_then text,                      -- set where the mistake came back
            step integer not null,             -- which resolution of the kind is being tried, from 0
            seen integer not null,             -- how many interviews the mistake came up in
            quiet integer not null,            -- interviews in a row without it
            state text not null,               -- awake, asleep, dropped
            pinned integer not null,
            since text not null,               -- ISO date of the debrief that brought it
            debrief integer references debrief on delete set null
        ) strict;
        create index line_person on line (person, phase)
        """,
    )


@migrations()
def m0005_questions(db: Database) -> None:
    """Make what is asked and waits for an answer, and what the interviews still lacked."""
    _run(
        db,
        """
        alter table interview add column zone_assumed integer not null default 0;  -- 1: nobody said whose clock
        alter table interview add column notified integer not null default 0;      -- SEQUENCE of our own .ics
        create table question (
            person integer primary key references person on delete cascade,  -- one at a time; the newest stands
            kind text not null,                -- which, time, interview, forget
            payload text not null,             -- JSON: the readings offered, and the appointment they are for
            asked integer not null
        ) strict;
        create table fact (
            name text primary key,             -- tzdata: the version that the instants were computed with
            value text not null
        ) strict;
        create index interview_ahead on interview (starts) where state = 'planned';
        create index debrief_interview on debrief (interview) where interview is not null
        """,
    )


@migrations()
def m0006_conversation(db: Database) -> None:
    """Make what follows a debrief: wishes for its notes, better answers, corrected names, outcomes, follow-ups."""
    _run(
        db,
        """
        alter table debrief add column wishes text not null default '{}';  -- JSON: what was asked of the notes, by reader
        create table revision (
            id integer primary key,
            person integer not null references person on delete cascade,
            debrief integer not null references debrief on delete cascade,
            inbox integer references inbox on delete set null,
            told integer not null,
            asked text not null                -- JSON of coach.revising.Revision values
        ) strict;
        create index revision_debrief on revision (debrief);
        create table story (
            id integer primary key,
            person integer not null references person on delete cascade,
            debrief integer references debrief on delete set null,
            kind text,                         -- of the mistake it answers
            about text not null,
            answer text not null,
            told integer not null
        ) strict;
        create index story_person on story (person, told);
        create table correction (
            person integer not null references person on delete cascade,
            wrong text not null,               -- a name as it was read
            name text not null,
            company text,                      -- where it holds; null: everywhere
            told integer not null,
            primary key (person, wrong)
        ) strict;
        create table outcome (
            id integer primary key,
            person integer not null references person on delete cascade,
            debrief integer references debrief on delete set null,
            interview integer references interview on delete set null,
            inbox integer references inbox on delete set null,
            result text not null,              -- rejected, offered, next_round, silence, withdrew
            expected text,                     -- the person's own prediction: yes, no, unsure
            told integer not null
        ) strict;
        create index outcome_person on outcome (person, told);
        create table follow_up (
            id integer primary key,
            person integer not null references person on delete cascade,
            debrief integer not null references debrief on delete cascade,
            number integer not null,           -- 1 and 2: a nudge; 3: the closing mail
            due integer not null,
            state text not null,               -- waiting, leased, sent, cancelled
            lease text,
            leased_until integer,
            unique (debrief, number)
        ) strict;
        create index follow_up_open on follow_up (state, due) where state in ('waiting', 'leased')
        """,
    )


@migrations()
def m0007_trust(db: Database) -> None:
    """Make what the door remembers: why it judged, words that come again, what came back, who was invited."""
    _run(
        db,
        """
        alter table inbox add column why text;    -- the row of the verdict's table, and what was found: dkim=pass:…
        alter table inbox add column words blob;  -- a fingerprint of the new text: the same from a machine every time
        create index inbox_words on inbox (person, words) where words is not null;
        create index outbox_made on outbox (made);
        alter table person add column bounced integer;  -- when the last mail came back for good; null: none
        """,
    )


@migrations()
def m0008_addresses(db: Database) -> None:
    """Make the further addresses that a person writes from; answers go to the first all the same."""
    _run(
        db,
        """
        create table alias (
            address text primary key,          -- canonical
            person integer not null references person on delete cascade,
            added integer not null
        ) strict;
        create index alias_person on alias (person)
        """,
    )


@migrations()
def m0009_useless(db: Database) -> None:
    """Let a mail in the outbox say from when on it helps nobody; its state may be `missed` then."""
    _run(db, "alter table outbox add column useless integer")


@migrations()
def m0010_confirmations(db: Database) -> None:
    """Make what is asked before an address is believed, and the mark of a mail whose sender has answered."""
    _run(
        db,
        """
        alter table inbox add column confirmed integer not null default 0;
        create table confirmation (
            inbox integer primary key references inbox on delete cascade,
            address text not null,             -- canonical
            person integer references person on delete cascade,  -- whose further address it may be; null: somebody new
            asked integer not null
        ) strict;
        create index confirmation_address on confirmation (address, asked)
        """,
    )
