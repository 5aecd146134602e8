package quote

import (
	"strings"

	"newsdigest/digest/text"
)

type gender int8

const (
	unknownGender gender = iota
	female
	male
)

// A mention is a name as it stands in one place.
type mention struct {
	from, to int       // its tokens, without title and role
	role     text.Span // words of office before or after the name; empty: none
	entity   int       // index in analysis.entities
	gender   gender    // by its own title: "Mrs."
	person   bool      // shown by this place alone to be a person's
	body     bool      // holds a word for a body: ministry, university
}

// An entity is a person or body that the article names, in all its mentions.
type entity struct {
	words    []string // of the fullest name, lower case
	name     text.Span
	role     text.Span
	gender   gender
	person   bool
	proven   bool // by a title, an office or a full name, not by speaking alone
	body     bool
	suffix   string // "jr", "sr", "iii"; empty: none, or it was left out
	post     string // what the text has called them by first, where no role says it: "secretary"
	prime    bool   // of the post: a prime minister's
	plain    bool   // a bare surname means this bearer, though others have it
	onlyKin  bool   // another bears the surname too, and this one is only whose kin another is said to be, or dead
	mentions []int
}

// longestName bounds a run of capitals that is taken for a name, in tokens: a
// headline in capitals is no name.
const longestName = 12

// findNames fills an.mentions and an.entities.
func (an *analysis) findNames() {
	an.fullLast = map[string]bool{}
	heading := -1
	for i := 0; i < len(an.toks); {
		if p := int(an.toks[i].para); p != heading && an.newLineOrFirst(i) && (an.isHeading(i, p) || marked(an.doc.Paragraphs[p].Of(an.doc.Text)) || isFurniture(an.doc.Paragraphs[p].Of(an.doc.Text))) {
			heading = p
		} else if p != heading {
			heading = -1
		}
		if heading >= 0 || an.inHeadline(i) || !an.startsName(i) {
			i++
			continue
		}
		end := an.endOfName(i)
		end = an.withLetters(i, an.campus(i, end))
		if an.inserted(i, end) {
			// [Jane] Roe: an editor's own word is no part of the name
			sex := firstNameSex(an.tok(end - 1).word)
			i, end = end+1, an.endOfName(end+1)
			n := len(an.mentions)
			if an.addName(i, end); len(an.mentions) > n && an.mentions[n].gender == unknownGender {
				an.mentions[n].gender, an.mentions[n].person = sex, true
			}
			i = end
			continue
		}
		an.addName(i, end)
		i = end
	}
	an.makeEntities()
}

// inserted reports whether [from,end) is a given name that an editor put in brackets before a surname.
func (an *analysis) inserted(from, end int) bool {
	if end+1 >= len(an.toks) || an.tok(end).word != "]" || !an.given(end-1) || !an.tok(end+1).caps || an.tok(end+1).frag != an.tok(from).frag {
		return false
	}
	for k := from - 1; k >= 0 && from-k < 6 && !an.tok(k+1).punct(); k-- {
		if an.toks[k].word == "[" {
			return true
		}
	}
	return false
}

// invitations begin the text of links.
var invitations = wordSet("ask enter remember consider imagine watch read see listen hear meet")

// whoseBody are those whose newspapers, parties and hospitals bear their name: "the People's Daily".
var whoseBody = wordSet("people women children veterans workers farmers men girls boys bishops lawyers teachers bankers nurses writers doctors students citizens consumers tenants firefighters employers manufacturers growers miners publishers journalists investors pilots")

// ranked are participles behind a hyphen that begin no name.
var ranked = wordSet("seeded ranked placed based born led backed owned bound winning leading trained educated registered funded sponsored run")

// pictures are the agencies that the caption of a picture names.
var pictures = wordSet("getty ap afp reuters epa shutterstock alamy istock")

// pictureBy reports whether token i is the agency of a picture, behind a bar: "Roe spoke. | Getty".
func (an *analysis) pictureBy(i int) bool {
	return i > 0 && pictures.has(an.toks[i].word) && (an.toks[i-1].word == "|" || an.toks[i-1].word == "©")
}

