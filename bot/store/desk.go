package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

// Pauses is described at bot.DeskLog.
func (s *Store) Pauses(ctx context.Context) (map[bot.ChannelID]bot.Pause, error) {
	rows, err := s.q.ListPauses(ctx)
	if err != nil {
		return nil, s.explain(err)
	}
	out := make(map[bot.ChannelID]bot.Pause, len(rows))
	for _, r := range rows {
		out[bot.ChannelID(r.Channel)] = bot.Pause{By: r.ByWhom, Since: instant(r.SinceAt), Reason: r.Reason}
	}
	return out, nil
}

// SetPause is described at bot.DeskLog.
func (s *Store) SetPause(ctx context.Context, c bot.ChannelID, p *bot.Pause) error {
	if p == nil {
		return s.explain(s.q.EndPause(ctx, string(c)))
	}
	return s.explain(s.q.SetPause(ctx, query.SetPauseParams{Channel: string(c), ByWhom: p.By, SinceAt: millis(p.Since), Reason: p.Reason}))
}

// KeepStory is described at bot.DeskLog.
func (s *Store) KeepStory(ctx context.Context, st bot.Story, now time.Time) error {
	return s.tx(ctx, first, func(ctx context.Context, _ *sql.Tx, q *query.Queries) error { return addStory(ctx, q, st, now) })
}

// Plan is described at bot.DeskLog.
func (s *Store) Plan(ctx context.Context, posts []bot.Post, now time.Time) error {
	return s.tx(ctx, first, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		for _, p := range posts {
			if err := s.engine.order(ctx, tx, p.Channel); err != nil {
				return err
			}
			switch err := plan(ctx, q, p, "", now); {
			case errors.Is(err, bot.ErrStale):
				continue
			case err != nil:
				return err
			}
			if err := s.enqueue(ctx, tx, newDeliverArgs(p.Channel, p.Lane())); err != nil {
				return err
			}
		}
		return nil
	})
}

// StoriesAt is described at bot.DeskLog.
func (s *Store) StoriesAt(ctx context.Context, address string) ([]bot.StoryID, error) {
	rows, err := s.q.ListStoriesAt(ctx, address)
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]bot.StoryID, len(rows))
	for i, r := range rows {
		out[i] = bot.StoryID(r)
	}
	return out, nil
}

// Recent is described at bot.DeskLog.
func (s *Store) Recent(ctx context.Context, channels []bot.ChannelID, limit int) ([]bot.Delivery, error) {
	var all []bot.Delivery
	for _, c := range channels {
		rows, err := s.q.ListRecent(ctx, query.ListRecentParams{Channel: string(c), MaxRows: int32(limit)})
		if err != nil {
			return nil, s.explain(err)
		}
		list, err := deliveries(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	slices.SortStableFunc(all, func(a, b bot.Delivery) int { return b.Made.Compare(a.Made) })
	var out []bot.Delivery
	seen := map[bot.StoryID]bool{}
	for _, d := range all {
		if id := d.Post.About(); !seen[id] && len(out) < limit {
			seen[id] = true
			out = append(out, d)
		}
	}
	return out, nil
}

// NoteSources is described at bot.DeskLog.
func (s *Store) NoteSources(ctx context.Context, notes []bot.SourceNote) error {
	return s.tx(ctx, later, func(ctx context.Context, _ *sql.Tx, q *query.Queries) error {
		for _, n := range notes {
			if n.Trouble != "" {
				n.Worked, n.Articles = time.Time{}, 0
			}
			err := q.NoteSource(ctx, query.NoteSourceParams{
				Name: n.Source, TriedAt: millis(n.Tried), WorkedAt: millis(n.Worked), Articles: int64(n.Articles), Trouble: n.Trouble,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// SourceNotes is described at bot.DeskLog.
func (s *Store) SourceNotes(ctx context.Context) ([]bot.SourceNote, error) {
	rows, err := s.q.ListSources(ctx)
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]bot.SourceNote, len(rows))
	for i, r := range rows {
		out[i] = bot.SourceNote{Source: r.Name, Tried: instant(r.TriedAt), Worked: instant(r.WorkedAt), Articles: int(r.Articles), Trouble: r.Trouble}
	}
	return out, nil
}
