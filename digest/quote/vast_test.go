//go:build !race

// Nothing here runs at once with anything, and the race detector makes it slow.

package quote_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// vast are texts of a size that no article has.
var vast = map[string]func() string{
	"5 MB of marks":       func() string { return strings.Repeat("\"", 5_000_000) },
	"5 MB of curly marks": func() string { return strings.Repeat("“”", 5_000_000/6) },
	"a million names": func() string {
		var b strings.Builder
		for i := range 1_000_000 {
			fmt.Fprintf(&b, "Al%x, ", i)
		}
		return b.String()
	},
	"a sentence of 100000 words": func() string {
		return "Roe said that " + strings.Repeat("the minister told a friend of his ", 100_000/7) + "."
	},
	"a speech of 3 MB": func() string {
		return "ROE: We go.\n\nDOE: We go there.\n\nROE: " + strings.Repeat("a and ", 500_000)
	},
	"marks that open and never close": func() string {
		var b strings.Builder
		b.WriteString("“")
		for i := range 10_000 {
			fmt.Fprintf(&b, "\"voters who watched Val%x Roe said no. Val%x. \"May's proposed deal\", ", i, i)
		}
		return b.String()
	},
	"20000 sentences of a group that nobody named": func() string { return strings.Repeat("The group said it was “off.” ", 20_000) },
	"20000 quotations that go on":                  func() string { return "Jane Roe spoke.\n\n" + strings.Repeat("“We go there.”\n\n", 20_000) },
}

// TestVast reads each of them, and holds that ten times the text takes about ten
// times the memory: what is allocated can be counted, and time cannot.
func TestVast(t *testing.T) {
	for name, text := range vast {
		t.Run(name, func(t *testing.T) {
			in := text()
			tenth, whole := allocated(in[:len(in)/60*6]), allocated(in)
			t.Logf("%d bytes: %.0f bytes allocated a byte, %.1f times those of the tenth", len(in), float64(whole)/float64(len(in)), float64(whole)/float64(tenth))
			if whole > 15*tenth || whole > 400*uint64(len(in)) {
				t.Errorf("%d bytes allocated for %d of text, %d for its tenth", whole, len(in), tenth)
			}
		})
	}
}

// allocated is how many bytes Find allocates for a text, with nothing left over from another.
func allocated(in string) uint64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.GC() // a pool keeps what the first one finds
	runtime.ReadMemStats(&before)
	quote.Find(article.Article{Text: in}, quote.Options{})
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
