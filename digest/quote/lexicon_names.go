package quote

import (
	_ "embed"
	"slices"
	"strings"
)

// firstNames has a line of women's and one of men's given names, sorted, beyond
// those below: what the US Social Security Administration counts from 1930 to
// 1995 (public domain; 1,500 births or more, 97 of 100 of one sex), and some of other
// languages by us. They tell "he" from "she" and nothing else: many are surnames or words too.
//
//go:embed firstnames.txt
var firstNames string

var moreFemale, moreMale = func() ([]string, []string) {
	f, m, _ := strings.Cut(firstNames, "\n")
	return strings.Fields(f), strings.Fields(m)
}()

// firstNameSex is the sex that the first word of a name of several tells.
func firstNameSex(w string) gender {
	if g := givenGender(w); g != unknownGender || classes[w]&(cMale|cFemale) != 0 {
		return g
	}
	if _, ok := slices.BinarySearch(moreFemale, w); ok {
		return female
	}
	if _, ok := slices.BinarySearch(moreMale, w); ok {
		return male
	}
	for _, end := range []string{"anne", "lynn", "etta", "ette", "isha", "iana", "elina", "ieann", "elyn", "ilyn"} {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) {
			return female // Kellyanne
		}
	}
	return unknownGender
}

// morePlaces are countries, regions and large cities of one word, and the last words
// of some of two, but for those that are names of people or words too.
const morePlaces = "albania algeria andorra angola antigua armenia azerbaijan bahamas bahrain bangladesh barbados belarus belize benin bhutan bolivia bosnia botswana brunei bulgaria burundi cambodia cameroon colombia comoros congo croatia cuba cyprus czechia djibouti dominica ecuador eritrea estonia eswatini ethiopia fiji gabon gambia ghana greenland grenada guatemala guyana haiti herzegovina honduras iceland indonesia jamaica kazakhstan kiribati kosovo kuwait kyrgyzstan latvia lebanon lesotho liberia liechtenstein lithuania luxembourg macedonia madagascar malawi malaysia maldives mali malta mauritania mauritius micronesia moldova monaco mongolia montenegro morocco mozambique myanmar burma namibia nauru nepal nicaragua oman palau palestine panama paraguay peru philippines qatar romania rwanda samoa senegal serbia seychelles singapore slovakia slovenia somalia sudan suriname tajikistan tanzania thailand togo tonga trinidad tobago tunisia turkmenistan tuvalu uganda uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe taiwan tibet chechnya crimea catalonia kashmir gaza zealand lanka guinea arabia emirates leone faso rica rico antarctica bavaria lombardy tuscany sicily sardinia normandy quebec ontario manitoba saskatchewan alberta queensland tasmania punjab bihar kerala gujarat maharashtra rajasthan karnataka sindh balochistan kurdistan dagestan donbas ankara istanbul cairo lagos abuja nairobi mombasa johannesburg pretoria durban kinshasa kampala kigali accra dakar tripoli benghazi tunis algiers casablanca rabat khartoum mogadishu harare lusaka luanda maputo baghdad basra mosul kirkuk fallujah tikrit erbil damascus aleppo beirut amman jerusalem haifa tehran isfahan kabul kandahar islamabad karachi lahore peshawar rawalpindi dhaka kolkata chennai bangalore bengaluru kathmandu colombo yangon bangkok phuket hanoi jakarta manila shanghai guangzhou shenzhen wuhan chengdu taipei seoul busan pyongyang osaka kyoto hiroshima nagasaki fukushima perth brisbane adelaide canberra hobart auckland christchurch honolulu anchorage vancouver toronto montreal ottawa calgary edmonton winnipeg halifax havana caracas bogota quito brasilia montevideo tijuana acapulco cancun barcelona seville lisbon milan naples turin venice genoa bologna palermo athens thessaloniki nicosia bucharest budapest prague bratislava warsaw krakow gdansk vilnius riga tallinn helsinki stockholm gothenburg malmo oslo copenhagen aarhus reykjavik dublin belfast glasgow edinburgh aberdeen cardiff swansea manchester liverpool birmingham leeds newcastle nottingham leicester bristol brighton southampton portsmouth plymouth coventry wolverhampton munich hamburg frankfurt cologne stuttgart dresden leipzig dusseldorf zurich bern lausanne salzburg antwerp ghent bruges amsterdam rotterdam hague utrecht eindhoven marseille toulouse bordeaux nantes strasbourg lille calais kiev kyiv kharkiv odessa donetsk luhansk mariupol lviv minsk sevastopol petersburg volgograd sochi vladivostok tbilisi yerevan baku tashkent almaty astana sarajevo belgrade zagreb ljubljana skopje pristina tirana podgorica sacramento oakland fresno pasadena anaheim tucson albuquerque omaha wichita tulsa memphis nashville knoxville chattanooga louisville cincinnati toledo akron indianapolis minneapolis duluth tampa tallahassee jacksonville raleigh greensboro baltimore annapolis pittsburgh harrisburg scranton newark trenton bronx manhattan harlem syracuse rochester albany hartford spokane tacoma boise reno hollywood shreveport biloxi galveston laredo"

