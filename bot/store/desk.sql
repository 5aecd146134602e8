-- As queries.sql: for what is asked beside editions.

-- name: ListPauses :many
SELECT * FROM pause ORDER BY channel;

-- name: SetPause :exec
INSERT INTO pause (channel, by_whom, since_at, reason)
VALUES (sqlc.arg(channel), sqlc.arg(by_whom), sqlc.arg(since_at), sqlc.arg(reason))
ON CONFLICT (channel) DO UPDATE
SET by_whom = excluded.by_whom, since_at = excluded.since_at, reason = excluded.reason;

-- name: EndPause :exec
DELETE FROM pause WHERE channel = sqlc.arg(channel);

-- name: ListStoriesAt :many
SELECT DISTINCT story FROM article WHERE url = sqlc.arg(url) ORDER BY story;

-- name: ListRecent :many
SELECT * FROM delivery
WHERE channel = sqlc.arg(channel) AND lane = 'editions' AND state = 'sent' AND story <> ''
ORDER BY made_at DESC, seq DESC
LIMIT sqlc.arg(max_rows);

-- name: NoteSource :exec
INSERT INTO source (name, tried_at, worked_at, articles, trouble)
VALUES (sqlc.arg(name), sqlc.arg(tried_at), sqlc.arg(worked_at), sqlc.arg(articles), sqlc.arg(trouble))
ON CONFLICT (name) DO UPDATE
SET tried_at = excluded.tried_at, trouble = excluded.trouble,
    worked_at = CASE WHEN excluded.trouble = '' THEN excluded.worked_at ELSE source.worked_at END,
    articles = CASE WHEN excluded.trouble = '' THEN excluded.articles ELSE source.articles END;

-- name: ListSources :many
SELECT * FROM source ORDER BY name;

-- name: GetStoryAnswered :one
SELECT story FROM question
WHERE channel = sqlc.arg(channel) AND thread = sqlc.arg(thread) AND state = 'answered' AND story <> ''
ORDER BY seq DESC LIMIT 1;

-- name: ReviseQuestion :execrows
UPDATE question SET body = sqlc.arg(body), state = 'open', reason = ''
WHERE channel = sqlc.arg(channel) AND id = sqlc.arg(id) AND body <> sqlc.arg(body);

-- name: ReviseDelivery :execrows
UPDATE delivery
SET post = sqlc.arg(post), state = 'planned', made_at = CASE WHEN made_at < sqlc.arg(made_at) THEN sqlc.arg(made_at) ELSE made_at + 1 END,
    attempts = 0, lookups = 0, not_until = 0, reason = ''
WHERE key = sqlc.arg(key) AND state NOT IN ('sending', 'unsure');

-- name: ChangeDelivery :execrows
UPDATE delivery
SET post = sqlc.arg(post), state = 'planned', made_at = CASE WHEN made_at < sqlc.arg(made_at) THEN sqlc.arg(made_at) ELSE made_at + 1 END,
    attempts = 0, lookups = 0, not_until = 0, reason = ''
WHERE key = sqlc.arg(key) AND state = 'sent' AND message <> '' AND made_at = sqlc.arg(was_made_at);

-- name: DropPlanned :execrows
UPDATE delivery SET state = 'removed', reason = sqlc.arg(reason), not_until = 0
WHERE key = sqlc.arg(key) AND state = 'planned' AND message = '';

-- name: ListAsked :many
SELECT * FROM asked WHERE person = sqlc.arg(person) AND asked_at >= sqlc.arg(asked_at) ORDER BY asked_at;

-- name: AddAsked :exec
INSERT INTO asked (person, name, is_question, asked_at)
VALUES (sqlc.arg(person), sqlc.arg(name), sqlc.arg(is_question), sqlc.arg(asked_at));

-- name: ForgetAsked :execrows
DELETE FROM asked WHERE asked_at < sqlc.arg(before);

-- name: ForgetAskedBy :exec
DELETE FROM asked WHERE substr(person, length(person) - length(sqlc.arg(asker))) = ':' || sqlc.arg(asker);

-- name: AddComplaint :exec
INSERT INTO complaint (id, story, title, url, quote, says, channel, person, person_name, made_at)
VALUES (sqlc.arg(id), sqlc.arg(story), sqlc.arg(title), sqlc.arg(url), sqlc.arg(quote), sqlc.arg(says),
        sqlc.arg(channel), sqlc.arg(person), sqlc.arg(person_name), sqlc.arg(made_at))
ON CONFLICT (id) DO NOTHING;

-- name: ListComplaints :many
SELECT * FROM complaint ORDER BY made_at DESC, id LIMIT sqlc.arg(max_rows);

-- name: ForgetComplaints :execrows
DELETE FROM complaint WHERE made_at < sqlc.arg(before);

-- name: ForgetComplaintsOf :execrows
DELETE FROM complaint WHERE person = sqlc.arg(person);
