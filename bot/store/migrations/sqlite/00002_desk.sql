-- +goose Up
ALTER TABLE question ADD COLUMN story TEXT NOT NULL DEFAULT ''; -- '': that of its thread
ALTER TABLE question ADD COLUMN unseen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN among TEXT NOT NULL DEFAULT '';  -- a JSON list of channels; '': none

CREATE INDEX article_url ON article (url);
CREATE INDEX delivery_made ON delivery (channel, made_at) WHERE lane = 'editions' AND state = 'sent';

-- Channels that get no editions for now.
CREATE TABLE pause (
    channel  TEXT PRIMARY KEY NOT NULL,
    by_whom  TEXT NOT NULL,
    since_at INTEGER NOT NULL,
    reason   TEXT NOT NULL
) STRICT;

-- How each source did when it was read last.
CREATE TABLE source (
    name      TEXT PRIMARY KEY NOT NULL,
    tried_at  INTEGER NOT NULL,
    worked_at INTEGER NOT NULL,
    articles  INTEGER NOT NULL,
    trouble   TEXT NOT NULL
) STRICT;

-- +goose Down
DROP TABLE source;
DROP TABLE pause;
DROP INDEX delivery_made;
DROP INDEX article_url;
ALTER TABLE question DROP COLUMN among;
ALTER TABLE question DROP COLUMN unseen;
ALTER TABLE question DROP COLUMN story;
