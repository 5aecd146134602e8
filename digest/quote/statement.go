package quote

import "newsdigest/digest/text"

// A statement is a sentence of the reporter's: a quotation in it is one unit,
// however many sentences the quoted words are.
type statement struct {
	text.Span
	para  int
	units []unit
	cues  []cue
	topic int // entity that is its grammatical subject; -1: not known
}

// A unit is a token outside quotation marks, or a whole fragment.
type unit struct {
	tok  int // index in toks; for a fragment that of its first mark
	frag int // index in frags; -1: a token
}

// findStatements joins the sentences that a fragment crosses, and collapses
// the fragments.
func (an *analysis) findStatements() {
	d := an.doc
	ti, fi := 0, 0
	for pi, p := range d.Paragraphs {
		from, to := text.Within(d.Sentences, p)
		for s := from; s < to; {
			span := d.Sentences[s]
			s++
			for fi < len(an.frags) && an.frags[fi].outer.End <= span.Start {
				fi++
			}
			for s < to {
				k, crossed := fi, false
				for ; k < len(an.frags) && an.frags[k].outer.Start < span.End; k++ {
					crossed = crossed || an.frags[k].outer.End > span.End
				}
				if !crossed {
					break
				}
				span.End = d.Sentences[s].End
				s++
			}
			st := statement{Span: span, para: pi, topic: -1}
			for ti < len(an.toks) && an.toks[ti].Start < span.Start {
				ti++
			}
			for ti < len(an.toks) && an.toks[ti].Start < span.End {
				if f := int(an.toks[ti].frag); f >= 0 {
					st.units = append(st.units, unit{tok: ti, frag: f})
					for ti < len(an.toks) && int(an.toks[ti].frag) == f {
						ti++
					}
					continue
				}
				st.units = append(st.units, unit{tok: ti, frag: -1})
				ti++
			}
			an.statements = append(an.statements, st)
		}
	}
}

// at returns the token of unit i, or nil for a fragment and outside the statement.
func (an *analysis) at(st *statement, i int) *token {
	if i < 0 || i >= len(st.units) || st.units[i].frag >= 0 {
		return nil
	}
	return &an.toks[st.units[i].tok]
}

func (st *statement) quoted(i int) bool {
	return i >= 0 && i < len(st.units) && st.units[i].frag >= 0
}

// mentionAt returns the mention that unit i is part of, or nil.
func (an *analysis) mentionAt(st *statement, i int) *mention {
	if t := an.at(st, i); t != nil && t.name >= 0 {
		return &an.mentions[t.name]
	}
	return nil
}
