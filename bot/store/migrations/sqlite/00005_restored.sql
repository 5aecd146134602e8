-- +goose Up
-- Backups that were restored: what was posted since then is not known here,
-- so that until then what is planned is looked up before it is sent.
CREATE TABLE restored (
    since_at INTEGER NOT NULL,
    until_at INTEGER NOT NULL
) STRICT;

-- +goose Down
DROP TABLE restored;
