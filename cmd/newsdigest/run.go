package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store"
	"newsdigest/bot/web"
	"newsdigest/config"
	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/source"
)

type runCmd struct {
	Config  string `placeholder:"FILE" help:"The config; without one ./newsdigest.yaml, and without that the built-in example."`
	Listen  string `placeholder:"HOST:PORT" help:"Where the page is, instead of the config's web.listen; port 0 picks a free one."`
	Once    bool   `help:"Make one edition of every channel now, wait until it is posted, and stop."`
	DryRun  bool   `help:"Print what would be posted now; post and keep nothing."`
	Verbose bool   `short:"v" help:"Say on standard error what is done."`
}

// Run posts editions when they are due and serves the page, until ctx ends.
func (c *runCmd) Run(ctx context.Context, std stdio) (err error) {
	level := slog.LevelWarn
	switch {
	case c.Verbose:
		level = slog.LevelInfo
	case c.Once:
		level = slog.LevelError // what went wrong is said at the end
	}
	var handler slog.Handler = slog.NewTextHandler(std.Err, &slog.HandlerOptions{Level: level})
	if c.Once {
		var stop context.CancelCauseFunc
		ctx, stop = context.WithCancelCause(ctx)
		defer stop(nil)
		handler = onceLog{handler, stop}
	}
	log := slog.New(handler)
	s, err := c.setup(log)
	if err != nil {
		return err
	}
	defer s.close()
	if c.DryRun {
		return dryRun(ctx, s, log, std)
	}
	kept, err := store.Open(ctx, s.store, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	if err := s.fillEmpty(ctx, kept); err != nil {
		return err
	}
	var b *bot.Bot
	page := web.New(web.Options{
		Log: kept, Outbox: kept, Channels: s.shown(), People: s.people, Hosts: []string{s.listen}, Logger: log,
		Health: func() error { return b.Shut() }, // asked when the bot is made
	})
	b, err = bot.New(kept, s, append(s.platforms, page), s.channels, s.options(log))
	if err != nil {
		return err
	}
	if c.Once {
		return once(ctx, b, kept, s.channels, std)
	}
	return serve(ctx, b, page, s, log, std)
}

// settled is when a start's first work is over.
const settled = 5 * time.Second

// serve runs the bot and its page until ctx ends or one of them fails.
func serve(ctx context.Context, b *bot.Bot, page *web.Platform, s setup, log *slog.Logger, std stdio) error {
	ln, err := web.Listen(s.listen)
	if err != nil {
		return err
	}
	if s.atOnce {
		if _, err := b.Once(ctx); err != nil {
			return errors.Join(err, ln.Close())
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	errs := make([]error, 2)
	var wg sync.WaitGroup
	for i, run := range []func() error{
		func() error { return page.Serve(ctx, ln) },
		func() error { return b.Run(ctx) },
	} {
		wg.Go(func() {
			defer cancel()
			errs[i] = run()
		})
	}
	if s.heartbeat.IsSet() {
		wg.Go(func() { beat(ctx, b, s.heartbeat.Reveal(), log) })
	}
	select {
	case <-page.Ready(): // whoever reads the address may ask at once
		fmt.Fprintln(std.Out, web.URL(ln.Addr()))
		defer time.AfterFunc(settled, debug.FreeOSMemory).Stop() // what the start took is not needed at rest
	case <-ctx.Done():
	}
	wg.Wait()
	return errors.Join(errs...)
}

// A setup is what the config, or the example, asks for.
type setup struct {
	sources   map[string]source.Source
	channels  []bot.Channel
	platforms []bot.Platform // beside the page
	people    []string
	store     string        // the file's path, or an address that may hold a password
	listen    string        // empty: the default address
	admin     bot.ChannelID // where trouble is said; empty: nowhere
	delivery  config.Delivery
	keep      config.Keep
	heartbeat config.Secret // an address; not set: none
	atOnce    bool          // an edition at the start, whatever the schedule
	clients   []*source.Client
	rules     bot.Rules // of what people ask in chat
}

// readTyped reads an address that a person typed in chat: never one on a private network.
func (s setup) readTyped(ctx context.Context, address string) ([]article.Article, error) {
	client := source.NewClient(source.Options{})
	defer client.Close()
	return source.Address{URL: address, Client: client}.Fetch(ctx)
}

var _ bot.Collector = setup{}

// Collect implements bot.Collector.
func (s setup) Collect(ctx context.Context, name string) ([]article.Article, error) {
	from, ok := s.sources[name]
	if !ok {
		return nil, fmt.Errorf("source %s is not in the config", name)
	}
	return from.Fetch(ctx)
}

// fillEmpty asks for an edition at once where a channel of the page has nothing
// yet: a new page is not empty until morning.
func (s setup) fillEmpty(ctx context.Context, log bot.ChatLog) error {
	for i, c := range s.channels {
		if c.ID.Platform() != web.Name {
			continue
		}
		has, err := log.Messages(ctx, c.ID, bot.Page{Limit: 1})
		if err != nil {
			return err
		}
		s.channels[i].AtOnce = len(has) == 0
	}
	return nil
}

// shown are the channels that the page has: the config's, and the one where trouble is said.
func (s setup) shown() []bot.Channel {
	if s.admin == "" || slices.ContainsFunc(s.channels, func(c bot.Channel) bool { return c.ID == s.admin }) {
		return s.channels
	}
	return append(slices.Clone(s.channels), bot.Channel{ID: s.admin})
}

func (s setup) options(log *slog.Logger) bot.Options {
	return bot.Options{
		Digest: digest.Options{People: s.people}, Grace: s.delivery.Grace, Rest: s.delivery.Rest, Admin: s.admin, Logger: log,
		Read: s.readTyped, Rules: s.rules, KeepArticles: s.keep.Articles, KeepQuestions: s.keep.Questions,
	}
}

func (s setup) close() {
	for _, c := range s.clients {
		c.Close()
	}
}

// setup reads the config, or takes the example where there is none.
func (c *runCmd) setup(log *slog.Logger) (setup, error) {
	s, err := c.read(log)
	if err != nil {
		return setup{}, err
	}
	if c.Listen != "" {
		s.listen = c.Listen
	}
	return s, nil
}

func (c *runCmd) read(log *slog.Logger) (setup, error) {
	name := c.Config
	if name == "" {
		name = defaultConfig
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return exampleSetup()
		}
	}
	cfg, err := config.Load(name, os.LookupEnv)
	if err != nil {
		return setup{}, err
	}
	return setupOf(cfg, log)
}

// setupOf turns a config into what it asks for.
func setupOf(cfg *config.Config, log *slog.Logger) (_ setup, err error) {
	s := setup{sources: map[string]source.Source{}, people: cfg.People, store: cmp.Or(cfg.Store.Postgres.Reveal(), cfg.Store.File)}
	if cfg.Web.Listen != config.DefaultListen {
		s.listen = cfg.Web.Listen
	}
	public := source.NewClient(source.Options{})
	private := source.NewClient(source.Options{AllowPrivate: true})
	s.clients = []*source.Client{public, private}
	for _, from := range cfg.Sources {
		client := public
		if from.AllowPrivate {
			client = private
		}
		switch from.Kind {
		case config.Feed:
			s.sources[from.Name] = source.Feed{URL: from.Address, Client: client}
		case config.Page:
			s.sources[from.Name] = source.Page{URL: from.Address, Client: client}
		case config.File:
			s.sources[from.Name] = source.File{Pattern: from.Address}
		}
	}
	for _, ch := range cfg.Channels {
		s.channels = append(s.channels, bot.Channel{
			ID:       bot.NewChannelID(string(ch.Platform), ch.Name),
			Sources:  ch.Sources,
			Schedule: bot.Schedule{Expr: ch.Schedule, Zone: ch.Timezone},
			Stories:  ch.Stories,
			Mention:  ch.Mention,

			LateThreads: ch.LateThreads,
		})
	}
	s.delivery, s.keep, s.heartbeat = cfg.Delivery, cfg.Keep, cfg.Heartbeat
	s.rules = rulesOf(cfg.Commands)
	if !cfg.Admin.IsZero() {
		s.admin = bot.NewChannelID(string(cfg.Admin.Platform), cfg.Admin.Name)
	}
	s.platforms, err = platformsOf(cfg, s.shown(), log)
	return s, err
}
