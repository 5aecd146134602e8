package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	prose = "The harbour of Varn froze on Monday for the first time in forty years, and the boats stayed."
	more  = "Fishermen walked to the lighthouse and back, and children, who had no school, skated."
)

func TestTrim(t *testing.T) {
	for name, test := range map[string]struct{ lines, want string }{
		"nothing to trim":     {prose + "|" + more, prose + "|" + more},
		"a bar above":         {"Sign in|https://gazette.example/x|Harbour froze over|Ada Ruiz, Writer|Updated|" + prose, prose},
		"above the title":     {"Fog.|Harbour froze over|Ice.|" + prose, "Ice.|" + prose},
		"who and when":        {"By Ada Ruiz - 20 November 2026 at 9:30 a.m. - Updated 21 November at 10 a.m.|" + prose, prose},
		"a short sentence":    {"Varn froze.|" + prose, "Varn froze.|" + prose},
		"no prose at all":     {"One|Two|Three", "One|Two|Three"},
		"a list of others":    {prose + "|More great Gazette stories|The bridge that was never built|A winter in Skelby", prose},
		"a list that is told": {prose + "|More from the mayor|" + more + " " + strings.Repeat("He said so twice. ", 8), prose + "|More from the mayor|" + more + " " + strings.Repeat("He said so twice. ", 8)},
		"a last heading":      {prose + "|#Something to consider|#Learn more", prose},
		"an agency's name":    {prose + "|Coastwire", prose},
		"about the author":    {prose + "|Ada Ruiz is the Gazette's senior reporter for the coast.", prose},
		"who helped":          {prose + "|Ben Okafor contributed to this report.", prose},
		"a person in it":      {prose + "|Ada Ruiz is the harbour's last pilot, and she stayed ashore.", prose + "|Ada Ruiz is the harbour's last pilot, and she stayed ashore."},
		"a caption":           {prose + "|Boats in the ice on Tuesday. (Photo by Ada Ruiz)|" + more, prose + "|" + more},
		"a longer note":       {prose + "|Subscribe to our letter for more news from the coast each day.|" + more, prose + "|" + more},
		"no note":             {prose + "|Subscribers to the ferry lost their money, the owner said.", prose + "|Subscribers to the ferry lost their money, the owner said."},
		"no label":            {prose + "|Related to this is the price of fish.", prose + "|Related to this is the price of fish."},
		"Japanese":            {"速報|" + strings.Repeat("港は四十年ぶりに凍り、船は動かなかった。", 6), strings.Repeat("港は四十年ぶりに凍り、船は動かなかった。", 6)},
	} {
		var lines []line
		for s := range strings.SplitSeq(test.lines, "|") {
			text, heading := strings.CutPrefix(s, "#")
			lines = append(lines, line{text, heading})
		}
		if diff := cmp.Diff(test.want, joinLines(trim(lines, "Harbour froze over"), "|")); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}
