package quote

import (
	"slices"
	"sort"
	"strings"

	"newsdigest/digest/text"
)

// resolve says whose words a cue gives.
func (an *analysis) resolve(si, ci int, before []voice, last speaking) voice {
	st := &an.statements[si]
	c := &st.cues[ci]
	switch c.src.kind {
	case aName:
		m := &an.mentions[c.src.mention]
		v := voice{entity: m.entity, mention: an.nameSpan(m), score: an.sureness(m), rule: "name"}
		if l := last.voice.entity; last.heard && l >= 0 && l != m.entity && si-last.st <= 2 && m.to-m.from == 1 && m.gender == unknownGender && an.entities[l].person && slices.Contains(an.entities[l].words, an.toks[m.from].word) {
			switch w := an.entities[m.entity].words; {
			case len(w) == 1:
				v.entity, v.score = l, 0.85 // Wen, of Wen Wang Cheng
			case v.score < 0.5 && si-last.st == 1:
				v.entity, v.score = l, 0.7 // the Clinton who spoke just now
			default:
				v.score = 0.45 // Lee of two Lees
			}
		}
		if an.law(m) {
			return nobody
		}
		if a := an.at(st, an.nameStart(st, c.src.from)-1); m.to-m.from == 1 && an.toks[m.from].allUp && !an.entities[m.entity].body && c.src.to-c.src.from < 3 && an.oneOf(st, c.src, a) {
			words := text.Span{Start: an.tok(m.from - 1).Start, End: an.tok(m.from).End}
			return voice{entity: -1, words: words, mention: words, score: 0.85, rule: "describer"} // an RA, a GP
		}
		if which := an.tok(m.from - min(m.from, 2)); m.from > 1 && m.to-m.from == 1 && which.word == "the" && which.para == an.toks[m.from].para && generations.has(an.tok(m.from-1).word) {
			return an.ofGeneration(m)
		}
		if v.score < 0.5 && si > 0 && m.to-m.from == 1 && m.gender == unknownGender && an.statements[si-1].para >= an.statements[si].para-1 {
			if e := an.statements[si-1].topic; e >= 0 && an.entities[e].person && slices.Contains(an.entities[e].words, an.toks[m.from].word) && len(an.entities[e].words) > 1 && an.namedFirst(si-1, e) {
				v.entity, v.score = e, 0.6 // Laura Roe, wife of George Roe, came. Roe said
			}
		}
		if m.to-m.from == 1 && m.gender == unknownGender && an.surnames[an.toks[m.from].word] > 1 && v.score > 0.5 {
			if e := an.namesake(si, v.entity, an.toks[m.from].word); e >= 0 {
				v.entity, v.score = e, 0.75
			}
		}
		if c.src.first > 0 {
			v.entity, v.words = -1, text.Span{Start: an.tok(an.mentions[c.src.first-1].from).Start, End: v.mention.End}
			v.mention = v.words
			if both := an.bothInFull(an.mentions[c.src.first-1].entity, m.entity); !both.Empty() && m.to-m.from == 1 {
				v.words = both
			}
		}
		if e := st.topic; an.anyWord(st, c.src.to, c.src.to+1, ",") && an.anyWord(st, c.src.to+1, c.src.to+2, "who") && (!an.entities[m.entity].person || an.tok(m.to-1).is(cOrg)) && e >= 0 && an.entities[e].person && an.namedIn(st, e, c.src.from) && an.anyWord(st, an.nameStart(st, c.src.from)-1, c.src.from, "at", "of", "from") {
			v.entity = e // Roe of the Brix Institute, who
		}
		if c.src.who > 0 {
			v.mention = an.at(st, c.src.who).Span
		}
		return v
	case aPronoun:
		t := an.at(st, c.src.from)
		v := voice{entity: -1, mention: t.Span, rule: "pronoun"}
		switch t.word {
		case "he", "she", "him", "her", "his":
			for i := ci - 1; i >= 0; i-- {
				if o := &st.cues[i]; o.src.kind == aPronoun && an.at(st, o.src.from).word == t.word && before[i].entity >= 0 && !o.unsaid {
					return voice{entity: before[i].entity, mention: t.Span, score: before[i].score, rule: "pronoun"} // He said …, he added
				}
			}
			if m := an.ownsBefore(st, c.src.from); m != nil && an.fits(m.entity, t.word) {
				return voice{entity: m.entity, mention: t.Span, score: 0.85, rule: "pronoun"} // Roe's speech in 1963, in which he
			}
			if q := c.src.from - 1; ci == 0 && st.quoted(q) && an.anyWord(st, q-1, q, ":") {
				if m := an.doesLast(st, q-1); m != nil && an.fits(m.entity, t.word) {
					return voice{entity: m.entity, mention: t.Span, score: 0.8, rule: "pronoun"} // When Doe rose, they booed and Roe went on: “…,” he said
				}
			}
			if m := an.ownsWhich(st, c.src.from); m != nil && an.fits(m.entity, t.word) {
				return voice{entity: m.entity, mention: t.Span, score: 0.8, rule: "pronoun"} // Roe broke his own law, which he called
			}
			if q := c.src.from - 1; ci == 0 && st.quoted(q) && an.anyWord(st, q-1, q, ":") && !an.personBetween(st, an.pastOffice(st, 0)+1, q) {
				if m := an.mentionAt(st, an.pastOffice(st, 0)); an.person(m) && an.tok(m.to-1).poss && an.fits(m.entity, t.word) {
					return voice{entity: m.entity, mention: t.Span, score: 0.8, rule: "pronoun"} // Mr. Roe's critique is right: “…,” he notes
				}
			}
			if m := an.ownerBefore(st, c); m != nil {
				return voice{entity: m.entity, mention: t.Span, score: 0.8, rule: "pronoun"} // confronted Roe with his statement
			}
			asker := -1
			if last.heard && si-last.st <= 1 && answerVerbs.has(c.verb.lemma) && an.afterQuestion(st) {
				asker = last.voice.entity
			}
			if asker < 0 && last.heard && si-last.st <= 1 && last.st < si && (c.verb.lemma == "reply" || c.verb.lemma == "retort") && an.statements[last.st].para == st.para {
				asker = last.voice.entity // “Well done,” Roe said. “I know,” he replied
			}
			if o := &st.cues[max(ci-1, 0)]; ci > 0 && t.word != "he" && t.word != "she" && !o.inverted && o.end == c.src.from && o.src.kind == aName {
				asker = before[ci-1].entity // Doe recalled him saying
			}
			if m, asks := an.questionTo(si - 1); asks && st.quoted(0) && ci == 0 {
				if m != nil && an.fits(m.entity, t.word) {
					return voice{entity: m.entity, mention: t.Span, score: 0.8, rule: "pronoun"} // “Why?” a reporter asked Roe. “Why not,” he said
				}
				last.heard = last.heard && last.voice.entity >= 0
			}
			if m := an.interviewed(si - 1); m != nil && ci == 0 && st.quoted(0) && an.fits(m.entity, t.word) {
				return voice{entity: m.entity, mention: t.Span, score: 0.8, rule: "pronoun"} // I spoke to Roe. “It is late,” he said
			}
			if e := an.askedWhether(si - 1); asker < 0 && e >= 0 && c.verb.lemma != "ask" && st.quoted(0) {
				asker = e // Roe asked Doe whether it was so. “No,” she said
			}
			if o := &st.cues[max(ci-1, 0)]; ci > 0 && o.src.kind == aName && !o.inverted && st.quoted(c.src.from-1) && o.end < c.src.from-1 && an.onlyMarks(st, o.end, c.src.from-1) && before[ci-1].entity >= 0 && an.fits(before[ci-1].entity, t.word) {
				return voice{entity: before[ci-1].entity, mention: t.Span, score: 0.85, rule: "pronoun"} // Roe agreed — “…,” he said
			}
			if v := an.addsOn(si, c, last); v.somebody() {
				v.mention, v.score, v.rule = t.Span, 0.8, "pronoun"
				return v
			}
			if v := an.stillSpeaks(si, c, last); v.somebody() {
				v.mention, v.score, v.rule = t.Span, 0.82, "pronoun"
				return v
			}
			if e := an.lastDoer(si, ci); e >= 0 && an.fits(e, t.word) {
				return voice{entity: e, mention: t.Span, score: 0.78, rule: "pronoun"}
			}
			if e := an.whoSaidLast(si, ci); e >= 0 && an.fits(e, t.word) {
				return voice{entity: e, mention: t.Span, score: 0.78, rule: "pronoun"}
			}
			if e := an.sameHe(st, ci, before); e >= 0 {
				return voice{entity: e, mention: t.Span, score: 0.75, rule: "pronoun"}
			}
			if m := an.judged(st, c.src.from); m != nil && an.fits(m.entity, t.word) {
				return voice{entity: m.entity, mention: t.Span, score: 0.8, rule: "pronoun"} // denounced Roe after he said
			}
			if m := an.askedOf(si - 1); m != nil && answerVerbs.has(c.verb.lemma) && m.entity != asker && an.fits(m.entity, t.word) {
				return voice{entity: m.entity, mention: t.Span, score: 0.85, rule: "pronoun"} // The judge asked Roe whether it was so. “It is,” he replied
			}
			if o := &st.cues[max(ci-1, 0)]; ci > 0 && o.src.kind == aDescriber && o.src.from == 0 && !o.inverted && !o.unsaid && before[ci-1].entity < 0 && st.topic >= 0 && an.fits(st.topic, t.word) && an.anyWord(st, c.src.from-4, c.src.from, "but", "and") && an.onePerson(before[ci-1].words) {
				return voice{entity: st.topic, mention: t.Span, score: 0.78, rule: "pronoun"} // The president said Roe was late, but he also said
			}
			if ci > 0 && an.at(st, 0).word == t.word && st.topic >= 0 && an.fits(st.topic, t.word) && an.anyWord(st, c.src.from-1, c.src.from, "what") {
				return voice{entity: st.topic, mention: t.Span, score: 0.8, rule: "pronoun"} // He met Roe and hailed what he called
			}
			if head := an.officeFirst(st); head > 0 && head < c.src.from && st.topic >= 0 && st.topic != asker && an.fits(st.topic, t.word) && !an.personBetween(st, head, c.src.from) {
				return voice{entity: st.topic, mention: t.Span, score: 0.8, rule: "pronoun"} // Although the president was late, he
			}
			if o := &st.cues[max(ci-1, 0)]; ci > 0 && o.src.kind == aDescriber && o.inverted && o.src.who == 0 && before[ci-1].entity < 0 && an.onePerson(before[ci-1].words) && an.sexFits(before[ci-1].words, t.word) && !an.personBetween(st, o.src.from, c.src.from) {
				return voice{entity: -1, words: before[ci-1].words, mention: t.Span, score: 0.75, rule: "pronoun"} // “…,” said the clerk, though he added
			}
			if who := an.mentionAt(st, c.src.from-3); an.anyWord(st, c.src.from-1, c.src.from, "who", "whom") && an.anyWord(st, c.src.from-2, c.src.from-1, ",") && who != nil && c.verb.strong {
				if e := an.statements[max(si-1, 0)].topic; e >= 0 && e != who.entity && an.fits(e, t.word) && an.anyWord(st, 0, 1, "he", "she") && si > 0 {
					return voice{entity: e, mention: t.Span, score: 0.75, rule: "pronoun"} // He aimed at Doe, who he said was late
				}
				return voice{entity: -1, score: 0}
			}
			v.entity, v.score = an.pronoun(si, c.src.from, t, asker)
			if lead := an.leadClause(st); v.entity < 0 && c.src.from < lead {
				// After he blasted the film, Roe …
				for i := lead; i < len(st.units) && i < lead+8; i++ {
					if m := an.mentionAt(st, i); an.person(m) && an.fits(m.entity, t.word) {
						v.entity, v.score = m.entity, 0.7
						break
					}
				}
			}
			for i := ci - 1; i >= 0; i-- {
				if o, b := &st.cues[i], before[i]; o.src.kind == aDescriber && !o.inverted && b.entity < 0 && c.src.from-o.end < 2 && an.onePerson(b.words) && an.sexFits(b.words, t.word) {
					return voice{entity: -1, words: b.words, mention: t.Span, score: 0.75, rule: "pronoun"} // the minister said she …
				}
			}
			for i := ci - 1; i >= 0; i-- {
				if o, b := &st.cues[i], before[i]; o.src.kind == aName && !o.inverted && !o.unsaid && o.verb.strong && b.entity >= 0 && an.entities[b.entity].person && an.fits(b.entity, t.word) && (thinking.has(c.verb.lemma) || o.end == c.src.from && an.at(st, c.src.from+1).is(cAux)) && !an.anyWord(st, o.end, c.src.from, "and", "but", ";") && !an.personBetween(st, o.end, c.src.from) {
					return voice{entity: b.entity, mention: t.Span, score: 0.8, rule: "pronoun"} // Roe told the paper he thought
				}
			}
			if ci > 0 && v.score < 0.75 {
				if o, b := &st.cues[ci-1], before[ci-1]; o.src.kind == aName && !o.inverted && !o.unsaid && o.verb.strong && o.end == c.src.from && b.entity >= 0 && b.entity != v.entity && an.entities[b.entity].person && an.fits(b.entity, t.word) && an.anyWord(st, an.nameStart(st, o.src.from)-1, o.src.from, ";") {
					return voice{entity: b.entity, mention: t.Span, score: 0.78, rule: "pronoun"} // …; Roe said he would ask
				}
			}
			if last.st < si && last.heard && v.entity >= 0 && (v.entity == st.topic && an.namedIn(st, v.entity, c.src.from) || v.entity == an.statements[last.st].topic && last.voice.entity < 0 && !an.officeElse(last.voice.words, v.entity)) {
				return v // Roe said he …; the front-runner, who was Roe, said so. “…,” she said
			}
			if b := an.declining(si - 1); b.somebody() && c.src.from < 2 && an.sexFits(b.words, t.word) && !(v.entity >= 0 && v.entity == st.topic && an.namedIn(st, v.entity, c.src.from)) {
				b.mention, b.score, b.rule = t.Span, 0.75, "pronoun"
				return b // Roe's spokesman declined to say. He said
			}
			definite := an.another(last.voice.words) && strings.HasPrefix(lower(last.voice.words.Of(an.doc.Text)), "the ") && !strings.Contains(last.voice.words.Of(an.doc.Text), " of a") && !strings.Contains(last.voice.words.Of(an.doc.Text), " of the ") && !an.newcomer(si, last.voice.words) && !an.officeElse(last.voice.words, v.entity)
			if last.heard && last.voice.entity < 0 && si-last.st <= 1 && an.onePerson(last.voice.words) && an.sexFits(last.voice.words, t.word) && !(definite && v.entity >= 0 && v.score >= 0.75) && !(last.st < si && an.statements[si-1].topic >= 0 && an.statements[si-1].topic == v.entity && last.st < si-1) {
				v.entity, v.words, v.score = -1, last.voice.words, 0.8
			}
			if si > 0 && v.entity >= 0 && !an.namedIn(st, v.entity, c.src.from) {
				if b := an.stranger(si - 1); b.somebody() && an.sexFits(b.words, t.word) {
					b.mention, b.score, b.rule = t.Span, 0.75, "pronoun"
					return b // The man said …. “…,” he said
				}
			}
			if si > 0 && ci == 0 && (v.entity < 0 || !an.namedIn(st, v.entity, c.src.from)) {
				if words := an.relative(si-1, t.word); !words.Empty() {
					return voice{entity: -1, words: words, mention: t.Span, score: 0.75, rule: "pronoun"} // Roe left. His wife wept. “…,” she said
				}
			}
			if si > 0 && v.entity >= 0 && !an.namedIn(st, v.entity, c.src.from) && an.heldElse(si-1, v.entity) {
				v.score = min(v.score, unsure) // The former president spoke. “…,” he said
			}
			if v.entity < 0 && v.words.Empty() && last.heard && si-last.st <= 3 && last.voice.entity < 0 && an.onePerson(last.voice.words) && an.sexFits(last.voice.words, t.word) {
				v.words, v.score = last.voice.words, 0.6
			}
			if e := an.otherSexed(si, ci); v.entity < 0 && v.words.Empty() && e >= 0 {
				v.entity, v.score = e, 0.6
			}
		case "they", "it":
			for i := ci - 1; i >= 0; i-- {
				if b := before[i]; b.somebody() && st.cues[i].src.kind != aPronoun && !st.cues[i].unsaid && (!(b.entity >= 0 && an.entities[b.entity].person) || t.word == "it" && strings.HasSuffix(b.rule, "owner")) {
					return voice{entity: b.entity, words: b.words, mention: t.Span, score: min(b.score, 0.8), rule: "pronoun"} // the club said that it …
				}
			}
			if e := an.partyBefore(si, c.src.from, last); t.word == "they" && e >= 0 {
				return voice{entity: e, mention: t.Span, score: 0.6, rule: "pronoun"}
			}
			if t.word == "it" && last.heard && si-last.st <= 1 && strings.HasSuffix(last.voice.rule, "owner") {
				v.entity, v.words, v.score = last.voice.entity, last.voice.words, 0.7
				return v // Roe's brief says so. “…,” it says
			}
			if t.word == "it" && ci == 0 && last.heard && last.voice.entity >= 0 && si-last.st <= 1 && an.inLetter(last.st) {
				v.entity, v.score = last.voice.entity, 0.7
				return v // In a statement, Roe said so. “…,” it said
			}
			if t.word == "it" && ci == 0 && an.aboutThing(si-1) {
				return nobody
			}
			if s := an.aboutPaper(si - 1); t.word == "it" && ci == 0 && !s.Empty() {
				return voice{entity: -1, words: s, mention: t.Span, score: 0.75, rule: "pronoun"} // While the report backed much, it agreed. “…,” it said
			}
			e, near := an.bodyBefore(si, c.src.from)
			if l := last.voice.entity; t.word == "it" && last.heard && l >= 0 && si-last.st <= 1 && an.maybeBody(l) {
				e, near = l, last.st // TF1 said so. “…,” it said
			}
			if t.word == "it" && e < 0 && last.heard && last.voice.entity >= 0 && si-last.st <= 2 && an.maybeBody(last.voice.entity) {
				v.entity, v.score = last.voice.entity, 0.6
			} else if t.word == "it" && e >= 0 && (!last.heard || last.voice.entity >= 0 || near > last.st) {
				v.entity, v.score = e, 0.6
			} else if last.heard && last.voice.entity < 0 && si-last.st <= 3 && !(t.word == "they" && an.onePaper(last.voice.words)) {
				v.words, v.score = last.voice.words, 0.7
				if si-last.st > 1 || t.word == "it" {
					v.score = 0.45
				}
			} else if t.word == "they" {
				if v.words, v.score = an.groupBefore(si, c.src.from); v.words.Empty() && last.heard && last.voice.entity >= 0 && si-last.st <= 2 && !(last.st < si-1 && near > last.st && e != last.voice.entity) && !an.entities[last.voice.entity].person {
					v.entity, v.score = last.voice.entity, 0.6
				}
			}
		}
		return v
	case aDescriber:
		return an.describer(si, c)
	case sameSubject:
		if an.pictured(st, c.unit) {
			return nobody
		}
		if an.goesOnAlone(si, ci, last) {
			return last.voice.scaled("goes on", 0.95)
		}
		if p := an.paperFirst(st, c); p.kind != noSource {
			return an.describer(si, &cue{unit: c.unit, src: p}).scaled("subject", 0.9)
		}
		s := an.listedSaying(st, ci)
		if s.kind == noSource {
			s = an.didAndSaid(st, c)
		}
		if s.kind == noSource {
			s = an.lastClause(st, ci)
		}
		if s.kind != noSource {
			was := c.src
			c.src = s
			v := an.resolve(si, ci, before, last)
			if c.src = was; v.somebody() {
				return v.scaled("subject", 0.95)
			}
		}
		m := an.withDoing(st, c.unit)
		if m == nil {
			m = an.afterWho(st, c.unit)
		}
		if m != nil {
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "subject"}
		}
		if ci > 0 && (an.anyWord(st, c.unit-1, c.unit, "for") || an.anyWord(st, c.unit-1, c.unit, "of") && st.cues[ci-1].verb.lemma == "accuse") && c.verb.form == ing && judging.has(st.cues[ci-1].verb.lemma) && !st.cues[ci-1].inverted && (naming.has(c.verb.lemma) || c.verb.strong) {
			for k := c.unit - 2; k >= st.cues[ci-1].end; k-- {
				if m := an.mentionAt(st, k); an.person(m) && !an.tok(m.to-1).poss {
					return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.75, rule: "object"}
				}
			}
			return nobody // criticized the baker for calling it “…”
		}
		if m = an.afterLeadIn(st, c); m == nil && c.verb.form == ing {
			if m = an.forDoing(st, c.unit); m == nil {
				m = an.writtenBy(st, c.unit)
			}
		}
		if m != nil {
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "subject"}
		}
		if ci > 0 && c.verb.form == ing {
			if from := max(st.cues[ci-1].end, an.sourceEnd(&st.cues[ci-1])); an.asStranger(st, from, c.unit) {
				tmp := cue{unit: c.unit, src: an.sourceRight(st, from+1)}
				return an.describer(si, &tmp).scaled("subject", 0.5)
			}
		}
		if m := an.byDoing(st, ci); m != nil {
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "subject"}
		}
		if m := an.asDid(st, c); m != nil {
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.85, rule: "subject"}
		}
		if m := an.reportedOf(st, ci, before); m != nil {
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "subject"}
		}
		if m := an.lastSubject(st, ci); m != nil {
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.78, rule: "subject"}
		}
		lead := an.leadClause(st)
		for i := ci - 1; i >= 0; i-- {
			o := &st.cues[i]
			if what := an.at(st, o.src.from-1); i > 0 || st.topic >= 0 {
				if what != nowhere && o.src.kind != noSource && o.src.kind != sameSubject && !o.inverted && (what.word == "what" || what.word == "how" || what.word == "why" || what.word == "way") && o.src.from > 1 {
					continue // did not say what they would discuss, noting
				}
			}
			if (o.verb.lemma == "quote" || o.verb.lemma == "cite") && !o.inverted && an.anyWord(st, c.unit-1, c.unit, ",") {
				for k := c.unit - 2; k > o.end; k-- {
					if m := an.mentionAt(st, k); an.person(m) && !an.tok(m.to-1).poss {
						return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "subject"} // the paper quotes Roe, arguing
					}
				}
			}
			if st.topic < 0 && o.src.kind == aDescriber && o.unit < lead && c.unit > lead && an.leadsIn(st) && !an.anyWord(st, lead+1, lead+2, "but", "and") && an.anyWord(st, 0, 1, "while", "although", "though", "whereas") {
				break // While many were cross, the Texan agreed, calling it
			}
			if st.topic >= 0 && st.topic != before[i].entity && (o.src.who > 0 || an.inReduced(st, o) || o.unit < lead && c.unit > lead && (an.leadsIn(st) || asking.has(an.at(st, 0).word))) {
				continue // "Roe met a man who said so, adding": Roe adds
			}
			k := o.src.from - 1
			if an.at(st, k).is(cDet) && an.at(st, k).word != "that" {
				k--
			}
			if that, noun := an.at(st, k), an.at(st, k-1); i > 0 && !o.inverted && (o.src.kind == aName || o.src.kind == aDescriber) && c.verb.form == ing && that.word == "that" && noun.name < 0 && !an.cueUnit(st, k-1) && (classes[strings.TrimSuffix(noun.word, "s")]&(cWords|cMedium) != 0 || deeds.has(noun.word)) && before[i-1].entity >= 0 {
				continue // Roe does not believe reports that the CIA found it, calling it
			}
			if i > 0 && an.anyWord(st, c.unit-1, c.unit, "and") && c.verb.lemma == st.cues[i-1].verb.lemma && o.src.from-st.cues[i-1].end < 3 && o.src.from >= st.cues[i-1].end && o.src.kind == aDescriber && before[i-1].entity >= 0 && an.entities[before[i-1].entity].person {
				continue // She said leaders pledged it and said
			}
			if i > 0 && o.verb.form == base && c.verb.form == ing && !o.inverted && o.src.from > 0 && (hearing.has(an.at(st, o.src.from-1).word) || an.anyWord(st, o.src.from-1, o.src.from, "have")) && before[i-1].somebody() {
				continue // called it late to have aides ask, adding
			}
			if c.verb.form == ing && o.src.kind == aDescriber && !o.inverted && an.anyWord(st, o.src.from-1, o.src.from, "where") && an.anyWord(st, c.unit-1, c.unit, ",") {
				if m := an.mentionAt(st, an.pastOffice(st, 0)); an.person(m) && !an.tok(m.to-1).poss && o.unit-o.src.from > 0 && an.acts(st, an.pastOffice(st, 0)+m.to-m.from) {
					return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.78, rule: "subject"} // Roe spoke at a forum where parents opposed it, saying
				}
				continue
			}
			if i > 0 && !o.inverted && o.src.kind == aName && an.anyWord(st, an.nameStart(st, o.src.from)-1, o.src.from, ",") && an.anyWord(st, o.end, o.end+1, ",") && an.anyWord(st, c.unit-1, c.unit, "and", "but") && before[i-1].somebody() {
				continue // Roe asked for it, the paper reported, and warned
			}
			if m := an.mentionAt(st, an.pastOffice(st, o.src.to+1)); i == 0 && o.according && o.unit == 0 && an.anyWord(st, o.src.to, o.src.to+1, ",") && an.person(m) && !an.tok(m.to-1).poss && c.verb.form == ing {
				return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "subject"} // According to the Herald, Roe wrote it, complaining
			}
			if an.dashesEnd(st, o, c.unit) || i > 0 && o.according || i > 0 && o.src.from > 0 && an.at(st, o.src.from-1) != nowhere && (an.at(st, o.src.from-1).word == "which" || an.anyWord(st, o.src.from-2, o.src.from-1, "which")) && an.asideEnds(st, o, c.unit) {
				continue // praised it, which Doe has called late, saying
			}
			if i > 0 && o.src.kind == aPronoun && before[i-1].somebody() && st.cues[i-1].src.kind == aDescriber && before[i].entity >= 0 && before[i-1].entity < 0 {
				continue // the clerk said he did not recall it but later said: the clerk
			}
			if i > 0 && an.anyWord(st, c.unit, c.unit+1, "adding") && o.unsaid && o.src.kind == aName && o.src.from-st.cues[i-1].end < 4 && o.src.from >= st.cues[i-1].end && before[i-1].somebody() && !st.cues[i-1].unsaid && !st.cues[i-1].verb.weak {
				continue // He hinted that Roe may call a vote, adding
			}
			if o.src.who > 0 && st.topic >= 0 && before[i].entity != st.topic && an.anyWord(st, c.unit-1, c.unit, "and") && an.quotedIn(st, o.end, c.unit-1) {
				continue // he met Roe, who said “…,” and thanked
			}
			if o.verb.form == ing && c.verb.form == ing && o.src.kind == aDescriber && !an.humanPhrase(st, o.src.from, o.src.to) {
				if m := an.actsBetween(st, o.end, c.unit); m != nil {
					return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "subject"} // a resolution condemning it, Roe rose, describing
				}
			}
			if !o.inverted {
				if m := an.turnsTo(st, o.end, c.unit); m != nil {
					return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.8, rule: "subject"} // Doe hailed it, but Roe stood and said
				}
			}
			if i > 0 && o.src.kind == sameSubject && an.anyWord(st, o.unit-1, o.unit, "for") {
				continue // blasted Doe for calling it a tax, saying
			}
			if v := an.at(st, c.unit); i > 0 && v != nowhere && (v.word == "adding" || v.word == "asking") && !o.inverted && (o.src.kind == aName || o.src.kind == aDescriber) && o.src.from-st.cues[i-1].end < 3 && o.src.from >= st.cues[i-1].end && before[i-1].somebody() && !st.cues[i-1].inverted && (st.cues[i-1].verb.strong || o.src.kind == aDescriber && !st.cues[i-1].verb.weak) {
				continue // Roe said Doe had spoken well, adding: Roe
			}
			if before[i].somebody() && !st.cues[i].noun {
				if st.cues[i].unsaid {
					v := before[i]
					v.score, v.rule = 0.85, "same subject"
					return v // Roe did not name him but said
				}
				return before[i].scaled("same subject", 0.97)
			}
		}
		if ci > 0 && st.cues[0].src.kind == aPronoun && !st.cues[0].inverted && !before[0].somebody() && an.anyWord(st, st.cues[0].src.from, st.cues[0].src.to, "it", "they") && an.anyWord(st, c.unit-2, c.unit, "before", "and", "but", ",") {
			return nobody // It said Roe had left, before saying
		}
		if m := an.mentionAt(st, c.end); m != nil && m.entity >= 0 && m.entity == st.topic && c.verb.form == ing && !an.tok(m.to-1).poss {
			return nobody // Describing Roe, her rival: “…”
		}
		if m := an.ownerFirst(st); m != nil && m.entity != st.topic && c.verb.form == ing {
			return nobody // Roe's action accuses Doe of it, alleging
		}
		if s := an.joinedTo(st, c); s.kind == aDescriber {
			return an.describer(si, &cue{unit: c.unit, src: s}).scaled("subject", 0.9) // Residents met Roe and said
		}
		if e := st.topic; e >= 0 {
			v := voice{entity: e, mention: an.nearest(si, e), score: 0.8, rule: "subject"}
			if src := an.firstPhrase(st, c.unit); src.kind == aPronoun || src.kind == aDescriber {
				v.mention = an.spanOf(st, src.from, src.to)
			}
			return v
		}
		if src := an.firstPhrase(st, c.unit); src.kind == aDescriber {
			by := 0.85
			if !an.humanPhrase(st, src.from, src.to) && !an.anyMedium(st, src) {
				by = 0 // The trouble began …, saying
			}
			if an.anyWord(st, c.unit-2, c.unit, "while", "after", "before", "when") && c.unit-src.to > 16 {
				by = 0 // … after the death of a man who was held while saying
			}
			tmp := cue{unit: c.unit, src: src}
			return an.describer(si, &tmp).scaled("subject", by)
		}
		if src := an.firstPhrase(st, c.unit); src.kind == aName && !an.place(&an.mentions[src.mention]) && !an.modified(st, src.to) && !(an.at(st, src.to).class == 0 && an.at(st, src.to+1).is(cMedium|cWords|cGroup)) {
			m := &an.mentions[src.mention]
			return voice{entity: m.entity, mention: an.nameSpan(m), score: 0.75, rule: "subject"}
		}
	}
	return nobody
}

