package eval

// A GoldLine and a PredictedLine are what other scorers of the same format read:
// a line an article, offsets in code points.
type (
	GoldLine struct {
		ID     string      `json:"id"`
		Text   string      `json:"text"`
		Quotes []QuoteLine `json:"quotes"`
	}
	PredictedLine struct {
		ID     string      `json:"id"`
		Quotes []QuoteLine `json:"quotes"`
	}
	QuoteLine struct {
		Start        int      `json:"start"`
		End          int      `json:"end"`
		Segments     [][2]int `json:"segments,omitempty"`
		Type         string   `json:"type"`
		Verb         *string  `json:"verb"`
		Speech       bool     `json:"speech"`
		Speaker      *string  `json:"speaker"`
		SpeakerStart *int     `json:"speaker_start"`
		SpeakerEnd   *int     `json:"speaker_end"`
		SpeakerRef   *string  `json:"speaker_ref"`
		SpeakerRole  *string  `json:"speaker_role"`
		Confidence   float64  `json:"confidence,omitempty"`
		Rule         string   `json:"rule,omitempty"`
		Key          bool     `json:"key,omitempty"`
	}
)

// Gold are the article's marks.
func (a Article) Gold() GoldLine { return GoldLine{a.ID, a.Scored, quoteLines(a.Quotes)} }

// Lines is the prediction.
func (p Prediction) Lines() PredictedLine { return PredictedLine{p.ID, quoteLines(p.Quotes)} }

func quoteLines(all []Quote) []QuoteLine {
	orNull := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	out := make([]QuoteLine, 0, len(all))
	for _, q := range all {
		l := QuoteLine{Start: q.Start, End: q.End, Segments: q.Segments, Type: q.Type, Verb: orNull(q.Verb), Speech: !q.Thought,
			Speaker: orNull(q.Speaker), SpeakerRef: orNull(q.Ref), SpeakerRole: orNull(q.Role), Confidence: q.Confidence, Rule: q.Rule, Key: q.Key}
		if q.Mention != nil {
			l.SpeakerStart, l.SpeakerEnd = &q.Mention[0], &q.Mention[1]
		}
		out = append(out, l)
	}
	return out
}
