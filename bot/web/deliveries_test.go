package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
)

func TestDeliveriesPage(t *testing.T) {
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "news.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	now := time.Now().UTC().Truncate(time.Millisecond)
	post := bottest.NoticePost("slack:#ops", "k1")
	post.Notice.Lines[0].Text = "<b>hostile</b>"
	if err := s.Plan(t.Context(), []bot.Post{post, bottest.NoticePost("slack:#ops", "k2")}, now); err != nil {
		t.Fatal(err)
	}
	for _, k := range []bot.Key{"k1", "k2"} {
		d, err := s.Delivery(t.Context(), k)
		if err != nil {
			t.Fatal(err)
		}
		lost := d
		lost.State, lost.Reason = bot.Uncertain, "nobody knows"
		if err := s.Move(t.Context(), d, lost); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Bar(t.Context(), bot.Bar{Channel: "slack:#gone", Since: now, Reason: "the app is not a member"}); err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(New(Options{Log: s, Outbox: s, Channels: []bot.Channel{{ID: "web:desk"}}}).Handler())
	defer srv.Close()
	get := func(path string) string {
		t.Helper()
		resp, err := http.Get(srv.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		b, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s, %v", path, resp.Status, err)
		}
		return string(b)
	}
	if !strings.Contains(get("/c/desk"), `href="/deliveries"`) {
		t.Error("the channel's page does not lead to the deliveries")
	}
	page := get("/deliveries")
	for _, w := range []string{"uncertain", "nobody knows", "slack:#gone is paused", "the app is not a member", `action="/deliveries/k1"`} {
		if !strings.Contains(page, w) {
			t.Errorf("the page does not hold %q", w)
		}
	}
	if one := get("/deliveries/k1"); !strings.Contains(one, "<dt>attempts</dt>") || !strings.Contains(one, `name="message"`) {
		t.Errorf("the page of one delivery:\n%s", one)
	}
	if none := get("/deliveries?state=failed"); strings.Contains(none, "k1") || !strings.Contains(none, "There are none.") {
		t.Errorf("what failed:\n%s", none)
	}
	if strings.Contains(page, "<b>hostile") {
		t.Error("the page holds a post's markup")
	}
	if m := get("/metrics"); !strings.Contains(m, `newsdigest_deliveries{state="uncertain"} 2`) || !strings.Contains(m, "newsdigest_paused_channels 1") {
		t.Errorf("metrics:\n%s", m)
	}
	for key, do := range map[string]string{"k1": "retry", "k2": "sent"} {
		resp, err := http.PostForm(srv.URL+"/deliveries/"+key, url.Values{"do": {do}})
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", do, resp.Status)
		}
	}
	for key, want := range map[bot.Key]bot.State{"k1": bot.Planned, "k2": bot.Sent} {
		if d, err := s.Delivery(t.Context(), key); err != nil || d.State != want {
			t.Errorf("%s is %v, %v; want %v", key, d.State, err, want)
		}
	}
	resp, err := http.PostForm(srv.URL+"/deliveries/k2", url.Values{"do": {"retry"}})
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusConflict {
		t.Errorf("to retry what is sent: %s, want a conflict", resp.Status)
	}
}
