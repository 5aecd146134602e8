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

// Retry is described at bot.Operations.
func (s *Store) Retry(ctx context.Context, k bot.Key, now time.Time) error {
	return s.tx(ctx, first, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		r, err := q.GetDelivery(ctx, string(k))
		if err != nil {
			return s.missing(err, "delivery", k)
		}
		n, err := q.RetryDelivery(ctx, query.RetryDeliveryParams{MadeAt: millis(now), Key: string(k)})
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("delivery %s is %s: %w", k, r.State, bot.ErrStale)
		}
		return s.enqueue(ctx, tx, deliverArgs{Channel: r.Channel, Lane: r.Lane})
	})
}

// Count is described at bot.Operations.
func (s *Store) Count(ctx context.Context) (map[bot.State]int, error) {
	rows, err := s.q.CountDeliveries(ctx)
	if err != nil {
		return nil, s.explain(err)
	}
	out := map[bot.State]int{}
	for _, r := range rows {
		var state bot.State
		if err := state.UnmarshalText([]byte(r.State)); err != nil {
			return nil, err
		}
		out[state] = int(r.Deliveries)
	}
	return out, nil
}

// LastEdition is described at bot.Operations.
func (s *Store) LastEdition(ctx context.Context, c bot.ChannelID, due time.Time) (bot.Edition, error) {
	r, err := s.q.LastEdition(ctx, query.LastEditionParams{Channel: string(c), DueAt: millis(due)})
	if err != nil {
		return bot.Edition{}, s.missing(err, "edition of", c)
	}
	return edition(r)
}

const (
	kindWithdrawn = "withdrawn"
	kindCorrected = "corrected"
)

// Correct is described at bot.Operations.
func (s *Store) Correct(ctx context.Context, c bot.Correction, a *article.Article, changes, notes []bot.Post) error {
	now := c.Mark.At
	return s.tx(ctx, first, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		kind := kindCorrected
		if c.Mark.Withdrawn {
			kind = kindWithdrawn
		}
		err := q.AddCorrection(ctx, query.AddCorrectionParams{
			ID: c.ID, Story: string(c.Story), Kind: kind, MadeAt: millis(now), Reason: c.Mark.Reason, Title: c.Title, Url: c.URL,
		})
		if err != nil {
			return err
		}
		if a != nil {
			if err := replaceArticle(ctx, q, c.Story, *a); err != nil {
				return err
			}
		}
		for _, p := range changes {
			if err := s.engine.order(ctx, tx, p.Channel); err != nil {
				return err
			}
			changed, err := replan(ctx, q, p, "withdrawn before it was posted", now)
			if err != nil {
				return err
			}
			if !changed {
				continue
			}
			if err := s.enqueue(ctx, tx, newDeliverArgs(p.Channel, p.Lane())); err != nil {
				return err
			}
		}
		for _, p := range notes {
			if err := plan(ctx, q, p, "", now); err != nil {
				return err
			}
			if err := s.enqueue(ctx, tx, newDeliverArgs(p.Channel, p.Lane())); err != nil {
				return err
			}
		}
		return nil
	})
}

func replaceArticle(ctx context.Context, q *query.Queries, id bot.StoryID, a article.Article) error {
	byline, err := json.Marshal(a.Byline)
	if err != nil {
		return err
	}
	return q.ReplaceArticle(ctx, query.ReplaceArticleParams{
		Url: a.URL, Title: a.Title, Outlet: a.Outlet, Byline: string(byline), PublishedAt: millis(a.Published),
		ModifiedAt: millis(a.Modified), Language: a.Language, Body: a.Text, Story: string(id),
	})
}

// Corrections is described at bot.Operations.
func (s *Store) Corrections(ctx context.Context, id bot.StoryID) ([]bot.Correction, error) {
	rows, err := s.q.ListCorrections(ctx, string(id))
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]bot.Correction, len(rows))
	for i, r := range rows {
		out[i] = bot.Correction{
			ID: r.ID, Story: bot.StoryID(r.Story), Title: r.Title, URL: r.Url,
			Mark: bot.Mark{Withdrawn: r.Kind == kindWithdrawn, At: instant(r.MadeAt), Reason: r.Reason},
		}
	}
	return out, nil
}

// Forget is described at bot.Operations.
func (s *Store) Forget(ctx context.Context, articles, questions, asked time.Time) error {
	return s.tx(ctx, first, func(ctx context.Context, _ *sql.Tx, q *query.Queries) error {
		_, err := q.ForgetTexts(ctx, millis(articles))
		for _, forget := range []func(context.Context, int64) (int64, error){q.ForgetQuestions, q.ForgetAnswers, q.ForgetMessages, q.ForgetComplaints} {
			if err == nil {
				_, err = forget(ctx, millis(questions))
			}
		}
		if err == nil {
			_, err = q.ForgetAsked(ctx, millis(asked))
		}
		return err
	})
}

// ForgetUser is described at bot.Operations.
func (s *Store) ForgetUser(ctx context.Context, user string, answer func(bot.ChannelID, bot.QuestionID) bot.Key) (n int, err error) {
	err = s.tx(ctx, first, func(ctx context.Context, _ *sql.Tx, q *query.Queries) error {
		asked, err := q.ListQuestionsOf(ctx, user)
		if err != nil {
			return err
		}
		for _, r := range asked {
			key := string(answer(bot.ChannelID(r.Channel), bot.QuestionID(r.ID)))
			err := errors.Join(
				q.ForgetQuestion(ctx, query.ForgetQuestionParams(r)),
				q.ForgetDelivery(ctx, key),
				q.ForgetMessageByKey(ctx, query.ForgetMessageByKeyParams{Channel: r.Channel, PostKey: sql.NullString{String: key, Valid: true}}))
			if err != nil {
				return err
			}
		}
		if _, err := q.ForgetComplaintsOf(ctx, user); err != nil {
			return err
		}
		if err := q.ForgetAskedBy(ctx, user); err != nil {
			return err
		}
		said, err := q.ForgetMessagesOf(ctx, user)
		n = max(len(asked), int(said))
		return err
	})
	return n, err
}