func (an *analysis) startsName(i int) bool {
	t := &an.toks[i]
	if n := an.tok(i + 1); t.is(cMonth) && t.caps && an.fullLast[t.word] && (an.beforeVerb(i) || n.is(cSpeech) && verbs[n.word].form == past && n.frag == t.frag) {
		return true // May said
	}
	if an.usedAsSurname(i) {
		return true // English said, of Bill English
	}
	if i := strings.LastIndexByte(t.word, '-'); t.first && i > 0 && (ranked.has(t.word[i+1:]) || classes[t.word[i+1:]]&cMedium != 0 || t.word[i+1:] == "analyses" || t.word[i+1:] == "studies") {
		return false // Third-seeded Brix, Meta-analyses
	}
	if t.punct() || !t.caps || t.is(cDay|cMonth) && (!t.is(cMale|cFemale) || an.tok(i+1).is(cNumber)) || strings.HasPrefix(t.word, "t-shirt") {
		return false
	}
	if t.poss && whoseBody.has(t.word) && an.nextCaps(i) && (an.bodyAhead(i+1) || printed.has(an.tok(i+1).word) || parties.has(an.tok(i+1).word)) {
		return true // the People's Daily
	}
	if p := an.tok(i - min(i, 1)); i > 0 && (t.word == "pac" || t.word == "pacs") && !p.caps && (p.word == "super" || p.is(cDet)) {
		return false // a super PAC
	}
	if an.pictureBy(i) || i > 0 && (t.word == "photo" || t.word == "photos" || t.word == "images") && an.pictureBy(i-1) {
		return false // a caption before the headline: Roe spoke. | Getty Roe is out
	}
	if t.first && belated.has(t.word) && an.nextCaps(i) {
		return false // Soon Roe has to go
	}
	if strings.HasPrefix(t.word, "tweet") || strings.HasPrefix(t.word, "retweet") || t.allUp && (t.word == "update" || t.word == "updated" || t.word == "correction") {
		return false // the president Tweeted; UPDATE (9:50 a.m.)
	}
	if t.word == "union" && i > 2 && an.tok(i-1).word == "the" && an.tok(i-2).word == "of" && an.tok(i-3).word == "state" {
		return false // the State of the Union
	}
	if n := an.tok(i + 1); t.first && an.nextCaps(i) && hyphenated(n.Of(an.doc.Text)) && n.class == 0 {
		return true // Do Hyung-min
	}
	if t.word == "us" && i+1 < len(an.toks) && an.tok(i+1).word == "weekly" && an.tok(i+1).caps {
		return true
	}
	if i := strings.IndexAny(t.word, "'’"); t.is(cPronoun) || i > 0 && classes[t.word[:i]]&cPronoun != 0 {
		return false // I, I've, You're
	}
	if strings.HasSuffix(t.word, "n't") {
		return false // Won't Roe seek it?
	}
	if invitations.has(t.word) && t.first && i+1 < len(an.toks) && an.tok(i+1).caps && !an.newLine(i+1) {
		return false // Watch Roe sing
	}
	if t.first && t.class == 0 && !streets.has(an.tok(min(i+1, len(an.toks)-1)).word) && strings.HasSuffix(t.word, "ing") && len(t.word) > 5 && an.nextCaps(i) && !an.seenInside[t.word] && an.seenInside[an.tok(i+1).word] {
		return false // Buying Roe's house
	}
	if t.first && t.word == "local" && an.nextCaps(i) && an.tok(i+1).allUp {
		return false // Local AEW alumni
	}
	if t.first && verbs[t.word].form == base && t.is(cSpeech) && !t.is(cMale|cFemale|cRole) && an.nextCaps(i) && an.nextCaps(i+1) && !an.seenInside[t.word] {
		return false // Blame Jane Roe
	}
	if v := verbs[t.word]; t.first && v.form == past && t.is(cSpeech) && !t.is(cMale|cFemale|cRole) && an.nextCaps(i) && an.fullLast[an.tok(i+1).word] {
		return false // Continued Roe: “…”
	}
	if v := verbs[t.word]; t.first && v.strong && (v.form == past || v.form == third) && t.is(cSpeech) && !t.is(cMale|cFemale|cRole) && !an.seenInside[t.word] && i+1 < len(an.toks) && an.tok(i+1).caps {
		return false // Said Ellis: “…”
	}
	if strings.HasPrefix(t.word, "covid") || ofState(t) {
		return false
	}
	if t.is(cPrep) && t.caps && !t.is(cDet) && i+1 < len(an.toks) && verbs[an.tok(i+1).word].strong && verbs[an.tok(i+1).word].form == past && an.tok(i+1).frag == t.frag {
		return true // From said
	}
	if an.spelledOut(i) {
		return true
	}
	if t.word == "new" && an.nextCaps(i) && (!t.first || newPlaces.has(an.tok(i+1).word)) {
		return true
	}
	if n := an.tok(i + 1); plainLeads.has(t.word) && !t.first && an.nextCaps(i) && !n.is(cRole|cHonor|cPreRole|cDay|cMonth|cTime|cPlace|cDemonym) && (!n.is(cOrg) || t.word == "free" || t.word == "high") && !an.given(i+1) {
		return true // Free Press
	}
	if t.first && (an.tok(i+1).word == "the" || an.tok(i+1).word == "our" && an.tok(i+1).caps) && (missions.has(t.word) || urges.has(t.word)) && an.tok(i+2).caps && an.tok(i+2).frag == t.frag && an.beforeVerb(i+2) {
		return true // Save the Children said
	}
	if n := an.tok(i + 1); t.first && i+2 < len(an.toks) && ((members.has(t.word) || aids.has(t.word)) && n.word == "for" && !an.given(i+2) || n.word == "&") && an.tok(i+2).caps && an.tok(i+2).frag == t.frag {
		return true // Americans for Prosperity; Marks & Spencer
	}
	if t.first && t.class == 0 && !an.lower[t.word] && an.tok(i+1).word == "and" && an.tok(i+2).caps && an.tok(i+2).frag == t.frag && (an.tok(i+2).class == 0 && an.beforeVerb(an.lastCaps(i+2)) || firms.has(an.tok(i+2).word)) {
		return true // Procter and Gamble said
	}
	if n := an.tok(i + 1); n.caps && (t.word == "police" && n.word == "scotland" || t.word == "just" && missions.has(n.word)) {
		return true // Just Stop Oil
	}
	if t.word == "will" && t.first && t.caps && an.nextCaps(i) && an.tok(i+1).class == 0 && !an.asks(i) {
		return true // Will Roe said
	}
	if an.nextCaps(i) && an.bodyAhead(i+1) && t.word != "the" && t.word != "a" && !t.is(cDay|cMonth|cPronoun|cPrep) && (!t.first || t.class&^(cCommon|cRole|cOrg|cGroup) == 0 && tells(an.tok(an.lastCaps(i)+1).word)) {
		return true // the Great Western Railway, the Police Federation
	}
	if p := an.tok(i - min(i, 1)); !t.first && an.nextCaps(i) && calledBodies.has(p.word) && !p.caps && p.frag == t.frag && !t.is(cDay|cMonth|cPronoun|cPrep|cDet) {
		return true // pressure group Just Mugs
	}
	if t.is(cCommon) && !t.allUp && !(t.is(cMale|cFemale) && !t.first && an.nextCaps(i)) {
		// "The", "In", "Two" lead a name only inside a sentence, and then are no part worth keeping.
		return false
	}
	if n := i + 1; t.first && n < len(an.toks) && (an.tok(n).is(cParticle) || an.tok(n).word == "in" && an.tok(n+1).word == "'t") && !an.tok(n).caps && an.tok(n).frag == t.frag && !an.lower[t.word] && an.joins(i, n) {
		return true // Ilka von Krax
	}
	if t.first && !an.nextCaps(i) && t.is(cOrg) && an.lower[t.word] && !t.allUp && !t.poss && !an.beforeVerb(i) {
		return false // Air traffic controllers
	}
	if t.first && t.is(cRole) && an.tok(i+1).word == "of" && an.tok(i+2).word == "the" && an.tok(i+3).frag == t.frag && an.tok(i+3).caps && an.lastCaps(i+3) >= i+5 {
		return true // Leader of the Opposition Jane Roe
	}
	if t.first && !an.nextCaps(i) && !an.seenInside[t.word] && !t.allUp {
		if _, noun := receptions[t.word]; noun || an.lower[t.word] || t.is(cGroup|cSpeech|cAdverb|cMedium) || strings.HasSuffix(t.word, "ing") && !t.is(cPlace) {
			return false
		}
		return t.is(cMale|cFemale|cPlace|cOrg) || t.poss || an.beforeVerb(i) || an.tok(i+1).word == "," && (an.tok(i+2).word == "who" || an.tok(i+2).word == "which") && !strings.HasSuffix(t.word, "s")
	}
	return true
}

