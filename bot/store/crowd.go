package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

// Admit is described at bot.DeskLog.
func (s *Store) Admit(ctx context.Context, r bot.Request, since time.Time, asked *bot.Question, keep func(earlier []bot.Request) (bool, error)) error {
	var noStory error
	rank := first
	if asked != nil {
		rank = heard
	}
	err := s.tx(ctx, rank, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		// Two requests of one person, on two replicas, are counted one after the other.
		if err := s.engine.order(ctx, tx, bot.NewChannelID("asked", r.Person)); err != nil {
			return err
		}
		rows, err := q.ListAsked(ctx, query.ListAskedParams{Person: r.Person, AskedAt: millis(since)})
		if err != nil {
			return err
		}
		earlier := make([]bot.Request, len(rows))
		for i, a := range rows {
			earlier[i] = bot.Request{Person: a.Person, Name: a.Name, Question: a.IsQuestion != 0, At: instant(a.AskedAt)}
		}
		kept, err := keep(earlier)
		if err != nil {
			return err
		}
		if kept {
			add := query.AddAskedParams{Person: r.Person, Name: r.Name, AskedAt: millis(r.At)}
			if r.Question {
				add.IsQuestion = 1
			}
			if err := q.AddAsked(ctx, add); err != nil {
				return err
			}
		}
		if asked == nil {
			return nil
		}
		err = s.addQuestion(ctx, tx, q, *asked)
		if errors.Is(err, bot.ErrNoStory) {
			noStory, err = err, nil
		}
		return err
	})
	return cmp.Or(err, noStory)
}

// AddComplaint is described at bot.DeskLog.
func (s *Store) AddComplaint(ctx context.Context, r bot.Complaint) error {
	return s.explain(s.q.AddComplaint(ctx, query.AddComplaintParams{
		ID: r.ID, Story: string(r.Story), Title: r.Title, Url: r.URL, Quote: r.Quote, Says: r.Says,
		Channel: string(r.Channel), Person: r.User, PersonName: r.Name, MadeAt: millis(r.At),
	}))
}

// Complaints is described at bot.DeskLog.
func (s *Store) Complaints(ctx context.Context, limit int) ([]bot.Complaint, error) {
	rows, err := s.q.ListComplaints(ctx, int32(limit))
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]bot.Complaint, len(rows))
	for i, r := range rows {
		out[i] = bot.Complaint{
			ID: r.ID, Story: bot.StoryID(r.Story), Title: r.Title, URL: r.Url, Quote: r.Quote, Says: r.Says,
			Channel: bot.ChannelID(r.Channel), User: r.Person, Name: r.PersonName, At: instant(r.MadeAt),
		}
	}
	return out, nil
}
