package web

import (
	"slices"
	"sync"

	"newsdigest/bot"
	"newsdigest/digest"
)

// Bounds of the digests that are kept: reading on in a story asks for the
// same one again and again.
const (
	mostKept     = 8
	mostKeptText = 1 << 20 // bytes of their articles together
)

// A digests keeps those that were asked for last. The zero value is empty.
type digests struct {
	mu   sync.Mutex
	kept []shelved // the one that was asked for last at the end
}

type shelved struct {
	story  bot.StoryID
	digest *digest.Digest
}

// digest is the story's digest, made where it is not kept or where the article
// has changed since.
func (s *digests) digest(story bot.Story, o digest.Options) *digest.Digest {
	s.mu.Lock()
	i := slices.IndexFunc(s.kept, func(k shelved) bool { return k.story == story.ID })
	if i >= 0 {
		k := s.kept[i]
		s.kept = slices.Delete(s.kept, i, i+1)
		if same(k.digest, story) {
			s.kept = append(s.kept, k)
			s.mu.Unlock()
			return k.digest
		}
	}
	s.mu.Unlock()
	d := digest.New(story.Article, o)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = slices.DeleteFunc(s.kept, func(k shelved) bool { return k.story == story.ID }) // another reader's
	s.kept = append(s.kept, shelved{story.ID, d})
	size := 0
	for i, k := range slices.Backward(s.kept) {
		if size += len(k.digest.Article.Text); size > mostKeptText || len(s.kept)-i > mostKept {
			s.kept = slices.Delete(s.kept, 0, i+1)
			break
		}
	}
	return d
}

// same reports whether d is of the article as it is now.
func same(d *digest.Digest, story bot.Story) bool {
	a, b := d.Article, story.Article
	return a.Text == b.Text && a.Title == b.Title && a.URL == b.URL && a.Outlet == b.Outlet && a.Language == b.Language &&
		a.Published.Equal(b.Published) && slices.Equal(a.Byline, b.Byline)
}
