"""Sentences of the written corpus. Each half has its own, so that nothing learnt of the wording of half a helps on half b.

Slots: town, country, site, k (killed, in words up to ten), i (injured), who (victims), day ("Monday"), date ("4 March"), source, noun ("the blast"),
deed ("a car bomb went off outside ..."); person (a victim's name), group (who claims), official.
"""

# What happened, by kind: how it is told in a clause, what it is called, details, sites, victims.
KINDS = {
    "bomb": dict(
        a=["a car bomb went off outside {site}", "a parcel of explosives blew up at {site}", "a bomb hidden in a fruit cart tore through {site}"],
        b=["an explosives-laden truck blew up beside {site}", "a suicide bomber struck {site}", "a device packed with nails detonated inside {site}"],
        noun=dict(a=["blast", "bombing"], b=["explosion", "attack"]), single=dict(a="a car bombing", b="a suicide bombing"),
        details=dict(a=["The force of the blast shattered windows several streets away.", "Charred cars stood along the street as firemen looked for survivors.",
                        "Officers said the device had been set off by a mobile telephone.", "A second device was found nearby and made safe."],
                     b=["Shoes and torn clothing lay scattered over the pavement.", "Ambulances carried the wounded to three clinics.",
                        "Investigators were collecting fragments of the detonator.", "The road was closed to traffic until the evening."]),
        sites=dict(a=["a busy market", "the police headquarters", "a bus station", "the courthouse", "a tea house"], b=["a mosque", "a recruiting office", "a crowded restaurant", "a bank", "the governor's office"]),
        who=dict(a=["people", "civilians", "policemen"], b=["people", "worshippers", "recruits"])),
    "gun": dict(
        a=["gunmen opened fire on {site}", "attackers on motorcycles sprayed {site} with bullets", "masked men stormed {site}"],
        b=["armed men raided {site}", "assailants in two pickup trucks shot up {site}", "rebels ambushed {site}"],
        noun=dict(a=["shooting", "attack"], b=["raid", "assault"]), single=dict(a="a mass shooting", b="an armed raid"),
        details=dict(a=["The attackers fled into the bush on foot.", "Residents said the firing went on for almost an hour.", "Spent cartridges littered the ground.", "Troops reached the scene long after the attackers had left."],
                     b=["Several houses and a grain store were set alight.", "Survivors hid among the trees until dawn.", "The raiders drove off dozens of cattle.", "A search for those responsible was under way."]),
        sites=dict(a=["a checkpoint", "a wedding party", "a bar", "a mining camp", "a church"], b=["a farming hamlet", "a convoy of aid workers", "an army post", "a football ground", "a herders' camp"]),
        who=dict(a=["people", "villagers", "miners"], b=["people", "farmers", "soldiers"])),
    "air": dict(
        a=["warplanes bombed {site}", "a drone struck {site}", "rockets slammed into {site}"],
        b=["shells rained down on {site}", "a missile hit {site}", "artillery fire hit {site}"],
        noun=dict(a=["strike", "bombardment"], b=["shelling", "barrage"]), single=dict(a="an air strike", b="a missile strike"),
        details=dict(a=["Rescuers dug with their hands through broken concrete.", "Neighbours said there had been no warning.", "The upper floors collapsed onto the cellar.", "The army said it had aimed at an ammunition dump."],
                     b=["Power was cut in half the city.", "Families had been sheltering in the basement.", "A crater four metres deep was left in the yard.", "Doctors appealed for blood donors."]),
        sites=dict(a=["an apartment block", "a bakery queue", "a grain depot"], b=["a maternity clinic", "a railway yard", "a school used as a shelter"]),
        who=dict(a=["civilians", "people"], b=["residents", "people"])),
    "knife": dict(
        a=["a man with a kitchen knife attacked passers-by at {site}", "a knifeman stabbed shoppers in {site}"],
        b=["an attacker with a machete set upon people at {site}", "a man armed with an axe attacked travellers at {site}"],
        noun=dict(a=["stabbing", "attack"], b=["rampage", "attack"]), single=dict(a="a knife attack", b="a machete attack"),
        details=dict(a=["Bystanders overpowered him with a chair.", "Police were looking into whether he had acted alone.", "He was known to the courts for theft."],
                     b=["He was shot in the leg by an off-duty guard.", "A motive was not clear.", "Trauma counsellors were sent to the area."]),
        sites=dict(a=["a shopping arcade", "a tram stop"], b=["the main railway station", "a street festival"]),
        who=dict(a=["people"], b=["people"])),
    "kidnap": dict(
        a=["gunmen abducted {n} pupils from {site}", "armed men seized {n} teachers at {site}"],
        b=["kidnappers carried off {n} passengers from {site}", "{n} travellers were taken hostage at {site}"],
        noun=dict(a=["kidnapping", "abduction"], b=["hostage-taking", "abduction"]), single=dict(a="a kidnapping", b="a mass abduction"),
        details=dict(a=["The captives were marched towards the forest.", "Parents gathered at the gates to ask for news."], b=["A ransom has been demanded, relatives said.", "The kidnappers came by boat in the small hours."]),
        sites=dict(a=["a boarding school", "a road camp"], b=["a river ferry", "a seminary"]),
        who=dict(a=["guards"], b=["watchmen"])),
    "riot": dict(
        a=["police fired on a crowd of demonstrators at {site}", "protesters and riot police clashed at {site}"],
        b=["security forces shot at marchers near {site}", "a rally turned violent at {site}"],
        noun=dict(a=["clashes", "protest"], b=["unrest", "demonstration"]), single=dict(a="a deadly protest", b="a crackdown on a rally"),
        details=dict(a=["The crowd had gathered to protest against the price of bread.", "Tyres burned at the crossroads all afternoon."], b=["The marchers were calling for new elections.", "Shops stayed shut for the rest of the day."]),
        sites=dict(a=["the town hall", "the central square"], b=["the parliament building", "the university gates"]),
        who=dict(a=["demonstrators", "people"], b=["marchers", "people"])),
}

