package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"newsdigest/bot"
	"newsdigest/digest"
	"newsdigest/digest/quote"
	"newsdigest/digest/render"
)

// Limits of what a person sends.
const (
	MaxQuestion = 500      // code points of a question, and of a report's note
	maxBody     = 16 << 10 // bytes of a form
)

// errNotListening: questions cannot be handed over yet, or no longer.
var errNotListening = errors.New("the bot is starting or stopping")

// typed reads a field of the form that a person wrote: trimmed, valid UTF-8, a
// line end one character, no NUL. trouble is what to tell them; empty: nothing.
func typed(r *http.Request, field, what string) (words, trouble string) {
	words = strings.NewReplacer("\x00", "", "\r\n", "\n").Replace(r.PostFormValue(field))
	words = strings.TrimSpace(strings.ToValidUTF8(words, "\uFFFD"))
	if n := utf8.RuneCountInString(words); n > MaxQuestion {
		trouble = fmt.Sprintf("%s may have at most %d characters; this one has %d.", what, MaxQuestion, n)
	}
	return words, trouble
}

// parseForm reads the form; where it cannot, it has said so.
func (p *Platform) parseForm(w http.ResponseWriter, r *http.Request) bool {
	err := r.ParseForm()
	var large *http.MaxBytesError
	switch {
	case err == nil:
		return true
	case errors.As(err, &large):
		p.fail(w, r, http.StatusRequestEntityTooLarge, fmt.Sprintf("That is too long: at most %d characters can be sent.", MaxQuestion))
	default:
		p.fail(w, r, http.StatusBadRequest, "The form could not be read.")
	}
	return false
}

// ask takes a question. Without script it answers with the thread, where the
// question then stands; what was refused is put back into the box.
func (p *Platform) ask(w http.ResponseWriter, r *http.Request) {
	c, root, ok := p.root(w, r)
	if !ok || !p.parseForm(w, r) {
		return
	}
	id := r.PostFormValue("id")
	if !isID(questionPrefix, id) {
		id = newID(questionPrefix)
	}
	words, trouble := typed(r, "question", "A question")
	if words == "" {
		trouble = "Write a question first."
	}
	if trouble != "" {
		p.refuse(w, r, http.StatusUnprocessableEntity, askForm{ID: id, Text: words, Trouble: trouble})
		return
	}
	q := bot.Question{
		ID:     bot.QuestionID(id),
		Thread: bot.Thread{Channel: c.ID, Root: root.ID},
		Text:   words,
		Asked:  p.now(),
	}
	// The inbox first: an answer brings its question into the chat by itself,
	// a question in the chat that nobody was asked would wait for ever.
	switch err := p.handOver(r, q); {
	case err == nil:
	case errors.Is(err, errNotListening):
		p.refuse(w, r, http.StatusServiceUnavailable, askForm{ID: id, Text: words, Trouble: "The bot is starting or stopping. Try again in a moment."})
		return
	case errors.Is(err, bot.ErrNoStory):
		p.refuse(w, r, http.StatusConflict, askForm{ID: id, Text: words, Trouble: "This thread's story is not known any more, so nothing can be asked about it."})
		return
	case bot.Refusal(err) != "":
		p.refuse(w, r, http.StatusUnprocessableEntity, askForm{ID: id, Text: words, Trouble: "Not asked: " + bot.Refusal(err) + "."})
		return
	default:
		p.failLog(w, r, err)
		return
	}
	m := bot.Message{ID: bot.MessageID(id), Channel: c.ID, Thread: root.ID, Posted: q.Asked, User: asker, Text: words}
	p.keep(w, r, c, root, m)
}

func (p *Platform) handOver(r *http.Request, q bot.Question) error {
	p.asking.RLock()
	defer p.asking.RUnlock()
	if p.inbox == nil {
		return errNotListening
	}
	return p.inbox.Ask(r.Context(), q)
}

