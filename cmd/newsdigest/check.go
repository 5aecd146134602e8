package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newsdigest/bot"
	"newsdigest/bot/store"
	"newsdigest/digest/source"
)

type checkCmd struct {
	Config string `placeholder:"FILE" help:"The config; without one ./newsdigest.yaml."`
}

// checkLimit is how long one source or channel may take to answer.
const checkLimit = time.Minute

// Run says what works, what doesn't, and what to do about it. It posts nothing.
func (c checkCmd) Run(ctx context.Context, std stdio) error {
	name := c.Config
	if name == "" {
		name = defaultConfig
	}
	s, err := (&runCmd{Config: name}).setup(slog.New(slog.DiscardHandler))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: there is no such file; write one with `newsdigest init`", name)
	}
	if err != nil {
		return err
	}
	defer s.close()
	r := checkReport{out: std.Out}
	r.say("config "+name, "", nil)
	r.say("store "+store.Redact(s.store), "", checkStore(ctx, s.store))
	for _, name := range s.names() {
		ctx, cancel := context.WithTimeout(ctx, checkLimit)
		found, err := s.sources[name].Fetch(ctx)
		cancel()
		good := count(len(found), "article")
		if err == nil && len(found) == 0 {
			switch from := s.sources[name].(type) {
			case source.File:
				good = "no file at the moment; put articles where " + from.Pattern + " finds them"
			default:
				err = errors.New("it gives no article at the moment; open it in a browser, and give the address of the outlet's feed")
			}
		}
		r.say("source "+name, good, err)
	}
	for _, ch := range s.channels {
		next, err := ch.Schedule.Next(time.Now())
		if err == nil {
			err = s.checkChannel(ctx, ch.ID)
		}
		r.say("channel "+string(ch.ID), "next edition "+next.Format("Monday 2 January 2006, 15:04 MST"), err)
	}
	// Where trouble could not be said is found out before there is any.
	if s.admin != "" && !slices.ContainsFunc(s.channels, func(c bot.Channel) bool { return c.ID == s.admin }) {
		r.say("admin "+string(s.admin), "told of trouble", s.checkChannel(ctx, s.admin))
	}
	if r.troubled {
		return exitCode(1)
	}
	return nil
}

func (s setup) names() []string {
	var out []string
	for n := range s.sources {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// checkChannel asks the channel's service, where it is one that can be asked.
func (s setup) checkChannel(ctx context.Context, id bot.ChannelID) error {
	i := slices.IndexFunc(s.platforms, func(p bot.Platform) bool { return p.Name() == id.Platform() })
	if i < 0 {
		return nil
	}
	c, ok := s.platforms[i].(bot.Checker)
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, checkLimit)
	defer cancel()
	err := c.Check(ctx, id)
	if err == nil {
		return nil
	}
	// The line has named the channel.
	said := strings.ReplaceAll(err.Error(), fmt.Sprintf("%s channel %s: ", id.Platform(), id.Name()), "")
	return errors.New(said)
}

// checkStore tries whether the store's folder can be written, without opening
// the store: another newsdigest may be at work on it.
func checkStore(ctx context.Context, path string) error {
	if store.IsPostgres(path) {
		ctx, cancel := context.WithTimeout(ctx, checkLimit)
		defer cancel()
		return store.Ping(ctx, path)
	}
	folder := filepath.Dir(path)
	if _, err := os.Stat(path); err == nil {
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return fmt.Errorf("%w; make the file writable for this user, or name another in the config's store", err)
		}
		return f.Close()
	}
	for {
		if _, err := os.Stat(folder); err == nil {
			break
		}
		folder = filepath.Dir(folder)
	}
	f, err := os.CreateTemp(folder, ".newsdigest-check-*")
	if err != nil {
		return fmt.Errorf("%w; make the folder writable for this user, or name another in the config's store", err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// A checkReport prints a line for each thing that was looked at.
type checkReport struct {
	out      io.Writer
	troubled bool
}

func (r *checkReport) say(what, good string, err error) {
	switch {
	case err != nil:
		r.troubled = true
		fmt.Fprintf(r.out, "wrong  %s: %s\n", what, strings.ReplaceAll(shown(err.Error()), "\n", "\n       "))
	case good != "":
		fmt.Fprintf(r.out, "ok     %s: %s\n", what, good)
	default:
		fmt.Fprintf(r.out, "ok     %s\n", what)
	}
}
