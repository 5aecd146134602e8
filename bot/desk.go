package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"newsdigest/digest"
	"newsdigest/digest/article"
	"newsdigest/digest/quote"
	"newsdigest/digest/render"
	"newsdigest/digest/text"
)

const (
	maxReading   = 4                // commands that read pages and feeds at a time
	readTime     = 45 * time.Second // one command's reading, at most
	maxAddresses = 5                // of one command
	maxNew       = 10               // digests in one reply
	maxComplaint = 1000             // code points of what is wrong with a quote
)

// Do is described at Inbox.
func (b *Bot) Do(ctx context.Context, c Command) Reply {
	failed := func(words string) Reply {
		r := say(words)
		r.Failed = true
		return r
	}
	if err := b.admit(ctx, c.Channel.Platform(), c.User, c.Verb == AskAbout, nil); err != nil {
		if why := Refusal(err); why != "" {
			return failed(upper(why) + ".")
		}
		b.log.Error("a command could not be counted", "command", c.Verb, "channel", c.Channel, "error", err)
		return failed(wentWrong)
	}
	r, err := guard(func() (Reply, error) { return b.do(ctx, c) })
	switch {
	case err == nil:
		return r
	case errors.Is(err, ErrNotFound):
		return failed("This story is not kept any more.")
	case ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded):
		return failed("It took too long. Try again.")
	}
	b.log.Error("a command could not be done", "command", c.Verb, "channel", c.Channel, "error", err)
	return failed(wentWrong)
}

const wentWrong = "Something went wrong here. Whoever runs newsdigest finds the reason in its log."

func (b *Bot) do(ctx context.Context, c Command) (Reply, error) {
	switch c.Verb {
	case DigestURLs:
		return b.digestURLs(ctx, c)
	case WhatIsNew:
		return b.whatIsNew(ctx, c)
	case NextUp:
		return b.nextUp(ctx, c)
	case ListSources:
		return b.listSources(ctx, c)
	case WhyNot:
		return b.why(ctx, c)
	case PauseHere, ResumeHere:
		return b.pause(ctx, c)
	case AskAbout:
		return b.askAbout(ctx, c)
	case ShowStory:
		return b.show(ctx, c)
	case AllQuotes:
		return b.allQuotes(ctx, c)
	case PostHere:
		return b.post(ctx, c)
	case WrongQuote:
		return b.wrongQuote(ctx, c)
	case Help:
	}
	return say(), nil
}