FIRST = dict(
    a=["{Deed} in {town}, {country}, on {day}, killing at least {k} {who} and wounding {i} others, {source} said.",
       "At least {k} {who} were killed and {i} hurt on {day} when {deed} in {town}, according to {source}.",
       "{K} {who} died on {day} after {deed} in {town}, in {country}. {Source} put the number of wounded at {i}.",
       "{town}, {country} — {Deed} here on {day}. {Source} said {k} {who} had been killed.",
       "{Source} said {k} {who} lost their lives in {town} on {day} when {deed}. Another {i} were being treated.",
       "There were scenes of panic in {town} on {day} after {deed}. {K} {who} were dead, {source} said, and {i} injured.",
       "A {noun} in the {country_adj} town of {town} has left {k} {who} dead and {i} wounded, {source} said on {day}.",
       "The {country_adj} authorities confirmed on {day} that {deed} in {town}. The dead numbered {k}; {i} more were hurt.",
       "{Official} said on {day} that {k} {who} had been killed in {town} after {deed}."],
    b=["{town} was in mourning on {day} after {deed}, leaving {k} {who} dead, {source} reported.",
       "{Deed} in {town} on {day}, and {k} {who} perished, {source} told reporters. {I} people were taken to hospital.",
       "The {country_adj} town of {town} was hit by violence on {day}: {deed} and {k} {who} were killed.",
       "{Source} confirmed {k} deaths in {town} on {day}, where {deed}. {I} people suffered injuries.",
       "Not fewer than {k} {who} have died in {country} after {deed} in {town} on {day}, {source} said.",
       "{Official} told journalists in {town} that {k} {who} were killed on {day} when {deed}.",
       "Violence flared in {town}, {country}, on {day}. {Deed}, {source} said, and {k} {who} were slain.",
       "On {day}, {deed} in {town}. The {noun} claimed the lives of {k} {who} and injured {i}, according to {source}.",
       "Hospitals in {town} received the bodies of {k} {who} on {day} after {deed}, {source} said."])

REACTION = dict(
    a=["{Official} called it a cowardly act and promised that those behind it would be found.", "No group has said that it was behind the {noun}.", "{Official} said the number of dead could still rise.",
       "\"We heard a terrible noise and then people crying,\" said {witness}, who sells vegetables nearby.", "The wounded were taken to the district hospital, where {official} asked for blood donations.",
       "The foreign ministry of a neighbouring state sent its condolences.", "Schools in {town} will stay closed until the end of the week.", "Among the dead was {person}, {job}, relatives said."],
    b=["{Official} urged residents to remain calm.", "It was not immediately clear who had carried out the {noun}.", "Relatives identified one of the dead as {person}, {job}.",
       "\"I have lost two cousins,\" {witness} said by telephone.", "A curfew was imposed on {town} from dusk.", "{Official} visited the injured and pledged help to the bereaved.",
       "The United Nations mission deplored the {noun}.", "Local leaders demanded more protection for {town}."])