// membersBody reports whether token i is the owner in the name of a body: the Tram Drivers' Union, King's College.
func (an *analysis) membersBody(i int) bool {
	t, n := an.tok(i), an.tok(i+1)
	if n.word == "'" || n.word == "’" {
		n = an.tok(i + 2)
	}
	if !t.poss || !n.caps || n.frag != t.frag || n.para != t.para {
		return false
	}
	if t.word == "king" || t.word == "queen" || hallowed.has(an.tok(i-min(i, 1)).word) && an.tok(i-min(i, 1)).caps {
		return dedicated.has(n.word)
	}
	if ailments.has(t.word) {
		return true // Alzheimer's Society
	}
	if !strings.HasSuffix(t.Of(an.doc.Text), "s") || apostrophe(t.Of(an.doc.Text)) >= 0 || t.is(cMale|cFemale) {
		return false
	}
	one := strings.TrimSuffix(t.word, "s")
	c := classes[one]
	return associations.has(n.word) || (c&cRole != 0 || callings(one) || an.theDoers(i, one)) && c&(cDemonym|cPlace) == 0 && an.bodyAhead(i+1)
}

// theDoers reports whether the plural at token i of a word that no list of ours has is of people who do
// something, and no surname: "the European Observers'", not "Sanders'".
func (an *analysis) theDoers(i int, one string) bool {
	k := i - 1
	for k > 0 && i-k < 4 && an.tok(k).caps && !an.tok(k).is(cDet) && !an.given(k) {
		k--
	}
	return k >= 0 && an.tok(k).word == "the" && len(one) > 4 && (strings.HasSuffix(one, "er") || strings.HasSuffix(one, "or"))
}

