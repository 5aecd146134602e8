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
)

// What became of a question.
const (
	questionOpen     = "open"
	questionAnswered = "answered"
	questionDropped  = "dropped"
)

// AddQuestion is described at bot.QuestionLog.
func (s *Store) AddQuestion(ctx context.Context, question bot.Question) error {
	return s.tx(ctx, heard, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		return s.addQuestion(ctx, tx, q, question)
	})
}

func (s *Store) addQuestion(ctx context.Context, tx *sql.Tx, q *query.Queries, question bot.Question) error {
	if err := hasStory(ctx, q, question); err != nil {
		return err
	}
	among, err := encodeChannels(question.Among)
	if err != nil {
		return err
	}
	if err := s.engine.order(ctx, tx, question.Thread.Channel); err != nil {
		return err
	}
	n, err := q.AddQuestion(ctx, query.AddQuestionParams{
		Channel: string(question.Thread.Channel), ID: string(question.ID), Thread: string(question.Thread.Root),
		Asker: question.User, Body: question.Text, AskedAt: millis(question.Asked),
		Story: string(question.Story), Unseen: flag(question.Unseen), Among: among,
	})
	if err != nil || n == 0 {
		return err
	}
	return s.enqueue(ctx, tx, answerArgs{Channel: string(question.Thread.Channel), Question: cleanText(string(question.ID))})
}

// hasStory is bot.ErrNoStory where the question is about nothing that is known.
func hasStory(ctx context.Context, q *query.Queries, question bot.Question) error {
	if question.Story != "" {
		_, err := q.GetArticle(ctx, string(question.Story))
		if errors.Is(err, sql.ErrNoRows) {
			return bot.ErrNoStory
		}
		return err
	}
	_, may, err := storyIn(ctx, q, question.Thread)
	if err == nil || may || !errors.Is(err, bot.ErrNoStory) {
		return ignore(err, bot.ErrNoStory)
	}
	for _, c := range question.Among {
		rows, err := q.ListRecent(ctx, query.ListRecentParams{Channel: string(c), MaxRows: 1})
		if err != nil || len(rows) > 0 {
			return err
		}
	}
	return bot.ErrNoStory
}

func ignore(err, that error) error {
	if errors.Is(err, that) {
		return nil
	}
	return err
}

// ReviseQuestion is described at bot.QuestionLog.
func (s *Store) ReviseQuestion(ctx context.Context, c bot.ChannelID, id bot.QuestionID, text string) error {
	return s.tx(ctx, heard, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		n, err := q.ReviseQuestion(ctx, query.ReviseQuestionParams{Body: text, Channel: string(c), ID: string(id)})
		if err != nil {
			return err
		}
		if n > 0 {
			return s.enqueue(ctx, tx, answerArgs{Channel: string(c), Question: string(id)})
		}
		_, err = q.GetQuestion(ctx, query.GetQuestionParams{Channel: string(c), ID: string(id)})
		return s.missing(err, "question", id)
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
	if err == nil && t.Root != "" || err != nil && !errors.Is(err, sql.ErrNoRows) {
		return bot.StoryID(id), false, err
	}
	id, err = q.GetStoryAnswered(ctx, query.GetStoryAnsweredParams{Channel: string(t.Channel), Thread: string(t.Root)})
	if errors.Is(err, sql.ErrNoRows) {
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
	q, err := question(r)
	return q, r.State == questionOpen, err
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
		if out[i], err = question(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func question(r query.Question) (bot.Question, error) {
	q := bot.Question{
		ID: bot.QuestionID(r.ID), Thread: bot.Thread{Channel: bot.ChannelID(r.Channel), Root: bot.MessageID(r.Thread)},
		User: r.Asker, Text: r.Body, Asked: instant(r.AskedAt), Unseen: r.Unseen != 0, Story: bot.StoryID(r.Story),
	}
	if r.Among != "" {
		if err := json.Unmarshal([]byte(r.Among), &q.Among); err != nil {
			return bot.Question{}, fmt.Errorf("question %s: its channels: %w", r.ID, err)
		}
	}
	return q, nil
}

func encodeChannels(list []bot.ChannelID) (string, error) {
	if len(list) == 0 {
		return "", nil
	}
	b, err := json.Marshal(list)
	return string(b), err
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// SettleQuestion is described at bot.QuestionLog.
func (s *Store) SettleQuestion(ctx context.Context, question bot.Question, answer *bot.Post, reason string, now time.Time) error {
	state := questionAnswered
	if answer == nil || answer.Removed {
		state = questionDropped
	}
	return s.tx(ctx, first, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		n, err := q.SettleQuestion(ctx, query.SettleQuestionParams{
			State: state, Reason: reason, Story: string(question.Story),
			Channel: string(question.Thread.Channel), ID: string(question.ID), Body: question.Text,
		})
		if err != nil || n == 0 || answer == nil {
			return err
		}
		if err := s.engine.order(ctx, tx, answer.Channel); err != nil {
			return err
		}
		if changed, err := replan(ctx, q, *answer, reason, now); err != nil || !changed {
			return err
		}
		return s.enqueue(ctx, tx, newDeliverArgs(answer.Channel, bot.Threads))
	})
}

// replan plans a post, or plans the change of the one with its key to it.
func replan(ctx context.Context, q *query.Queries, p bot.Post, reason string, now time.Time) (changed bool, err error) {
	r, err := q.GetDelivery(ctx, string(p.Key))
	switch {
	case errors.Is(err, sql.ErrNoRows) && p.Removed:
		return false, nil
	case errors.Is(err, sql.ErrNoRows):
		return true, plan(ctx, q, p, "", now)
	case err != nil:
		return false, err
	case r.Message == "" && p.Removed:
		n, err := q.DropPlanned(ctx, query.DropPlannedParams{Reason: reason, Key: string(p.Key)})
		if err == nil && n == 0 && (r.State == bot.Sending.String() || r.State == bot.Unsure.String()) {
			err = fmt.Errorf("post %s is being sent: %w", p.Key, bot.ErrStale)
		}
		return false, err
	case r.Message == "" && r.State == bot.Uncertain.String():
		return false, nil // nobody knows where it is
	}
	text, err := encodePost(p)
	if err != nil {
		return false, err
	}
	n, err := q.ReviseDelivery(ctx, query.ReviseDeliveryParams{Post: text, MadeAt: millis(now), Key: string(p.Key)})
	if err == nil && n == 0 {
		err = fmt.Errorf("post %s is being sent: %w", p.Key, bot.ErrStale)
	}
	return true, err
}
