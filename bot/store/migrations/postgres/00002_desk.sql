-- +goose Up
ALTER TABLE question ADD COLUMN story TEXT COLLATE "C" NOT NULL DEFAULT ''; -- '': that of its thread
ALTER TABLE question ADD COLUMN unseen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN among TEXT NOT NULL DEFAULT '';  -- a JSON list of channels; '': none

CREATE INDEX article_url ON article (url);
CREATE INDEX delivery_made ON delivery (channel, made_at) WHERE lane = 'editions' AND state = 'sent';

-- Channels that get no editions for now.
CREATE TABLE pause (
    channel  TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    by_whom  TEXT NOT NULL,
    since_at BIGINT NOT NULL,
    reason   TEXT NOT NULL
);

-- How each source did when it was read last.
CREATE TABLE source (
    name      TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    tried_at  BIGINT NOT NULL,
    worked_at BIGINT NOT NULL,
    articles  BIGINT NOT NULL,
    trouble   TEXT NOT NULL
);

-- +goose Down
DROP TABLE source;
DROP TABLE pause;
DROP INDEX delivery_made;
DROP INDEX article_url;
ALTER TABLE question DROP COLUMN among;
ALTER TABLE question DROP COLUMN unseen;
ALTER TABLE question DROP COLUMN story;