// bodyAhead reports whether the next few capitalised words, from the one at token i or the mark there on, end in
// what a body is called: "Retirement Fund".
func (an *analysis) bodyAhead(i int) bool {
	if an.tok(i).word == "'" || an.tok(i).word == "’" {
		i++
	}
	for k := i; k < i+4 && an.tok(k).caps && an.tok(k).frag == an.tok(i).frag && !an.newLine(k); k++ {
		if t := an.tok(k); t.is(cOrg) || bodyHeads.has(t.word) {
			return true
		}
	}
	return false
}

// headsBody reports whether a name ends in what a body is called, or has that before "of" or "for": the Ferry Guild,
// the Guild of Small Millers.
func (an *analysis) headsBody(from, to int) bool {
	for i := from; i < to; i++ {
		if bodyHeads.has(an.tok(i).word) && (i == to-1 || an.tok(i+1).word == "of" || an.tok(i+1).word == "for") {
			return true
		}
	}
	return false
}

// bodyHeads are what a body may be called beside the words of cOrg, which say so in small letters too.
var bodyHeads = wordSet("conference mission guild forum convention syndicate assembly brotherhood collective consortium cooperative movement front programme program partnership panel secretariat directorate inspectorate division unit lobby registry register exchange diocese archdiocese synod corps command brigade taskforce inquiry watch republic kingdom sultanate emirate principality archive archives cathedral choir opera ensemble monitor festival")

var (
	hallowed  = wordSet("st st. saint")
	dedicated = wordSet("college university hospital school church cathedral academy seminary hospice infirmary parish")
	ailments  = wordSet("alzheimer parkinson huntington crohn hodgkin")
)

// associations are what members form.
var associations = wordSet("union federation party association alliance league society guild institute congress confederation council forum network coalition brotherhood cooperative co-operative club choir hospital trust")

// asks reports whether the sentence that token i begins ends in a question mark.
func (an *analysis) asks(i int) bool {
	for k := i + 1; k < len(an.toks) && k < i+60 && an.toks[k].para == an.toks[i].para && !(an.toks[k].first && !an.toks[k].punct()); k++ {
		if an.toks[k].word == "?" {
			return true
		}
	}
	return false
}

// ofState reports whether a token says of which party and state a lawmaker is: R-N.C.
func ofState(t *token) bool {
	return len(t.word) > 3 && t.word[1] == '-' && strings.IndexByte("rdi", t.word[0]) >= 0 && t.caps && !strings.ContainsAny(t.word, "0123456789")
}

// newPlaces are what "New" begins the name of, at a sentence's start too.
var newPlaces = wordSet("york zealand jersey hampshire mexico orleans delhi england haven brunswick caledonia guinea south yorker yorkers zealander zealanders statesman scientist republic democratic")

// spelledOut reports whether token i begins what letters before it stand for:
// "AEW (All Elite Wrestling)".
func (an *analysis) spelledOut(i int) bool {
	if i < 2 || an.tok(i-1).word != "(" || !an.tok(i-2).allUp {
		return false
	}
	letters := an.tok(i - 2).word
	n := 0
	for ; i < len(an.toks) && n < len(letters) && an.toks[i].caps && an.toks[i].word[0] == letters[n]; i++ {
		n++
	}
	return n == len(letters) && n > 2 && i < len(an.toks) && an.toks[i].word == ")"
}

