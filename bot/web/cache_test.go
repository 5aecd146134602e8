package web

import (
	"fmt"
	"strings"
	"testing"

	"newsdigest/bot"
	"newsdigest/digest"
	"newsdigest/digest/article"
)

func storyOf(id int, text string) bot.Story {
	return bot.Story{ID: bot.StoryID(fmt.Sprint(id)), Article: article.Article{Text: text}}
}

// A digest is made once for a story's pages, anew where the article has
// changed, and no more of them are kept than the bounds say.
func TestDigestsAreKept(t *testing.T) {
	var s digests
	o := digest.Options{}
	first := s.digest(storyOf(1, "The ferry stops."), o)
	if s.digest(storyOf(1, "The ferry stops."), o) != first {
		t.Error("it is made again")
	}
	changed := s.digest(storyOf(1, "The ferry sails."), o)
	if changed == first || changed.Article.Text != "The ferry sails." {
		t.Errorf("after a change it is of %q", changed.Article.Text)
	}
	for i := range mostKept {
		s.digest(storyOf(i+2, "The ferry stops."), o)
	}
	if len(s.kept) != mostKept || s.kept[0].story != "2" {
		t.Errorf("%d are kept, the oldest of story %s", len(s.kept), s.kept[0].story)
	}
	s.digest(storyOf(1000, strings.Repeat("The ferry stops. ", mostKeptText/17+1)), o)
	if len(s.kept) != 0 {
		t.Errorf("an article larger than all room is kept, with %d in all", len(s.kept))
	}
	if s.digest(storyOf(1, "The ferry sails."), o) == nil || len(s.kept) != 1 {
		t.Error("nothing is kept after that")
	}
}
