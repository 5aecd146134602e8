package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
	"newsdigest/digest/article"
)

// Cursors is how far each channel's schedule has come.
func (s *Store) Cursors(ctx context.Context) (map[bot.ChannelID]bot.Cursor, error) {
	rows, err := s.q.ListSchedules(ctx)
	if err != nil {
		return nil, s.explain(err)
	}
	out := make(map[bot.ChannelID]bot.Cursor, len(rows))
	for _, r := range rows {
		out[bot.ChannelID(r.Channel)] = bot.Cursor{
			Schedule: bot.Schedule{Expr: r.Expr, Zone: r.Zone},
			Next:     bot.Due{Slot: bot.Slot(r.Slot), At: instant(r.NextAt)},
		}
	}
	return out, nil
}

// Advance is described at bot.Schedules.
func (s *Store) Advance(ctx context.Context, c bot.ChannelID, was *bot.Cursor, now bot.Cursor, editions []bot.Edition) error {
	return s.tx(ctx, later, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		var n int64
		var err error
		if was == nil {
			n, err = q.AddSchedule(ctx, query.AddScheduleParams{
				Channel: string(c), Expr: now.Schedule.Expr, Zone: now.Schedule.Zone, Slot: string(now.Next.Slot), NextAt: millis(now.Next.At),
			})
		} else {
			n, err = q.MoveSchedule(ctx, query.MoveScheduleParams{
				Expr: now.Schedule.Expr, Zone: now.Schedule.Zone, Slot: string(now.Next.Slot), NextAt: millis(now.Next.At),
				Channel: string(c), WasExpr: was.Schedule.Expr, WasZone: was.Schedule.Zone, WasSlot: string(was.Next.Slot),
			})
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return bot.ErrStale
		}
		return s.addEditions(ctx, tx, q, editions)
	})
}

// AddEditions is described at bot.EditionLog.
func (s *Store) AddEditions(ctx context.Context, editions ...bot.Edition) error {
	return s.tx(ctx, later, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		return s.addEditions(ctx, tx, q, editions)
	})
}

func (s *Store) addEditions(ctx context.Context, tx *sql.Tx, q *query.Queries, editions []bot.Edition) error {
	for _, e := range editions {
		n, err := q.AddEdition(ctx, query.AddEditionParams{
			ID: string(e.ID), Channel: string(e.Channel), Slot: string(e.Slot), DueAt: millis(e.Due), State: e.State.String(), Reason: e.Reason,
		})
		if err != nil {
			return err
		}
		if n == 0 || e.State != bot.EditionDue {
			continue
		}
		if err := s.enqueue(ctx, tx, editionArgs{Edition: string(e.ID)}); err != nil {
			return err
		}
	}
	return nil
}

// Edition is described at bot.EditionLog.
func (s *Store) Edition(ctx context.Context, id bot.EditionID) (bot.Edition, error) {
	r, err := s.q.GetEdition(ctx, string(id))
	if err != nil {
		return bot.Edition{}, s.missing(err, "edition", id)
	}
	return edition(r)
}

func edition(r query.Edition) (bot.Edition, error) {
	e := bot.Edition{ID: bot.EditionID(r.ID), Channel: bot.ChannelID(r.Channel), Slot: bot.Slot(r.Slot), Due: instant(r.DueAt), Reason: r.Reason}
	return e, e.State.UnmarshalText([]byte(r.State))
}

// missing makes of a row that is not there bot.ErrNotFound.
func (s *Store) missing(err error, what string, id any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s %v: %w", what, id, bot.ErrNotFound)
	}
	return s.explain(err)
}

// Posted is described at bot.EditionLog.
func (s *Store) Posted(ctx context.Context, c bot.ChannelID, stories []bot.StoryID) (map[bot.StoryID]bool, error) {
	posted := map[bot.StoryID]bool{}
	for _, id := range stories {
		has, err := s.q.HasStory(ctx, query.HasStoryParams{Channel: string(c), Story: string(id)})
		if err != nil {
			return nil, s.explain(err)
		}
		if has {
			posted[id] = true
		}
	}
	return posted, nil
}

// SettleEdition is described at bot.EditionLog.
func (s *Store) SettleEdition(ctx context.Context, e bot.Edition, stories []bot.Story, posts []bot.Post, now time.Time) error {
	return s.tx(ctx, later, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		n, err := q.SettleEdition(ctx, query.SettleEditionParams{State: e.State.String(), Reason: e.Reason, ID: string(e.ID)})
		if err != nil {
			return err
		}
		if n == 0 {
			return bot.ErrStale
		}
		for _, st := range stories {
			if err := addStory(ctx, q, st, now); err != nil {
				return err
			}
		}
		if err := s.engine.order(ctx, tx, e.Channel); err != nil {
			return err
		}
		for _, p := range posts {
			if err := plan(ctx, q, p, e.ID, now); err != nil {
				return err
			}
		}
		if len(posts) == 0 {
			return nil
		}
		return s.enqueue(ctx, tx, newDeliverArgs(e.Channel, bot.Editions))
	})
}

func addStory(ctx context.Context, q *query.Queries, st bot.Story, now time.Time) error {
	if err := q.AddStory(ctx, query.AddStoryParams{ID: string(st.ID), SeenAt: millis(now)}); err != nil {
		return err
	}
	a := st.Article
	byline, err := json.Marshal(a.Byline)
	if err != nil {
		return err
	}
	return q.AddArticle(ctx, query.AddArticleParams{
		ID: string(a.ID), Story: string(st.ID), Url: a.URL, Title: a.Title, Outlet: a.Outlet, Byline: string(byline),
		PublishedAt: millis(a.Published), ModifiedAt: millis(a.Modified), Language: a.Language, Body: a.Text,
	})
}

// Story is described at bot.EditionLog.
func (s *Store) Story(ctx context.Context, id bot.StoryID) (bot.Story, error) {
	r, err := s.q.GetArticle(ctx, string(id))
	if err != nil {
		return bot.Story{}, s.missing(err, "story", id)
	}
	a := article.Article{
		ID: article.ID(r.ID), URL: r.Url, Title: r.Title, Outlet: r.Outlet,
		Published: instant(r.PublishedAt), Modified: instant(r.ModifiedAt), Language: r.Language, Text: r.Body,
	}
	if err := json.Unmarshal([]byte(r.Byline), &a.Byline); err != nil {
		return bot.Story{}, fmt.Errorf("story %s: its byline: %w", id, err)
	}
	return bot.Story{ID: id, Article: a}, nil
}