// beforeVerb reports whether token i stands before a verb of speech or an auxiliary, at most brackets between: Zenvia (ZVA) said.
func (an *analysis) beforeVerb(i int) bool {
	v := i + 1
	for k := v + 1; v < len(an.toks) && an.toks[v].word == "(" && k < min(v+6, len(an.toks)-1); k++ {
		if an.toks[k].word == ")" {
			v = k + 1
		}
	}
	return v < len(an.toks) && (an.tok(v).is(cAux|cAdverb) || tells(an.tok(v).word) || answers[an.tok(v).word].past && !answers[an.tok(v).word].base) && an.tok(v).frag == an.toks[i].frag
}

// tells reports whether a word is a verb that gives somebody's words, or what they call a thing.
func tells(w string) bool {
	return verbs[w].strong || verbs[w].form == past && terming.has(w)
}

// lastCaps is the last of the words with a capital that stand together from token i on.
func (an *analysis) lastCaps(i int) int {
	for an.nextCaps(i) {
		i++
	}
	return i
}

func (an *analysis) newLineOrFirst(i int) bool { return i == 0 || an.newLine(i) }

func (an *analysis) nextCaps(i int) bool {
	if i+1 >= len(an.toks) {
		return false
	}
	n := an.tok(i + 1)
	return n.caps && !n.punct() && n.frag == an.toks[i].frag && !n.first
}

func (an *analysis) endOfName(i int) int {
	frag := an.toks[i].frag
	end := i + 1
	for end < len(an.toks) && end-i < longestName && (!an.tok(end-1).poss || end-i == 1 && whoseBody.has(an.tok(i).word) || an.membersBody(end-1) || an.tok(end-1).is(cRole) && an.tok(end).caps && (an.tok(end).word == "office" || an.tok(end).word == "department")) {
		t := an.tok(end)
		if t.frag != frag || t.first && !t.punct() || strings.HasPrefix(t.word, "covid") {
			break
		}
		if end == i+1 && i > 0 && printed.has(an.tok(i).word) && an.tok(i-1).word == "the" && an.fullLast[t.word] && !t.is(cOrg) {
			break // told the Times Roe had
		}
		if p := an.tok(end - 1); end == i+1 && strings.HasPrefix(p.word, "u.") && t.caps && (an.fullLast[t.word] || bareNames[t.word] != unknownGender) && !(end+1 < len(an.toks) && an.tok(end+1).caps) {
			break // … in the U.S. Roe wants
		}
		if n := an.afterNickname(end); n > end && (end == i+1 || an.tok(end).word == "(" || an.given(end-1)) {
			end = n + 1
			continue
		}
		switch {
		case t.punct() && an.membersBody(end-1):
			end++ // Drivers' Union
			continue
		case t.word == "," && an.tok(end+1).is(cJunior) && an.tok(end+1).caps && an.tok(end+1).frag == frag && end-i > 1 && !an.newLine(end) && !an.newLine(end+1):
			end += 2 // Martin Luther King, Jr.
			continue
		case t.punct():
			// "AT&T", "Lib-Dem" stand as one word; nothing else joins over a mark.
			if t.word != "&" || end+1 >= len(an.toks) || !an.tok(end+1).caps || an.tok(end-1).is(cPlace|cDemonym) && an.tok(end+1).is(cPlace|cDemonym) {
				return end
			}
			end++
			continue
		case t.caps && (!t.is(cDay|cMonth) || t.word == "sun" || t.is(cMale|cFemale) || an.given(end-1) && !an.numberAt(end+1) || t.word == "may" && end+1 < len(an.toks) && (end == i+1 && !an.toks[i].is(cCommon|cPlace|cDay) && an.tok(end+1).word == "," || an.tok(end-1).class == 0 && verbs[an.tok(end+1).word].strong && verbs[an.tok(end+1).word].form == past)):
			if t.word == "i" || an.newLine(end) || owned.has(t.word) && !t.allUp && !((missions.has(an.tok(end-1).word) || urges.has(an.tok(end-1).word)) && end == i+1 && an.nextCaps(end)) {
				return end
			}
			end++
			continue
		case (t.is(cParticle) || t.word == "in" && an.tok(end+1).word == "'t" || t.word == "of" || t.word == "for" || t.word == "and" || t.word == "on" || t.word == "to" || t.word == "the" && end == i+1) && an.joins(i, end):
			end++
			if (t.word == "of" || t.word == "for") && (an.tok(end).word == "the" || t.word == "for" && an.tok(end).word == "a") {
				end++
			}
			continue
		}
		break
	}
	for end > i+1 && !an.tok(end-1).caps {
		end--
	}
	return end
}

