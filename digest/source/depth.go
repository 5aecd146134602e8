package source

import (
	"encoding/xml"
	"io"
	"strings"
)

// deepXML reports elements so deep inside each other that a parser that calls
// itself for each would run out of stack, from which no program recovers.
func deepXML(s string) bool {
	d := xml.NewDecoder(strings.NewReader(s))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is in UTF-8, whatever it says
	for depth := 0; ; {
		t, err := d.RawToken()
		if err != nil {
			return false // the end, or what the feed parser will say
		}
		switch t.(type) {
		case xml.StartElement:
			if depth++; depth > feedDepth {
				return true
			}
		case xml.EndElement:
			depth--
		}
	}
}