// Given names that are mostly women's, mostly men's. They tell people from
// places and bodies, and "he" from "she"; what they do not hold is told from
// titles and pronouns.
const (
	femaleNames = "taylor morgan riley alex sam abigail ada adele adriana agnes aicha aisha alexandra alexis alice alicia alison allison alma amanda amber amelia amina amy ana anastasia andrea angela angelina anita ann anna anne annette annie anya aoife arlene ashley astrid audrey ava barbara beatrice becky belinda bella bernadette bernice beth bethany betsy betty beverly bianca birgit bonnie brandi brenda bridget brigitte brittany brooke caitlin camila camille candace cara carla carly carmen carol carole caroline carolyn carrie casey cassandra catherine cathy cecilia celeste celia charlene charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen connie constance courtney cristina crystal cynthia daisy dana daniela danielle daphne dawn debbie deborah debra delia denise diana diane dianne dina dolores donna dora doreen doris dorothy ebony edith eileen elaine eleanor elena eleni elisa elise eliza elizabeth ella ellen ellie elsa elsie emilia emily emma erica erika erin esperanza esther eva eve evelyn faith farah fatima faye felicia fiona flora florence frances francesca frankie freya gabriela gabriella gabrielle gail gemma geraldine gertrude gillian gina ginger gladys glenda gloria grace greta gretchen gwen hannah harriet hazel heather heidi helen helena helga henrietta hilary hilda hillary holly hope huma ida ilse imogen indira ingrid irene irina iris isabel isabella isla ivanka ivy jackie jacqueline jade jamie jan jane janet janice jasmine jean jeanette jeanne jenna jennifer jenny jessica jill jo joan joanna joanne jodi jodie johanna jordan josephine joy joyce juana juanita judith judy julia juliana julie juliet june kaitlyn kamala karen karin karina karla kate katerina katharine katherine kathleen kathryn kathy katie katrina kay kayla kelly kelsey kendra keri kerry kim kimberly kirsten kirstie kristen kristin kristina lara larissa latoya laura lauren laurie lea leah leila lena leslie leticia lila lillian lily linda lindsay lisa liz lois lola loretta lorraine louise lucia lucille lucinda lucy luisa lydia lynn lynne mabel madeleine madison maggie mairead maisie malala mandy marcia margaret margarita margot maria marian mariana marianne marie marilyn marina marine marion marissa marjorie marlene marsha martha martina mary matilda maura maureen maxine maya megan megyn melania melanie melinda melissa mercedes meredith michelle mildred mindy miranda miriam moira molly mona monica monique muriel myra nadia nadine nancy naomi natalia natalie natasha nellie nichola nicola nicole nikki nina noor nora norma olga olivia pamela pat patrice patricia patsy patti paula pauline pearl peggy penelope penny petra phoebe phyllis pippa polly priscilla priti priya rachel ramona rania rebecca regina renee rhonda rita roberta robin robyn rosa rosalind rose rosemary rosie roxanne ruby ruth sabrina sally samantha sandra sara sarah sasha saskia savannah selena selma shannon sharon sheila shelley sherry shirley sian sigrid silvia simone sinead siobhan sofia sonia sonja sophia sophie stacey stacy stella stephanie sue susan susana susanna susie suzanne svetlana sylvia tamara tammy tania tanya tara tatiana teresa terri terry tess tessa thelma theresa tiffany tina toni tonya tracey tracy trudy uma ursula valentina valerie vanessa vera verity veronica vicky victoria viola violet virginia vivian wanda wendy whitney wilma winifred xenia yasmin yolanda yvette yvonne zara zoe"
	maleNames   = "taylor morgan riley aaron abdul abdullah abraham adam adil adrian ahmad ahmed aidan al alan alasdair albert alberto alec alejandro alex alexander alexei alexis alfonso alfred ali alistair allan allen alvin amar amir amit anders andre andrea andreas andres andrew andrey andrzej andy angel angus anil anthony antoine anton antonio antony archie ari armando arnold arthur arturo ashok ashraf austin barack barry bashar basil ben benedict benjamin benny bernard bernie bert bill billy bjorn blake bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan byron caleb calvin cameron carl carlo carlos carlton carter casey cecil cedric cesar chad charles charlie chester chris christian christoph christophe christopher chuck clarence clark claude claudio clay clayton cliff clifford clifton clint clive clyde colin conor corey cory courtney craig curtis cyril dale damian damien dan dana daniel danny dario darren darryl dave david dean denis dennis derek derrick desmond devin diego dieter dimitri dirk dmitry dominic don donald doug douglas drew duncan dustin dwayne dwight dylan earl ed eddie edgar eduardo edward edwin eli elijah elliot elliott elmer elon emilio emmanuel emmerson enrique eric erik ernest ernesto ernst erwin ethan eugene evan fabian fabio farid federico felipe felix fernando fidel francis francisco francois frank frankie franklin franz fred freddie frederick fritz gabriel garry gary gavin gene geoff geoffrey george georges gerald gerard gerardo gerhard gerry gilbert giles giovanni giuseppe glen glenn gordon graham grant greg gregg gregory guillermo gunther gus gustavo guy hamid hank hans harold harry harvey hassan hector heinz helmut henri henrik henry herbert herman hiroshi horace howard hubert hugh hugo humphrey hussein ian ibrahim igor imran ira isaac ivan jack jackie jacob jacques jaime jair jake james jamie jan jared jaroslaw jason javier jay jean jeb jeff jefferson jeffrey jens jeremy jerome jerry jesse jesus jim jimmy jinping joachim joao joaquin joe joel johan johannes john johnny jon jonathan jordan jorge jose josef joseph josh joshua juan julian julio julius jun jurgen justin kamal karim karl keir keith kelly ken kenji kenneth kent kerry kevin khalid kieran kim kirk klaus kofi konstantin kristian krzysztof kurt kyle lamar lance larry lars laurence lawrence lee leo leon leonard leonardo leonid leroy leslie lester lewis liam lionel lloyd lorenzo louis lucas luigi luis luke luther lynn mahmoud malcolm manfred manuel marc marcel marcelo marco marcos marcus mario marion mark markus marshall martin marty marvin mateusz matt matteo matthew matthias maurice mauricio max maximilian maxwell mehmet melvin michael michel miguel mike mikhail miles milton mitch mitchell mitt mohamed mohammad mohammed moses muhammad murray mustafa narendra nate nathan nathaniel neal ned neil nelson newt nicholas nick nicolas nigel nikita nikolai noah noel norman oleg oliver olivier omar orlando oscar otto owen pablo paolo pat patrick paul paulo pavel pawel pedro per perry pete peter phil philip philippe phillip pierre pieter piotr qasim rafael raj rajesh ralph ramon randall randy raoul raphael rashid raul ravi ray raymond recep reggie reince reinhard ren rene rex ricardo richard rick ricky rob robbie robby robert roberto robin rodney rodrigo roger roland rolf roman ron ronald ronnie rory ross roy ruben rudolph rudy rupert russ russell ryan sadiq saeed salman salvador sam samir samuel sandeep sanjay santiago sasha saul scott sean sebastian serge sergei sergey sergio seth shane shannon shaun shawn sheldon shigeru shinzo sidney simon solomon spencer stacey stacy stan stanislav stanley stefan stephan stephen sterling steve steven stewart stuart sunil sven tadeusz takashi tariq ted terence terrance terrence terry theo theodore thierry thomas tim timothy toby todd tom tomas tommy tony tracy travis trevor tristan tyler tyrone vernon victor vijay vikram viktor vince vincent vincenzo vinod vitaly vlad vladimir volodymyr wade wallace walt walter warren wayne wendell werner wesley wilbur wilfred wilhelm will willard willem william willie winston wolfgang xavier xi yannick yosef yuri yusuf yves zach zachary zack ziad zoltan"
)

