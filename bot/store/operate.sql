-- As queries.sql: for those who run newsdigest.

-- name: RetryDelivery :execrows
UPDATE delivery
SET state = 'planned', made_at = sqlc.arg(made_at), attempts = 0, lookups = 0, started_at = 0, not_until = 0, message = '', reason = ''
WHERE key = sqlc.arg(key) AND state IN ('failed', 'uncertain');

-- name: CountDeliveries :many
SELECT state, COUNT(*) AS deliveries FROM delivery GROUP BY state ORDER BY state;

-- name: LastEdition :one
SELECT * FROM edition WHERE channel = sqlc.arg(channel) AND due_at <= sqlc.arg(due_at) ORDER BY due_at DESC LIMIT 1;

-- name: AddCorrection :exec
INSERT INTO correction (id, story, kind, made_at, reason, title, url)
VALUES (sqlc.arg(id), sqlc.arg(story), sqlc.arg(kind), sqlc.arg(made_at), sqlc.arg(reason), sqlc.arg(title), sqlc.arg(url));

-- name: ListCorrections :many
SELECT * FROM correction WHERE sqlc.arg(story) = '' OR story = sqlc.arg(story) ORDER BY made_at, id;

-- name: ReplaceArticle :exec
UPDATE article
SET url = sqlc.arg(url), title = sqlc.arg(title), outlet = sqlc.arg(outlet), byline = sqlc.arg(byline),
    published_at = sqlc.arg(published_at), modified_at = sqlc.arg(modified_at), language = sqlc.arg(language), body = sqlc.arg(body)
WHERE story = sqlc.arg(story);

-- name: ForgetTexts :execrows
UPDATE article SET body = ''
WHERE body <> '' AND story IN (SELECT s.id FROM story s WHERE s.seen_at < sqlc.arg(before));

-- name: ForgetQuestions :execrows
DELETE FROM question WHERE asked_at < sqlc.arg(before) AND state <> 'open';

-- name: ForgetAnswers :execrows
DELETE FROM delivery
WHERE lane = 'threads' AND made_at < sqlc.arg(before) AND state NOT IN ('planned', 'sending', 'unsure');

-- name: ForgetMessages :execrows
DELETE FROM message WHERE posted_at < sqlc.arg(before) AND (post_key IS NULL OR thread <> '');

-- name: ListQuestionsOf :many
SELECT channel, id FROM question WHERE asker = sqlc.arg(asker) ORDER BY channel, id;

-- name: ForgetQuestion :exec
DELETE FROM question WHERE channel = sqlc.arg(channel) AND id = sqlc.arg(id);

-- name: ForgetDelivery :exec
DELETE FROM delivery WHERE key = sqlc.arg(key);

-- name: ForgetMessageByKey :exec
DELETE FROM message WHERE channel = sqlc.arg(channel) AND post_key = sqlc.narg(post_key);

-- name: ForgetMessagesOf :execrows
DELETE FROM message WHERE author = sqlc.arg(author) AND post_key IS NULL;
