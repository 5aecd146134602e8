package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"newsdigest/digest"
	"newsdigest/digest/article"
)

// Options are what a Bot may be told; the zero value is the default of each.
type Options struct {
	Digest digest.Options
	Grace  time.Duration    // how late an edition, or a post, may still come; zero: 6 hours
	Clock  func() time.Time // nil: time.Now
	Logger *slog.Logger     // nil: nothing is logged

	Backoff time.Duration // how long a post waits after its first vain try; each further doubles it; zero: a second
	Pause   time.Duration // the longest such wait; zero: 5 minutes

	Rest time.Duration // how long a request without an answer rests before it is looked up; zero: as its platform needs

	KeepArticles  time.Duration // how long articles' texts are kept; zero: for good
	KeepQuestions time.Duration // how long what people ask is kept; zero: for good

	// OnceLimit is how long Once waits for posts to be settled. Zero: 5 minutes.
	OnceLimit time.Duration

	// Read gives the articles at an address that a person typed in chat. It
	// must refuse private networks. nil: none is read.
	Read  func(ctx context.Context, address string) ([]article.Article, error)
	Rules Rules
	Admin ChannelID // where trouble is said; empty: nowhere
}

// A Bot posts editions to channels and answers what is asked under them.
type Bot struct {
	store     Store
	collector Collector
	platforms map[string]Platform
	channels  []Channel
	schedules map[ChannelID]compiled
	digest    digest.Options
	limits    limits
	onceLimit time.Duration
	rest      time.Duration
	kept      [2]time.Duration // how long articles and questions are; zero: for good
	clock     func() time.Time
	log       *slog.Logger
	digests   digests
	readings  readings
	read      func(ctx context.Context, address string) ([]article.Article, error)
	rules     Rules
	admin     ChannelID
	thinking  chan struct{} // holds one for each question that is being answered
	reading   chan struct{} // holds one for each command that reads from outside
	news      chan struct{} // holds one where something was settled since it was last read
	shut      shut
}

var _ Inbox = (*Bot)(nil)

// New makes a Bot of a store, of what reads its sources, and of the platforms
// that its channels are on. A channel of another platform, one that comes
// twice, or a schedule that cannot be read is an error.
func New(s Store, from Collector, platforms []Platform, channels []Channel, o Options) (*Bot, error) {
	b := &Bot{
		store:     s,
		collector: from,
		platforms: map[string]Platform{},
		channels:  slices.Clone(channels),
		schedules: map[ChannelID]compiled{},
		digest:    o.Digest,
		limits:    usual,
		onceLimit: o.OnceLimit,
		rest:      o.Rest,
		kept:      [2]time.Duration{o.KeepArticles, o.KeepQuestions},
		clock:     o.Clock,
		log:       o.Logger,
		news:      make(chan struct{}, 1),
		read:      o.Read,
		rules:     o.Rules,
		admin:     o.Admin,
		reading:   make(chan struct{}, maxReading),
		thinking:  make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)),
	}
	if o.Grace > 0 {
		b.limits.grace = o.Grace
	}
	if o.Backoff > 0 {
		b.limits.backoff = o.Backoff
	}
	if o.Pause > 0 {
		b.limits.pause = o.Pause
	}
	if b.onceLimit <= 0 {
		b.onceLimit = 5 * time.Minute
	}
	if b.clock == nil {
		b.clock = time.Now
	}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	for _, p := range platforms {
		b.platforms[p.Name()] = p
	}
	var errs []error
	seen := map[ChannelID]bool{}
	for i, c := range b.channels {
		if _, ok := b.platforms[c.ID.Platform()]; !ok {
			errs = append(errs, fmt.Errorf("channel %s: no platform %q is set up", c.ID, c.ID.Platform()))
		}
		if seen[c.ID] {
			errs = append(errs, fmt.Errorf("channel %s comes twice; give it one schedule and all its sources", c.ID))
		}
		seen[c.ID] = true
		schedule, err := c.Schedule.compile()
		if err == nil {
			_, err = schedule.first(b.clock())
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("channel %s: schedule %q: %w", c.ID, c.Schedule.Expr, err))
		}
		b.schedules[c.ID] = schedule
		if c.Stories <= 0 {
			b.channels[i].Stories = 5
		}
	}
	if _, ok := b.platforms[b.admin.Platform()]; b.admin != "" && !ok {
		errs = append(errs, fmt.Errorf("admin %s: no platform %q is set up", b.admin, b.admin.Platform()))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return b, nil
}