// calledBodies are words before the name of a body.
var calledBodies = wordSet("maker chipmaker drugmaker automaker planemaker shipbuilder housebuilder manufacturer supplier insurer supermarket chain giant bookmaker broadcaster publisher utility operator lender bank group company firm charity carmaker airline retailer newspaper organization organisation militia cartel network start-up startup band brand service fund platform union club trust league app agency channel station website magazine outlet")

// partisanOnly are asides that say of somebody's office nothing.
var partisanOnly = map[string]bool{"a republican": true, "a democrat": true, "a conservative": true, "an independent": true}

// partisans are people by their party.
var partisans = wordSet("republican republicans democrat democrats conservative conservatives liberal liberals")

// ofParty are words before the name of somebody that say what they are.
var ofParty = wordSet("fellow lib dem liberal democrat tory labour republican conservative ukip snp")

// postnominals are letters after a name.
var postnominals = wordSet("ias ips ifs san ndc mfr frs ccj mp msp mep am ms td qc kc sc cbe obe mbe kbe dbe phd md mla tsd")

// adjectives are words for a party that stand before a noun.
var adjectives = wordSet("tory conservative republican democratic liberal")

// streets end names that begin like a participle: Downing Street.
var streets = wordSet("street road avenue lane square")

// byHonor are titles of which a surname comes next, whatever it is: Mr Judge.
var byHonor = wordSet("mr mrs ms")