// afterNickname returns the token that goes on with a name after a nickname between marks or brackets at i:
// Dave “Mudcat” Saunders; -1 where none stands there.
func (an *analysis) afterNickname(i int) int {
	if an.toks[i].word == "(" {
		if i+3 >= len(an.toks) || an.tok(i+2).word != ")" || an.tok(i+3).frag != an.toks[i].frag || an.tok(i+3).para != an.tok(i-1).para {
			return -1
		}
		first, nick, last := an.tok(i-1), an.tok(i+1), an.tok(i+3)
		if nick.caps && !nick.allUp && len(nick.word) > 2 && nick.class&^(cMale|cFemale|cDemonym) == 0 && last.caps && !last.allUp && last.class&(cRole|cOrg|cPreRole) == 0 && (len(strings.TrimSuffix(first.word, ".")) == 1 || an.given(i-1)) {
			return i + 3 // C. A. (Dutch) Roe
		}
		return -1
	}
	if !strings.Contains(openers+straight, an.toks[i].word) {
		return -1
	}
	for k := i + 1; k < len(an.toks) && k < i+4; k++ {
		if t := &an.toks[k]; t.punct() {
			if k > i+1 && strings.Contains(closers+straight, t.word) && k+1 < len(an.toks) && an.tok(k+1).caps && an.tok(k+1).frag == an.toks[i].frag && an.tok(k+1).para == an.tok(i-1).para {
				return k + 1
			}
			return -1
		} else if !t.caps {
			return -1
		}
	}
	return -1
}

func (an *analysis) numberAt(i int) bool { return i < len(an.toks) && an.toks[i].is(cNumber) }

// joins reports whether the small word at k stands inside one name: "Ministry
// of Health", "Ludwig van Beethoven", "Center for Strategic and International Studies".
func (an *analysis) joins(from, k int) bool {
	if k+1 >= len(an.toks) || an.tok(k+1).frag != an.toks[k].frag || an.newLine(k+1) || k+3 < len(an.toks) && an.tok(k+3).para != an.tok(k).para && an.tok(k+1).is(cDet) {
		return false
	}
	next := an.tok(k + 1)
	switch an.toks[k].word {
	case "of":
		if k-2 >= from && surnamesToo.has(an.tok(k-1).word) && an.given(k-2) {
			return false // Professor Jane Bishop of the University
		}
		if next.word == "the" && k+2 < len(an.toks) {
			next = an.tok(k + 2)
		}
		if k-from == 1 && members.has(an.tok(from).word) && next.caps && !next.is(cDay|cMonth|cPlace) && (!next.is(cDemonym) || an.tok(k+1).word == "the" && an.tok(k+3).caps) && !an.given(k+1) {
			return true // the Veterans of Foreign Wars
		}
		if t := an.tok(k - 1); next.caps && t.is(cGroup) && t.caps && an.hasWord(from, k, "of") && an.anyIs(from, k, cOrg) && !next.is(cDay|cMonth) {
			return true // the Union of Workers of Brix
		}
		if t := an.tok(k - 1); k-from == 1 && from > 0 && an.tok(from-1).word == "the" && t.class&^cSpeech == 0 && next.caps && an.bodyAhead(k+1) || k-from == 1 && from > 0 && an.tok(from-1).word == "the" && t.class&^cSpeech == 0 && an.tok(k+1).word == "the" && an.bodyAhead(k+2) {
			return true // the Heart of the Shire Fund
		}
		return next.caps && (an.tok(k-1).is(cOrg|cRole) || an.tok(k-1).caps && bodyHeads.has(an.tok(k-1).word) || an.hasWord(from, k, "for") && an.anyIs(from, k, cOrg)) && !next.is(cDay|cMonth)
	case "the":
		return next.caps && (missions.has(an.tok(from).word) || urges.has(an.tok(from).word)) && !next.is(cDemonym|cRole) && (!an.tok(from).first || an.beforeVerb(k+1))
	case "to":
		return next.caps && (missions.has(next.word) && an.tok(k-1).is(cOrg) || an.tok(k-1).word == "right" && an.tok(k-1).caps && k-1 > from)
	case "on":
		return next.caps && convened.has(an.tok(k-1).word) && !next.is(cDay|cMonth|cNumber)
	case "and":
		if next.caps && (services[an.tok(k-1).word+" and "+next.word]) {
			return true // Brix Fire and Rescue
		}
		if next.caps && twinned[an.tok(k-1).word] == next.word && !an.nextCaps(k+1) {
			return true // the Police Federation of England and Wales
		}
		if next.caps && k-from == 1 && firms.has(next.word) && !an.given(from) {
			return true // Roe and Sons
		}
		if an.tok(k-1).word == "ways" && next.word == "means" || an.company(from, k) || policies.has(next.word) && next.caps && k-from > 2 && an.tok(from).is(cOrg) {
			return true // Roe Gas and Electric Company; Department of Health and Human Services
		}
		fallthrough
	case "for":
		for i := from + 1; i < k; i++ {
			if an.given(i) && an.tok(i-1).is(cRole) && i+1 < k {
				return false // credited Majority Leader Jane Roe for Republicans' vote
			}
		}
		if an.toks[k].word == "for" && (members.has(an.tok(k-1).word) || aids.has(an.tok(k-1).word) && k-from == 1) && (k-from == 1 || an.tok(from).caps) {
			return next.caps && !an.given(k+1) // Students for Fair Admissions
		}
		if an.toks[k].word == "for" && next.word == "a" && an.anyIs(from, k, cOrg) && k+3 < len(an.toks) && an.tok(k+2).caps && an.tok(k+3).caps {
			return true // Committee for a Responsible Budget
		}
		if after := an.tok(k + 2); an.toks[k].word == "for" && next.word == "the" && benches.has(an.tok(k-1).word) && k+2 < len(an.toks) && after.caps {
			return true // the Court of Appeals for the Ninth Circuit
		}
		return next.caps && (an.anyIs(from, k, cOrg) || an.tok(k-1).caps && bodyHeads.has(an.tok(k-1).word)) && !next.is(cDay|cMonth) && (an.toks[k].word == "for" || an.hasWord(from, k, "for"))
	}
	if next.is(cParticle) && !next.caps && k+2 < len(an.toks) && k-from < longestName {
		return an.joins(from, k+1) // van der
	}
	return next.caps && !next.is(cCommon)
}

