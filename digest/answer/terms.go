package answer

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// longestStemmed bounds the words that are stemmed, in bytes: what is longer is no English word.
const longestStemmed = 32

// stopWords carry the grammar of a question, not what it asks about.
var stopWords = wordSet(`a an the of in on at to for from by with and or but is are was were be been being am do does did done
	has have had having what who whom whose which when where why how that this these those it its he she they them his her hers
	their theirs him i you we me my our your us s t as about there any some other not no nor so than then too very will would can
	could shall should may might must also just if into out up down over off please tell doesn't didn't don't isn't wasn't
	aren't weren't won't wouldn't can't couldn't hasn't haven't hadn't shouldn't cannot such own each both all more most much many
	only ever according article story text news many kind type sort`)

// demonyms and short forms stand for the place they are of, so that
// "Germany's chancellor" finds "the German chancellor".
var placeOf = pairs(`german germany|french france|british britain|briton britain|uk britain|american america|usa america|us america
	|russian russia|chinese china|japanese japan|ukrainian ukraine|indian india|pakistani pakistan|afghan afghanistan|iranian iran
	|iraqi iraq|israeli israel|palestinian palestine|saudi saudi|egyptian egypt|turkish turkey|greek greece|italian italy
	|spanish spain|spaniard spain|portuguese portugal|dutch netherlands|belgian belgium|swiss switzerland|austrian austria
	|swedish sweden|swede sweden|norwegian norway|danish denmark|dane denmark|finnish finland|finn finland|polish poland|pole poland
	|czech czechia|slovak slovakia|hungarian hungary|romanian romania|bulgarian bulgaria|serbian serbia|serb serbia|croatian croatia
	|bosnian bosnia|albanian albania|irish ireland|scottish scotland|scot scotland|welsh wales|english england|canadian canada
	|mexican mexico|brazilian brazil|argentine argentina|argentinian argentina|argentinean argentina|chilean chile|colombian colombia
	|venezuelan venezuela|peruvian peru|cuban cuba|haitian haiti|australian australia|korean korea|vietnamese vietnam|thai thailand
	|filipino philippines|philippine philippines|indonesian indonesia|malaysian malaysia|singaporean singapore|burmese myanmar
	|cambodian cambodia|nepalese nepal|nepali nepal|bangladeshi bangladesh|kashmiri kashmir|syrian syria|lebanese lebanon
	|jordanian jordan|libyan libya|tunisian tunisia|algerian algeria|moroccan morocco|sudanese sudan|somali somalia
	|ethiopian ethiopia|kenyan kenya|ugandan uganda|rwandan rwanda|congolese congo|nigerian nigeria|ghanaian ghana
	|zimbabwean zimbabwe|african africa|european europe|asian asia|yemeni yemen|kuwaiti kuwait|qatari qatar|emirati emirates
	|georgian georgia|armenian armenia|kazakh kazakhstan|uzbek uzbekistan|chechen chechnya|icelandic iceland|estonian estonia
	|latvian latvia|lithuanian lithuania|maltese malta|cypriot cyprus|mongolian mongolia|taiwanese taiwan|parisian paris
	|londoner london|californian california|texan texas|catalan catalonia|basque basque|bavarian bavaria|sicilian sicily`)

// joined are names of two words that have a one-word twin.
var joined = map[[2]string]string{
	{"united", "states"}: "america", {"united", "kingdom"}: "britain", {"united", "nations"}: "un",
	{"great", "britain"}: "britain", {"european", "union"}: "eu", {"prime", "minister"}: "pm",
}