// now is the time as the store keeps it.
func (b *Bot) now() time.Time { return b.clock().UTC().Truncate(time.Millisecond) }

func (b *Bot) channel(id ChannelID) (Channel, bool) {
	i := slices.IndexFunc(b.channels, func(c Channel) bool { return c.ID == id })
	if i < 0 {
		return Channel{}, false
	}
	return b.channels[i], true
}

// changed says that something was settled.
func (b *Bot) changed() {
	select {
	case b.news <- struct{}{}:
	default:
	}
}

// A worker is the Bot as the queue sees it, for one Run or Once.
type worker struct {
	bot  *Bot
	once bool            // sources are not tried again later
	quit <-chan struct{} // closed: finish what is being sent, then stop
}

var _ Worker = (*worker)(nil)

func (w *worker) stopping() bool {
	select {
	case <-w.quit:
		return true
	default:
		return false
	}
}

// nap waits; false: the worker, or ctx, has to end.
func (w *worker) nap(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-w.quit:
		return false
	case <-ctx.Done():
		return false
	}
}

const (
	longestNap = 15 * time.Second // between two looks at the schedules: a clock may be set, a machine sleep
	sweepEvery = time.Minute

	// advances is how many schedules are moved on at a time: many come due in
	// the same second, and each waits for the disk.
	advances = 50

	// followerNap is how soon a replica sees that it leads now.
	followerNap = 250 * time.Millisecond
)

// Run makes every channel's editions when they are due and answers questions
// until ctx ends; then it finishes what is being sent, within a limit, and
// returns nil. It ends by itself where the service of every channel has shut the
// bot out; the error then says what to do.
func (b *Bot) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var wg sync.WaitGroup
	for _, name := range slices.Sorted(maps.Keys(b.platforms)) {
		if l, ok := b.platforms[name].(Listener); ok {
			wg.Go(func() {
				if b.listen(ctx, name, l) {
					cancel()
				}
			})
		}
	}
	wg.Go(func() { b.tick(ctx) })
	err := b.store.Work(ctx, &worker{bot: b, quit: ctx.Done()})
	cancel()
	wg.Wait()
	if b.isShut() {
		err = errors.Join(err, b.Shut())
	}
	return err
}

// listen hears a platform's questions, and again after a while where that ends.
// over: no service is left that lets the bot in.
func (b *Bot) listen(ctx context.Context, name string, l Listener) (over bool) {
	for vain := 1; ; vain++ {
		began := b.clock()
		err := l.Listen(ctx, b)
		if ctx.Err() != nil {
			return false
		}
		if shut, ok := errors.AsType[*ShutError](err); ok {
			b.shut.add(name, shut)
			b.log.Error("questions are not heard any more", "platform", name, "error", shut)
			b.tell(ctx, fmt.Sprintf("No questions are heard on %s any more: %s.", name, shut), "shut", name, b.now().Format(time.RFC3339Nano))
			return b.isShut()
		}
		if b.clock().Sub(began) > time.Minute {
			vain = 1
		}
		wait := min(b.limits.wait(vain), time.Minute)
		b.log.Error("questions are not heard", "platform", name, "error", err, "again_in", wait)
		if !nap(ctx, wait) {
			return false
		}
	}
}

// shut are the services that let the bot in no more, by their platforms' names.
type shut struct {
	mu  sync.Mutex
	why map[string]*ShutError
}

func (s *shut) add(platform string, why *ShutError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.why == nil {
		s.why = map[string]*ShutError{}
	}
	s.why[platform] = why
}

