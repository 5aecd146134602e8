package discord

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"newsdigest/bot"
)

// An oracle stands for Discord where only what is asked, and when, matters.
type oracle func(path string) (status int, header map[string]string)

// RoundTrip implements http.RoundTripper.
func (a oracle) RoundTrip(r *http.Request) (*http.Response, error) {
	status, header := a(strings.TrimPrefix(r.URL.Path, "/api/v10/"))
	out := &http.Response{StatusCode: status, Status: http.StatusText(status), Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{"message":"no","code":0}`)), Request: r}
	for k, v := range header {
		out.Header.Set(k, v)
	}
	return out, nil
}

func restOf(t *testing.T, a oracle) *rest {
	t.Helper()
	p, err := New(Options{Token: "x", APIURL: "https://discord.example/api/v10/"})
	if err != nil {
		t.Fatal(err)
	}
	p.rest.client = &http.Client{Transport: a}
	return p.rest
}

// Discord says how much of a route is left; what shares a bucket is counted
// together, what has another channel apart.
func TestBucketsAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		left, asked := map[string]int{}, 0
		r := restOf(t, func(path string) (int, map[string]string) {
			asked++
			channel := strings.Split(path, "/")[1]
			if _, ok := left[channel]; !ok {
				left[channel] = 3
			}
			left[channel]--
			return 200, map[string]string{"X-RateLimit-Bucket": "b", "X-RateLimit-Remaining": fmt.Sprint(left[channel]), "X-RateLimit-Reset-After": "5.000"}
		})
		do := func(method, path string) error { return r.do(t.Context(), method, path, nil, nil) }
		if err := do("GET", "channels/21/messages"); err != nil { // both routes are known to share a bucket
			t.Fatal(err)
		}
		for i, c := range []struct {
			method, path string
			taken        bool
		}{
			{"POST", "channels/11/messages", true}, {"GET", "channels/11/messages", true}, {"POST", "channels/11/messages", true},
			{"POST", "channels/11/messages", false}, {"GET", "channels/11/messages", false}, {"POST", "channels/12/messages", true},
		} {
			was := asked
			err := do(c.method, c.path)
			f, delayed := errors.AsType[*failure](err)
			if delayed && (f.outcome != bot.Delayed || f.after <= 0 || f.after > 5*time.Second) {
				t.Errorf("request %d: %v, again after %v", i, err, f.after)
			}
			if delayed == c.taken || (asked > was) != c.taken {
				t.Errorf("request %d: %v, asked %v; want it asked: %v", i, err, asked > was, c.taken)
			}
		}
		time.Sleep(5 * time.Second)
		delete(left, "11")
		if err := do("POST", "channels/11/messages"); err != nil {
			t.Errorf("after the limit was lifted: %v", err)
		}
	})
}

// All requests together are at most fifty in any second; those of interactions
// do not count.
func TestFiftyASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		r := restOf(t, func(path string) (int, map[string]string) {
			if strings.HasPrefix(path, "channels/") {
				at = append(at, time.Now())
			}
			return 200, nil
		})
		began := time.Now()
		for i := range 175 {
			if err := r.do(t.Context(), "GET", fmt.Sprintf("channels/%d", 1000+i), nil, nil); err != nil {
				t.Fatal(err)
			}
			if err := r.reply(t.Context(), "POST", "interactions/1/t/callback", nil); err != nil {
				t.Fatal(err)
			}
		}
		for i := perSecond; i < len(at); i++ {
			if d := at[i].Sub(at[i-perSecond]); d < time.Second {
				t.Fatalf("requests %d to %d within %v", i-perSecond, i, d)
			}
		}
		if took := time.Since(began); took > 4*time.Second {
			t.Errorf("175 requests took %v", took)
		}
	})
}

// Whoever is answered 401, 403 or 429 ten thousand times in ten minutes is shut
// out by Discord. Well before that nothing is asked until the ten minutes are over.
func TestStopsWellBeforeABan(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		header map[string]string
		ask    func(r *rest, t *testing.T, n int) error
		stops  bool
	}{
		"403":                   {403, nil, get, true},
		"429":                   {429, map[string]string{"Retry-After": "0.001"}, get, true},
		"429 that others share": {429, map[string]string{"Retry-After": "0.001", "X-RateLimit-Scope": "shared"}, get, false},
		"403 of an interaction": {403, nil, func(r *rest, t *testing.T, _ int) error {
			return r.reply(t.Context(), "PATCH", "webhooks/1/t/messages/@original", nil)
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				asked := 0
				r := restOf(t, func(string) (int, map[string]string) { asked++; return c.status, c.header })
				for i := range 7000 {
					if c.ask(r, t, i) == nil {
						t.Fatal("no error")
					}
				}
				if stopped := asked < 7000; stopped != c.stops || stopped && asked != maxVain {
					t.Fatalf("asked %d times", asked)
				}
				if !c.stops {
					return
				}
				was := asked
				err := c.ask(r, t, 1)
				if f, ok := errors.AsType[*failure](err); !ok || f.outcome != bot.Delayed || f.after <= 0 || asked != was {
					t.Fatalf("%v; asked %d times", err, asked-was)
				} else {
					time.Sleep(f.after)
				}
				if _ = c.ask(r, t, 2); asked != was+1 {
					t.Error("it is not asked any more")
				}
			})
		})
	}
}

func get(r *rest, t *testing.T, n int) error {
	return r.do(t.Context(), "GET", fmt.Sprintf("channels/%d", 1000+n), nil, nil)
}