// irregular forms that stemming cannot bring together.
var irregular = pairs(`said say|says say|went go|gone go|won win|found find|met meet|held hold|took take|taken take|made make|told tell|left leave
	|became become|began begin|begun begin|sent send|spent spend|fought fight|bought buy|sold sell|lost lose|led lead|paid pay
	|built build|brought bring|caught catch|fell fall|fallen fall|gave give|given give|grew grow|grown grow|knew know|known know
	|rose rise|risen rise|ran run|saw see|seen see|shot shoot|spoke speak|spoken speak|stole steal|stolen steal|struck strike
	|taught teach|thought think|wrote write|written write|broke break|broken break|chose choose|chosen choose|drove drive
	|driven drive|flew fly|flown fly|hid hide|hidden hide|hung hang|kept keep|laid lay|lay lie|lied lie|meant mean|rode ride
	|sang sing|sank sink|sunk sink|sat sit|slept sleep|stood stand|stuck stick|swam swim|swore swear|sworn swear|threw throw
	|thrown throw|tore tear|torn tear|understood understand|woke wake|wore wear|worn wear|withdrew withdraw|withdrawn withdraw
	|came come|got get|gotten get|heard hear|felt feel|fled flee|forgot forget|froze freeze|frozen freeze|children child|schoolchildren child|grandchildren child|men man
	|women woman|people person|mice mouse|feet foot|teeth tooth|wives wife|lives life|died die|dies die|dying die
	|dead die|death die|deaths die|fatal die|better good|best good|worse bad|worst bad
	|one 1|two 2|three 3|four 4|five 5|six 6|seven 7|eight 8|nine 9|ten 10|eleven 11|twelve 12|first 1st|second 2nd|third 3rd
	|fourth 4th|fifth 5th`)

// kindred are words that news uses for each other. They count half.
var kindred = groups(`die kill murder slay perish casualty toll victim
	|send deploy dispatch
	|found form establish create begin
	|attack assault raid strike bomb
	|police officer cop
	|win beat defeat victory triumph
	|hurt injure wound injury
	|arrest detain custody capture hold nab
	|say tell claim state remark
	|buy acquire purchase
	|job work employ occupation profession career
	|old age
	|cost price worth pay
	|accuse charge allege blame
	|illness disease sick ailment
	|child kid son daughter
	|wife husband spouse marry
	|mother parent mom mum|father parent dad
	|film movie|match game fixture|song album music
	|start begin launch open|end finish stop close
	|happen occur
	|live reside home
	|speak talk address
	|criticize criticise slam condemn denounce blast
	|deny dispute reject disagree
	|large big huge
	|country nation state
	|company firm business corporation
	|lawyer attorney counsel
	|doctor physician
	|car vehicle truck
	|money fund dollar
	|show reveal indicate
	|want seek hope
	|cause trigger spark prompt lead
	|quit resign leave step
	|plane aircraft jet airplane
	|ship vessel boat
	|leader chief head
	|help assist aid
	|plan intend
	|respond reply react answer reaction
	|increase rise grow
	|reduce cut fall drop decline
	|vote elect
	|build construct
	|city town|home house
	|crash accident collision
	|fire blaze|storm hurricane
	|drug narcotic
	|study research report survey
	|rule decision verdict judgment
	|sentence jail prison
	|think believe
	|store shop
	|school college university
	|protest demonstrate rally
	|soldier troop force
	|own belong possess
	|call dub describe
	|name call
	|agree accord deal
	|destroy damage
	|locate situate
	|famous known
	|area region
	|amount number total
	|spokesman spokeswoman spokesperson
	|player team club
	|score goal
	|president presidential`)

// opposites make a passage that holds one of them speak of something else
// than a question that holds the other.
var opposites = groups(`increase decrease|rise fall|before after|first last|largest smallest|biggest smallest|most least|more less|more fewer
	|north south|east west|northern southern|eastern western|win lose|success failure|succeed fail|support oppose|accept reject
	|allow ban|early late|high low|highest lowest|oldest youngest|male female|public private|import export|begin end|start stop
	|minimum maximum|best worst|strong weak|internal external|ancient modern|legal illegal|birth death|gain lose|rich poor`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// termSet is wordSet of the words' terms.
func termSet(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[termOf(w)] = true
	}
	return m
}

