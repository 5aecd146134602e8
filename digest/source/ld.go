package source

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
)

// An ldArticle is what a page says of an article in JSON-LD, schema.org's
// words for programs. Every member may be a text, an object with a name, or a
// list of either.
type ldArticle struct {
	Type          ldTexts   `json:"@type"`
	Graph         ldObjects `json:"@graph"`
	Main          ldObjects `json:"mainEntity"`
	Headline      ldTexts   `json:"headline"`
	DatePublished ldTexts   `json:"datePublished"`
	DateModified  ldTexts   `json:"dateModified"`
	Author        ldTexts   `json:"author"`
	Publisher     ldTexts   `json:"publisher"`
	InLanguage    ldTexts   `json:"inLanguage"`
}

// ldTexts are the texts of one member.
type ldTexts []string

func (t ldTexts) one() string {
	if len(t) == 0 {
		return ""
	}
	return t[0]
}

// UnmarshalJSON never fails: what is no text is none.
func (t *ldTexts) UnmarshalJSON(b []byte) error {
	switch {
	case len(b) == 0:
	case b[0] == '"':
		var s string
		if json.Unmarshal(b, &s) == nil {
			if s = clean(html.UnescapeString(s)); s != "" && len(s) <= longestFact && len(*t) < mostFacts {
				*t = append(*t, s)
			}
		}
	case b[0] == '[':
		var list []ldTexts
		if json.Unmarshal(b, &list) == nil {
			for _, l := range list {
				*t = append(*t, l...)
			}
		}
	case b[0] == '{':
		var o struct {
			Name  ldTexts `json:"name"`
			Value ldTexts `json:"@value"`
			Code  ldTexts `json:"alternateName"`
		}
		if json.Unmarshal(b, &o) == nil {
			switch {
			case len(o.Name) > 0:
				*t = append(*t, o.Name[0])
			case len(o.Value) > 0:
				*t = append(*t, o.Value[0])
			case len(o.Code) > 0:
				*t = append(*t, o.Code[0])
			}
		}
	}
	return nil
}

// ldObjects are the objects of a member, or of a whole script.
type ldObjects []ldArticle

// UnmarshalJSON never fails: what is no object is none.
func (o *ldObjects) UnmarshalJSON(b []byte) error {
	if len(b) == 0 {
		return nil
	}
	switch b[0] {
	case '{':
		var a ldArticle
		if json.Unmarshal(b, &a) == nil {
			*o = append(*o, a)
		}
	case '[':
		var list []ldObjects
		if json.Unmarshal(b, &list) == nil {
			for _, l := range list {
				*o = append(*o, l...)
			}
		}
	}
	return nil
}

const (
	longestLD = 512 << 10 // bytes of one script
	ldDepth   = 4         // graphs inside graphs
)

// parseLD returns the articles that a script describes.
func parseLD(script string) []ldArticle {
	if len(script) > longestLD || deepJSON(script) {
		return nil
	}
	script = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' ' // a line end inside a string, which JSON forbids and pages write
		}
		return r
	}, script)
	var all ldObjects
	if json.Unmarshal([]byte(strings.TrimRight(script, "; ")), &all) != nil {
		return nil
	}
	return all.articles(ldDepth)
}

// deepJSON reports JSON with members so deep inside each other that to read it
// takes long: each level is read again by the one above.
func deepJSON(s string) bool {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{', '[':
			depth++
			if depth > 40 {
				return true
			}
		case '}', ']':
			depth--
		}
	}
	return false
}

func (o ldObjects) articles(depth int) []ldArticle {
	if depth == 0 {
		return nil
	}
	var out []ldArticle
	for _, a := range o {
		if a.isArticle() {
			out = append(out, a)
		}
		out = append(out, a.Graph.articles(depth-1)...)
		out = append(out, a.Main.articles(depth-1)...)
	}
	return out
}

func (a ldArticle) isArticle() bool {
	for _, t := range a.Type {
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || strings.HasSuffix(t, "Report") || strings.HasSuffix(t, "Review") {
			return true
		}
	}
	return false
}
