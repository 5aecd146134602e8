package quote

// livelihoods are words for who does what for a living, but for those that are as often a surname or a verb.
const livelihoods = `prop spinner pow star superstar megastar starlet newcomer debutant maverick grandee stalwart heartthrob diva celebrity hitmaker crooner songstress firebrand chart-topper prodigy attendee participant pilgrim festivalgoer concertgoer churchgoer partygoer moviegoer theatregoer camper diner visitor traveller traveler pedestrian complainant petitioner responder enthusiast hobbyist cosplayer tiktoker accountant acrobat actuary acupuncturist agronomist anaesthetist anchorman anchorwoman angler animator appraiser apprentice archdeacon
archivist astrologer astrophysicist attendant attorney-general auctioneer aviator backpacker ballerina barista barmaid barman batsman
batter beautician beekeeper biochemist birdwatcher blacksmith boatswain bobsledder bodyguard bookbinder bookkeeper bookmaker bookseller
bowler bricklayer brigadier builder bursar businessperson butcher cabbie cabinetmaker caddie cadet cameraman camerawoman cantor carer
cashier caterer caver ceramicist chauffeur cheerleader cheesemaker chieftain childminder chiropractor chocolatier choirmaster churchwarden
cinematographer claimant classmate cleaner clergyman clerk climber clinician clockmaker co-ordinator co-star collector commandant
commentator concierge confectioner conscript conservator consul contestant convener coordinator costumier courier couturier craftsman
cricketer criminologist custodian dad debutant debutante decorator demographer dermatologist deserter developer dietician distiller diver
docent doorman dramatist draughtsman dressmaker drover econometrician educator embalmer emcee engraver entertainer ethicist ethnographer
examiner exec explorer exporter facilitator farmhand farrier fashionista film-maker fireman fisherwoman fishmonger flatmate flautist
florist flutist footballer freeholder freelancer friar fund-raiser fundraiser gamekeeper gamer gardener gendarme geographer gerontologist
glassblower glazier goaltender governor-general grandad granddad grandma granny greengrocer grocer groundskeeper groundsman gynaecologist
gynecologist hairdresser handyman harbormaster harbourmaster harpist havildar hawker headmistress healer helmsman herbalist herder hiker
holidaymaker homemaker horticulturalist horticulturist hostess hotelier housemate housewife humorist hurdler hydrologist hygienist
immunologist importer influencer informant innkeeper instructor internist interpreter inventor ironworker jeweler jeweller judoka juggler
jurist keyboardist kingpin laborer labourer landlady landowner landscaper leaseholder lecturer lexicographer lifeguard linguist locksmith
lodger longshoreman lumberjack lyricist machinist magician magistrate magnate marathoner marcher mariner marketer marksman masseur
masseuse matron mechanic mediator medic metallurgist microbiologist milliner mom monsignor mortician motorcyclist motorist mountaineer
mufti mum musicologist naturopath navigator negotiator neuroscientist neurosurgeon newcomer newlywed newscaster newsreader notary oarsman
obstetrician ombudswoman opener ophthalmologist optician optometrist organist orthodontist osteopath overseer oysterman paediatrician
palmist paralegal passer-by passerby pathologist pawnbroker peddler pensioner performer pharmacologist photojournalist physiologist
physiotherapist picketer planner plasterer playmaker policeman policewoman politician postgraduate postman postmaster-general postmistress
promoter proofreader proprietor psychotherapist publican publicist pundit punter puppeteer quartermaster radiographer radiologist rancher
receptionist recruiter regular reservist restorer retiree ringleader roofer rower rugby-player salesman salesperson saleswoman sapper
satirist saxophonist scaffolder scholar schoolboy schoolfriend schoolgirl schoolmate schoolteacher scriptwriter sculler seamer seamstress
sepoy servant serviceman servicewoman shipbuilder shoemaker shopkeeper signalman skater smuggler sniper solicitor-general soloist
sommelier songwriter speechwriter sportscaster sportsman sportswoman squatter stallholder statesman stateswoman stationmaster steelworker
stewardess stockbroker stonemason storyteller streamer stuntman subcontractor subedar subeditor supermodel superstar surfer
surgeon-general surveyor tattooist taxidermist technician technocrat teenager theorist toolmaker trackman trainee translator trawlerman
tribesman trombonist trucker trumpeter tutor tycoon typesetter undergraduate undertaker upholsterer urologist vacationer valet valuer
vendor ventriloquist verger vice-chair vice-chairman vice-chairwoman vintner waiter waitress warden warlord watchmaker weaver webmaster
weightlifter welder wicketkeeper winemaker woodcarver woodworker yachtsman`

// tradesmen are many of them, and of other people whose singular is no office.
const tradesmen = "eyewitnesses litigants candidates nominees ally allies backer backers boosters loyalist loyalists detractors confidant confidants associates bundlers followers rivals foes skeptics sceptics commentators rioters looters marchers counterprotesters canvassers locals villagers islanders townspeople taxpayers consumers customers clients patients subscribers listeners viewers readers teammates coaches cops troops generals justices plaintiffs victims accusers co-workers coworkers bosses trustees scholars principals poets architects growers miners pilots fishermen actuaries anchormen cameramen chieftains clergymen clerks craftsmen dramatists firemen groundsmen handymen hostesses housewives linguists longshoremen magnates matrons mechanics medics oarsmen policemen policewomen postmen pundits salesmen salespeople saleswomen schoolboys schoolgirls servicemen servicewomen sportsmen sportswomen statesmen superstars tribesmen tycoons valets waitresses warlords yachtsmen signatories midwives ultras guards wardens progressives moderates evangelicals imams rabbis bishops monks nuns princes aldermen selectmen regents deans provosts cabbies stewards"
