package text_test

import (
	"fmt"

	"newsdigest/digest/text"
)

func ExampleParse() {
	doc := text.Parse("Mr. Bean left. “Why?” he asked.")
	for _, s := range doc.Sentences {
		fmt.Println(s, s.Of(doc.Text))
	}
	// Output:
	// {0 14} Mr. Bean left.
	// {15 35} “Why?” he asked.
}