var thinking = wordSet("think believe hope fear feel want")

// cueUnit reports whether the word at unit i is a cue.
func (an *analysis) cueUnit(st *statement, i int) bool {
	return slices.ContainsFunc(st.cues, func(c cue) bool { return c.unit == i })
}

// personBetween reports whether somebody is named in units [from,to).
func (an *analysis) personBetween(st *statement, from, to int) bool {
	for i := from; i < to; i++ {
		if m := an.mentionAt(st, i); an.person(m) {
			return true
		}
	}
	return false
}

// namedIn reports whether the entity is named in the reporter's words of a statement before unit ui.
func (an *analysis) namedIn(st *statement, e, ui int) bool {
	for i := range ui {
		if m := an.mentionAt(st, i); m != nil && m.entity == e && !an.tok(m.to-1).poss {
			return true
		}
	}
	return false
}

// another reports whether a noun phrase may be another word for somebody named: no spokesman, nobody's lawyer.
func (an *analysis) another(s text.Span) bool {
	for i := an.tokenFrom(s.Start); i < len(an.toks) && an.toks[i].Start < s.End; i++ {
		if t := &an.toks[i]; t.is(cSpokes) || t.poss {
			return false
		}
	}
	return true
}

// declining returns who, without a name and never another word for somebody named, is the subject of
// statement si: "Roe's spokesman declined to say", "a spokeswoman defended it". Nobody else.
func (an *analysis) declining(si int) voice {
	if si < 0 {
		return nobody
	}
	st := &an.statements[si]
	src := an.firstPhrase(st, len(st.units))
	if src.kind != aDescriber || an.isWho(st) != nil || !an.humanPhrase(st, src.from, src.to) || an.plural(st, source{from: src.to - 1, to: src.to}) {
		return nobody
	}
	first, unsaid := an.at(st, src.from), len(st.cues) > 0 && st.cues[0].unsaid
	spokes := !an.another(an.spanOf(st, src.from, src.to))
	newcomer := src.to-src.from > 1 && !an.anyWord(st, src.from+1, src.from+2, "of") && (first.word == "another" || first.word == "one") || an.anyWord(st, src.from+1, src.from+2, "second", "third", "fourth") // a second fighter
	head, verb := an.at(st, src.to-1), an.at(st, src.to)
	owned := spokes && first.name >= 0 && head.is(cRole|cSpokes) && !head.is(cKin) && head.name < 0 && an.at(st, src.to-2).poss && (strings.HasSuffix(verb.word, "ed") || verb.is(cSpeech)) // Roe's attorney brushed it off
	if !owned && !(spokes && (first.word == "a" || first.word == "an")) && !(unsaid && spokes) && !(newcomer && an.onePerson(an.spanOf(st, src.from, src.to))) {
		return nobody
	}
	if v := an.describer(si, &cue{unit: src.to, src: src}); v.entity < 0 {
		return v
	}
	return nobody
}

