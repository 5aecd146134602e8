package quote

import "strings"

// A class is what a word can be. A word may be several things at once.
type class uint64

const (
	cPunct class = 1 << iota
	cNumber
	cAdverb
	cAux      // has, was, would
	cDet      // the, a, several, his
	cPrep     // of, in
	cSub      // that, when, because
	cConj     // and, but, or
	cPronoun  // he, they, I
	cRelative // who, which
	cHonor    // Mr., Sen.: before a name, no part of a role's words
	cRole     // president, spokesman
	cPreRole  // former, deputy, vice: leads a role
	cDay
	cTime    // yesterday, week
	cOrg     // ends or is a body's name: ministry, university, party
	cDemonym // French, Russian
	cFemale  // given names and words for women
	cMale
	cDotted   // keeps its full stop: Mr., Sen., Jan.
	cSpeech   // a form of a verb of speech
	cMedium   // statement, tweet, report: may speak
	cGroup    // officials, residents, critics: unnamed people
	cSpokes   // spokesperson: speaks for a body
	cCommon   // begins a sentence with a capital without being a name
	cParticle // de, van, bin: inside a name
	cPlace
	cMonth
	cJunior // Jr., III: ends a name
	cKin
	cWords // claim, remark: what is said
)

var classes = buildClasses()

