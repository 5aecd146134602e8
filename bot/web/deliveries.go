package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"newsdigest/bot"
	"newsdigest/digest/render"
)

// An Outbox is where the page of deliveries comes from. *store.Store is one.
type Outbox interface {
	Deliveries(ctx context.Context, f bot.Filter) ([]bot.Delivery, error)
	Delivery(ctx context.Context, k bot.Key) (bot.Delivery, error)
	Move(ctx context.Context, was, now bot.Delivery) error
	Retry(ctx context.Context, k bot.Key, now time.Time) error
	Bars(ctx context.Context) ([]bot.Bar, error)
	Count(ctx context.Context) (map[bot.State]int, error)
}

// shownDeliveries is how many the page lists.
const shownDeliveries = 100

type deliveriesView struct {
	Channels   []channelLink
	States     []stateLink
	Bars       []barView
	Deliveries []deliveryView
	Open       bool   // some wait for a person
	Facts      []fact // all that is known of the one that is shown; empty: it is the list
}

// A stateLink lists those of one state; its first is all of them.
type stateLink struct {
	Name, URL string
	Count     int
	Current   bool
}

type fact struct{ Name, Value string }

type barView struct {
	Channel string
	Since   when
	Reason  string
}

type deliveryView struct {
	Key, Channel, Title, State, Reason string
	Made                               when
	Settle                             bool // a person can settle it
}

func (p *Platform) showDeliveries(w http.ResponseWriter, r *http.Request) {
	v := deliveriesView{}
	f := bot.Filter{Limit: shownDeliveries}
	asked := r.URL.Query().Get("state")
	if asked != "" {
		var s bot.State
		if err := s.UnmarshalText([]byte(asked)); err != nil {
			p.fail(w, r, http.StatusNotFound, "There is no such state.")
			return
		}
		f.States = []bot.State{s}
	}
	counts, err := p.outbox.Count(r.Context())
	if err != nil {
		p.failLog(w, r, err)
		return
	}
	all := stateLink{Name: "all", URL: "/deliveries", Current: asked == ""}
	var states []stateLink
	for s := bot.Planned; s <= bot.Removed; s++ {
		all.Count += counts[s]
		if current := s.String() == asked; counts[s] > 0 || current {
			states = append(states, stateLink{s.String(), "/deliveries?state=" + s.String(), counts[s], current})
		}
	}
	v.States = append([]stateLink{all}, states...)
	bars, err := p.outbox.Bars(r.Context())
	if err != nil {
		p.failLog(w, r, err)
		return
	}
	for _, b := range bars {
		v.Bars = append(v.Bars, barView{string(b.Channel), whenOf(b.Since.UTC()), render.Plain(b.Reason)})
	}
	ds, err := p.outbox.Deliveries(r.Context(), f)
	if err != nil {
		p.failLog(w, r, err)
		return
	}
	for _, d := range ds {
		one := deliveryOf(d)
		v.Open = v.Open || one.Settle
		v.Deliveries = append(v.Deliveries, one)
	}
	p.writeDeliveries(w, v)
}

func deliveryOf(d bot.Delivery) deliveryView {
	return deliveryView{
		Key: string(d.Post.Key), Channel: string(d.Post.Channel), Title: d.Post.Title(), State: d.State.String(),
		Reason: render.Plain(d.Reason), Made: whenOf(d.Made), Settle: d.State == bot.Failed || d.State == bot.Uncertain,
	}
}

// showDelivery says all that is known of one.
func (p *Platform) showDelivery(w http.ResponseWriter, r *http.Request) {
	d, err := p.outbox.Delivery(r.Context(), bot.Key(r.PathValue("key")))
	switch {
	case errors.Is(err, bot.ErrNotFound):
		p.fail(w, r, http.StatusNotFound, "There is no such delivery.")
		return
	case err != nil:
		p.failLog(w, r, err)
		return
	}
	one := deliveryOf(d)
	v := deliveriesView{Deliveries: []deliveryView{one}, Open: one.Settle}
	for _, f := range []fact{
		{"key", one.Key}, {"story", string(d.Post.About())}, {"planned", instant(d.Made)}, {"sent", instant(d.Started)},
		{"waits until", instant(d.NotUntil)}, {"attempts", fmt.Sprint(d.Attempts)}, {"message", string(d.Message)},
	} {
		if f.Value != "" {
			v.Facts = append(v.Facts, fact{f.Name, render.Plain(f.Value)})
		}
	}
	if m := d.Post.Mark; m != nil {
		v.Facts = append(v.Facts, fact{"mark", render.Plain(m.Words())})
	}
	p.writeDeliveries(w, v)
}

// instant is a time for a person; empty: there was none.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05 UTC")
}

func (p *Platform) writeDeliveries(w http.ResponseWriter, v deliveriesView) {
	for _, c := range p.channels {
		v.Channels = append(v.Channels, channelLink{Name: c.ID.Name(), URL: channelURL(c)})
	}
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "deliveries.html", v); err != nil {
		panic(err) // unreachable unless the template does not fit its types
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(b.Bytes()) // a lost answer is the asker's to notice
}

// settleDelivery retries one, or marks it as being there.
func (p *Platform) settleDelivery(w http.ResponseWriter, r *http.Request) {
	k := bot.Key(r.PathValue("key"))
	var err error
	switch r.PostFormValue("do") {
	case "retry":
		err = p.outbox.Retry(r.Context(), k, p.now())
	case "sent":
		err = bot.MarkSent(r.Context(), p.outbox, k, bot.MessageID(strings.TrimSpace(r.PostFormValue("message"))))
	default:
		p.fail(w, r, http.StatusBadRequest, "Retry it, or mark it as sent.")
		return
	}
	switch {
	case errors.Is(err, bot.ErrNotFound):
		p.fail(w, r, http.StatusNotFound, "There is no such delivery.")
	case errors.Is(err, bot.ErrStale):
		p.fail(w, r, http.StatusConflict, "It is neither failed nor uncertain any more.")
	case err != nil:
		p.failLog(w, r, err)
	default:
		http.Redirect(w, r, "/deliveries", http.StatusSeeOther)
	}
}

// metrics are the deliveries by their states, as Prometheus reads them.
func (p *Platform) metrics(w http.ResponseWriter, r *http.Request) {
	counts, err := p.outbox.Count(r.Context())
	if err != nil {
		p.failLog(w, r, err)
		return
	}
	bars, err := p.outbox.Bars(r.Context())
	if err != nil {
		p.failLog(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	fmt.Fprint(w, "# HELP newsdigest_deliveries Posts by their state.\n# TYPE newsdigest_deliveries gauge\n")
	for s := bot.Planned; s <= bot.Removed; s++ {
		fmt.Fprintf(w, "newsdigest_deliveries{state=%q} %d\n", s.String(), counts[s])
	}
	fmt.Fprint(w, "# HELP newsdigest_paused_channels Channels that nothing can be posted to.\n# TYPE newsdigest_paused_channels gauge\n")
	fmt.Fprintf(w, "newsdigest_paused_channels %d\n", len(bars))
}