// usedAsSurname reports whether a word that means something by itself speaks, and ends a full name before: "English said", of Bill English.
func (an *analysis) usedAsSurname(i int) bool {
	t := &an.toks[i]
	if !t.is(cDay|cDemonym) && !commonSurnames.has(t.word) || !t.caps || t.poss || !an.fullLast[t.word] || an.nextCaps(i) || i == 0 || an.tok(i-1).caps || an.tok(i+1).frag != t.frag {
		return false
	}
	n, p := an.tok(i+1), an.tok(i-1)
	return tells(n.word) && (p.frag != t.frag || p.punct()) || n.punct() && p.frag == t.frag && tells(p.word)
}

// commonSurnames are surnames that mean something in small letters and begin many a sentence.
var commonSurnames = wordSet("best good long great old new big high low early late full free right left better")

// services are pairs of words in the names of bodies.
var services = map[string]bool{"fire and rescue": true, "search and rescue": true, "fire and emergency": true, "parks and recreation": true, "parks and wildlife": true, "fish and wildlife": true, "fish and game": true, "health and safety": true,
	"food and drug": true, "water and power": true, "water and sewer": true, "gas and electric": true, "oil and gas": true, "rail and maritime": true, "trains and buses": true, "arms and ammunition": true, "research and innovation": true, "trade and industry": true, "power and light": true, "works and pensions": true, "revenue and customs": true, "homes and communities": true, "standards and testing": true, "sports and leisure": true}

// twinned are places that one name has with another's.
var twinned = map[string]string{"england": "wales", "trinidad": "tobago", "bosnia": "herzegovina", "antigua": "barbuda", "kitts": "nevis", "newfoundland": "labrador", "tyne": "wear", "turks": "caicos", "brighton": "hove"}

// convened are bodies that are named after what they are on.
var convened = wordSet("commission committee subcommittee council center centre panel institute conference forum alliance coalition taskforce inquiry convention initiative")

// policies are what a ministry may have beside another thing in its name.
var policies = wordSet("budget management human health welfare urban industry trade science technology culture sport sports tourism environment energy labor labour education training skills development families family community communities transport infrastructure forestry fisheries rural water food agriculture commerce finance information communications broadcasting migration integration citizenship prevention protection rehabilitation research innovation atmospheric human climate equality equalities housing planning social population cooperation security medicine engineering")

