-- These queries run on SQLite and on Postgres as they are. Both schemas check
-- them when the code is generated; the rules that keep them so are in doc.go.

-- name: ListSchedules :many
SELECT * FROM schedule ORDER BY channel;

-- name: AddSchedule :execrows
INSERT INTO schedule (channel, expr, zone, slot, next_at)
VALUES (sqlc.arg(channel), sqlc.arg(expr), sqlc.arg(zone), sqlc.arg(slot), sqlc.arg(next_at))
ON CONFLICT (channel) DO NOTHING;

-- name: MoveSchedule :execrows
UPDATE schedule
SET expr = sqlc.arg(expr), zone = sqlc.arg(zone), slot = sqlc.arg(slot), next_at = sqlc.arg(next_at)
WHERE channel = sqlc.arg(channel)
  AND expr = sqlc.arg(was_expr) AND zone = sqlc.arg(was_zone) AND slot = sqlc.arg(was_slot);

-- name: AddEdition :execrows
INSERT INTO edition (id, channel, slot, due_at, state, reason)
VALUES (sqlc.arg(id), sqlc.arg(channel), sqlc.arg(slot), sqlc.arg(due_at), sqlc.arg(state), sqlc.arg(reason))
ON CONFLICT DO NOTHING;

-- name: GetEdition :one
SELECT * FROM edition WHERE id = sqlc.arg(id);

-- name: SettleEdition :execrows
UPDATE edition SET state = sqlc.arg(state), reason = sqlc.arg(reason)
WHERE id = sqlc.arg(id) AND state = 'due';

-- name: ListOpenEditions :many
SELECT id FROM edition WHERE state = 'due' ORDER BY due_at;

-- name: AddStory :exec
INSERT INTO story (id, seen_at) VALUES (sqlc.arg(id), sqlc.arg(seen_at))
ON CONFLICT (id) DO NOTHING;

-- name: AddArticle :exec
INSERT INTO article (id, story, url, title, outlet, byline, published_at, modified_at, language, body)
VALUES (sqlc.arg(id), sqlc.arg(story), sqlc.arg(url), sqlc.arg(title), sqlc.arg(outlet), sqlc.arg(byline),
        sqlc.arg(published_at), sqlc.arg(modified_at), sqlc.arg(language), sqlc.arg(body))
ON CONFLICT (id) DO NOTHING;

-- name: GetArticle :one
SELECT * FROM article WHERE story = sqlc.arg(story) ORDER BY id LIMIT 1;

-- name: HasStory :one
SELECT EXISTS (
    SELECT 1 FROM delivery d
    WHERE d.channel = sqlc.arg(channel) AND d.story = sqlc.arg(story) AND d.lane = 'editions' AND d.state <> 'failed'
    UNION ALL
    SELECT 1 FROM correction c WHERE c.story = sqlc.arg(story) AND c.kind = 'withdrawn'
);

-- name: PlanDelivery :execrows
INSERT INTO delivery (key, channel, lane, seq, edition, story, post, state, made_at,
                      attempts, lookups, started_at, not_until, message, reason)
VALUES (sqlc.arg(key), sqlc.arg(channel), sqlc.arg(lane),
        (SELECT COALESCE(MAX(d.seq), 0) + 1 FROM delivery d WHERE d.channel = sqlc.arg(channel)),
        sqlc.arg(edition), sqlc.arg(story), sqlc.arg(post), CASE WHEN EXISTS (SELECT 1 FROM restored r WHERE r.until_at > sqlc.arg(made_at)) THEN 'unsure' ELSE 'planned' END,
        sqlc.arg(made_at), 0, 0, (SELECT COALESCE(MAX(r.since_at), 0) FROM restored r WHERE r.until_at > sqlc.arg(made_at)), 0, '', '')
ON CONFLICT (key) DO UPDATE
SET seq = excluded.seq, edition = excluded.edition, post = excluded.post, state = excluded.state, made_at = excluded.made_at,
    attempts = 0, lookups = 0, started_at = excluded.started_at, not_until = 0, message = '', reason = ''
WHERE delivery.state = 'failed' OR delivery.state = 'removed';

-- name: HeadDelivery :one
SELECT * FROM delivery
WHERE channel = sqlc.arg(channel) AND lane = sqlc.arg(lane) AND state IN ('planned', 'sending', 'unsure')
ORDER BY CASE WHEN state = 'planned' THEN 1 ELSE 0 END, seq
LIMIT 1;

-- name: HasOpenDelivery :one
SELECT EXISTS (
    SELECT 1 FROM delivery
    WHERE channel = sqlc.arg(channel) AND lane = sqlc.arg(lane) AND state IN ('planned', 'sending', 'unsure')
);

-- name: MoveDelivery :execrows
UPDATE delivery
SET state = sqlc.arg(state), attempts = sqlc.arg(attempts), lookups = sqlc.arg(lookups), started_at = sqlc.arg(started_at),
    not_until = sqlc.arg(not_until), message = sqlc.arg(message), reason = sqlc.arg(reason)
WHERE key = sqlc.arg(key) AND state = sqlc.arg(was_state) AND started_at = sqlc.arg(was_started_at) AND made_at = sqlc.arg(was_made_at);

-- name: GetDelivery :one
SELECT * FROM delivery WHERE key = sqlc.arg(key);

-- name: ListUnsettled :many
SELECT * FROM delivery
WHERE channel = sqlc.arg(channel) AND state IN ('planned', 'sending', 'unsure')
ORDER BY seq;

-- name: ListDeliveriesOf :many
SELECT * FROM delivery WHERE edition = sqlc.arg(edition) ORDER BY channel, seq;

