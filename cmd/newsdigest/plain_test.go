package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"newsdigest/bot"
	"newsdigest/digest"
	"newsdigest/digest/render"
)

// asPlain makes the test binary a program that posts the config's articles
// with the same client libraries, sends again on every error, and notes what
// it has posted afterwards: the control of the kill test.
const asPlain = "plain"

func plain() error {
	ctx := context.Background()
	s, err := (&runCmd{}).setup(slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	articles, err := s.Collect(ctx, "inbox")
	if err != nil {
		return err
	}
	posted, err := os.ReadFile("posted.txt")
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	notes, err := os.OpenFile("posted.txt", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	done := strings.Split(string(posted), "\n")
	var wg sync.WaitGroup
	for ci, c := range s.channels {
		i := slices.IndexFunc(s.platforms, func(p bot.Platform) bool { return p.Name() == c.ID.Platform() })
		wg.Go(func() {
			for n, a := range articles {
				key := fmt.Sprintf("%s-%d", c.ID, n)
				if slices.Contains(done, key) {
					continue
				}
				p := bot.Post{Key: bot.Key(fmt.Sprintf("%024x", ci*1000000+n)), Channel: c.ID,
					Story: &bot.StoryPost{ID: bot.StoryID(a.ID), Digest: render.Arrange(digest.New(a, digest.Options{}))}}
				for {
					ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
					_, err := s.platforms[i].Send(ctx, p)
					cancel()
					if err == nil {
						break
					}
				}
				fmt.Fprintln(notes, key)
			}
		})
	}
	wg.Wait()
	select {}
}