RISE = dict(
    a=["The death toll from {day}'s {noun} in {town} has risen to {k} after two of the wounded died, {source} said on {today}.", "{K} {who} are now known to have died in the {noun} in {town} on {day}, up from {old}, {official} said.",
       "Two more victims of the {noun} at {site} in {town} have died in hospital, bringing the number of dead to {k}, according to {source}.", "{Source} in {country} raised the toll of the {noun} in {town} to {k} on {today}.",
       "Funerals were held on {today} for some of the {k} {who} killed in {town} on {day}. Earlier reports had spoken of {old} dead.", "The number of people killed when {deed} in {town} went up to {k}, {source} said {today}.",
       "{Official} said on {today} that {k} bodies had been counted after {day}'s {noun} in {town}, not {old}.", "Rescuers pulled two further bodies from the scene of the {noun} in {town}. The toll now stands at {k}."],
    b=["{town} buried its dead on {today} as the toll of {day}'s {noun} climbed to {k}, {source} said.", "The {noun} that struck {town} on {day} has now claimed {k} lives, {official} announced.",
       "Hospital officials in {town} revised the number of dead to {k}. It had stood at {old} since the {noun} on {day}.", "Deaths from the {noun} at {site} in {town} rose to {k} from {old}, according to {source}.",
       "A count of {k} dead was given on {today} for the {noun} in {town}, {country}, after some of the injured succumbed.", "{Source} said {today} that {k} {who} had been killed in {day}'s {noun} in {town}, {increase} more than first thought.",
       "Days after {deed} in {town}, the list of victims has grown to {k}.", "In {town}, two men who were hurt on {day} died overnight. {Official} said {k} people had now lost their lives in the {noun}."])

CLAIM = dict(
    a=["A group that calls itself {group} said it carried out the {noun} in {town} on {day}, which killed {k} {who}.", "{group} claimed responsibility on {today} for the {noun} at {site} in {town}. Its statement could not be checked.",
       "In a video sent to broadcasters, {group} said its men had been behind the {noun} in {town} in which {k} {who} died.", "Responsibility for {day}'s {noun} in {town} was claimed by {group} on {today}. {Official} said the claim was being studied.",
       "{group} denied on {today} that it had any part in the {noun} in {town}, where {k} {who} were killed on {day}.", "The {noun} in {town} was the work of {group}, a leaflet found near {site} said.",
       "The army rejected accusations that its men were to blame for the {noun} in {town}, in which {k} {who} died on {day}.", "A spokesman for {group} said by telephone that its fighters had struck {site} in {town} on {day}."],
    b=["{group} has taken responsibility for the {noun} in {town} that left {k} {who} dead.", "A message signed by {group} boasted of the {noun} at {site} in {town}, {country}.", "\"Our men did it,\" {group} said on {today} of {day}'s {noun} in {town}.",
       "{Official} blamed {group} for the {noun} in {town} on {day}; {group} denied it.", "Suspicion over the {noun} in {town} fell on {group}. It issued a denial on {today}, saying it mourned the {k} dead.",
       "{group} disowned the {noun} that killed {k} {who} in {town} and accused the authorities of staging it.", "Credit for {day}'s {noun} in {town} was taken by {group} in an online post.", "In a radio message {group} said it had hit {site} in {town} in revenge for arrests."])

CORRECT = dict(
    a=["Correction: an earlier report gave the number of dead in the {noun} in {town}, {country}, on {day} as {old}. {Source} now says {k} {who} were killed.", "{Source} lowered the death toll of {day}'s {noun} in {town} to {k}, having counted some bodies twice.",
       "The number of {who} killed in {town} on {day} was {k} and not {old}, {official} said in a clarification on {today}."],
    b=["{Official} withdrew an earlier figure of {old} dead in {town} and said {k} {who} had died in the {noun} on {day}.", "(Corrects toll) {Deed} in {town} on {day}, killing {k} {who}. The ministry had first spoken of {old}.",
       "We reported that {old} {who} died in the {noun} in {town}, {country}. The right number is {k}, according to {source}."])

ARREST = dict(
    a=["Police in {town} have arrested three men over the {noun} of {date}, in which {k} {who} were killed.", "A suspect in the {date} {noun} at {site} in {town} was caught at the border, {official} said on {today}.", "Five people are being held in connection with the {noun} that killed {k} {who} in {town} in {month}.",
       "Detectives said on {today} they had detained the man who planned the {noun} in {town}, {country}, on {date}."],
    b=["Two brothers were detained on {today} on suspicion of having organised the {noun} in {town} on {date}.", "The alleged planner of the {noun} at {site} in {town}, which left {k} {who} dead in {month}, is in custody, {official} said.", "Security agents raided a house and seized four suspects in {month}'s {noun} in {town}, {country}.",
       "A man accused of supplying weapons for the {noun} in {town} on {date} was picked up on {today}."])

