-- +goose Up
-- What people asked in the last minutes, so that limits hold over all replicas.
CREATE TABLE asked (
    person      TEXT NOT NULL,
    name        TEXT NOT NULL,
    is_question BIGINT NOT NULL, -- 0, 1
    asked_at    BIGINT NOT NULL
);

CREATE INDEX asked_person ON asked (person, asked_at);
CREATE INDEX asked_at ON asked (asked_at);

-- What people hold to be wrong with quotes.
CREATE TABLE complaint (
    id          TEXT PRIMARY KEY NOT NULL,
    story       TEXT NOT NULL,
    title       TEXT NOT NULL,
    url         TEXT NOT NULL,
    quote       TEXT NOT NULL,
    says        TEXT NOT NULL,
    channel     TEXT NOT NULL,
    person      TEXT NOT NULL,
    person_name TEXT NOT NULL,
    made_at     BIGINT NOT NULL
);

CREATE INDEX complaint_made_at ON complaint (made_at);

-- +goose Down
DROP TABLE complaint;
DROP TABLE asked;
