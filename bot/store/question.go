package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

// What became of a question.
const (
	questionOpen     = "open"
	questionAnswered = "answered"
	questionDropped  = "dropped"
)

// AddQuestion is described at bot.QuestionLog.
func (s *Store) AddQuestion(ctx context.Context, question bot.Question) error {
	return s.tx(ctx, func(tx *sql.Tx, q *query.Queries) error {
		if _, may, err := storyIn(ctx, q, question.Thread); err != nil && !may {
			return err
		}
		if err := s.engine.order(ctx, tx, question.Thread.Channel); err != nil {
			return err
		}
		n, err := q.AddQuestion(ctx, query.AddQuestionParams{
			Channel: string(question.Thread.Channel), ID: string(question.ID), Thread: string(question.Thread.Root),
			Asker: question.User, Body: question.Text, AskedAt: millis(question.Asked),
		})
		if err != nil || n == 0 {
			return err
		}
		return s.enqueue(ctx, tx, answerArgs{Channel: string(question.Thread.Channel), Question: cleanText(string(question.ID))})
	})
}

// StoryIn is described at bot.QuestionLog.
func (s *Store) StoryIn(ctx context.Context, t bot.Thread) (bot.StoryID, bool, error) {
	id, may, err := storyIn(ctx, s.q, t)
	return id, may, s.explain(err)
}

func storyIn(ctx context.Context, q *query.Queries, t bot.Thread) (bot.StoryID, bool, error) {
	// Asked in this order, a post whose answer arrives in between is not missed.
	flying, err := q.HasFlyingStory(ctx, string(t.Channel))
	if err != nil {
		return "", false, err
	}
	id, err := q.GetStoryIn(ctx, query.GetStoryInParams{Channel: string(t.Channel), Message: string(t.Root)})
	if errors.Is(err, sql.ErrNoRows) || err == nil && t.Root == "" {
		return "", flying && t.Root != "", bot.ErrNoStory
	}
	return bot.StoryID(id), false, err
}

// Question is described at bot.QuestionLog.
func (s *Store) Question(ctx context.Context, c bot.ChannelID, id bot.QuestionID) (bot.Question, bool, error) {
	r, err := s.q.GetQuestion(ctx, query.GetQuestionParams{Channel: string(c), ID: string(id)})
	if err != nil {
		return bot.Question{}, false, s.missing(err, "question", id)
	}
	return question(r), r.State == questionOpen, nil
}

// Earlier is described at bot.QuestionLog.
func (s *Store) Earlier(ctx context.Context, q bot.Question) ([]bot.Question, error) {
	rows, err := s.q.ListEarlier(ctx, query.ListEarlierParams{
		Channel: string(q.Thread.Channel), Thread: string(q.Thread.Root), ID: string(q.ID),
	})
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]bot.Question, len(rows))
	for i, r := range rows {
		out[i] = question(r)
	}
	return out, nil
}

func question(r query.Question) bot.Question {
	return bot.Question{
		ID: bot.QuestionID(r.ID), Thread: bot.Thread{Channel: bot.ChannelID(r.Channel), Root: bot.MessageID(r.Thread)},
		User: r.Asker, Text: r.Body, Asked: instant(r.AskedAt),
	}
}

// SettleQuestion is described at bot.QuestionLog.
func (s *Store) SettleQuestion(ctx context.Context, question bot.Question, answer *bot.Post, reason string, now time.Time) error {
	state := questionAnswered
	if answer == nil {
		state = questionDropped
	}
	return s.tx(ctx, func(tx *sql.Tx, q *query.Queries) error {
		n, err := q.SettleQuestion(ctx, query.SettleQuestionParams{
			State: state, Reason: reason, Channel: string(question.Thread.Channel), ID: string(question.ID),
		})
		if err != nil || n == 0 || answer == nil {
			return err
		}
		if err := s.engine.order(ctx, tx, answer.Channel); err != nil {
			return err
		}
		if err := plan(ctx, q, *answer, "", now); err != nil {
			return err
		}
		return s.enqueue(ctx, tx, newDeliverArgs(answer.Channel, bot.Threads))
	})
}
