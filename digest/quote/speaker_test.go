package quote_test

import (
	"testing"

	"newsdigest/digest/article"
	"newsdigest/digest/quote"
)

// TestWhose holds whose words are whose where a reader is easily misled. An
// empty speaker: nobody may be named.
func TestWhose(t *testing.T) {
	for _, c := range []struct{ name, in, words, speaker string }{
		{"after", "Ann Fry spoke. “We have to wait for the report,” Fry said.", "We have to wait for the report,", "Ann Fry"},
		{"inverted", "“We have to wait for the report,” said Ann Fry, the mayor.", "We have to wait for the report,", "Ann Fry"},
		{"called out", "“Where is the report?” Ann Fry asked. “I want it.”", "Where is the report?", "Ann Fry"},
		{"aside", "The town's mayor, Ann Fry, said: “It is late.”", "It is late.", "Ann Fry"},
		{"pronoun", "Ann Fry met Joe Till on Monday. She told him: “The plan is dead.”", "The plan is dead.", "Ann Fry"},
		{"not said", "Ann Fry met reporters. Fry did not say “the people will have to pay.”", "the people will have to pay.", ""},
		{"refused to", "Joe Till refused to say “I was wrong and I am sorry.”", "I was wrong and I am sorry.", ""},
		{"neither", "Neither Al Ott nor Clara Ives said “sorry for the trouble.”", "sorry for the trouble.", ""},
		{"no evidence", "There was no evidence that Ann Fry said “hide it all.”", "hide it all.", ""},
		{"denied", "Karl Voss denied that Nina Roth said “we lost the vote.”", "we lost the vote.", ""},
		{"falsely", "Joe Till falsely claimed Ann Fry had said “I hate dogs.”", "I hate dogs.", ""},
		{"wanted", "Ann Fry wanted Joe Till to say “I will pay.”", "I will pay.", ""},
		{"if", "If President Stone says “no deal,” markets will fall.", "no deal,", ""},
		{"accused", "Boris Kent accused Lisa Park of saying “all voters are stupid.”", "all voters are stupid.", ""},
		{"heard", "Laura Wing heard Bill Tong say “the bridge is a death trap.”", "the bridge is a death trap.", "Bill Tong"},
		{"recalled", "Laura Wing recalled Bill Tong saying “nobody should walk there.”", "nobody should walk there.", "Bill Tong"},
		{"went on", "Ann Fry opened the meeting and went on to say: “We will rebuild it.”", "We will rebuild it.", "Ann Fry"},
		{"quoted by", "Lisa Park was quoted by the Daily Star as saying “I quit this job.”", "I quit this job.", "Lisa Park"},
		{"quoted as", "The Daily Star quoted Lisa Park as saying “I quit this job.”", "I quit this job.", "Lisa Park"},
		{"nested", "Anna Bell said her predecessor, Carl Dunn, once told her: “Never trust a bridge.”", "Never trust a bridge.", "Carl Dunn"},
		{"reply to a post", "Carla Nunn wrote a reply to Oscar Webb’s post: “Taxes are theft and always were.”", "Taxes are theft and always were.", "Oscar Webb"},
		{"two in one", "When Joe Till shouted “shame on all of you,” Ann Fry replied: “Sit down now.”", "shame on all of you,", "Joe Till"},
		{"what she calls", "What Ann Fry calls “progress,” Joe Till said, is ruin.", "progress,", "Ann Fry"},
		{"crowd", "Eva Moss walked on stage.\n“Go home, you are not wanted here!”\nMoss waved.", "Go home, you are not wanted here!", ""},
		{"one surname", "Clara Ott, a painter, died on Monday. Her brother Ben Ott, a baker, found her. “She loved trains,” Ott said.", "She loved trains,", ""},
		{"one surname, titles", "Peter Hall and Jane Hall live nearby. Mrs. Hall said: “I sleep well here.”", "I sleep well here.", "Jane Hall"},
		{"signed", "“It was a fine day for all of us.” — Jane Roe", "It was a fine day for all of us.", "Jane Roe"},
		{"an office and of what", "The board met on Monday. Northland Secretary of State Jane Roe said: “We are late.”", "We are late.", "Jane Roe"},
		{"an envoy to", "Ambassador to Ostra Hugh Lind called it “a first step.”", "a first step.", "Hugh Lind"},
		{"a place after a name", "Ann Fry of the University of Brix, Ohio disagreed: “The sea is not warm.”", "The sea is not warm.", "Ann Fry"},
		{"a campus", "“She was the best of us,” said University of California, San Diego's chancellor, Hugh Lind.", "She was the best of us,", "Hugh Lind"},
		{"who, after an aside", "The work was led by Ann Fry, a chemist and professor at IBX, who said “Salt is the key to it.”", "Salt is the key to it.", "Ann Fry"},
		{"an office of small words", "Another author, civil and marine engineering professor Hugh Lind, said: “It leaks.”", "It leaks.", "Hugh Lind"},
		{"a body in an aside", "Varn's rival, Payloom, said: “We test.”", "We test.", "Payloom"},
		{"brackets before an aside", "The leader of the rail union (Union of Rail Workers), Ann Fry, said: “No train will run.”", "No train will run.", "Ann Fry"},
		{"with her calling", "The party opposed the plan, with Ann Fry of Ohio calling it “Roman” and Hugh Lind of Maine calling it “a blow to trade”.", "a blow to trade", "Hugh Lind"},
		{"which he called", "Ann Fry defended the vote, which Hugh Lind has referred to as “a game” and a “stunt”.", "stunt", "Hugh Lind"},
		{"while he noted", "Ann Fry told reporters the mayor “was a great man,” while Hugh Lind noted his “warm heart.”", "warm heart.", "Hugh Lind"},
		{"a tweet by", "“It carries arms,” according to a tweet on Monday by Hugh Lind.", "It carries arms,", "Hugh Lind"},
		{"a statement from", "The palace sent out a statement from Queen Ada: “I shall not go.”", "I shall not go.", "Ada"},
		{"without diacritics", "President Kemal Erdoğan spoke on Monday. “The road is open,” Erdogan said.", "The road is open,", "Kemal Erdoğan"},
		{"a slip of the pen", "Army spokesman Omar Sarea spoke on Monday. “The road is open,” Saree said.", "The road is open,", "Omar Sarea"},
		{"a place is nobody", "Joe Till has lived in South Ostra, his daughter said. “I like the sea there,” he said.", "I like the sea there,", "Joe Till"},
		{"what it is called", "Joe Till, also known as “the king of coal”, spoke.", "the king of coal", ""},
		{"the statement", "The Coast Office released a statement on Monday. “No ship was lost,” the statement read.", "No ship was lost,", "Coast Office"},
		{"two sentences, two speakers", "Cardinal Marc Lind said, “Who should be free of it?” Archbishop Karl Roth said, “Nobody is above the law.”", "Who should be free of it?", "Marc Lind"},
		{"an agency reports who said", "According to the Varn agency, the prosecutor of Ostra, Ann Fry, said they face “murder charges”.", "murder charges", "Ann Fry"},
		{"attorney for two", "Howard Lind, the attorney for Mr. Till and Mr. Roth stated after the verdict: “We owe it to everybody.” Karl Roth wept.", "We owe it to everybody.", "Howard Lind"},
		{"quoted as saying, after", "“I was at work that day,” the agency quoted Omar Lind as saying.", "I was at work that day,", "Omar Lind"},
		{"a letter for a name", "“It was hot,” said NATO Jane Roe.", "It was hot,", "Jane Roe"},
		{"a work", "Ann Fry, who made the film “Red Sky and Sea”, said she liked trains.", "Red Sky and Sea", ""},
		{"two particles", "Ursula von der Lind said: “We must act.”", "We must act.", "Ursula von der Lind"},
		{"a surname of two", "José Ortega y Marín said: “We must act.”", "We must act.", "José Ortega y Marín"},
		{"a rare name before a particle", "Ilka von Krax said: “We must act.”", "We must act.", "Ilka von Krax"},
		{"a family is no one of it", "Tom and Erica Till lost a house. “We had nothing left,” said the Tills.", "We had nothing left,", "Tills"},
		{"untrue", "It is untrue that Joe Till said “let them freeze”.", "let them freeze", ""},
		{"had he said", "Had Joe Till said “I am leaving”, nobody would mind.", "I am leaving", ""},
		{"either minister", "Health Minister Ann Fry and Education Minister Joe Till came. “We are late,” the minister said.", "We are late,", ""},
		{"either of two", "Paul Roth and Adam Lind came in. “We are late,” he said.", "We are late,", ""},
		{"after a clause with words", "Joe Till said that Ann Fry, whom Judge Karl Roth called “unfit”, had been “a good mayor”.", "a good mayor", "Joe Till"},
		{"the plan says nothing", "Ann Fry, whom many admire, said the plan was “late and silly”.", "late and silly", "Ann Fry"},
		{"quoted as calling", "Joe Till quoted his deputy Ann Fry as calling the vote “a disgrace”.", "a disgrace", "Ann Fry"},
		{"with a senator calling", "The bill split them, with Senator Ann Fry calling it “theft” and her colleague Joe Till praising “a bold step”.", "a bold step", "Joe Till"},
		{"in turn", "Ann Fry spoke of “joy”, Joe Till of “sorrow”.", "sorrow", "Joe Till"},
		{"marks within single ones", "‘I’ve had enough of it all,’ said Ann Fry. ‘They told us “it’s for a year” and it never was,’ agreed Joe Till.", "They told us “it’s for a year” and it never was,", "Joe Till"},
		{"who answers", "Paul Roth met coach Adam Lind. “Will you quit the club?” Roth asked. “Never in my life,” he replied.", "Never in my life,", "Adam Lind"},
		{"a handle", "Ann Fry spoke on Monday. @Roads: “Lane 3 is open to all.” “The lane was never shut,” Joe Till said.", "Lane 3 is open to all.", ""},
		{"an office of what has a name", "Acting Attorney for the Eastern District of Ostra Jane Roe said: “We follow the facts.”", "We follow the facts.", "Jane Roe"},
		{"a given name of kin", "Her husband, Radu, said: “They lied to us.” The mayor's deputy, Ana Radu, left.", "They lied to us.", "Radu"},
		{"kin without a comma", "Her husband Radu said: “They lied to us.” The mayor's deputy, Ana Radu, left.", "They lied to us.", "Radu"},
		{"a parent's description", "Father-of-three Dean Lind said: “We ran away.”", "We ran away.", "Dean Lind"},
		{"how old", "Seventeen-year-old Ann Fry said: “We ran away.”", "We ran away.", "Ann Fry"},
		{"at a remark", "Joe Till spoke. Ann Fry bristled at Till's remark: “He has not read it.”", "He has not read it.", "Ann Fry"},
		{"a claim was", "Minister Joe Till spoke. Ostra's Ann Fry said the minister's claim was “quite laughable”.", "quite laughable", "Ann Fry"},
		{"another's mother", "Ann Fry called police. The victim's mother, who cannot be named, said: “I want justice for him.”", "I want justice for him.", "The victim's mother"},
		{"heard to say", "Ann Fry and Joe Till fell out on air. “Cut both of their mics,” a producer was heard to say.", "Cut both of their mics,", "a producer"},
		{"initials", "Food critic A. J. Lind said: “It tastes of storm.”", "It tastes of storm.", "A. J. Lind"},
		{"over paragraphs", "“We won the vote,” said Ann Fry.\n“And we will win the next,\n“because we are right.”", "And we will win the next,", "Ann Fry"},
		{"joined paragraphs", "Paul Roth said: \"We have waited long. \"Now we want the road.\" Mayor Ann Fry said Mr Roth would be heard.", "We have waited long.", "Paul Roth"},
		{"joined paragraphs, the next", "Paul Roth spoke. He said: \"We have waited long. \"Now we want the road.\" However, Ann Fry countered: \"It costs too much.\"", "It costs too much.", "Ann Fry"},
		{"no prime minister", "Home Secretary Paul Roth wants new rules. The prime minister said rules would be “made harder”.", "made harder", "The prime minister"},
		{"no deputy", "Deputy Prime Minister Paul Roth gave a dinner. The prime minister dismissed it as a “pile of rubbish”.", "pile of rubbish", "The prime minister"},
		{"from elsewhere", "Brix police chief Paul Roth backed it. The Ostra police chief said there was an “epidemic”.", "epidemic", "Ostra police chief"},
		{"told by", "Ann Fry was told to “get out of town” by Joe Till.", "get out of town", "Joe Till"},
		{"told by nobody", "Despite being told he was a “fool who ran away”, Ann Fry looked for Joe Till.", "fool who ran away", ""},
		{"called by several", "Her words were described as “rash” and “cruel” by Paul Roth.", "rash", "Paul Roth"},
		{"a call from", "Paul Roth pressed on despite a call for him to “wait a while” from Adam Lind.", "wait a while", "Adam Lind"},
		{"his message was", "Paul Roth said the roads were bad. His message to the mayor was: “Mend them now.”", "Mend them now.", "Paul Roth"},
		{"whose advice was", "Ann Fry left. Paul Roth's advice to voters was: “Stay at home.”", "Stay at home.", "Paul Roth"},
		{"commenting on", "Viktor Lind says he was betrayed. Oleg Roth, a former officer, disagreed. Commenting on Mr Lind's case, he said: “Nobody owes him a house.”", "Nobody owes him a house.", "Oleg Roth"},
		{"who presents", "Ann Fry, who presents The Late Hour, says she “loved every minute”.", "loved every minute", "Ann Fry"},
		{"who had represented", "The lawyer who had represented Mr Roth had said the rules were “far too weak”. Paul Roth left.", "far too weak", "The lawyer"},
		{"a promise by the way", "Party spokesman Ed Fry said that instead of the “clear-out” New Ostra had promised, there had been a “flood” of rules.", "flood", "Ed Fry"},
		{"what a country agreed", "Minister Paul Roth said that France had agreed to free them after “long and hard talks”.", "long and hard talks", "Paul Roth"},
		{"quoted in a paper", "Paul Roth was quoted in the Brix Herald saying: “They went too far.”", "They went too far.", "Paul Roth"},
		{"tagged", "Lord Roth liked the law. The rules put forward by Lord Lind were a “tangle of old rope”, he said.", "tangle of old rope", "Lord Roth"},
		{"argued at the end", "Joe Till had given a pledge on tax, argued Paul Roth. Turning to schools, he added: “Nothing will be built there.”", "Nothing will be built there.", "Paul Roth"},
		{"a spokesman declined", "On Monday, Paul Roth's official spokesman declined to say whether he would go. He said: “We will see in good time.”", "We will see in good time.", "Paul Roth's official spokesman"},
		{"a spokeswoman insisted", "Ann Fry attacked it. But a council spokeswoman insisted Mr Till was right. “He meant the grown-ups,” she said.", "He meant the grown-ups,", "a council spokeswoman"},
		{"accused the mayor", "Paul Roth accused mayor Adam Lind of waste. In a speech he said: “You have my word on it.”", "You have my word on it.", "Paul Roth"},
		{"from the first to the last", "Ann Fry said every expert from Paul Roth to Adam Lind had called it “madness”.", "madness", "every expert from Paul Roth to Adam Lind"},
		{"with somebody marching", "The row began on Monday, with Ann Fry walking over to him, saying “you are late”.", "you are late", "Ann Fry"},
		{"parties are not persons", "The Lib Dems want it stopped. A Conservative spokeswoman said it was legal. She said: “We keep to the rules.”", "We keep to the rules.", "Conservative spokeswoman"},
		{"a name after a party", "Fellow Lib Dem Paul Roth said it was “a shame”.", "a shame", "Paul Roth"},
		{"a bishop", "The Bishop of Brix, the Rt Rev Dr Paul Roth, called the play a “fine evening”.", "fine evening", "Paul Roth"},
		{"a nickname", "David “Badger” Roth told the paper: “We will go.”", "We will go.", "David “Badger” Roth"},
		{"a surname that is an office", "Ms King told the paper she was “delighted”.", "delighted", "King"},
		{"hope before but", "The win gives them hope, but Paul Roth said: “It is a long season.”", "It is a long season.", "Paul Roth"},
		{"a leading maker", "Ostra Cars may go. “The coin will not rise,” the chief executive of a leading car maker told reporters.", "The coin will not rise,", "the chief executive of a leading car maker"},
		{"on video saying", "Ann Fry won the prize, sending her mother thanks on video saying it “made her year”.", "made her year", "Ann Fry"},
		{"where somebody lost", "Paul Roth has backed the plan. It was fought over in Ostra, where Adam Lind opposed it. But the party leader said it would “give hope”.", "give hope", "the party leader"},
		{"producers", "The show's producers defended Paul Roth and said his words were “only small jokes”.", "only small jokes", "The show's producers"},
		{"relative by then", "The club also said that Paul Roth, who seemed calm on Monday, insisting Lind “fell over by himself”, was sorry.", "fell over by himself", "Paul Roth"},
		{"this week a judge", "This week a judge claimed that the street was “a racetrack”.", "a racetrack", "a judge"},
		{"asked whether", "Ann Fry met Eve Lind. Fry asked Lind if there were other debts. “Not a single one,” she said.", "Not a single one,", "Eve Lind"},
		{"for whom it is", "Ann Fry left. For Eve Lind, a retiree, it is a chance. “It gives me something to do,” she said.", "It gives me something to do,", "Eve Lind"},
		{"in a reporter's question", "Paul Roth said the clock would run out. But what if Ivo Lind wins? “It will not matter to us,” he said.", "It will not matter to us,", "Paul Roth"},
		{"said twice", "Ed Roth was sure. For the Lib Dems David Lind said: “It is going badly,” he said.", "It is going badly,", "David Lind"},
		{"a host is no office", "Brix host Ostra on Monday. Ann Fry left. “We have work to do,” he said.", "We have work to do,", ""},
		{"two of a surname, one knighted", "Sir Paul Roth spoke. Adam Roth spoke too. Mr Roth said: “Nothing at all matters more.”", "Nothing at all matters more.", "Adam Roth"},
		{"what was asked", "Asked if the vote was “clean and quick”, Paul Roth said it was.", "clean and quick", ""},
		{"a bill", "The Prevention of Theft Bill proposes “night passes”.", "night passes", ""},
		{"whose jibe", "The Paul Roth “peacock” attack, Ann Fry says, is old.", "peacock", "Paul Roth"},
		{"who quotes from it", "Her note quotes from a Brix Party leaflet on “soft seats”.", "soft seats", "Brix Party"},
		{"described by a union", "Ministers want fewer offices, described by one teachers union as a “raid”.", "raid", "one teachers union"},
		{"calls that are turned down", "Paul Roth has rejected calls to “stop the clock” on it.", "stop the clock", ""},
		{"set off", "Paul Roth told them that Concordia, Latin for “harmony”, would win.", "harmony", ""},
		{"seen as", "Paul Roth will visit what is often seen as his rival's “garden”.", "garden", ""},
		{"branded by", "Ann Fry has set a limit, in a step branded a “sad climbdown” by Paul Roth.", "sad climbdown", "Paul Roth"},
		{"was asked", "Ann Fry was asked: “Where were you all that night?”", "Where were you all that night?", ""},
		{"fined by", "Paul Roth was fined and “sternly rebuked” by the Brix Rowing Association.", "sternly rebuked", "Brix Rowing Association"},
		{"the party offered", "Paul Roth told members the Greens offered a “thin soup”.", "thin soup", "Paul Roth"},
		{"an MP for a town in a county", "Mr Roth, MP for Brix, Ostrashire, said it was “curious”. Paul Roth left.", "curious", "Paul Roth"},
		{"standing next to", "Ivo Lind said they were on the run. But standing next to Paul Roth he added that it was “crucial”.", "crucial", "Ivo Lind"},
		{"a manager after a place", "Ivo Lind was hurt at Newcastle and manager Paul Roth said: “He is out till May.”", "He is out till May.", "Paul Roth"},
		{"a credit analyst", "“The bonds are quite safe,” wrote AEW credit analyst Ann Fry.", "The bonds are quite safe,", "Ann Fry"},
		{"the latest claims", "A Treasury spokesman dismissed the latest claims, saying it was “on track”.", "on track", "Treasury spokesman"},
		{"a spokesman defended it", "Ivo Lind attacked it. But a spokesman for the ministry defended the plans. He said: “The plans are sound.”", "The plans are sound.", "a spokesman for the ministry"},
		{"as somebody once said", "Paul Roth gave an interview. Is it the aim, as Ivo Lind once declared? “No, it never was,” he said.", "No, it never was,", "Paul Roth"},
		{"the tag ends it over paragraphs", "Ivo Lind was banned.\n“The film is clear.\n“He kicked him first,” said a Brix FA statement.", "The film is clear.", "Brix FA statement"},
		{"told a paper he thought", "Ivo Lind said it was late. Mr Roth told the paper he thought it was a “lot of fuss”. Paul Roth left.", "lot of fuss", "Paul Roth"},
		{"Prince Charles", "Charles Kent spoke. Prince Charles is engaged. Charles said he was “over the moon”.", "over the moon", "Charles"},
		{"letters after a name", "Ann Fry QC told them there was “no case at all”.", "no case at all", "Ann Fry"},
		{"a mosque", "Talks failed. Al-Hadra mosque was “sealed”, police said.", "sealed", "police"},
		{"a senator from", "The senator from Ostra, Paul Roth, said it was “far too late”.", "far too late", "Paul Roth"},
		{"junior", "Paul Roth Sr. was out. Paul Roth Jr. said: “We are open today.”", "We are open today.", "Paul Roth Jr."},
		{"I of the author", "I said to my sister, “We should never have come.”", "We should never have come.", ""},
		{"I according to a station", "“I will not go,” according to KBRX.", "I will not go,", ""},
		{"on a programme", "Paul Roth told Brix TV's “The Late Hour” that he was “done”.", "done", "Paul Roth"},
		{"who wrote it", "Paul Roth, who wrote “The Long Road,” said it was “his best”.", "his best", "Paul Roth"},
		{"a group called", "The militant group Al-Hadra said the strike was “a warning”.", "a warning", "Al-Hadra"},
		{"inline label", "They met. Roth: “We are late.” Paul Roth left.", "We are late.", "Paul Roth"},
		{"joint statement", "Paul Roth and Ann Fry said in a joint statement they were “appalled”.", "appalled", "Paul Roth and Ann Fry"},
		{"called by", "The plan, called “a bad joke” by Paul Roth, passed.", "a bad joke", "Paul Roth"},
		{"an uncle of somebody", "An uncle of Paul Roth, who lives in Brix, said: “He was a good boy.”", "He was a good boy.", "uncle of Paul Roth"},
		{"Miss Universe", "The former Miss Universe Ann Fry said she was “tired of it”.", "tired of it", "Ann Fry"},
		{"incumbent", "Paul Roth ran again. Incumbent Paul Roth said it was “a mandate”.", "a mandate", "Paul Roth"},
		{"appeared to say", "Paul Roth appeared to say that it was “all over now”.", "all over now", "Paul Roth"},
		{"a promise by", "It broke a promise by Paul Roth that “nobody will pay”.", "nobody will pay", "Paul Roth"},
		{"asked whether", "Asked “are you going?” Paul Roth replied, “Not this year.”", "Not this year.", "Paul Roth"},
		{"addressed reporters", "Paul Roth addressed reporters in Brix: “We are going home.”", "We are going home.", "Paul Roth"},
		{"a leader of a people", "Norwegian President Ivo Lind met Kenyan President Paul Roth. The Kenyan leader said it was “a start”.", "a start", "Paul Roth"},
		{"a lawmaker's state", "Sen. Mark Mead, D-N.Y., chairman of the tough-minded Senate Ferry Caucus, said the boat was “a sound buy”.", "a sound buy", "Mark Mead"},
		{"says first", "Cooks such as Tuan Sama of Brix agree. Says Sama: “Salt comes last.”", "Salt comes last.", "Tuan Sama"},
		{"two marks for one", "\"It is a cold harbour,'' said Ann Fry. \"We swim.''\nJoe Till stood by. \"Not all of us,'' Till said.", "Not all of us,", "Joe Till"},
		{"a photographer", "Joe Till sold his boat.\nImage The boat at its last mooring in June. Credit Larry Downs/Harbour Press\n“It leaked from the start,” he said.", "It leaked from the start,", "Joe Till"},
		{"a vice mayor", "Mayor Don Roe is ill. Lena Fry took his place. “We will manage,” the vice mayor said.", "We will manage,", "the vice mayor"},
		{"before they were known by it", "Mr. Trump opened the fair. “I like fairs,” Trump said. His wife, Melania Trump, came too.", "I like fairs,", "Trump"},
		{"his line", "Bakers still laugh at Mr. Roe's “burn it all” line from June.", "burn it all", "Roe"},
		{"words like", "Bakers say that grocers have stolen words like “fresh,” “crusty” and “local.”", "crusty", ""},
		{"instead of another word", "(Ann Fry said “bred” instead of “bread.”)", "bread.", ""},
		{"a charge", "Joe Till was held on Monday and charged with “selling salt as sugar” in Brix.", "selling salt as sugar", ""},
		{"of a bill", "Ann Fry opposes the Bread Act, the “slow-bake” bill that passed on Monday, and said so.", "slow-bake", ""},
		{"printed on it", "Joe Till said the bags bear the words “Keep Dry” in red.", "Keep Dry", ""},
		{"what he refers to", "“It was a long night,” Joe Till said, referring to the crew's plan that the captain had dubbed a “midnight dip.”", "midnight dip.", ""},
		{"kept asking", "Ann Fry spoke in May, when the baker Joe Till (of Brix) kept asking her why the bread was “spongy” at all.", "spongy", "Joe Till"},
		{"to whom he calls", "Ann Fry answered the baker Joe Till's call for her to “stop baking” at night.", "stop baking", "Joe Till"},
		{"told by somebody", "A former cook said she was mocked and told, “You earned that burn,” when she wept.", "You earned that burn,", ""},
		{"as she put it", "On Monday the guild said it was open to a deal but was “rather wary” of the price, as Ann Fry put it.", "rather wary", "Ann Fry"},
		{"a third", "“It is too salty,” read one of the notes. “It is too sweet,” read another. “It is too late for us,” read a third.", "It is too late for us,", "a third"},
		{"who asks that", "The question is one the baker himself asked us on Monday: “Is it done?”", "Is it done?", "the baker"},
		{"a paper of the state", "The Brix Morning Post wrote about it. On the charge of haste, the white paper said it was “common custom” to wait.", "common custom", "the white paper"},
		{"the body before", "The Flour Council of Brix said the price was fair.\n“Nobody is cheated,” the statement said.", "Nobody is cheated,", "Flour Council of Brix"},
		{"which others doubt", "Joe Till spoke. He praised his bread, which the Greens have criticized as salty, saying, “We baked all night.”", "We baked all night.", "Joe Till"},
		{"by the transcript", "“It is not my loaf,” the baker Dick Roe told the court, according to the transcript, adding, “Ask the cook.”", "Ask the cook.", "Dick Roe"},
		{"somebody who says", "Dev Patch said his rival seemed to be someone who says to himself, “I won, so what now?”", "I won, so what now?", "Dev Patch"},
		{"his show", "The channel will not carry the cook's feast live, a spokesperson said of plans to film his “Salute to Bread” on Friday.", "Salute to Bread", ""},
		{"as she stood", "Meg Roe came by. As Nan Bobb, 60, stood with the bakers, she wondered where the salt was. “I don't see any,” she said.", "I don't see any,", "Nan Bobb"},
		{"whom the judge asked", "The lawyer Al Weis spoke first. The judge asked Paul Mann whether the bread was his. “It is,” he replied.", "It is,", "Paul Mann"},
		{"his mother", "Joe Till will talk about his mother — the only baker in town — who told him “You can knead all you want,” and taught him to read.", "You can knead all you want,", "his mother"},
		{"half the town", "Half of the town — and most of those who bake — told pollsters they think bread is “dying.”", "dying.", ""},
		{"who goes on sharing", "The Bread Council announced on Monday that Ostra would continue sharing its salt, “to keep all ovens warm for the winter.”", "to keep all ovens warm for the winter.", "Bread Council"},
		{"in a letter, by a post", "Rudy Gill denied it on Monday, saying in a letter, according to a post from the reporter Phil Ruck: “If you believe that, I can sell you a bakery.”", "If you believe that, I can sell you a bakery.", "Rudy Gill"},
		{"not the manager", "Jim Mess, the campaign manager, was first. The president opened his talks this week with a joke, imploring bakers, “I need you to start on Monday.”", "I need you to start on Monday.", "The president"},
		{"a reporter's source", "The paper noted that the report quotes Ben Frank (“A small crumb may grow”) in its preface, as the baker Ann Fry had asked.", "A small crumb may grow", "Ben Frank"},
		{"cites a guest", "Ann Fry wrote of it in June, where the reporter quotes a nameless student: “I saw it burn.”", "I saw it burn.", "a nameless student"},
		{"asked about it", "Asked about the prospect of rain, “I will not stay at home,” Ann Fry said. “We will bake in it.”", "I will not stay at home,", "Ann Fry"},
		{"one letter", "Ann Fry is talking to all who have an “R” on their door.", "R", ""},
		{"by an agency's word", "Hugh Lind said he hoped “the new oven can serve us all,” according to the Brix Times.", "the new oven can serve us all,", "Hugh Lind"},
		{"young ones", "The mayor, Ann Fry, said that was no promise that the young “crumblings,” who must eat too, will stay.", "crumblings,", ""},
		{"a false name", "Ann Fry told us how the baker “Jack” was robbed in Brix.", "Jack", ""},
		{"whom the paper quotes", "Also, the Brix Post quotes the baker's friend, Senator Lin Gray (of Maine), arguing that bread would “push the cake out” of shops.", "push the cake out", "Lin Gray"},
		{"with critics calling", "Joe Till opened the oven himself, with critics describing him as a “starstruck baker”.", "starstruck baker", "critics"},
		{"despite his words", "Ann Fry added that, despite Joe Till's statements on it, “we are not selling the mill to anyone.”", "we are not selling the mill to anyone.", "Ann Fry"},
		{"met with it", "Ann Fry spoke of a cut, a plan greeted with “shock and scorn” by lawyers on both sides.", "shock and scorn", "lawyers"},
		{"each in turn", "The case came down to salt — Neil Gorse declaring it must be weighed, Ruth Bader contending the law “speaks of pinches.”", "speaks of pinches.", "Ruth Bader"},
		{"said the army", "Bakers without Borders, which said its ovens were “working around the clock” to feed them, said the Ostran army “must leave the mill alone.”", "must leave the mill alone.", "Borders"},
		{"from a town of the state", "“The bakers will be reading this for years,” says Bethesda, Md., bread analyst Gary Arlen.", "The bakers will be reading this for years,", "Gary Arlen"},
		{"who sat beside", "Jack Lute said he saw it all. Austin Tell was seated at the next table: “All of a sudden the bread was gone,” he told a reporter.", "All of a sudden the bread was gone,", "Austin Tell"},
		{"the man", "Donald Roe met them in Brix. The man said that they were treated well. Their trip, he said, is “like a dream of bread,” he said.", "like a dream of bread,", "The man"},
		{"with an agency accusing", "It rained, with the Brix Press accusing Donald Till of making claims “without a crumb of proof.”", "without a crumb of proof.", "Brix Press"},
		{"what he was rebuked for", "Judge Ann Fry rebuked the mayor on Monday for using the slur “crust judge.”", "crust judge.", ""},
		{"a study called", "In a study called “Is Salt the Next Sugar?”, Till Mack Energy found it was, Joe Till said.", "Is Salt the Next Sugar?", ""},
		{"a vote", "By saying she will vote “yes” on the bread tax, Ann Fry showed us nothing, Joe Till said.", "yes", ""},
		{"a history", "The bakers Ann Fry and Joe Till explain it in their long history, “The Salt Road,” as a trade.", "The Salt Road,", ""},
		{"Roe's unlucky words", "The few words that the mill gave us were Ann Fry's unlucky “I am not good at sums” and no more.", "I am not good at sums", "Ann Fry"},
		{"highlights", "Story Highlights Till says the oven is hot. “We bake at six,” Till said. The baker is Joe Till.", "We bake at six,", "Joe Till"},
		{"two lands", "Salt hurts both Japan & China traders, he wrote. China said it was late. “We shall answer in kind,” China said.", "We shall answer in kind,", "China"},
		{"the question", "Followed by a crew asking the “better off” question in the hall, Ann Fry spoke of bread.", "better off", ""},
		{"by a news agency", "Serge Lavr stressed “the great harm of the raid,” according to Interpress.", "the great harm of the raid,", "Serge Lavr"},
		{"attacks would", "Bakers, this mayor said, had no hope that the Brix attacks would bring a “time of good bread.”", "time of good bread.", "this mayor"},
		{"to a question", "To a question on the “sale of ovens,” Joe Till said it costs more to buy.", "sale of ovens,", ""},
		{"a policy of", "In a jab at the “bread first” plans championed by the baker Donald Ott, Ash Carr said the town would trade.", "bread first", "Donald Ott"},
		{"my answer", "Olive Meen wrote in. She was so cross that I had to change my answer: “Of course I believe in bread.”", "Of course I believe in bread.", ""},
		{"another of that kind", "On another hard man, Val Kent, Mr. Till was asked why he had said it was “a great honor” to bake with him. Joe Till smiled.", "a great honor", "Joe Till"},
		{"the news reports", "Mr. Selin said the news reports “were much too salty,” adding, “I read them twice.”", "were much too salty,", "Selin"},
		{"whom she was asked by", "Lena Holt, the mayor, was there. Pressed by Brix News' Jane Stefan to say if bread is “dead,” Holt again declined.\n“I would say that it is not,” she said.", "I would say that it is not,", "Lena Holt"},
		{"it, the brief", "The Baker's Court sat on Monday. Joe McCut's brief argues that salt is dear. “Salt caps,” it argues, “keep us from the sea.”", "keep us from the sea.", "Joe McCut"},
		{"a lawyer of his", "A lawyer representing Mike Coen earlier has said “loaf files” were taken in the raid.", "loaf files", "A lawyer"},
		{"a move they like", "The town passed a law on bread, a move supporters said is “long overdue” in Brix.", "long overdue", "supporters"},
		{"said and reported", "The Brix guard issued a statement on Monday claiming that “the bakers are held in a cold cell” and that “among them is a cook,” Brix Today reported.", "among them is a cook,", "Brix guard"},
		{"in capitals", "The film goes on.\nOSTRA SENATOR JOHN MACKEN SAYING: “Do you think we should sell it?”", "Do you think we should sell it?", "JOHN MACKEN"},
		{"of a chamber", "“You want to stop the bread?” Brix Chamber of Commerce Tom Donahue asked in a talk.", "You want to stop the bread?", "Tom Donahue"},
		{"whom it begins with", "Laura Bech, wife of George Bech, the former mayor, opened a shop. Bech wrote, “I live near the mill.”", "I live near the mill.", "Laura Bech"},
		{"a senator of a country", "“The bread is good in many ways, but it is dear,” said United States Senator David Witter, a baker and the favorite in the race.", "The bread is good in many ways, but it is dear,", "David Witter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := article.Article{Text: c.in}
			for _, q := range quote.Find(a, quote.Options{}).Quotes {
				if q.Kind == quote.Indirect || q.Parts[0].Of(a.Text) != c.words {
					continue
				}
				got := ""
				if q.Speaker != nil {
					got = q.Speaker.Name
				}
				if got != c.speaker {
					t.Errorf("%q is given to %q by %s, want %q", c.words, got, q.Rule, c.speaker)
				}
				return
			}
			if c.speaker != "" {
				t.Errorf("%q is not found", c.words)
			}
		})
	}
}

