-- +goose Up
-- Times are milliseconds since 1970, 0: none. Texts that are not given are ''.
CREATE TABLE schedule (
    channel TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    expr    TEXT NOT NULL,
    zone    TEXT NOT NULL,
    slot    TEXT COLLATE "C" NOT NULL,
    next_at BIGINT NOT NULL
);

CREATE TABLE edition (
    id      TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    channel TEXT COLLATE "C" NOT NULL,
    slot    TEXT COLLATE "C" NOT NULL,
    due_at  BIGINT NOT NULL,
    state   TEXT COLLATE "C" NOT NULL,
    reason  TEXT NOT NULL,
    UNIQUE (channel, slot)
);

CREATE INDEX edition_open ON edition (due_at) WHERE state = 'due';

CREATE TABLE story (
    id      TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE TABLE article (
    id           TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    story        TEXT COLLATE "C" NOT NULL REFERENCES story (id),
    url          TEXT NOT NULL,
    title        TEXT NOT NULL,
    outlet       TEXT NOT NULL,
    byline       TEXT NOT NULL, -- a JSON list
    published_at BIGINT NOT NULL,
    modified_at  BIGINT NOT NULL,
    language     TEXT NOT NULL,
    body         TEXT NOT NULL
);

CREATE INDEX article_story ON article (story);

CREATE TABLE delivery (
    key        TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    channel    TEXT COLLATE "C" NOT NULL,
    lane       TEXT COLLATE "C" NOT NULL,
    seq        BIGINT NOT NULL, -- the order in the channel
    edition    TEXT COLLATE "C" NOT NULL,
    story      TEXT COLLATE "C" NOT NULL,
    post       TEXT NOT NULL,    -- JSON: see stored.go
    state      TEXT COLLATE "C" NOT NULL,
    made_at    BIGINT NOT NULL,
    attempts   BIGINT NOT NULL,
    lookups    BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    not_until  BIGINT NOT NULL,
    message    TEXT COLLATE "C" NOT NULL,
    reason     TEXT NOT NULL,
    UNIQUE (channel, seq)
);

CREATE INDEX delivery_open ON delivery (channel, lane, seq) WHERE state IN ('planned', 'sending', 'unsure');
CREATE INDEX delivery_message ON delivery (channel, message);
CREATE INDEX delivery_story ON delivery (channel, story);
CREATE INDEX delivery_edition ON delivery (edition);

CREATE TABLE question (
    channel  TEXT COLLATE "C" NOT NULL,
    id       TEXT COLLATE "C" NOT NULL,
    thread   TEXT COLLATE "C" NOT NULL,
    seq      BIGINT NOT NULL, -- the order in the thread
    asker    TEXT NOT NULL,
    body     TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    state    TEXT COLLATE "C" NOT NULL, -- open, answered, dropped
    reason   TEXT NOT NULL,
    PRIMARY KEY (channel, id),
    UNIQUE (channel, thread, seq)
);

CREATE INDEX question_open ON question (channel) WHERE state = 'open';

CREATE TABLE message (
    seq       BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id        TEXT COLLATE "C" NOT NULL UNIQUE,
    channel   TEXT COLLATE "C" NOT NULL,
    thread    TEXT COLLATE "C" NOT NULL, -- the root's id; '': it stands in the channel
    posted_at BIGINT NOT NULL,
    post_key  TEXT COLLATE "C",          -- null: a person's
    post      TEXT NOT NULL, -- JSON, as in delivery
    author    TEXT NOT NULL,
    body      TEXT NOT NULL,
    UNIQUE (channel, post_key)
);

CREATE INDEX message_thread ON message (channel, thread, seq);

-- +goose Down
DROP TABLE message;
DROP TABLE question;
DROP TABLE delivery;
DROP TABLE article;
DROP TABLE story;
DROP TABLE edition;
DROP TABLE schedule;
