package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

const defaultPage = 50

// AddMessage is described at bot.ChatLog.
func (s *Store) AddMessage(ctx context.Context, m bot.Message) (id bot.MessageID, added bool, err error) {
	key := sql.NullString{}
	post := ""
	if m.Post != nil {
		key = sql.NullString{String: string(m.Post.Key), Valid: true}
		if post, err = encodePost(*m.Post); err != nil {
			return "", false, err
		}
	}
	if m.ID == "" {
		m.ID = bot.MessageID(strings.ToLower(rand.Text()))
	}
	err = s.tx(ctx, first, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		if err := s.engine.order(ctx, tx, m.Channel); err != nil {
			return err
		}
		if m.Thread != "" {
			ok, err := q.HasRoot(ctx, query.HasRootParams{ID: string(m.Thread), Channel: string(m.Channel)})
			if err != nil {
				return err
			}
			if !ok {
				return fmt.Errorf("thread %s in %s: %w", m.Thread, m.Channel, bot.ErrNotFound)
			}
		}
		n, err := q.AddMessage(ctx, query.AddMessageParams{
			ID: string(m.ID), Channel: string(m.Channel), Thread: string(m.Thread), PostedAt: millis(m.Posted),
			PostKey: key, Post: post, Author: m.User, Body: m.Text,
		})
		if err != nil {
			return err
		}
		id, added = m.ID, n > 0
		if added || !key.Valid {
			return nil
		}
		kept, err := q.GetMessageByKey(ctx, query.GetMessageByKeyParams{Channel: string(m.Channel), PostKey: key})
		if err != nil {
			return s.missing(err, "message", m.ID)
		}
		id = bot.MessageID(kept.ID)
		return nil
	})
	return id, added, err
}

// ChangeMessage is described at bot.ChatLog.
func (s *Store) ChangeMessage(ctx context.Context, id bot.MessageID, p bot.Post) error {
	text, err := encodePost(p)
	if err != nil {
		return err
	}
	n, err := s.q.ChangeMessage(ctx, query.ChangeMessageParams{Post: text, ID: string(id)})
	if err == nil && n == 0 {
		return fmt.Errorf("message %s: %w", id, bot.ErrNotFound)
	}
	return s.explain(err)
}

// RemoveMessage is described at bot.ChatLog.
func (s *Store) RemoveMessage(ctx context.Context, id bot.MessageID) error {
	return s.explain(s.q.RemoveMessage(ctx, string(id)))
}

// Message is described at bot.ChatLog.
func (s *Store) Message(ctx context.Context, id bot.MessageID) (bot.Message, error) {
	r, err := s.q.GetMessage(ctx, string(id))
	if err != nil {
		return bot.Message{}, s.missing(err, "message", id)
	}
	return message(r)
}

// MessageByKey is described at bot.ChatLog.
func (s *Store) MessageByKey(ctx context.Context, c bot.ChannelID, k bot.Key) (bot.Message, bool, error) {
	r, err := s.q.GetMessageByKey(ctx, query.GetMessageByKeyParams{Channel: string(c), PostKey: sql.NullString{String: string(k), Valid: true}})
	if errors.Is(err, sql.ErrNoRows) {
		return bot.Message{}, false, nil
	}
	if err != nil {
		return bot.Message{}, false, s.explain(err)
	}
	m, err := message(r)
	return m, err == nil, err
}

// Messages is described at bot.ChatLog.
func (s *Store) Messages(ctx context.Context, c bot.ChannelID, p bot.Page) ([]bot.Message, error) {
	limit := int32(defaultPage)
	if p.Limit > 0 {
		limit = int32(min(p.Limit, 1000))
	}
	var out []bot.Message
	add := func(r query.Message, replies int64) error {
		m, err := message(r)
		m.Replies = int(replies)
		out = append(out, m)
		return err
	}
	var errs []error
	var err error
	switch {
	case p.After != "":
		var rows []query.ListAfterRow
		rows, err = s.q.ListAfter(ctx, query.ListAfterParams{Channel: string(c), After: string(p.After), MaxRows: limit})
		for _, r := range rows {
			errs = append(errs, add(r.Message, r.Replies))
		}
	case p.Before != "":
		var rows []query.ListBeforeRow
		rows, err = s.q.ListBefore(ctx, query.ListBeforeParams{Channel: string(c), Before: string(p.Before), MaxRows: limit})
		for _, r := range slices.Backward(rows) {
			errs = append(errs, add(r.Message, r.Replies))
		}
	default:
		var rows []query.ListLastRow
		rows, err = s.q.ListLast(ctx, query.ListLastParams{Channel: string(c), MaxRows: limit})
		for _, r := range slices.Backward(rows) {
			errs = append(errs, add(r.Message, r.Replies))
		}
	}
	if err := errors.Join(append(errs, s.explain(err))...); err != nil {
		return nil, err
	}
	return out, nil
}

// Replies is described at bot.ChatLog.
func (s *Store) Replies(ctx context.Context, t bot.Thread) ([]bot.Message, error) {
	rows, err := s.q.ListReplies(ctx, query.ListRepliesParams{Channel: string(t.Channel), Thread: string(t.Root)})
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]bot.Message, len(rows))
	for i, r := range rows {
		if out[i], err = message(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func message(r query.Message) (bot.Message, error) {
	m := bot.Message{
		ID: bot.MessageID(r.ID), Channel: bot.ChannelID(r.Channel), Thread: bot.MessageID(r.Thread),
		Posted: instant(r.PostedAt), User: r.Author, Text: r.Body,
	}
	if !r.PostKey.Valid {
		return m, nil
	}
	p, err := decodePost(r.Post)
	if err != nil {
		return m, fmt.Errorf("message %s: %w", r.ID, err)
	}
	m.Post = &p
	return m, nil
}