// company reports whether the "and" at k stands inside a company's name, which
// two words or more begin and a word for a body ends.
func (an *analysis) company(from, k int) bool {
	if k-from == 1 && policies.has(an.tok(k+1).word) && k+2 < len(an.toks) && an.tok(k+2).caps && an.tok(k+2).is(cOrg) && !an.given(from) {
		return true // Intelligence and Security Committee
	}
	if k-from < 2 || an.given(from) || an.anyIs(from, k, cOrg|cRole|cHonor|cPlace|cDemonym) {
		return false
	}
	for i := k + 1; i < len(an.toks) && i-k < 4 && an.toks[i].caps; i++ {
		if an.toks[i].is(cOrg) {
			return i > k+1
		}
	}
	return false
}

// newLine reports whether a paragraph's border lies before token i.
func (an *analysis) newLine(i int) bool {
	return i > 0 && an.tok(i).para != an.tok(i-1).para
}

// owned are no part of a name, whatever a headline does.
var owned = wordSet("my your our his her their")

// belated are adverbs that a sentence may begin with right before a name.
var belated = wordSet("soon later still then meanwhile sometimes often perhaps maybe indeed instead whereas amid amidst alongside lest nonetheless nevertheless likewise similarly afterwards thereafter concerning opposite towards underneath aboard notably eventually ultimately meantime elsewhere otherwise moreover furthermore accordingly consequently forget suppose bring usually possibly ironically interestingly unsurprisingly surprisingly oddly curiously predictably fittingly alas sadly happily thankfully frankly seriously basically literally honestly actually certainly surely clearly obviously apparently reportedly allegedly supposedly presumably congratulations sorry poor dear congrats hey hi hello wow okay yeah behold whilst albeit quite nearly roughly recently finally initially originally previously subsequently simultaneously unfortunately fortunately luckily regrettably remarkably strikingly tellingly importantly significantly technically essentially traditionally historically generally typically increasingly undoubtedly naturally privately publicly personally politically")

// plainLeads are plain words that names begin with.
var plainLeads = wordSet("free first best good open all next high")

// campus returns where a body's name ends that ends at token end, its place
// after a comma included: "University of California, San Diego".
func (an *analysis) campus(from, end int) int {
	if end+1 >= len(an.toks) || an.tok(end).word != "," || !an.hasWord(from, end, "university") || an.tok(end-1).poss {
		return end
	}
	to := end + 1
	for to < len(an.toks) && to-end < 4 && an.tok(to).caps && an.tok(to).frag == an.tok(end).frag && !an.newLine(to) {
		to++
	}
	m := mention{from: end + 1, to: to}
	if to == end+1 || to-end > 3 || an.given(end+1) || !(an.tok(to-1).is(cPlace) && to == end+2 || saints.has(an.tok(end+1).word)) || !an.place(&m) {
		return end
	}
	return to
}

// given reports whether token i is a given name.
func (an *analysis) given(i int) bool {
	t := &an.toks[i]
	return t.is(cMale|cFemale) && !t.is(cRole|cHonor|cKin) && t.caps
}

// calledShort reports whether a full name, the words of m, is an entity's with the given name short or whole: Jim Roe for James Roe.
// Kin may be called so, one after the other.
func (an *analysis) calledShort(e int, m *mention, words []string) bool {
	ent := &an.entities[e]
	if a, b := ent.words[0], words[0]; !petNames[a+" "+b] && !petNames[b+" "+a] || m.body || ent.body {
		return false
	}
	for i := max(m.from-4, 0); i < min(m.to+4, len(an.toks)); i++ {
		if t := &an.toks[i]; t.is(cKin) && t.name < 0 || (i == m.from-1 || i == m.to) && t.word == "and" {
			return false // Robert Roe and Bob Roe, his son
		}
	}
	return m.role.Empty() || ent.role.Empty() || !an.otherOffice(m.role, ent.role)
}

// spokenOf reports whether a mention is only whom somebody speaks of, or of whose kin: said of Otto Roe, the brother of Otto Roe.
func (an *analysis) spokenOf(m *mention) bool {
	i := m.from - 1
	return i > 0 && (an.toks[i].word == "of" || an.toks[i].word == "about") && (an.toks[i-1].is(cKin) || an.toks[i-1].is(cSpeech) && an.toks[i-1].name < 0)
}
