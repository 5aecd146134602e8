-- +goose Up
CREATE TABLE bar (
    channel  TEXT PRIMARY KEY NOT NULL,
    since_at INTEGER NOT NULL,
    reason   TEXT NOT NULL
) STRICT;

CREATE INDEX delivery_age ON delivery (made_at);

-- +goose Down
DROP INDEX delivery_age;
DROP TABLE bar;