func buildClasses() map[string]class {
	m := make(map[string]class, 4000)
	add := func(c class, words string) {
		for w := range strings.FieldsSeq(lower(words)) {
			m[w] |= c
		}
	}
	add(cAux, "has have had having is are was were be been being 's would will could can may might must should shall did does do not never n't didn't doesn't don't hasn't haven't hadn't wasn't weren't isn't aren't won't wouldn't couldn't can't shouldn't mustn't")
	add(cAdverb, "rather perhaps indeed maybe also then later recently again still just even already once often always ever soon now today yesterday tonight ago further meanwhile instead simply only thus therefore first previously subsequently separately earlier afterwards afterward thereafter too here there however repeatedly famously flatly")
	add(cDet, "the a an this that these those his her its their our my your some many several one two three four five six seven eight nine ten both all most another other no every each any few dozens hundreds thousands more least")
	add(cPrep, "of in on at by for from with to into about over under after before during against among between through without within across near behind beyond despite since until toward towards upon via per than like as amid alongside following including outside inside around regarding concerning onto off up down out")
	add(cSub, "that when while because if although though whether where since as after before until unless why how what once")
	add(cConj, "and but or nor yet so")
	add(cPronoun, "he she they it we i you him her them us me himself herself themselves who")
	add(cRelative, "who which whom whose that")
	add(cHonor, "cr oba tun seri reverend det supt insp honourable honorable excellency cllr coun shri smt kumari alhaji hajia herr frau monsieur madame mme senor señor senora señora doña dato datuk sri mr mrs ms miss dr sir dame lord lady rev fr messrs mx hon madam master imam sheikh ayatollah sheikha atty maître det-insp dci swami maulana pandit ustaz ustadh hajiya mallam otunba igwe mzee puan encik tengku weizero cde whaea matua signora signor mlle hojatoleslam")
	add(cDotted, "del mr mrs ms dr sen sens rep reps gov gen col lt sgt cpl pfc spc pvt brig capt cmdr adm maj prof rev hon st jr sr no jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n d.c a.m p.m inc ltd co corp vs dept supt insp det mt ft messrs fr pres atty asst")
	add(cJunior, "jr sr ii iii iv")
	add(cRole, "eyewitness gp deckhand miner seeker foreman trucker forager rancher trapper lifeguard archivist retiree pensioner postman milkman imam ayatollah administrator administrators counsel emeritus emerita zookeeper steward strongman alumnus alumna sp dsp dgp adgp acp dcp sho mla mlc fact-checker bystander commuter demonstrator evacuee fighter investigator jihadist migrant onlooker passenger prisoner protester pupil refugee rescuer shopper spectator worshipper narrator announcer surrogate guest guide user tourist guru keeper fly-half scrum-half full-back left-back right-back centre-half centre-back half-back flanker matchwinner match-winner goalscorer backbencher frontbencher moderator specialist geneticist breeder showrunner screenwriter playwright choreographer blogger vlogger youtuber podcaster photographer videographer illustrator cartoonist sculptor painter essayist biographer editor-in-chief wrestler boxer golfer sprinter swimmer cyclist skier snowboarder gymnast jockey quarterback linebacker cornerback shortstop outfielder infielder goalie winger goalscorer frontman bassist drummer guitarist violinist cellist pianist soprano baritone dancer stylist restaurateur bartender carpenter plumber electrician fisherman sailor commodore midshipman seaman airman serviceman paratrooper gunman hijacker defector dissident whistleblower hacker programmer coder technologist financier philanthropist socialite heiress realtor landlord homeowner janitor housekeeper nanny babysitter caregiver midwife pediatrician cardiologist oncologist neurologist psychiatrist therapist dentist veterinarian pharmacist nutritionist dietitian meteorologist forecaster seismologist volcanologist geophysicist astrophysicist paleontologist primatologist entomologist ornithologist naturalist conservationist environmentalist feminist humanitarian missionary preacher deacon nun monk sheik mullah cleric rector parishioner registrar bailiff juror parliamentarian councilmember selectman alderwoman supervisor selectwoman trustee postmaster dispatcher trooper patrolman undersheriff jailer parolee inmate detainee fugitive creator critic publisher agent winner freshman sophomore intern comedian chef evangelist elder baroness countess viscount earl marquess lady president premier minister secretary chancellor senator sen sens congressman congresswoman congressmen representative rep reps governor gov mayor councillor councilor councilman councilwoman alderman ambassador envoy judge justice attorney prosecutor lawyer solicitor barrister magistrate sheriff police officer detective inspector superintendent constable chief commissioner captain capt commander cmdr general gen colonel col lieutenant lt sergeant sgt corporal cpl pfc spc pvt brig major maj admiral adm marshal king queen prince princess duke duchess pope archbishop bishop cardinal pastor priest chairman chairwoman chairperson chair ceo cfo coo cto executive director manager head founder co-founder owner boss coach trainer striker midfielder defender goalkeeper skipper player analyst economist strategist expert professor prof scientist researcher historian author writer novelist poet journalist reporter columnist editor correspondent broadcaster host presenter anchor actor actress singer musician rapper director filmmaker producer artist designer architect engineer doctor physician surgeon nurse psychologist teacher principal headteacher headmaster student dean provost chancellor leader speaker whip lawmaker legislator mp mep msp ms candidate nominee contender hopeful frontrunner front-runner adviser advisor aide strategist counselor counsellor consultant pollster organizer organiser activist campaigner advocate lobbyist spokesman spokeswoman spokesperson spokespeople operative chairman treasurer secretary-general vice-president undersecretary deputy delegate diplomat official regulator auditor comptroller controller ombudsman coroner farmer resident neighbour neighbor witness victim survivor mother father wife husband son daughter brother sister uncle aunt cousin widow fiancee girlfriend boyfriend partner friend colleague veteran soldier pilot astronaut businessman businesswoman entrepreneur mogul billionaire investor banker trader broker shopkeeper driver worker volunteer curator librarian conductor composer champion teammate referee umpire congressman assemblyman assemblywoman lawmaker ministers presidents senators spokesmen lord taoiseach sultan emir rapporteur caretaker warden ranger biologist geologist physicist chemist astronomer ecologist epidemiologist virologist climatologist oceanographer botanist zoologist archaeologist anthropologist sociologist statistician mathematician philosopher theologian rabbi imam vicar chaplain firefighter paramedic plaintiff defendant predecessor successor rival opponent ally counterpart")
	add(cRole, livelihoods)
	add(cGroup, tradesmen)
	add(cSpokes, "spokesman spokeswoman spokesperson spokespeople spokesmen spokespersons")
	add(cPreRole, "special former ex vice deputy assistant associate acting interim senior junior chief prime first foreign home finance defense defence interior attorney executive managing general lead late then-president current incoming outgoing longtime veteran retired national state republican democratic democrat conservative labour independent presidential vice-presidential district supreme federal top fellow ex-president opposition shadow lieutenant co permanent parliamentary financial political human business sales press communications campaign policy program programme media public medical operations technical head assembly senate house majority minority")
	add(cKin, "nephew niece grandmother grandfather grandson granddaughter stepfather stepmother stepson stepdaughter stepbrother stepsister half-brother half-sister girlfriend boyfriend fiance fiancee fiancé fiancée mother-in-law father-in-law brother-in-law sister-in-law son-in-law daughter-in-law ex-wife ex-husband widower mother father wife husband son daughter brother sister uncle aunt cousin widow friend partner neighbour neighbor colleague")
	add(cDay, "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun")
	add(cMonth, "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec")
	add(cTime, "yesterday today tonight tomorrow week month year morning afternoon evening night weekend day days weeks months years hour hours minutes spring summer autumn fall winter")
	add(cOrg, "institutes affairs chamber commerce airlines airways air ministry department university college school institute institution association agency authority board bureau commission committee company corporation corp inc ltd llc plc co group council court courts party parliament congress senate house union federation league club fund confederation foundation center centre centers centres office administration government bank times post journal news network television tv radio press magazine gazette herald tribune church hospital police army navy force forces guard service services society organization organisation alliance coalition campaign team trust society embassy consulate tribunal academy airlines airways motors industries holdings partners caucus cabinet treasury fbi cia nato un eu imf nasa bbc cnn nbc abc cbs npr ap afp reuters pentagon kremlin politico fed uefa fifa nfl nba mlb hospital museum library theatre theater orchestra laboratory lab observatory gop dnc rnc pac project initiative campaign technologies systems pharmaceuticals solutions entertainment studios enterprises electric railways railway")
	add(cDemonym, "bangladeshi nepali nepalese lankan sudanese somali ugandan tanzanian rwandan congolese zimbabwean zambian malian ivorian cameroonian senegalese kuwaiti bahraini omani uzbek mongolian cambodian laotian singaporean maltese cypriot slovenian kosovar macedonian montenegrin moldovan peruvian ecuadorian bolivian paraguayan uruguayan guatemalan honduran salvadoran nicaraguan panamanian dominican haitian jamaican fijian samoan tongan angolan mozambican namibian botswanan malawian eritrean liberian gambian guinean togolese beninese gabonese chadian nigerien mauritanian mauritian malagasy bhutanese maldivian tajik kyrgyz turkmen luxembourgish andorran emirati guyanese surinamese bahamian barbadian bermudian flemish tamil punjabi bengali maori inuit hispanic latino latina american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss austrian danish swedish norwegian finnish polish czech slovak hungarian romanian bulgarian greek turkish russian ukrainian belarusian chinese japanese korean indian pakistani afghan iranian iraqi israeli palestinian saudi egyptian libyan tunisian algerian moroccan nigerian kenyan ethiopian ghanaian african european asian arab canadian mexican brazilian argentine argentinian chilean colombian venezuelan cuban australian zealand indonesian malaysian filipino philippine vietnamese thai burmese syrian lebanese jordanian yemeni qatari serbian croatian bosnian kosovan albanian icelandic estonian latvian lithuanian georgian armenian azerbaijani kazakh catalan kurdish tibetan taiwanese hong democrat republican islamic muslim christian catholic jewish protestant sunni shiite")
	add(cMedium, "handout pamphlet worksheet syllabus questionnaire booklet guidebook manual rulebook handbook guideline guidelines preamble excerpt diary statute ordinance subpoena deposition audit op-ed essay telegram footnote foreword preface epitaph obituary memoir autobiography biography poem psalm contract certificate invitation postcard chyron tattoo tombstone gravestone podcast newsletter flyer flyers flier fliers handouts pamphlets clip commercial voiceover estimate assessment provision marker monument warning alert advisory decree textbook bylaws playbook projection forecast analysis proposal agreement page statement report letter tweet post message e-mail email memo document documents filing complaint lawsuit suit study survey poll editorial article book note release notice transcript indictment ruling petition manifesto advertisement ad website blog column newspaper magazine paper press bulletin dossier brief order decree law bill constitution amendment resolution communique affidavit motion poster sign banner headline caption billboard leaflet brochure plaque inscription data figures evidence research record records testimony sign signs banner banners placard placards shirt shirts t-shirt t-shirts hat hats cap mural sticker stickers graffiti voicemail text texts statements letters posts tweets emails messages video audio recording")
	add(cGroup, "judges surgeons families priests vets clergy nomads expatriates exiles captives chefs restaurateurs admins admirals unions companies businesses firms charities governments ministries councils universities hospitals organisations organizations associations agencies employers retailers manufacturers landlords tenants academics pensioners shareholders creditors watchdogs mps embassies fact-checkers surrogates guests guides users narrators announcers jihadis jihadi jihadists militants fighters rebels insurgents gunmen extremists islamists terrorists hackers pirates smugglers hostages detainees passengers tourists shoppers commuters bystanders onlookers revelers spectators worshippers parishioners evacuees refugees migrants inmates prisoners pupils nurses detectives firefighters paramedics rescuers legislators congressmen envoys commanders soldiers sailors marines airmen voice voices representatives groups crowd crowds audience audiences someone somebody democrat republican official officials source sources aide aides adviser advisers advisors strategist strategists analyst analysts expert experts critic critics supporter supporters opponent opponents resident residents lawmaker lawmakers member members people person man woman men women student students parent parents worker workers voter voters witness witnesses police authorities prosecutor prosecutors investigators scientists researchers doctors economists lawyers attorneys diplomat diplomats activist activists campaigners leaders leader ministers senators republicans democrats conservatives liberals observers organizers organisers protesters demonstrators others friend friends neighbors neighbours relatives family colleague colleagues insider insiders spokesman spokeswoman spokesperson spokespeople veteran teacher teachers farmer farmers employee employees executive executives player players fan fans operative operatives staffer staffers delegate delegates donor donors reporter reporters journalist journalists some many several one another few most all both author authors")
	add(cCommon, "compare contrast the a an this that these those he she they it we i you but and or so yet if when while as after before since because although though however meanwhile in on at by for from with to of not no now then what who why how where which whose there here his her its their our my your some many most all both each one another other such last under over during until despite according still even more asked earlier later next first once only just also again instead like perhaps maybe yes well let please two three four five six seven eight nine ten dozens hundreds thousands millions about above across against along among around behind below beneath beside besides between beyond down except inside into near off onto outside past through throughout toward up upon within without have has had is are was were be been do does did can could will would shall should may might must every any few several much either neither nor than too very really never always often sometimes today yesterday tomorrow tonight people women men children critics supporters officials experts analysts police authorities sources residents republicans democrats speaking asked citing following including given based known born called added adding told see look get got go going come make take thank thanks good great right left new old big long high low early late full free best better worst americans nobody somebody anybody everybody everyone someone anyone nothing something everything initial maybe sales further recent additional previous similar various several unlike none regardless apart rather whatever whoever whether thus hence besides")
	add(cParticle, "de la le du da dos del van von der den bin ibn al el ben ter ten di st san santa o y e af zu dello della bint las los")
	add(cPlace, morePlaces)
	add(cPlace, "d.c washington brussels london paris berlin moscow beijing tokyo york california texas florida ohio iowa carolina hampshire nevada virginia michigan pennsylvania wisconsin arizona georgia colorado illinois indiana kentucky tennessee louisiana alabama mississippi missouri arkansas oklahoma kansas nebraska dakota montana wyoming utah idaho oregon alaska hawaii minnesota maryland delaware jersey connecticut massachusetts vermont maine america europe africa asia britain england scotland wales ireland france germany italy spain portugal russia ukraine china japan korea india pakistan afghanistan iran iraq israel syria turkey greece egypt libya nigeria kenya canada mexico brazil argentina australia poland netherlands belgium sweden norway denmark finland switzerland austria hungary war world street day act treaty agreement summit conference debate convention olympics cup championship award prize river mountain lake island islands sea ocean bay county city town village province state district avenue road park airport station bridge building tower square palace castle internet north south east west chicago boston philadelphia detroit cleveland milwaukee orlando miami atlanta dallas houston denver phoenix seattle geneva vienna madrid rome delhi mumbai sydney melbourne states kingdom nations")
	add(cFemale, "niece grandmother granddaughter stepmother stepdaughter stepsister half-sister girlfriend fiancee fiancée mother-in-law sister-in-law daughter-in-law ex-wife baroness countess smt kumari hajia frau madame mme senora señora doña she her hers herself mrs ms miss dame lady madam mother wife daughter sister aunt widow woman queen princess duchess actress congresswoman spokeswoman chairwoman businesswoman councilwoman assemblywoman girlfriend fiancee "+femaleNames)
	add(cMale, "nephew grandfather grandson stepfather stepson stepbrother half-brother fiance fiancé father-in-law brother-in-law son-in-law ex-husband widower shri alhaji herr monsieur senor señor mr he him his himself mr sir lord father husband son brother uncle man king prince duke pope businessman councilman assemblyman boyfriend imam sheikh "+maleNames)
	add(cWords, "word remark remarks comment comments claim claims suggestion suggestions conclusion assertion assertions statement statements promise pledge vow warning warnings contention argument accusation accusations allegation allegations insistence admission words prediction observation complaint description criticism explanation declaration answer response message reasoning")
	for f := range verbs {
		m[f] |= cSpeech
	}
	var plurals []string
	for w, c := range m {
		if c&cRole == 0 || c&cKin != 0 || m[w+"s"] != 0 {
			continue
		}
		for _, end := range [6]string{"er", "or", "ist", "ian", "ant", "ent"} {
			if strings.HasSuffix(w, end) {
				plurals = append(plurals, w+"s")
			}
		}
	}
	for _, w := range plurals {
		m[w] = cGroup // producers
	}
	return m
}

