// Package summary picks the sentences that carry a story, and the words that
// can head it. What it returns are spans of the article: nothing is reworded.
//
// A sentence is chosen by where it stands, how central it is to the article
// (LexRank, Erkan and Radev 2004, section 3.2) and what it holds; it is left
// out where it cannot stand alone: it opens with a pronoun, is no more than a
// quotation, asks, or gives the outlet's own view of what may come.
package summary

import (
	"strings"
	"unicode/utf8"

	"newsdigest/digest/quote"
	"newsdigest/digest/text"
)

// Limits of what is chosen, in words.
const (
	maxHeadlineWords = 60
	maxHeadlineBytes = 500
	maxWords         = 78 // of a summary
	maxSentence      = 45 // of a sentence of it
	maxSentences     = 3
)

// leadSentences is how far down the lead reaches.
const leadSentences = 6

// Headline returns the words of the article's text that can stand for its
// missing title: the line that heads the text, else a whole sentence of the lead, with who says so. A dateline in
// front of it ("LEEDS (ABC) —") is left out; headings, bylines and notes above
// it are passed over, and so is a quotation that does not name its speaker.
// A sentence is never cut: where those of the lead are all longer than a post
// can bear, or the text has none, the span is empty. Callers use Article.Title
// where there is one.
func Headline(f *quote.Found) text.Span {
	if !f.Heading.Empty() {
		return f.Heading
	}
	d := f.Doc
	var second text.Span // what will do where nothing better stands in the lead
	seen := 0
	for i, s := range d.Sentences {
		if seen == leadSentences || i == 4*leadSentences {
			break
		}
		body := wholeQuotes(f, undated(d.Text, s))
		words := d.WordsIn(body)
		if isFurniture(d, i, body, signsIn(d.Text, words)) {
			continue
		}
		seen++
		if body.Len() > maxHeadlineBytes || len(words) > maxHeadlineWords || len(words) < 4 {
			continue
		}
		switch {
		case seen == 1 && !onlyQuoted(f, body) && !asks(d.Text, body):
			return body
		case second.Empty() && !onlyQuoted(f, body) && !asks(d.Text, body) && !opensBack(d.Text, words):
			second = body
		}
	}
	if second.Empty() && len(d.Sentences) > 0 {
		if s := wholeQuotes(f, undated(d.Text, d.Sentences[0])); s.Len() <= maxHeadlineBytes && len(d.WordsIn(s)) <= maxHeadlineWords {
			return s
		}
	}
	return second
}

// wholeQuotes adds to a sentence those after it that end a quotation which it
// begins: a quotation is not cut in two.
func wholeQuotes(f *quote.Found, s text.Span) text.Span {
	d := f.Doc
	for i := range f.Quotes {
		if f.Quotes[i].Kind == quote.Indirect {
			continue
		}
		for _, p := range f.Quotes[i].Parts {
			if p.Start >= s.End {
				break
			}
			if p.Start >= s.Start && p.End > s.End {
				if n := text.At(d.Sentences, p.End-1); n >= 0 {
					s.End = d.Sentences[n].End
				}
			}
		}
	}
	return s
}

// Sentences returns the few whole sentences, in the order of the text, that
// tell what happened. They tell it without the title. Where the article has
// none the sentence of [Headline] may be among them, so that they are a summary
// by themselves; whoever shows a headline above them leaves it out. It may be empty.
func Sentences(f *quote.Found) []text.Span {
	var head text.Span
	if f.Article.Title == "" {
		head = Headline(f)
	}
	return choose(f, head)
}

// isFurniture reports whether a sentence with these signs is part of the page
// rather than of the story: a heading, a byline, a note.
func isFurniture(d *text.Doc, i int, s text.Span, has signs) bool {
	t := s.Of(d.Text)
	head := t[:min(len(t), 300)]
	if s.Empty() || has&ofPage != 0 || opensAs(head, furnitureFirst) && reFurniture.MatchString(head) ||
		strings.HasSuffix(strings.TrimRight(head, " \t\n"), "»") ||
		has&ofPhoto != 0 && reCaption.MatchString(head) || captions(t) || opensAs(head, bannerFirst) && reBanner.MatchString(head) {
		return true
	}
	alone := text.At(d.Paragraphs, s.Start) >= 0 && s.End == d.ParagraphAt(s.Start).End && !ends(t)
	return alone && (len(d.Sentences) > 1 || reByline.MatchString(t[:min(len(t), 300)]))
}

// captions reports whether t tells what a dated picture shows.
func captions(t string) bool {
	t = strings.TrimRight(t, ". \n")
	end := t[max(0, len(t)-70):]
	if len(t) > 300 || !strings.Contains(end, ", 19") && !strings.Contains(end, ", 20") {
		return false
	}
	return reDayAtEnd.MatchString(end) && !reTold.MatchString(t)
}

// ends reports whether t ends as a sentence does.
func ends(t string) bool {
	t = strings.TrimRight(t, "\"'”’»)] ")
	r, _ := utf8.DecodeLastRuneInString(t)
	return strings.ContainsRune(".?!…。？！", r)
}

func asks(t string, s text.Span) bool {
	return strings.HasSuffix(strings.TrimRight(s.Of(t), "\"'”’»)] "), "?")
}
