package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"newsdigest/bot"
)

// heartbeatEvery is how often the dead-man's address is called.
const heartbeatEvery = time.Minute

// beat calls the address each minute until ctx ends, as long as no edition is
// late: whoever watches the calls learns from their absence.
func beat(ctx context.Context, b *bot.Bot, address string, log *slog.Logger) {
	tick := time.NewTicker(heartbeatEvery)
	defer tick.Stop()
	said := ""
	for {
		if b.Leads() {
			trouble := pulse(ctx, b, address)
			if trouble != "" && trouble != said && ctx.Err() == nil {
				log.Error("the heartbeat is not sent", "reason", trouble)
			}
			said = trouble
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// pulse calls the address once, or says why it does not; the address, which
// may hold a key, is never in those words.
func pulse(ctx context.Context, b *bot.Bot, address string) string {
	late, err := b.Late(ctx)
	if err != nil {
		return err.Error()
	}
	if len(late) > 0 {
		return strings.Join(late, "; ")
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "its address cannot be used"
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		if u, ok := errors.AsType[*url.Error](err); ok {
			err = u.Err
		}
		return "its address does not answer: " + err.Error()
	}
	defer resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Sprintf("its address answers %s", resp.Status)
	}
	return ""
}