// A verb is a verb of speech and how it is used.
type verb struct {
	lemma  string
	form   form
	strong bool // hardly ever anything but speech: said, told
	weak   bool // mostly something else: backed, saw
	obj    bool // a person is told: told, assured
}

type form int

const (
	base form = iota
	third
	past
	ing
)

var verbs = buildVerbs()

// Each entry is a lemma, then its past and its -ing form where these are not regular.
const (
	strongVerbs = "say/said tell/told add argue explain insist declare tweet state reply/replied joke/joked quip/quipped assert claim contend concede acknowledge announce remark reiterate emphasize emphasise stress testify/testified predict lament complain allege admit/admitted warn caution boast exclaim opine elaborate maintain deny/denied vow pledge promise"
	softVerbs   = "react admonish chastise articulate mislabel underline underscore inquire enquire reassure giggle downplay/downplayed muse enthuse gush fume vent rant deadpan blurt stammer sob/sobbed plead beg/begged bark growl snap/snapped mumble marvel scoff sneer groan moan wail howl holler laugh chuckle sing/sang blare recall ask write/wrote note observe comment continue answer repeat shout yell scream cry/cried whisper mutter read/read suggest propose recommend urge demand request accuse criticize criticise condemn denounce slam/slammed blast describe call label dub/dubbed dismiss characterize characterise praise hail applaud brag/bragged tout object protest confirm reveal disclose report estimate indicate signal hint imply/implied inform assure remind advise instruct question decry/decried ridicule mock tease apologize apologise agree disagree confess echo mention wonder summarize summarise recount crow confide anticipate relate scoff snap/snapped retort rebut/rebutted refute clarify/clarified chant chide scold rebuke berate liken affirm reaffirm proclaim profess attest swear/swore gush jest gripe grumble plead implore beg/begged command trumpet pronounce concur/concurred marvel rant rave taunt deride lambaste lambast lampoon assail conclude tweet blog counter respond muse charge interject bemoan intone fume deadpan mouth gloat chime enthuse jeer sneer lecture preach exhort hiss bark growl sigh murmur mumble blurt intimate posit theorize speculate forecast laud extol/extolled commend rule moan bellow grunt holler drawl ramble grouse carp grumble insinuate"
	weakVerbs   = "appeal castigate rubbish shrug/shrugged attribute ascribe want/wanted seek/sought welcome back support attack endorse cite quote refer/referred point rail lash shoot/shot fire post think/thought believe hope fear express voice deliver offer speak/spoke talk discuss outline highlight reflect challenge dispute reject defend justify/justified compare brand guess figure order invoke threaten blame credit fault worry/worried rip/ripped hammer knock deem consider view regard find/found paint portray cast/cast detail relay recite feel/felt promise thank oppose introduce skewer savage celebrate"
	people      = "reassure tell assure remind inform advise instruct ask urge warn promise thank"
)

