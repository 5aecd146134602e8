// Package article says what an Article is: one piece of news, as plain text
// with what its outlet says about it.
package article

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// An ID names an article: the same address, or without one the same text, has
// the same ID.
type ID string

// An Article is one piece of news. Only Text is needed; every other field may
// be empty, and then nothing is shown in its place.
type Article struct {
	ID        ID
	URL       string    // where a reader finds it; empty: nowhere
	Title     string    // the outlet's headline; empty: the text's lead stands for it
	Outlet    string    // who published it, as the outlet calls itself
	Byline    []string  // the authors' names
	Published time.Time // as the outlet says, UTC; zero: undated
	Modified  time.Time // the outlet's last change, UTC; zero: not said
	Language  string    // BCP 47; empty: not known
	Text      string    // paragraphs parted by line ends; offsets everywhere index this string as it is
}

// NewID makes the ID of the article at url, or where url is empty, of the one with that text.
func NewID(url, text string) ID {
	key := "url\x00" + url
	if url == "" {
		key = "text\x00" + text
	}
	sum := sha256.Sum256([]byte(key))
	return ID(hex.EncodeToString(sum[:8]))
}
