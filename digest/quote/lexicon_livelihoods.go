package quote

// livelihoods are words for who does what for a living, but for those that are as often a surname or a verb.
const livelihoods = `accountant actuary acupuncturist agronomist anchorman anchorwoman animator appraiser archivist astrologer astrophysicist
attendant auctioneer aviator ballerina beautician beekeeper biochemist blacksmith bodyguard bookkeeper bookmaker bookseller bricklayer
brigadier bursar businessperson cabinetmaker cadet cameraman camerawoman caterer chauffeur cheerleader chieftain cinematographer clergyman
clerk clinician commandant concierge confectioner conservator consul coordinator co-ordinator costumier courier couturier craftsman cricketer
criminologist custodian dermatologist developer dietician distiller docent doorman dramatist draughtsman dressmaker educator embalmer emcee
engraver entertainer ethicist exec explorer exporter farmhand fashionista film-maker fireman fisherwoman fishmonger flautist florist flutist
footballer freelancer freeholder fundraiser fund-raiser gamekeeper gamer gardener geographer gerontologist glazier goaltender greengrocer grocer
groundskeeper groundsman gynaecologist gynecologist hairdresser handyman harpist headmistress healer herder hiker homemaker horticulturist
horticulturalist hostess hotelier housewife humorist hydrologist immunologist importer influencer informant innkeeper instructor internist
interpreter inventor ironworker jeweler jeweller juggler jurist keyboardist kingpin laborer labourer landlady landowner landscaper lecturer
lifeguard linguist locksmith longshoreman lumberjack lyricist machinist magician magnate mariner marketer marksman masseur masseuse matron
mechanic mediator medic metallurgist microbiologist milliner mortician motorcyclist motorist mountaineer musicologist naturopath navigator negotiator
neuroscientist neurosurgeon newscaster newsreader oarsman obstetrician ombudswoman ophthalmologist optician optometrist organist orthodontist
osteopath paediatrician paralegal pathologist pawnbroker peddler performer pharmacologist photojournalist physiologist physiotherapist planner
plasterer playmaker policeman policewoman politician postman promoter proofreader proprietor psychotherapist publican publicist pundit
puppeteer quartermaster radiographer radiologist rancher receptionist recruiter restorer ringleader roofer rower rugby-player salesman salesperson
saleswoman satirist saxophonist scholar schoolboy schoolgirl schoolteacher scriptwriter seamstress servant serviceman servicewoman shipbuilder
shoemaker skater smuggler sniper soloist sommelier songwriter speechwriter sportscaster sportsman sportswoman statesman stateswoman steelworker
stewardess stockbroker storyteller streamer stuntman subcontractor supermodel superstar surfer surveyor tattooist taxidermist technician technocrat
theorist trainee translator tribesman trombonist trucker trumpeter tycoon undertaker upholsterer urologist valet vendor vice-chair vice-chairman
vice-chairwoman vintner waiter waitress warlord watchmaker webmaster weightlifter welder wicketkeeper winemaker woodcarver woodworker yachtsman
pensioner teenager harbourmaster harbormaster retiree punter holidaymaker vacationer lodger barmaid barman choirmaster stationmaster
passer-by passerby batter batsman bowler seamer opener debutant debutante newcomer housemate flatmate contestant churchwarden weaver hawker
co-star backpacker butcher grandad granddad grandma granny mum dad mom regular commentator stallholder shopkeeper
collector magistrate warden monsignor archdeacon mufti cantor sepoy havildar subedar
solicitor-general attorney-general governor-general postmaster-general surgeon-general`

// tradesmen are many of them, and of other people whose singular is no office.
const tradesmen = "eyewitnesses litigants candidates nominees ally allies backer backers boosters loyalist loyalists detractors confidant confidants associates bundlers followers rivals foes skeptics sceptics commentators rioters looters marchers counterprotesters canvassers locals villagers islanders townspeople taxpayers consumers customers clients patients subscribers listeners viewers readers teammates coaches cops troops generals justices plaintiffs victims accusers co-workers coworkers bosses trustees scholars principals poets architects growers miners pilots fishermen actuaries anchormen cameramen chieftains clergymen clerks craftsmen dramatists firemen groundsmen handymen hostesses housewives linguists longshoremen magnates matrons mechanics medics oarsmen policemen policewomen postmen pundits salesmen salespeople saleswomen schoolboys schoolgirls servicemen servicewomen sportsmen sportswomen statesmen superstars tribesmen tycoons valets waitresses warlords yachtsmen signatories midwives ultras guards wardens progressives moderates evangelicals imams rabbis bishops monks nuns princes aldermen selectmen regents deans provosts cabbies stewards"