// pairs reads "form lemma|form lemma" into form → lemma.
func pairs(s string) map[string]string {
	m := map[string]string{}
	for p := range strings.SplitSeq(s, "|") {
		f := strings.Fields(p)
		m[f[0]] = f[1]
	}
	return m
}

// groups reads "a b c|d e" into each word's term → the others' terms.
func groups(s string) map[string][]string {
	m := map[string][]string{}
	for g := range strings.SplitSeq(s, "|") {
		words := strings.Fields(g)
		for i := range words {
			words[i] = termOf(words[i])
		}
		for i, w := range words {
			for k, o := range words {
				if i != k && w != o {
					m[w] = append(m[w], o)
				}
			}
		}
	}
	return m
}

// plain lower-cases a word and drops its possessive, the full stops of
// initials, the commas of a number and the accents of Latin letters.
func plain(raw string) string {
	w := strings.ToLower(raw)
	for _, s := range []string{"'s", "’s", "'", "’"} {
		w = strings.TrimSuffix(w, s)
	}
	w = strings.ReplaceAll(w, "’", "'")
	ascii := true
	for i := range len(w) {
		ascii = ascii && w[i] < utf8.RuneSelf
	}
	if !ascii {
		w = strings.Map(unaccented, w)
	}
	if strings.ContainsAny(w, ".,") {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsDigit(r) {
			w = strings.ReplaceAll(w, ",", "")
		} else {
			w = strings.ReplaceAll(w, ".", "")
		}
	}
	return w
}

func unaccented(r rune) rune {
	if r < 0xC0 || r > 0x17F {
		return r
	}
	const from, to = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿāăąćčďđēęěğīıłńňōőœřśşšťūůűźżž", "aaaaaaceeeeiiiinoooooouuuuyyaaaccddeeegiilnnooorssstuuuzzz"
	if i := strings.IndexRune(from, r); i >= 0 {
		return rune(to[utf8.RuneCountInString(from[:i])])
	}
	return r
}

// isStop reports whether the word as written is grammar only. The pronoun "us"
// is, the country "US" is not; nor is the "Article" of a treaty.
func isStop(raw string) bool {
	if raw == "US" || raw == "WHO" || raw == "Article" {
		return false
	}
	w := strings.ToLower(raw)
	return stopWords[w] || stopWords[strings.ReplaceAll(w, "’", "'")]
}

// termOf is what a word is compared by.
func termOf(raw string) string {
	w := plain(raw)
	if t, ok := placeOf[w]; ok {
		return t
	}
	if t, ok := irregular[w]; ok {
		return t
	}
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	if len(w) < 3 || len(w) > longestStemmed {
		return w
	}
	if p, ok := placeOf[strings.TrimSuffix(w, "s")]; ok {
		return p
	}
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	s := env.Current()
	if t, ok := irregular[s]; ok {
		return t
	}
	return s
}

// frequency.txt counts in how many of the sentences of ordinary news a term
// stands; its head says of which news, and in which form.
//
//go:embed frequency.txt
var frequencyFile string

var newsSentences, newsCount, newsNames = readFrequency(frequencyFile)

func readFrequency(s string) (sentences float64, count map[string]float64, names map[string]bool) {
	m := map[string]float64{}
	names = map[string]bool{}
	for line := range strings.Lines(s) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		w, n, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, name := strings.CutSuffix(n, " ^")
		c, err := strconv.Atoi(n)
		if err != nil {
			panic("frequency.txt: " + line) // unreachable unless the embedded file is damaged
		}
		m[w] = float64(c)
		if name {
			names[w] = true
		}
	}
	total := m["*"]
	delete(m, "*")
	return total, m, names
}

// rarity is how much it tells that a sentence holds the term (its inverse document frequency in ordinary news).
func rarity(term string) float64 {
	n := newsCount[term]
	return math.Log(1 + (newsSentences-n+0.5)/(n+0.5))
}