// inLetter reports whether statement si says that its words stand in a letter or a statement, which "it" may mean next.
func (an *analysis) inLetter(si int) bool {
	st := &an.statements[si]
	for i := 2; i < len(st.units) && i < longestSource; i++ {
		if t := an.at(st, i); letters.has(t.word) && t.name < 0 && an.at(st, i-1).is(cDet) && an.anyWord(st, i-2, i-1, "in") {
			return true
		}
	}
	return false
}

// aboutThing reports whether the subject of statement si is a thing that "it" may mean next: a bill.
func (an *analysis) aboutThing(si int) bool {
	if si < 0 {
		return false
	}
	st := &an.statements[si]
	for i := 0; i < len(st.units) && i < 9; i++ {
		t := an.at(st, i)
		if t == nowhere || t.is(cAux|cSpeech) && t.name < 0 {
			return false
		}
		if n := an.at(st, i+1); things.has(t.word) && n != nowhere && n.is(cAux|cAdverb) {
			return true
		}
	}
	return false
}

// aboutPaper is the paper that statement si begins with and goes on about as
// "it": "While the report backed much, it agreed". Empty: none.
func (an *analysis) aboutPaper(si int) text.Span {
	if si < 0 {
		return text.Span{}
	}
	st, from := &an.statements[si], 0
	if an.anyWord(st, 0, 1, "while", "although", "though") {
		from = 1
	}
	for i := 2; i+1 < len(st.units); i++ {
		if t := an.at(st, i); t.is(cMedium) && !t.caps && !t.poss && an.anyWord(st, i-1, i, "a", "an", "the") && an.anyWord(st, i+1, i+2, "urging", "asking", "calling", "demanding", "arguing", "opposing", "supporting") {
			return an.spanOf(st, i-1, i+1) // signed a letter urging the Senate to
		}
	}
	if head := an.at(st, from+1); !an.anyWord(st, from, from+1, "the") || !head.is(cMedium) || head.caps || head.poss || strings.HasSuffix(head.word, "s") || !an.anyWord(st, from+2, min(len(st.units), from+20), "it") && !(an.anyWord(st, from+2, from+3, ",") && an.onlyPapers(st)) {
		return text.Span{}
	}
	return an.spanOf(st, from, from+2)
}