func say(lines ...string) Reply {
	var r Reply
	for _, l := range lines {
		r.Lines = append(r.Lines, Line{Text: l})
	}
	return r
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// enter waits for one of the places of those who read from outside.
func (b *Bot) enter(ctx context.Context) (leave func(), err error) {
	select {
	case b.reading <- struct{}{}:
		return func() { <-b.reading }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// digestURLs reads pages, keeps their stories, and shows their digests.
func (b *Bot) digestURLs(ctx context.Context, c Command) (Reply, error) {
	if len(c.Addresses) == 0 {
		return say("There is no address to read."), nil
	}
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	leave, err := b.enter(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer leave()
	var r Reply
	if len(c.Addresses) > maxAddresses {
		r.Lines = append(r.Lines, Line{Text: fmt.Sprintf("The first %d of %d addresses:", maxAddresses, len(c.Addresses))})
		c.Addresses = c.Addresses[:maxAddresses]
	}
	type page struct {
		articles []article.Article
		err      error
	}
	pages := make([]chan page, len(c.Addresses))
	for i, a := range c.Addresses {
		pages[i] = make(chan page, 1)
		go func() {
			articles, err := guard(func() ([]article.Article, error) { return b.typed(ctx, a) })
			pages[i] <- page{articles, err}
		}()
	}
	var stories []Story
	for i, ch := range pages {
		p := <-ch
		if p.err != nil {
			r.Lines = append(r.Lines, Line{Text: "Not read: " + reason(c.Addresses[i], p.err)})
		}
		for _, s := range pick(p.articles, nil, b.now()) {
			if !slices.ContainsFunc(stories, func(o Story) bool { return o.ID == s.ID }) {
				stories = append(stories, s)
			}
		}
		if p.err == nil && len(p.articles) == 0 {
			r.Lines = append(r.Lines, Line{Text: fmt.Sprintf("Not read: %s holds no article.", c.Addresses[i])})
		}
	}
	return b.withDigests(ctx, r, stories)
}

// reason is why an address could not be read, in words.
func reason(address string, err error) string {
	s := err.Error()
	if errors.Is(err, context.DeadlineExceeded) {
		s = "it took too long"
	}
	if u, e := url.Parse(address); e == nil && u.Host != "" && strings.Contains(s, u.Host) {
		return s
	}
	return address + ": " + s
}

// typed reads an address that a person typed, where it may be asked for.
func (b *Bot) typed(ctx context.Context, address string) ([]article.Article, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https":
		return nil, errors.New("this is no web address; it begins with https://")
	case !b.rules.allows(u.Hostname()):
		return nil, fmt.Errorf("here only pages of %s may be asked for; whoever runs newsdigest can add others under commands: {allow: […]}", strings.Join(b.rules.Hosts, ", "))
	case b.read == nil:
		return nil, errors.New("this newsdigest reads no addresses typed in chat")
	}
	return b.read(ctx, address)
}

// allows reports whether pages on that host may be asked for.
func (r Rules) allows(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	return len(r.Hosts) == 0 || slices.ContainsFunc(r.Hosts, func(h string) bool {
		h = strings.ToLower(strings.TrimPrefix(h, "*."))
		return host == h || strings.HasSuffix(host, "."+h)
	})
}

// withDigests adds the stories' digests to a reply: one whole, several as a list.
func (b *Bot) withDigests(ctx context.Context, r Reply, stories []Story) (Reply, error) {
	if over := len(stories) - maxNew; over > 0 {
		r.Lines = append(r.Lines, Line{Text: fmt.Sprintf("The newest %d of %d stories:", maxNew, len(stories))})
		stories = stories[:maxNew]
	}
	for _, s := range stories {
		p, err := b.keep(ctx, s)
		if err != nil {
			return Reply{}, err
		}
		r.Post = append(r.Post, s.ID)
		r.Stories = append(r.Stories, Headline{Story: s.ID, Text: p.Digest.Headline, URL: p.Digest.URL})
		r.Story = p
	}
	if len(stories) != 1 {
		r.Story = nil
	} else {
		r.Stories = nil
	}
	return r, nil
}

// keep keeps a story, so that it can be asked about, and digests it.
func (b *Bot) keep(ctx context.Context, s Story) (*StoryPost, error) {
	if err := b.store.KeepStory(ctx, s, b.now()); err != nil {
		return nil, err
	}
	return b.storyPost(ctx, s.ID)
}

// storyPost is a story's digest as a post.
func (b *Bot) storyPost(ctx context.Context, id StoryID) (*StoryPost, error) {
	d, err := b.digestOf(ctx, id)
	if err != nil {
		return nil, err
	}
	p, err := guard(func() (render.Post, error) { return render.Arrange(d), nil })
	if err != nil {
		return nil, err
	}
	return &StoryPost{ID: id, Digest: p}, nil
}

// whatIsNew reads the channel's sources and shows what it did not get yet.
func (b *Bot) whatIsNew(ctx context.Context, c Command) (Reply, error) {
	ch, ok := b.channel(c.Channel)
	if !ok {
		return b.noEditions(ctx, c), nil
	}
	ctx, cancel := context.WithTimeout(ctx, readTime)
	defer cancel()
	leave, err := b.enter(ctx)
	if err != nil {
		return Reply{}, err
	}
	defer leave()
	articles, failed := b.collect(ctx, ch.Sources, b.now())
	if err := ctx.Err(); err != nil {
		return Reply{}, err
	}
	posted, err := b.store.Posted(ctx, ch.ID, storyIDs(articles))
	if err != nil {
		return Reply{}, err
	}
	var r Reply
	for _, err := range failed {
		r.Lines = append(r.Lines, Line{Text: "Not read: " + clip(err)})
	}
	stories := pick(articles, posted, b.now())
	if len(stories) == 0 {
		r.Lines = append(r.Lines, Line{Text: fmt.Sprintf("Nothing new for %s.", b.called(ctx, ch.ID, ch.ID.Platform()))})
		return r, nil
	}
	return b.withDigests(ctx, r, stories)
}

// noEditions says which channels of the platform get any.
func (b *Bot) noEditions(ctx context.Context, c Command) Reply {
	var names []string
	for _, ch := range b.channels {
		if ch.ID.Platform() == c.Channel.Platform() && (c.Near == nil || slices.Contains(c.Near, ch.ID)) {
			names = append(names, b.called(ctx, ch.ID, ch.ID.Platform()))
		}
	}
	if len(names) == 0 {
		return say("No channel here gets editions.")
	}
	return say("This channel gets no editions. These do: " + strings.Join(names, ", ") + ".")
}

const atLayout = "Monday, 2 January 2006, 15:04 MST"

func (b *Bot) nextUp(ctx context.Context, c Command) (Reply, error) {
	ch, ok := b.channel(c.Channel)
	if !ok {
		return b.noEditions(ctx, c), nil
	}
	pauses, err := b.store.Pauses(ctx)
	if err != nil {
		return Reply{}, err
	}
	if p, ok := pauses[ch.ID]; ok {
		return say(upper(p.words()) + ". Until it is resumed no edition comes."), nil
	}
	bars, err := b.bars(ctx)
	if err != nil {
		return Reply{}, err
	}
	if bar, ok := bars[ch.ID]; ok {
		return say("Nothing can be posted here for now: " + bar.Reason + ". It goes on by itself when that is mended."), nil
	}
	d, err := b.schedules[ch.ID].first(b.now())
	if err != nil {
		return Reply{}, err
	}
	return say(fmt.Sprintf("The next edition comes on %s, with up to %s from %s.",
		d.At.Format(atLayout), counted(ch.Stories, "story", "stories"), strings.Join(ch.Sources, ", "))), nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func (b *Bot) listSources(ctx context.Context, c Command) (Reply, error) {
	ch, ok := b.channel(c.Channel)
	if !ok {
		return b.noEditions(ctx, c), nil
	}
	notes, err := b.store.SourceNotes(ctx)
	if err != nil {
		return Reply{}, err
	}
	var r Reply
	for _, s := range ch.Sources {
		i := slices.IndexFunc(notes, func(n SourceNote) bool { return n.Source == s })
		if i < 0 {
			r.Lines = append(r.Lines, Line{Text: s + ": not read yet."})
			continue
		}
		r.Lines = append(r.Lines, Line{Text: notes[i].Words()})
	}
	return r, nil
}

// Words say how the source did.
func (n SourceNote) Words() string {
	at := n.Tried.UTC().Format(atLayout)
	switch {
	case n.Trouble == "":
		return fmt.Sprintf("%s: %s on %s.", n.Source, counted(n.Articles, "article", "articles"), at)
	case n.Worked.IsZero():
		return fmt.Sprintf("%s: in trouble, and never read so far. On %s: %s", n.Source, at, n.Trouble)
	}
	return fmt.Sprintf("%s: in trouble; last read on %s. On %s: %s", n.Source, n.Worked.UTC().Format(atLayout), at, n.Trouble)
}

// askAbout answers a question from the stories that the channel had last.
func (b *Bot) askAbout(ctx context.Context, c Command) (Reply, error) {
	question := asText(c.Text)
	switch {
	case question == "":
		return say("Ask something, as in: Who responded?"), nil
	case tooLong(strings.TrimSpace(c.Text)):
		return say(upper(ErrTooLong.Error()) + "."), nil
	}
	if !b.rules.mayAsk(c.User, c.Roles) {
		return say(upper(ErrMayNotAsk.Error()) + "."), nil
	}
	id, root, err := b.asked(ctx, c, question)
	if errors.Is(err, ErrNoStory) {
		return say("This channel had no story yet that could be asked about."), nil
	}
	if err != nil {
		return Reply{}, err
	}
	if m, err := b.withdrawn(ctx, id); err != nil {
		return Reply{}, err
	} else if m != nil {
		return say(m.Words()), nil
	}
	d, err := b.digestOf(ctx, id)
	if err != nil {
		return Reply{}, err
	}
	if d.Article.Text == "" {
		return say(textGone), nil
	}
	a, err := guard(func() (render.Answer, error) { return render.ArrangeAnswer(d, d.Ask(essence(question), nil)), nil })
	if err != nil {
		return Reply{}, err
	}
	return Reply{Answer: &AnswerPost{
		Story: id, Thread: Thread{Channel: c.Channel, Root: root}, Asked: question, Unseen: true,
		About: &Headline{Story: id, Text: d.HeadlineText(), URL: d.Article.URL}, Answer: a,
	}}, nil
}

// asked is the story that a command asks about, and where it stands.
func (b *Bot) asked(ctx context.Context, c Command, question string) (StoryID, MessageID, error) {
	if len(c.Stories) == 0 && c.Thread != "" {
		id, _, err := b.store.StoryIn(ctx, Thread{Channel: c.Channel, Root: c.Thread})
		if err == nil {
			return id, c.Thread, nil
		}
		if !errors.Is(err, ErrNoStory) {
			return "", "", err
		}
	}
	if len(c.Stories) == 0 {
		id, from, err := b.best(ctx, []ChannelID{c.Channel}, question)
		return id, from.Message, err
	}
	d, err := b.store.Delivery(ctx, storyKey(c.Channel, c.Stories[0]))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", "", err
	}
	return c.Stories[0], d.Message, nil
}

// Recent is described at Inbox.
func (b *Bot) Recent(ctx context.Context, c ChannelID) ([]Headline, error) {
	recent, err := b.store.Recent(ctx, []ChannelID{c}, maxAmong)
	if err != nil {
		return nil, fmt.Errorf("last stories of %s: %w", c, err)
	}
	var out []Headline
	for _, d := range recent {
		if s := d.Post.Story; s != nil && (d.Post.Mark == nil || !d.Post.Mark.Withdrawn) {
			out = append(out, Headline{Story: s.ID, Text: s.Digest.Headline, URL: s.Digest.URL})
		}
	}
	return out, nil
}

func (b *Bot) show(ctx context.Context, c Command) (Reply, error) {
	if len(c.Stories) != 1 {
		return Reply{}, ErrNotFound
	}
	p, err := b.storyPost(ctx, c.Stories[0])
	if err != nil {
		return Reply{}, err
	}
	posted, err := b.store.Posted(ctx, c.Channel, c.Stories)
	if err != nil {
		return Reply{}, err
	}
	r := Reply{Story: p}
	if !posted[p.ID] {
		r.Post = c.Stories
	}
	return r, nil
}

func (b *Bot) allQuotes(ctx context.Context, c Command) (Reply, error) {
	if len(c.Stories) != 1 {
		return Reply{}, ErrNotFound
	}
	d, err := b.digestOf(ctx, c.Stories[0])
	if err != nil {
		return Reply{}, err
	}
	list, err := guard(func() (*QuoteList, error) { return quotesOf(c.Stories[0], d), nil })
	return Reply{Quotes: list}, err
}

// quotesOf lists a digest's quotes as they stand in the article.
func quotesOf(id StoryID, d *digest.Digest) *QuoteList {
	l := &QuoteList{Story: id, Headline: d.HeadlineText(), URL: d.Article.URL}
	for i, q := range d.Quotes {
		if q.Kind == quote.Indirect {
			continue
		}
		s := render.Speech{When: whole(q.When, d), Passages: render.Whole(d.Found, i)}
		if q.Speaker != nil {
			s.Who, s.Role = q.Speaker.Name, q.Speaker.Role
		}
		l.Quotes = append(l.Quotes, s)
	}
	return l
}

func whole(s text.Span, d *digest.Digest) string { return s.Of(d.Article.Text) }

// post puts stories into the channel, each once.
func (b *Bot) post(ctx context.Context, c Command) (Reply, error) {
	if len(c.Stories) > maxNew {
		c.Stories = c.Stories[:maxNew]
	}
	posted, err := b.store.Posted(ctx, c.Channel, c.Stories)
	if err != nil {
		return Reply{}, err
	}
	var r Reply
	var posts []Post
	for _, id := range c.Stories {
		if posted[id] {
			l := Line{Text: "This story is in the channel already."}
			if d, err := b.store.Delivery(ctx, storyKey(c.Channel, id)); err == nil {
				l.Message = d.Message
			}
			r.Lines = append(r.Lines, l)
			continue
		}
		p, err := b.storyPost(ctx, id)
		if err != nil {
			return Reply{}, err
		}
		posts = append(posts, Post{Key: storyKey(c.Channel, id), Channel: c.Channel, Story: p})
	}
	if len(posts) > 0 {
		if err := b.store.Plan(ctx, posts, b.now()); err != nil {
			return Reply{}, err
		}
		b.log.Info("a person posts", "channel", c.Channel, "stories", len(posts), "user", c.User)
		r.Lines = append(r.Lines, Line{Text: fmt.Sprintf("Posting %s.", counted(len(posts), "story", "stories"))})
	}
	return r, nil
}

// wrongQuote tells those who run the bot what somebody holds to be wrong.
func (b *Bot) wrongQuote(ctx context.Context, c Command) (Reply, error) {
	if len(c.Stories) != 1 {
		return Reply{}, ErrNotFound
	}
	d, err := b.digestOf(ctx, c.Stories[0])
	if err != nil {
		return Reply{}, err
	}
	list, err := guard(func() (*QuoteList, error) { return quotesOf(c.Stories[0], d), nil })
	if err != nil {
		return Reply{}, err
	}
	who := c.Name
	if who == "" {
		who = c.User
	}
	complaint := asText(c.Text)
	if r := []rune(complaint); len(r) > maxComplaint {
		complaint = string(r[:maxComplaint])
	}
	said := Complaint{
		ID:    hash("complaint", string(c.Stories[0]), fmt.Sprint(c.Quote), string(c.Channel), c.User, complaint),
		Story: c.Stories[0], Title: list.Headline, URL: list.URL, Says: complaint,
		Channel: c.Channel, User: c.User, Name: who, At: b.now(),
	}
	if c.Quote >= 0 && c.Quote < len(list.Quotes) {
		q := list.Quotes[c.Quote]
		var shown []string
		for _, p := range q.Passages {
			shown = append(shown, p.Shown())
		}
		said.Quote = q.Header() + ": " + strings.Join(shown, " ")
	}
	if err := b.store.AddComplaint(ctx, said); err != nil {
		return Reply{}, err
	}
	b.log.Warn("a quote was reported as wrong; newsdigest complaints lists what people say", "story", said.Story, "channel", c.Channel)
	if b.admin == "" {
		return say("Thank you. It is noted for whoever runs newsdigest."), nil
	}
	lines := []Line{
		{Text: fmt.Sprintf("A quote was reported as wrong by %s in %s.", cmp.Or(c.Name, "somebody"), b.told(ctx, c.Channel))},
		{Text: list.Headline, URL: list.URL},
	}
	if said.Quote != "" {
		lines = append(lines, Line{Text: said.Quote})
	}
	if complaint != "" {
		lines = append(lines, Line{Text: "They say: " + complaint})
	}
	lines = append(lines, Line{Text: fmt.Sprintf("To take it back: newsdigest withdraw %s", c.Stories[0])})
	p := Post{Key: noticeKey(b.admin, said.ID), Channel: b.admin, Notice: &NoticePost{Lines: lines}}
	if err := b.store.Plan(ctx, []Post{p}, b.now()); err != nil {
		return Reply{}, err
	}
	return say("Thank you. Those who run newsdigest are told."), nil
}
