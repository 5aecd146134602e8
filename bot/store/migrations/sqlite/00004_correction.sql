-- +goose Up
-- What was taken back or corrected after it was posted.
CREATE TABLE correction (
    id      TEXT PRIMARY KEY NOT NULL,
    story   TEXT NOT NULL,
    kind    TEXT NOT NULL, -- withdrawn, corrected
    made_at INTEGER NOT NULL,
    reason  TEXT NOT NULL,
    title   TEXT NOT NULL,
    url     TEXT NOT NULL
) STRICT;

CREATE INDEX correction_story ON correction (story);

-- +goose Down
DROP TABLE correction;