var things = wordSet("bill act law plan plans agreement deal treaty motion proposal policy constitution scheme move decision ruling")

var blames = wordSet("denounce criticize criticise condemn blast slam mock rebuke attack chide scold fired sued ridicule decry lambast lambaste deride accuse rebuked chided scolded suspended arrested")

// inReduced reports whether a cue stands in a clause that only tells about a noun:
// "the policies that unions say would help".
func (an *analysis) inReduced(st *statement, c *cue) bool {
	if c.inverted || c.src.kind != aName && c.src.kind != aDescriber {
		return false
	}
	that, noun, next := an.at(st, c.src.from-1), an.at(st, c.src.from-2), an.at(st, c.end)
	return that != nowhere && noun != nowhere && next != nowhere && (that.word == "that" || that.word == "which") && !noun.is(cSpeech|cWords) && next.is(cAux)
}

// answerVerbs are verbs whose subject is not who asked before.
var answerVerbs = wordSet("reply answer respond retort")

// afterQuestion reports whether the quotation before the statement's first is a question.
func (an *analysis) afterQuestion(st *statement) bool {
	for i := range st.units {
		if f := st.units[i].frag; f >= 0 {
			return f > 0 && strings.HasSuffix(an.frags[f-1].Of(an.doc.Text), "?")
		}
	}
	return false
}