func buildVerbs() map[string]verb {
	m := map[string]verb{}
	weak := false
	add := func(list string, strong bool) {
		for e := range strings.FieldsSeq(list) {
			lemma, p, _ := strings.Cut(e, "/")
			if p == "" {
				p = regularPast(lemma)
			}
			v := verb{lemma: lemma, strong: strong, weak: weak}
			for w := range strings.FieldsSeq(people) {
				v.obj = v.obj || w == lemma
			}
			put := func(f string, k form) {
				if _, ok := m[f]; !ok {
					v.form = k
					m[f] = v
				}
			}
			put(p, past)
			put(regularThird(lemma), third)
			put(regularIng(lemma), ing)
			put(lemma, base)
		}
	}
	add(strongVerbs, true)
	add(softVerbs, false)
	weak = true
	add(weakVerbs, false)
	for _, noun := range []string{"command", "commands", "charge", "charges", "rule", "rules", "mouth", "mouths", "forecast", "forecasts", "bark", "barks", "lecture", "lectures", "moan", "moans", "growl", "growls", "sigh", "sighs"} {
		delete(m, noun)
	}
	for w, k := range map[string]form{"termed": past, "terming": ing} {
		m[w] = m["describe"]
		v := m[w]
		v.form = k
		m[w] = v
	}
	m["spoken"] = verb{lemma: "speak", form: past}
	m["written"] = verb{lemma: "write", form: past}
	return m
}

