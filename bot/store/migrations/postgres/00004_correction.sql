-- +goose Up
-- What was taken back or corrected after it was posted.
CREATE TABLE correction (
    id      TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    story   TEXT COLLATE "C" NOT NULL,
    kind    TEXT COLLATE "C" NOT NULL, -- withdrawn, corrected
    made_at BIGINT NOT NULL,
    reason  TEXT NOT NULL,
    title   TEXT NOT NULL,
    url     TEXT NOT NULL
);

CREATE INDEX correction_story ON correction (story);

-- Replicas whose connection is gone, and since when that is known.
CREATE TABLE replica (
    name    TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    gone_at TIMESTAMPTZ NOT NULL
);

-- +goose Down
DROP TABLE replica;
DROP TABLE correction;