// sexFits reports whether he or she may mean somebody without a name: not "he"
// his daughter.
func (an *analysis) sexFits(words text.Span, pronoun string) bool {
	noun := nowhere
	for i := an.tokenFrom(words.Start); i < len(an.toks) && an.toks[i].Start < words.End; i++ {
		if t := &an.toks[i]; t.is(cPrep) && noun != nowhere {
			break
		} else {
			noun = t
		}
	}
	if noun == nowhere || noun.is(cFemale) == noun.is(cMale) {
		return true
	}
	return noun.is(cFemale) == (pronoun == "she" || pronoun == "her")
}

// groupBefore returns the people without a name whom one of the last statements
// begins with, "The researchers", and how sure that is: whom "they" means.
func (an *analysis) groupBefore(si, ui int) (text.Span, float64) {
	st := &an.statements[si]
	for i := ui - 1; i >= 0 && ui-i < 16; i-- {
		t := an.at(st, i)
		if t == nowhere || t.is(cSub) && !t.is(cPrep) && t.word != "as" && t.word != "while" {
			break
		}
		if t.is(cGroup) && t.class&cSpeech == 0 && !t.poss && strings.HasSuffix(t.word, "s") {
			if i == ui-1 {
				continue // lawmakers they derided
			}
			from := i
			if v := an.at(st, i-1); v != nowhere && verbs[v.word].obj {
				return text.Span{}, 0 // half the town told pollsters they
			}
			if d := an.at(st, i-1); d != nowhere && d.is(cDet) {
				from--
			}
			return an.spanOf(st, from, i+1), 0.6 // shows students clapping as they chant
		}
	}
	for s := si; s >= 0 && si-s <= 2 && (an.statements[s].para == an.statements[si].para || s == si-1); s-- {
		st := &an.statements[s]
		src := an.firstPhrase(st, len(st.units))
		if (s < si || src.to < ui) && src.kind == aDescriber && an.humanPhrase(st, src.from, src.to) && an.plural(st, src) {
			return an.spanOf(st, src.from, src.to), 0.7
		}
	}
	return text.Span{}, 0
}

