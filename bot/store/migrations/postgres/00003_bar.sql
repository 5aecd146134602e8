-- +goose Up
CREATE TABLE bar (
    channel  TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    since_at BIGINT NOT NULL,
    reason   TEXT NOT NULL
);

CREATE INDEX delivery_age ON delivery (made_at);

-- +goose Down
DROP INDEX delivery_age;
DROP TABLE bar;
