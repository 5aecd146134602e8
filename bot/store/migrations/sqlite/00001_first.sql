-- +goose Up
-- Times are milliseconds since 1970, 0: none. Texts that are not given are ''.
CREATE TABLE schedule (
    channel TEXT PRIMARY KEY NOT NULL,
    expr    TEXT NOT NULL,
    zone    TEXT NOT NULL,
    slot    TEXT NOT NULL,
    next_at INTEGER NOT NULL
) STRICT;

CREATE TABLE edition (
    id      TEXT PRIMARY KEY NOT NULL,
    channel TEXT NOT NULL,
    slot    TEXT NOT NULL,
    due_at  INTEGER NOT NULL,
    state   TEXT NOT NULL,
    reason  TEXT NOT NULL,
    UNIQUE (channel, slot)
) STRICT;

CREATE INDEX edition_open ON edition (due_at) WHERE state = 'due';

CREATE TABLE story (
    id      TEXT PRIMARY KEY NOT NULL,
    seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE article (
    id           TEXT PRIMARY KEY NOT NULL,
    story        TEXT NOT NULL REFERENCES story (id),
    url          TEXT NOT NULL,
    title        TEXT NOT NULL,
    outlet       TEXT NOT NULL,
    byline       TEXT NOT NULL, -- a JSON list
    published_at INTEGER NOT NULL,
    modified_at  INTEGER NOT NULL,
    language     TEXT NOT NULL,
    body         TEXT NOT NULL
) STRICT;

CREATE INDEX article_story ON article (story);

CREATE TABLE delivery (
    key        TEXT PRIMARY KEY NOT NULL,
    channel    TEXT NOT NULL,
    lane       TEXT NOT NULL,
    seq        INTEGER NOT NULL, -- the order in the channel
    edition    TEXT NOT NULL,
    story      TEXT NOT NULL,
    post       TEXT NOT NULL,    -- JSON: see stored.go
    state      TEXT NOT NULL,
    made_at    INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    lookups    INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    not_until  INTEGER NOT NULL,
    message    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    UNIQUE (channel, seq)
) STRICT;

CREATE INDEX delivery_open ON delivery (channel, lane, seq) WHERE state IN ('planned', 'sending', 'unsure');
CREATE INDEX delivery_message ON delivery (channel, message);
CREATE INDEX delivery_story ON delivery (channel, story);
CREATE INDEX delivery_edition ON delivery (edition);

CREATE TABLE question (
    channel  TEXT NOT NULL,
    id       TEXT NOT NULL,
    thread   TEXT NOT NULL,
    seq      INTEGER NOT NULL, -- the order in the thread
    asker    TEXT NOT NULL,
    body     TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    state    TEXT NOT NULL, -- open, answered, dropped
    reason   TEXT NOT NULL,
    PRIMARY KEY (channel, id),
    UNIQUE (channel, thread, seq)
) STRICT;

CREATE INDEX question_open ON question (channel) WHERE state = 'open';

CREATE TABLE message (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT NOT NULL UNIQUE,
    channel   TEXT NOT NULL,
    thread    TEXT NOT NULL, -- the root's id; '': it stands in the channel
    posted_at INTEGER NOT NULL,
    post_key  TEXT,          -- null: a person's
    post      TEXT NOT NULL, -- JSON, as in delivery
    author    TEXT NOT NULL,
    body      TEXT NOT NULL,
    UNIQUE (channel, post_key)
) STRICT;

CREATE INDEX message_thread ON message (channel, thread, seq);

-- +goose Down
DROP TABLE message;
DROP TABLE question;
DROP TABLE delivery;
DROP TABLE article;
DROP TABLE story;
DROP TABLE edition;
DROP TABLE schedule;