// partyBefore returns the party that a statement of the paragraph, before unit ui of statement si
// and after the last speaker, begins with: "The Greens want it. They say". -1: none.
func (an *analysis) partyBefore(si, ui int, last speaking) int {
	for s := si; s >= 0 && si-s <= 3 && (!last.heard || s > last.st) && an.statements[s].para == an.statements[si].para; s-- {
		st := &an.statements[s]
		for i := 0; i < 3 && i < len(st.units) && (s < si || i < ui); i++ {
			if m := an.mentionAt(st, i); m != nil && m.entity >= 0 && an.entities[m.entity].body && parties.has(an.tok(m.to-1).word) && !an.modified(st, i+m.to-m.from) {
				return m.entity
			}
		}
	}
	return -1
}

// firstPhrase reads the noun phrase that the statement begins with.
func (an *analysis) firstPhrase(st *statement, before int) source {
	i := 0
	if lead := an.leadClause(st); lead > 0 && lead+1 < before {
		i = lead + 1
	}
	for t := an.at(st, i); i < before && (t == nowhere || i == 0 && t.is(cConj)); t = an.at(st, i) {
		i++
	}
	src := an.sourceRight(st, i)
	for i := src.from + 1; src.kind == aDescriber && i < src.to; i++ {
		if t, p := an.at(st, i), an.at(st, i-1); !t.caps && t.class == 0 && (strings.HasSuffix(t.word, "ed") && !stative.has(t.word) || pasts.has(t.word) || i == src.from+2 && (p.is(cMedium) || p.is(cOrg) && i+1 < src.to) && strings.HasSuffix(t.word, "s")) {
			src.to = i // "The manager looked down", "The ad ends"
		}
	}
	return src
}

// sureness is how sure a name alone says who it is.
func (an *analysis) sureness(m *mention) float64 {
	if m.entity < 0 {
		return 0
	}
	if m.to-m.from > 1 {
		return 0.97
	}
	word := an.toks[m.from].word
	if an.surnames[word] > 1 && m.gender == unknownGender && !an.entities[m.entity].plain {
		return 0.45
	}
	return 0.96
}

// nearest is the mention of e that stands last up to the end of the statement.
func (an *analysis) nearest(si, e int) text.Span {
	end := an.statements[si].End
	all := an.entities[e].mentions
	i := sort.Search(len(all), func(i int) bool { return an.tok(an.mentions[all[i]].from).Start >= end })
	if i == 0 {
		return text.Span{}
	}
	return an.nameSpan(&an.mentions[all[i-1]])
}