func regularPast(l string) string {
	switch {
	case strings.HasSuffix(l, "e"):
		return l + "d"
	case strings.HasSuffix(l, "y") && !strings.ContainsAny(l[len(l)-2:len(l)-1], "aeiou"):
		return l[:len(l)-1] + "ied"
	}
	return l + "ed"
}

func regularThird(l string) string {
	switch {
	case strings.HasSuffix(l, "s"), strings.HasSuffix(l, "sh"), strings.HasSuffix(l, "ch"), strings.HasSuffix(l, "x"), l == "go":
		return l + "es"
	case strings.HasSuffix(l, "y") && !strings.ContainsAny(l[len(l)-2:len(l)-1], "aeiou"):
		return l[:len(l)-1] + "ies"
	}
	return l + "s"
}

var doubled = map[string]bool{"quip": true, "admit": true, "dub": true, "brag": true, "slam": true, "refer": true, "snap": true, "rebut": true, "beg": true, "concur": true, "rip": true, "pan": true, "begin": true, "sob": true, "swear": false}

func regularIng(l string) string {
	switch {
	case strings.HasSuffix(l, "ee"):
		return l + "ing"
	case strings.HasSuffix(l, "e"):
		return l[:len(l)-1] + "ing"
	case doubled[l]:
		return l + l[len(l)-1:] + "ing"
	}
	return l + "ing"
}