// Shut is why services have shut the bot out, each in a *ShutError; nil: none has.
func (b *Bot) Shut() error {
	b.shut.mu.Lock()
	defer b.shut.mu.Unlock()
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(b.shut.why)) {
		errs = append(errs, b.shut.why[name])
	}
	return errors.Join(errs...)
}

// isShut reports whether every channel's service has.
func (b *Bot) isShut() bool {
	b.shut.mu.Lock()
	defer b.shut.mu.Unlock()
	return len(b.channels) > 0 && !slices.ContainsFunc(b.channels, func(c Channel) bool { return b.shut.why[c.ID.Platform()] == nil })
}

// tick looks at the schedules whenever one is due.
func (b *Bot) tick(ctx context.Context) {
	var swept time.Time
	for {
		if !b.store.Lead() {
			if !nap(ctx, followerNap) {
				return
			}
			continue
		}
		next, err := b.Tick(ctx)
		if now := b.now(); err == nil && now.Sub(swept) >= sweepEvery {
			err = errors.Join(b.store.Sweep(ctx), b.tellAll(ctx), b.forget(ctx))
			swept = now
		}
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			b.log.Error("no edition is planned for now; the schedules are looked at again", "error", clip(err))
		}
		wait := longestNap
		if !next.IsZero() {
			wait = min(max(next.Sub(b.clock()), 0), longestNap)
		}
		if !nap(ctx, wait) {
			return
		}
	}
}

// nap waits; false: ctx has ended.
func nap(ctx context.Context, d time.Duration) bool {
	return (&worker{}).nap(ctx, d)
}

// Tick plans the editions that are due now and returns when the next one is.
// It does no harm where several replicas call it at a time.
func (b *Bot) Tick(ctx context.Context) (next time.Time, err error) {
	cursors, err := b.store.Cursors(ctx)
	if err != nil {
		return time.Time{}, err
	}
	now := b.now()
	at := make([]time.Time, len(b.channels))
	errs := make([]error, len(b.channels))
	var wg sync.WaitGroup
	free := make(chan struct{}, advances)
	for i, c := range b.channels {
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			if at[i], errs[i] = b.advance(ctx, c, cursors, now); errs[i] != nil {
				errs[i] = fmt.Errorf("schedule of %s: %w", c.ID, errs[i])
			}
		})
	}
	wg.Wait()
	for _, t := range at {
		if !t.IsZero() && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	return next, errors.Join(errs...)
}

func (b *Bot) advance(ctx context.Context, c Channel, cursors map[ChannelID]Cursor, now time.Time) (time.Time, error) {
	var was *Cursor
	var a advance
	var err error
	switch cur, ok := cursors[c.ID]; {
	case ok && cur.Schedule == c.Schedule:
		if cur.Next.At.After(now) {
			return cur.Next.At, nil
		}
		was = &cur
		a, err = due(c, b.schedules[c.ID], cur, b.limits.grace, now)
	default:
		if ok {
			was = &cur
		}
		a, err = begin(c, b.schedules[c.ID], !ok, now)
	}
	if err != nil {
		return time.Time{}, err
	}
	err = b.store.Advance(ctx, c.ID, was, a.cursor, a.editions)
	if errors.Is(err, ErrStale) {
		return now.Add(time.Second), nil // another replica was quicker; look what it made of it
	}
	if err != nil {
		return time.Time{}, err
	}
	missed := a.unkept
	for _, e := range a.editions {
		if e.State == EditionMissed {
			missed++
		}
	}
	if missed > 0 {
		b.log.Warn("editions were missed: newsdigest did not run, or could not use its store", "channel", c.ID, "editions", missed)
		b.tell(ctx, fmt.Sprintf("Missed %d of %s's editions, up to that of %s: newsdigest did not run, or could not use its store.", missed, b.told(ctx, c.ID), a.cursor.Next.Slot),
			"missed", string(c.ID), string(a.cursor.Next.Slot))
	}
	return a.cursor.Next.At, nil
}
