package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

// plan adds a post to its channel's deliveries, behind all others.
func plan(ctx context.Context, q *query.Queries, p bot.Post, e bot.EditionID, now time.Time) error {
	text, err := encodePost(p)
	if err != nil {
		return err
	}
	n, err := q.PlanDelivery(ctx, query.PlanDeliveryParams{
		Key: string(p.Key), Channel: string(p.Channel), Lane: p.Lane().String(), Edition: string(e), Story: string(p.About()), Post: text, MadeAt: millis(now),
	})
	if err != nil {
		return fmt.Errorf("plan post %s: %w", p.Key, err)
	}
	if n == 0 {
		return fmt.Errorf("plan post %s: %w", p.Key, bot.ErrStale)
	}
	return nil
}

// Head is described at bot.Outbox.
func (s *Store) Head(ctx context.Context, c bot.ChannelID, l bot.Lane) (bot.Delivery, bool, error) {
	if l == bot.Editions {
		select {
		case s.lanes <- struct{}{}:
		case <-ctx.Done():
			return bot.Delivery{}, false, ctx.Err()
		}
		defer func() { <-s.lanes }()
	}
	r, err := s.q.HeadDelivery(ctx, query.HeadDeliveryParams{Channel: string(c), Lane: l.String()})
	if errors.Is(err, sql.ErrNoRows) {
		return bot.Delivery{}, false, nil
	}
	if err != nil {
		return bot.Delivery{}, false, s.explain(err)
	}
	d, err := delivery(r)
	return d, err == nil, err
}

// Move is described at bot.Outbox.
func (s *Store) Move(ctx context.Context, was, now bot.Delivery) error {
	n, err := s.engine.move(ctx, rankOf(was.Post.Lane()), query.MoveDeliveryParams{
		State: now.State.String(), Attempts: int64(now.Attempts), Lookups: int64(now.Lookups), StartedAt: millis(now.Started),
		NotUntil: millis(now.NotUntil), Message: string(now.Message), Reason: now.Reason,
		Key: string(was.Post.Key), WasState: was.State.String(), WasStartedAt: millis(was.Started), WasMadeAt: millis(was.Made),
	})
	if err == nil && n == 0 {
		err = fmt.Errorf("delivery %s: %w", was.Post.Key, bot.ErrStale)
	}
	return s.explain(err)
}

// Change is described at bot.Outbox.
func (s *Store) Change(ctx context.Context, was bot.Delivery, p bot.Post, now time.Time) error {
	text, err := encodePost(p)
	if err != nil {
		return err
	}
	return s.tx(ctx, later, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		if err := s.engine.order(ctx, tx, p.Channel); err != nil {
			return err
		}
		n, err := q.ChangeDelivery(ctx, query.ChangeDeliveryParams{
			Post: text, MadeAt: millis(now), Key: string(p.Key), WasMadeAt: millis(was.Made),
		})
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("delivery %s: %w", p.Key, bot.ErrStale)
		}
		return s.enqueue(ctx, tx, newDeliverArgs(p.Channel, p.Lane()))
	})
}

// Unsettled is described at bot.Outbox.
func (s *Store) Unsettled(ctx context.Context, c bot.ChannelID) ([]bot.Delivery, error) {
	rows, err := s.q.ListUnsettled(ctx, string(c))
	if err != nil {
		return nil, s.explain(err)
	}
	return deliveries(rows)
}

// DeliveriesOf is described at bot.Outbox.
func (s *Store) DeliveriesOf(ctx context.Context, e bot.EditionID) ([]bot.Delivery, error) {
	rows, err := s.q.ListDeliveriesOf(ctx, string(e))
	if err != nil {
		return nil, s.explain(err)
	}
	return deliveries(rows)
}

// Delivery is described at bot.Outbox.
func (s *Store) Delivery(ctx context.Context, k bot.Key) (bot.Delivery, error) {
	r, err := s.q.GetDelivery(ctx, string(k))
	if err != nil {
		return bot.Delivery{}, s.missing(err, "delivery", k)
	}
	return delivery(r)
}

func deliveries(rows []query.Delivery) ([]bot.Delivery, error) {
	out := make([]bot.Delivery, len(rows))
	for i, r := range rows {
		var err error
		if out[i], err = delivery(r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func delivery(r query.Delivery) (bot.Delivery, error) {
	p, err := decodePost(r.Post)
	if err != nil {
		return bot.Delivery{}, fmt.Errorf("delivery %s: %w", r.Key, err)
	}
	d := bot.Delivery{
		Post: p, Edition: bot.EditionID(r.Edition), Made: instant(r.MadeAt), Attempts: int(r.Attempts), Lookups: int(r.Lookups),
		Started: instant(r.StartedAt), NotUntil: instant(r.NotUntil), Message: bot.MessageID(r.Message), Reason: r.Reason,
	}
	return d, d.State.UnmarshalText([]byte(r.State))
}

const defaultDeliveries = 100

// Deliveries is described at bot.Outbox.
func (s *Store) Deliveries(ctx context.Context, f bot.Filter) ([]bot.Delivery, error) {
	states := ""
	for _, st := range f.States {
		states += "," + st.String()
	}
	if states != "" {
		states += ","
	}
	rows, err := s.q.ListDeliveries(ctx, query.ListDeliveriesParams{
		States: states, Channel: string(f.Channel), Story: string(f.Story), Since: millis(f.Since), MaxRows: int32(cmp.Or(f.Limit, defaultDeliveries)),
	})
	if err != nil {
		return nil, s.explain(err)
	}
	return deliveries(rows)
}

// Bar is described at bot.BarLog.
func (s *Store) Bar(ctx context.Context, b bot.Bar) (bool, error) {
	n, err := s.q.AddBar(ctx, query.AddBarParams{Channel: string(b.Channel), SinceAt: millis(b.Since), Reason: b.Reason})
	return n > 0, s.explain(err)
}

// Unbar is described at bot.BarLog.
func (s *Store) Unbar(ctx context.Context, c bot.ChannelID) (bool, error) {
	// It is asked after each post, and to read costs less than to write.
	barred, err := s.q.HasBar(ctx, string(c))
	if err != nil || !barred {
		return false, s.explain(err)
	}
	n, err := s.q.EndBar(ctx, string(c))
	return n > 0, s.explain(err)
}

// Bars is described at bot.BarLog.
func (s *Store) Bars(ctx context.Context) ([]bot.Bar, error) {
	rows, err := s.q.ListBars(ctx)
	if err != nil {
		return nil, s.explain(err)
	}
	out := make([]bot.Bar, len(rows))
	for i, r := range rows {
		out[i] = bot.Bar{Channel: bot.ChannelID(r.Channel), Since: instant(r.SinceAt), Reason: r.Reason}
	}
	return out, nil
}
