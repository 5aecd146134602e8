package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"newsdigest/bot"
)

func TestLinks(t *testing.T) {
	for words, want := range map[string][]string{
		"see https://a.example/x.":                                         {"https://a.example/x"},
		"[a](https://a.example/x) and <https://b.example/y>!":              {"https://a.example/x", "https://b.example/y"},
		"[https://nato.int](https://evil.example)":                         {"https://nato.int", "https://evil.example"},
		"**https://a.example/x**, ||https://a.example/x||":                 {"https://a.example/x"},
		"https://a.example/wiki/Gate_(harbour) (https://a.example/b)":      {"https://a.example/wiki/Gate_(harbour)", "https://a.example/b"},
		"`https://a.example/c` “https://a.example/d”":                      {"https://a.example/c", "https://a.example/d"},
		"no link: e.g. this, or ftp://a.example, @everyone <@&1> a.b":      nil,
		"https:// http://x https://u:p@a.example/ javascript:alert(1)":     {"http://x", "https://u:p@a.example/"},
		"https://a.example/?q=国&x=1#y, https://例え.example/港":               {"https://a.example/?q=国&x=1#y", "https://例え.example/港"},
		"https://a.example/x https://a.example/x https://a.example/x#frag": {"https://a.example/x", "https://a.example/x#frag"},
	} {
		if got := links(words, nil); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
	if got := links("", []said{{URL: "https://a.example/x", Description: "[more](https://b.example/y)"}}); len(got) != 2 {
		t.Errorf("of an embed: %q", got)
	}
}

// A form's fields are read wherever a client puts them.
func TestFilled(t *testing.T) {
	for _, sent := range []string{
		`[{"type":18,"id":1,"component":{"type":4,"custom_id":"words","value":"Who?"}}]`,
		`[{"type":1,"components":[{"type":4,"custom_id":"words","value":"Who?"}]}]`,
		`[{"type":"x"},{"type":18,"component":{"type":4,"custom_id":"words","value":"Who?","options":7}}]`,
	} {
		var list []part
		if err := json.Unmarshal([]byte(sent), &list); err != nil {
			t.Fatal(err)
		}
		if got := filled(list)["words"]; got != "Who?" {
			t.Errorf("%s: %q", sent, got)
		}
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	i := interaction{Token: "very-secret"}
	if s := fmt.Sprintf("%v %+v %#v %s", i, i, i, i.Token); strings.Contains(s, "very-secret") {
		t.Error(s)
	}
}

// An eager inbox answers everything with what it was told.
type eager struct{ bot.Inbox }

func (eager) Do(_ context.Context, c bot.Command) bot.Reply {
	return bot.Reply{Lines: []bot.Line{{Text: c.Text + c.User + c.Name}}}
}
func (eager) Ask(context.Context, bot.Question) error { return nil }
func (eager) Recent(context.Context, bot.ChannelID) ([]bot.Headline, error) {
	return []bot.Headline{{Story: "s", Text: "Ostwick opens its harbour"}}, nil
}

// FuzzInteraction serves what is no interaction that Discord ever sent: it is
// answered, or left alone, and nothing else.
func FuzzInteraction(f *testing.F) {
	for _, seed := range []string{
		`{"id":"5","application_id":"6","type":2,"token":"t","guild_id":"1","channel_id":"2","channel":{"id":"2","type":0},"member":{"user":{"id":"3"},"permissions":"16"},"data":{"name":"digest","type":1,"options":[{"name":"url","type":1,"options":[{"name":"url","type":3,"value":"https://a.example"}]}]}}`,
		`{"id":"5","application_id":"6","type":2,"token":"t","guild_id":"1","channel_id":"2","channel":{"id":"2","type":11,"parent_id":"1"},"data":{"name":"ask","options":[{"name":"question","value":"Who?"},{"name":"story","value":"s"}]}}`,
		`{"id":"5","application_id":"6","type":2,"token":"t","guild_id":"1","channel_id":"2","channel":{"id":"2"},"data":{"name":"Digest the links","type":3,"target_id":"9","resolved":{"messages":{"9":{"content":"https://a.example","embeds":[{}]}}}}}`,
		`{"id":"5","application_id":"6","type":3,"token":"t","channel_id":"2","channel":{"id":"2"},"data":{"custom_id":"ask:s"},"message":{"id":"9"}}`,
		`{"id":"5","application_id":"6","type":3,"token":"t","channel_id":"2","channel":{"id":"2"},"data":{"custom_id":"answer:9:s"},"message":{"id":"9","embeds":[{"author":{"name":"Asked: Who?"}}]}}`,
		`{"id":"5","application_id":"6","type":3,"token":"t","channel_id":"2","channel":{"id":"2"},"data":{"custom_id":"post"},"message":{"components":[{"type":1,"components":[{"type":3,"custom_id":"show","options":[{"label":"a","value":"s"}]}]}]}}`,
		`{"id":"5","application_id":"6","type":4,"token":"t","channel_id":"2","channel":{"id":"2"},"data":{"name":"ask","options":[{"name":"story","value":"harbour","focused":true}]}}`,
		`{"id":"5","application_id":"6","type":5,"token":"t","channel_id":"2","channel":{"id":"2"},"data":{"custom_id":"wrong:s","components":[{"type":18,"component":{"type":3,"custom_id":"quote","values":["0"]}}]}}`,
	} {
		f.Add(seed)
	}
	kept := make(chan struct{}, 1000)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/interactions/") && !strings.HasPrefix(r.URL.Path, "/webhooks/") {
			f.Errorf("asked %s %s", r.Method, r.URL.Path)
		}
		select {
		case kept <- struct{}{}:
		default:
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	f.Cleanup(s.Close)
	p, err := New(Options{Token: "x", APIURL: s.URL + "/"})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(p.Close)
	f.Fuzz(func(_ *testing.T, sent string) {
		i := interaction{}
		if json.Unmarshal([]byte(sent), &i) != nil {
			return
		}
		p.learn(room{ID: i.ChannelID}) // else Discord is asked for it
		newDesk(p, eager{}).serve(context.Background(), &i)
	})
}