TRIAL = dict(
    a=["A court on {today} sentenced a man to life in prison for the {noun} in {town} that killed {k} {who} on {date}.", "The trial opened on {today} of four men accused of the {date} {noun} at {site} in {town}, {country}.", "Judges heard survivors of the {noun} in {town}, where {k} {who} died in {month}, describe what they saw."],
    b=["Prosecutors asked on {today} for 30 years' jail for the organiser of the {noun} in {town} on {date}.", "Three defendants pleaded not guilty on {today} to murder over the {noun} at {site} in {town}, in which {k} {who} died.", "A tribunal convicted two people of the {noun} that took {k} lives in {town}, {country}, in {month}."])

YEAR = dict(
    a=["Relatives laid flowers in {town} on {today}, a year after {deed} there and {k} {who} were killed.", "{town} marked the first anniversary on {today} of the {noun} that killed {k} {who}.", "One year on, families of the {k} {who} killed in the {noun} in {town}, {country}, are still waiting for answers."],
    b=["Candles were lit in {town} on {today} to remember the {k} {who} who died in last year's {noun} at {site}.", "Twelve months after the {noun} in {town}, survivors gathered at {site} to honour the {k} dead.", "A memorial to the {k} victims of last year's {noun} in {town} was unveiled on {today} by {official}."])

BACKGROUND = dict(
    a=["The town was the scene of {single} that killed {k} people on {date}.", "On {date}, {k} {who} were killed in {single} in {town}.", "It comes after {single} in {town} in which {k} {who} died on {date}."],
    b=["{town} has seen bloodshed before: on {date}, {single} left {k} {who} dead there.", "{k_} {who} died in {single} in {town} on {date}.", "Memories are fresh of {single} that killed {k} {who} in {town} on {date}."])

# What is told of an incident after others, in a roundup.
ROUND = dict(
    a=["In {town}, {country}, {deed} on {day}, killing {k} {who}.", "{K} {who} were killed in {town} when {deed} on {day}.", "Also on {day}, {deed} in {town}; {k} {who} died."],
    b=["Elsewhere, {deed} in {town} in {country} on {day} and {k} {who} were killed.", "{town}: {deed} on {day}. {K} {who} died.", "The week also saw {k} {who} killed in {town}, where {deed} on {day}."])

TITLES = dict(
    a=["{K} killed in {town} {noun}", "{Noun} in {country} leaves {k} dead", "{country}: {k} die in {noun}", "Deadly {noun} shakes {town}", "{town} {noun}: what is known", "", "At least {k} dead after {noun}", "{Noun} kills {who} in {town}"],
    b=["{Noun} in {town} kills {k}", "{K} {who} dead in {country}", "{town} mourns after {noun}", "Bloodshed in {country} town", "{country} {noun} death toll at {k}", "", "{Noun}: {k} lives lost", "Terror in {town}"])
LATER_TITLES = dict(
    a=dict(rise=["Toll of {town} {noun} rises to {k}", "More dead in {town}", "{country} {noun}: {k} now dead", ""], claim=["{group} speaks of {town} {noun}", "Who was behind the {noun} in {town}?", ""],
           correct=["Correction: {town}", ""], arrest=["Arrests over {town} {noun}", "Suspects held in {country}"], trial=["{town} {noun} in court", "Trial in {country}"], year=["{town} remembers", "A year after the {noun}"]),
    b=dict(rise=["{town} death count grows to {k}", "{Noun} victims die of wounds", ""], claim=["{group} and the {town} {noun}", "Claim after {noun} in {country}", ""], correct=["{town} toll corrected", ""],
           arrest=["{town} {noun}: suspects seized", "Detained in {country}"], trial=["Court hears of {town} {noun}", "Justice sought in {country}"], year=["{town} honours its dead", "Twelve months on"]))

NOISE = dict(
    a=["The foreign ministers of {x} and {y} met in {z} on {day} to discuss a trade agreement. They said talks would go on next month.", "{x} has recalled its ambassador from {y} in a dispute over fishing rights.", "A delegation from {x} arrived in {z} on {day} for talks about the repatriation of refugees to {y}.",
       "{x} and {y} signed a memorandum in {z} on {day} on sharing river water.", "The president of {x} praised {y} for its help in the negotiations, which open in {z} on {day}.", "{x} threatened on {day} to impose sanctions on {y} unless it withdraws its troops from the border."],
    b=["Envoys of {x} urged {y} on {day} to honour the ceasefire signed in {z}.", "{y} accused {x} on {day} of breaking a promise to reopen the border.", "The prime minister of {x} will travel to {z} to seek loans, officials said on {day}. {y} has offered to help.",
       "{x} rejected a proposal by {y} for a joint patrol. Diplomats in {z} said they were disappointed.", "Mediators in {z} said on {day} that {x} and {y} were close to a deal on prisoners.", "{x} pledged grain to {y} on {day} after a poor harvest. The first ships will leave {z} next week."])
