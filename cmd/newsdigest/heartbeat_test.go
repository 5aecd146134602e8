package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
	"newsdigest/digest/article"
)

func TestPulseStopsWhenAnEditionIsLate(t *testing.T) {
	calls := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { calls++ }))
	defer srv.Close()
	kept, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	c := bot.Channel{ID: "test:c", Sources: []string{"news"}, Schedule: bot.Schedule{Expr: "0 8 * * *"}}
	b, err := bot.New(kept, bottest.Collector{"news": func() ([]article.Article, error) { return nil, nil }},
		[]bot.Platform{&bottest.Client{}}, []bot.Channel{c}, bot.Options{Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if said := pulse(t.Context(), b, srv.URL+"/key"); said != "" || calls != 1 {
		t.Errorf("in time: %q, %d calls; want one call", said, calls)
	}
	now = now.Add(24*time.Hour + 11*time.Minute)
	if said := pulse(t.Context(), b, srv.URL+"/key"); !strings.Contains(said, "test:c") || calls != 1 {
		t.Errorf("late: %q, %d calls; want no further call", said, calls)
	}
	now = now.Add(-24 * time.Hour)
	srv.Close()
	if said := pulse(t.Context(), b, srv.URL+"/key"); said == "" || strings.Contains(said, "key") {
		t.Errorf("an address that is gone: %q; want words without the address", said)
	}
}