// parties are, or end, what a party or movement is called.
var parties = wordSet("tory tories dem dems conservatives republicans democrats liberals greens labour ukip snp plaid cymru fein likud fatah hamas hezbollah hizbollah taliban brexiteers nationalists mps")

// pageants follow "Miss".
var pageants = wordSet("universe world america usa teen california texas florida")

// shows end the names of programmes.
var shows = wordSet("show hour tonight")

// origins end words before a name that say where somebody or something is from.
var origins = wordSet("based owned backed led born raised bred educated trained")

// natives are what people are called by where they come from.
var natives = wordSet("frenchman frenchwoman irishman irishwoman dutchman dutchwoman zealander islander islanders latino latina hispanic christian muslim catholic protestant jew hindu buddhist sikh mormon evangelical baptist methodist anglican lutheran spaniard dane briton brit englishman englishwoman welshman welshwoman scot scotsman scotswoman irishman irishwoman frenchman frenchwoman dutchman dutchwoman swede emirati finn pole turk croat serb slovene slovak icelander kiwi aussie londoner parisian berliner yorker glaswegian liverpudlian mancunian dubliner texan californian floridian ohioan basque")

// petNames are what people of a given name are called by, each before that one.
var petNames = func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.FieldsSeq("james:jim,jimmy,jamie william:bill,billy,will,willie robert:bob,bobby,rob,robby michael:mike,mick joseph:joe,joey thomas:tom,tommy richard:dick,rick,rich,ricky " +
		"edward:ed,eddie,ted theodore:ted,teddy daniel:dan,danny david:dave steven:steve stephen:steve matthew:matt nicholas:nick christopher:chris anthony:tony benjamin:ben samuel:sam charles:chuck,charlie " +
		"timothy:tim gregory:greg jeffrey:jeff kenneth:ken,kenny ronald:ron donald:don raymond:ray andrew:andy,drew alexander:alex patrick:pat patricia:pat,patty,tricia margaret:peggy,maggie,meg susan:sue,susie " +
		"deborah:deb,debbie rebecca:becky barbara:barb jennifer:jen,jenny pamela:pam philip:phil lawrence:larry leonard:len,lenny frederick:fred,freddie gerald:jerry peter:pete walter:walt vincent:vince douglas:doug " +
		"eugene:gene francis:frank zachary:zach joshua:josh jacob:jake jonathan:jon nathaniel:nate,nat nathan:nate victor:vic arthur:art katherine:kate,kathy,katie,kat catherine:cathy,kate,cat elizabeth:liz,beth,betsy,betty,lizzie " +
		"abigail:abby cynthia:cindy judith:judy kimberly:kim virginia:ginny dorothy:dot bernard:bernie rodney:rod clifford:cliff herbert:herb stanley:stan martin:marty harold:hal,harry henry:hank,harry") {
		name, short, _ := strings.Cut(line, ":")
		for s := range strings.SplitSeq(short, ",") {
			m[s+" "+name] = true
		}
	}
	return m
}()