-- name: ListDeliveries :many
SELECT * FROM delivery
WHERE (sqlc.arg(states) = '' OR sqlc.arg(states) LIKE '%,' || state || ',%')
  AND (sqlc.arg(channel) = '' OR channel = sqlc.arg(channel))
  AND (sqlc.arg(story) = '' OR story = sqlc.arg(story))
  AND made_at >= sqlc.arg(since)
ORDER BY made_at DESC, channel, seq DESC LIMIT sqlc.arg(max_rows);

-- name: AddBar :execrows
INSERT INTO bar (channel, since_at, reason) VALUES (sqlc.arg(channel), sqlc.arg(since_at), sqlc.arg(reason))
ON CONFLICT (channel) DO NOTHING;

-- name: HasBar :one
SELECT EXISTS (SELECT 1 FROM bar WHERE channel = sqlc.arg(channel));

-- name: EndBar :execrows
DELETE FROM bar WHERE channel = sqlc.arg(channel);

-- name: ListBars :many
SELECT * FROM bar ORDER BY channel;

-- name: ListOpenLanes :many
SELECT DISTINCT channel, lane FROM delivery WHERE state IN ('planned', 'sending', 'unsure') ORDER BY channel, lane;

-- name: GetStoryIn :one
SELECT story FROM delivery
WHERE channel = sqlc.arg(channel) AND message = sqlc.arg(message) AND lane = 'editions' AND story <> ''
ORDER BY seq DESC LIMIT 1;

-- name: HasFlyingStory :one
SELECT EXISTS (
    SELECT 1 FROM delivery
    WHERE channel = sqlc.arg(channel) AND lane = 'editions' AND state IN ('sending', 'unsure')
);

-- name: AddQuestion :execrows
INSERT INTO question (channel, id, thread, seq, asker, body, asked_at, state, reason, story, unseen, among)
VALUES (sqlc.arg(channel), sqlc.arg(id), sqlc.arg(thread),
        (SELECT COALESCE(MAX(q.seq), 0) + 1 FROM question q WHERE q.channel = sqlc.arg(channel) AND q.thread = sqlc.arg(thread)),
        sqlc.arg(asker), sqlc.arg(body), sqlc.arg(asked_at), 'open', '', sqlc.arg(story), sqlc.arg(unseen), sqlc.arg(among))
ON CONFLICT (channel, id) DO NOTHING;

-- name: GetQuestion :one
SELECT * FROM question WHERE channel = sqlc.arg(channel) AND id = sqlc.arg(id);

-- name: ListEarlier :many
SELECT e.* FROM question e
WHERE e.channel = sqlc.arg(channel) AND e.thread = sqlc.arg(thread) AND e.state <> 'dropped'
  AND e.seq < (SELECT q.seq FROM question q WHERE q.channel = sqlc.arg(channel) AND q.id = sqlc.arg(id))
ORDER BY e.seq;

-- name: SettleQuestion :execrows
UPDATE question SET state = sqlc.arg(state), reason = sqlc.arg(reason), story = sqlc.arg(story)
WHERE channel = sqlc.arg(channel) AND id = sqlc.arg(id) AND state = 'open' AND body = sqlc.arg(body);

-- name: ListOpenQuestions :many
SELECT channel, id FROM question WHERE state = 'open' ORDER BY channel, seq;

-- name: AddMessage :execrows
INSERT INTO message (id, channel, thread, posted_at, post_key, post, author, body)
VALUES (sqlc.arg(id), sqlc.arg(channel), sqlc.arg(thread), sqlc.arg(posted_at), sqlc.narg(post_key), sqlc.arg(post),
        sqlc.arg(author), sqlc.arg(body))
ON CONFLICT DO NOTHING;

-- name: ChangeMessage :execrows
UPDATE message SET post = sqlc.arg(post) WHERE id = sqlc.arg(id) AND post_key IS NOT NULL;

-- name: RemoveMessage :exec
DELETE FROM message WHERE id = sqlc.arg(id) AND post_key IS NOT NULL;

-- name: GetMessage :one
SELECT * FROM message WHERE id = sqlc.arg(id);

-- name: GetMessageByKey :one
SELECT * FROM message WHERE channel = sqlc.arg(channel) AND post_key = sqlc.narg(post_key);

-- name: HasRoot :one
SELECT EXISTS (
    SELECT 1 FROM message WHERE id = sqlc.arg(id) AND channel = sqlc.arg(channel) AND thread = ''
);

-- name: ListLast :many
SELECT sqlc.embed(m), (SELECT COUNT(*) FROM message r WHERE r.channel = m.channel AND r.thread = m.id) AS replies
FROM message m
WHERE m.channel = sqlc.arg(channel) AND m.thread = ''
ORDER BY m.seq DESC LIMIT sqlc.arg(max_rows);

-- name: ListBefore :many
SELECT sqlc.embed(m), (SELECT COUNT(*) FROM message r WHERE r.channel = m.channel AND r.thread = m.id) AS replies
FROM message m
WHERE m.channel = sqlc.arg(channel) AND m.thread = ''
  AND m.seq < (SELECT b.seq FROM message b WHERE b.id = sqlc.arg(before))
ORDER BY m.seq DESC LIMIT sqlc.arg(max_rows);

-- name: ListAfter :many
SELECT sqlc.embed(m), (SELECT COUNT(*) FROM message r WHERE r.channel = m.channel AND r.thread = m.id) AS replies
FROM message m
WHERE m.channel = sqlc.arg(channel) AND m.thread = ''
  AND m.seq > (SELECT a.seq FROM message a WHERE a.id = sqlc.arg(after))
ORDER BY m.seq LIMIT sqlc.arg(max_rows);

-- name: ListReplies :many
SELECT * FROM message WHERE channel = sqlc.arg(channel) AND thread = sqlc.arg(thread) ORDER BY seq;