// keep adds a person's message to the chat and leads back to the thread.
func (p *Platform) keep(w http.ResponseWriter, r *http.Request, c bot.Channel, root, m bot.Message) {
	if _, _, err := p.log.AddMessage(r.Context(), m); err != nil {
		p.failLog(w, r, err)
		return
	}
	p.hub.wake(c.ID)
	if fromScript(r) {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	http.Redirect(w, r, linksTo(c, root.ID).Thread+"#m-"+string(m.ID), http.StatusSeeOther)
}

func (p *Platform) refuse(w http.ResponseWriter, r *http.Request, status int, form askForm) {
	if fromScript(r) {
		http.Error(w, form.Trouble, status)
		return
	}
	p.threadPage(w, r, status, form)
}

// A reportForm is where a reader says that a quote is wrong.
type reportForm struct {
	ID      string
	Chosen  *quoteView  // nil: none yet
	Quotes  []quoteView // the others
	Reasons []reason
	Note    string
	Trouble string
	Max     int
}

// A reason is what may be wrong with a quote.
type reason struct {
	Value  string
	Label  string
	Chosen bool
}

var reasons = []reason{
	{Value: "speaker", Label: "Somebody else said it"},
	{Value: "words", Label: "These are not the words"},
	{Value: "sense", Label: "Out of context, it says something else"},
	{Value: "other", Label: "Something else"},
}

func (p *Platform) showReport(w http.ResponseWriter, r *http.Request) {
	chosen, err := strconv.Atoi(r.URL.Query().Get("quote"))
	if err != nil {
		chosen = -1
	}
	p.reportPage(w, r, http.StatusOK, reportForm{ID: newID(reportPrefix)}, chosen, "")
}

// reportPage shows the form with that quote and reason chosen.
func (p *Platform) reportPage(w http.ResponseWriter, r *http.Request, status int, form reportForm, chosen int, why string) {
	pg, _, root, ok := p.open(w, r, "report")
	if !ok {
		return
	}
	d, ok := p.digestOf(w, r, root)
	if !ok {
		return
	}
	for _, v := range viewQuotes(d, pg.Panel.Links) {
		switch {
		case !v.Marked: // the reporter's own words
		case v.Index == chosen:
			v.Chosen = true
			form.Chosen = &v
		default:
			form.Quotes = append(form.Quotes, v)
		}
	}
	for _, known := range reasons {
		known.Chosen = known.Value == why
		form.Reasons = append(form.Reasons, known)
	}
	form.Max = MaxQuestion
	pg.Panel.Report = form
	p.write(w, status, pg)
}

// report takes what a reader says of a quote: it is said in the thread, and to
// the person who runs the bot.
func (p *Platform) report(w http.ResponseWriter, r *http.Request) {
	c, root, ok := p.root(w, r)
	if !ok || !p.parseForm(w, r) {
		return
	}
	d, ok := p.digestOf(w, r, root)
	if !ok {
		return
	}
	form, chosen := reportForm{ID: r.PostFormValue("id")}, -1
	if !isID(reportPrefix, form.ID) {
		form.ID = newID(reportPrefix)
	}
	if i, err := strconv.Atoi(r.PostFormValue("quote")); err == nil && i >= 0 && i < len(d.Quotes) && d.Quotes[i].Kind != quote.Indirect {
		chosen = i
	}
	var why string
	for _, known := range reasons {
		if known.Value == r.PostFormValue("reason") {
			why = known.Label
		}
	}
	form.Note, form.Trouble = typed(r, "note", "A note")
	switch {
	case form.Trouble != "":
	case chosen < 0:
		form.Trouble = "Choose the quote that is wrong."
	case why == "":
		form.Trouble = "Choose what is wrong with it."
	}
	if form.Trouble != "" {
		p.reportPage(w, r, http.StatusUnprocessableEntity, form, chosen, r.PostFormValue("reason"))
		return
	}
	q := d.Quotes[chosen]
	p.logger.Warn("a reader says that a quote is wrong",
		"channel", string(c.ID), "story", string(root.Post.Story.ID), "message", string(root.ID),
		"start", q.Span().Start, "end", q.Span().End, "speaker", speakerName(q), "reason", why, "note", form.Note)
	m := bot.Message{
		ID:      bot.MessageID(form.ID),
		Channel: c.ID,
		Thread:  root.ID,
		Posted:  p.now(),
		User:    asker,
		Text:    reportWords(d, chosen, why, form.Note),
	}
	p.keep(w, r, c, root, m)
}

// reportWords is how a report stands in the thread.
func reportWords(d *digest.Digest, index int, why, note string) string {
	var b strings.Builder
	b.WriteString("Wrong quote: ")
	for i, piece := range render.Whole(d.Found, index) {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(piece.Shown())
	}
	b.WriteString("\nShown as said by " + speakerName(d.Quotes[index]) + ". " + why + ".")
	if note != "" {
		b.WriteString("\n" + note)
	}
	return b.String()
}

func speakerName(q quote.Quote) string {
	if q.Speaker == nil {
		return "nobody the article names"
	}
	return q.Speaker.Name
}