// TestRole holds what somebody is said to be.
func TestRole(t *testing.T) {
	for in, want := range map[string]string{
		"Governor Joe Till and his wife, Ann Fry, spoke. “We will see,” Ann Fry said.":     "wife",
		"His neighbour, Ann Fry, learnt of it from a driver. “We will see,” Ann Fry said.": "",
		"The mayor told police Fry was late. “We will see,” Ann Fry said.":                 "",
		"“We will see,” said Ann Fry, the mayor of Brix.":                                  "the mayor of Brix",
	} {
		for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
			if q.Kind != quote.Indirect && (q.Speaker == nil || q.Speaker.Role != want) {
				t.Errorf("%s: %+v, want the role %q", in, q.Speaker, want)
			}
		}
	}
}

// TestNamed holds who counts as named: a body is, somebody's lawyer is not.
func TestNamed(t *testing.T) {
	for in, want := range map[string]bool{
		"The wife of Mayor Hans Brix said: “He is at home.”":               false,
		"A spokesperson for Prime Minister Jane Hart said: “We will see.”": false,
		"A senior official said: “We will see.”":                           false,
		"The White House said: “We will see.”":                             true,
		"Ann Fry said: “We will see.”":                                     true,
		"Lawyers for Hans Brix said: “We will see.”":                       false,
		"Both said: “We will see.”":                                        false,
		"“We played and we lost,” the Spaniard said.":                      false,
		"“We will see about that,” the CEO said.":                          false,
	} {
		for _, q := range quote.Find(article.Article{Text: in}, quote.Options{}).Quotes {
			if q.Kind == quote.Indirect {
				continue
			}
			if q.Speaker == nil || q.Speaker.Named != want {
				t.Errorf("%s: %+v, want named %v", in, q.Speaker, want)
			}
		}
	}
}
