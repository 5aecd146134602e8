package bot_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
)

// From a question that is handed over to its answer at the service.
func BenchmarkQuestion(b *testing.B) {
	posted := make(chan bottest.Posted, 100)
	srv := httptest.NewServer(&bottest.Service{Kept: func(p bottest.Posted) { posted <- p }})
	defer srv.Close()
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "news.db"), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	c := channel("c", 5, "news")
	c.AtOnce = true
	nb, err := bot.New(s, bottest.Collector{"news": articles(bottest.Articles(1)...)},
		[]bot.Platform{&bottest.Client{URL: srv.URL}}, []bot.Channel{c}, bot.Options{})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan error, 1)
	go func() { ended <- nb.Run(ctx) }()
	story := <-posted
	var worst time.Duration
	for i := 0; b.Loop(); i++ {
		began := time.Now()
		q := bot.Question{ID: bot.QuestionID(fmt.Sprint(i)), Thread: bot.Thread{Channel: c.ID, Root: story.ID}, Text: "How long did they wait?"}
		if err := nb.Ask(ctx, q); err != nil {
			b.Fatal(err)
		}
		<-posted
		worst = max(worst, time.Since(began))
	}
	b.ReportMetric(float64(worst.Milliseconds()), "ms-worst")
	cancel()
	if err := <-ended; err != nil {
		b.Error(err)
	}
}
