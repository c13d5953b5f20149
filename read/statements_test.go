package read

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tollbook/tollbook/actors"
	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/codebook"
	"github.com/tollbook/tollbook/gazetteer"
	"github.com/tollbook/tollbook/language"
)

// statementDraft reads a text as far as its statements. ¶ stands for a new paragraph.
func statementDraft(text, published string) *draft {
	doc := language.Parse("", strings.ReplaceAll(text, "¶", "\n\n"))
	d := &draft{doc: doc, book: codebook.Default(), published: calendar.ParseDay(published)}
	d.times = calendar.Find(doc, calendar.Anchor{Published: d.published})
	d.places = gazetteer.Find(doc)
	d.actors = actors.Find(doc, d.places)
	findStatements(d)
	return d
}

// tellStatement writes a statement as "speaker > act > content", with “ ” around a direct one; - is no known speaker.
func tellStatement(d *draft, i int) string {
	s := &d.statements[i]
	speaker := "-"
	if s.speaker >= 0 {
		speaker = d.doc.Phrase(s.source)
	}
	content := d.doc.Phrase(s.content)
	if s.direct {
		content = "“" + content + "”"
	}
	return fmt.Sprintf("%s > %s > %s", speaker, s.act, content)
}

func tellStatements(d *draft) string {
	var lines []string
	for i := range d.statements {
		lines = append(lines, tellStatement(d, i))
	}
	return strings.Join(lines, "\n")
}

func TestStatements(t *testing.T) {
	for _, c := range statementCases {
		if got := tellStatements(statementDraft(c.text, "2024-05-17")); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

var statementCases = []struct{ text, want string }{
	{"“The road to the border is closed,” Governor Anton Belkov said.",
		"Governor Anton Belkov > inform > “The road to the border is closed”"},
	{"Governor Anton Belkov said: “The road to the border is closed.”",
		"Governor Anton Belkov > inform > “The road to the border is closed”"},
	{"“The road is closed,” said Anton Belkov, the governor of the province.",
		"Anton Belkov, the governor of the province > inform > “The road is closed”"},
	{"“The road is closed,” Belkov said. “Nobody will pass tonight.”",
		"Belkov > inform > “The road is closed,” Belkov said. “Nobody will pass tonight.”"},
	{"“The road,” Belkov said, “is closed for everybody.”",
		"Belkov > inform > “The road,” Belkov said, “is closed for everybody.”"},
	{"Police said that three men were killed in the shooting.",
		"Police > inform > three men were killed in the shooting"},
	{"Police said three men were killed in the shooting.",
		"Police > inform > three men were killed in the shooting"},
	{"Three men were killed in the shooting, police said.",
		"police > inform > Three men were killed in the shooting"},
	{"The shooting, police said, killed three men.",
		"police > inform > The shooting, police said, killed three men"},
	{"The army announced on Tuesday that it had taken the town.",
		"The army > inform > it had taken the town"},
	{"Georgia's Defence Minister Tomas Arena warned Abkhazia on Sunday of a harsh response.",
		"Georgia's Defence Minister Tomas Arena > threaten > a harsh response"},
	{"Minister Tomas Arena warned the rebels on Sunday of harsh reprisals.",
		"Minister Tomas Arena > threaten > harsh reprisals"},
	{"According to a study group, 44 attacks this year have claimed the lives of 68 people.",
		"a study group > inform > 44 attacks this year have claimed the lives of 68 people"},
	{"The district spokesman, Tomas Arena, said the bandits invaded a school.",
		"The district spokesman, Tomas Arena > inform > the bandits invaded a school"},
	{"“The road is closed,” Belkov said. A guard was hurt in the raid. He said the bandits had fled.",
		"Belkov > inform > “The road is closed”\nHe > inform > the bandits had fled"},
	{"According to the ministry, 14 soldiers were wounded in the ambush.",
		"the ministry > inform > 14 soldiers were wounded in the ambush"},
	{"At least 14 soldiers were wounded in the ambush, according to the ministry.",
		"the ministry > inform > At least 14 soldiers were wounded in the ambush"},
	{"Mina Torvald told reporters that the talks had failed.",
		"Mina Torvald > inform > the talks had failed"},
	{"The minister told the envoy that the truce was over.",
		"The minister > inform > the truce was over"},
	{"The minister warned that those who help the rebels will be punished.",
		"The minister > threaten > those who help the rebels will be punished"},
	{"He said the army had withdrawn, adding that the bridge was destroyed.",
		"- > inform > the army had withdrawn\n- > inform > the bridge was destroyed"},
	{"The union called for an independent inquiry into the deaths.",
		"The union > appeal > an independent inquiry into the deaths"},
	{"The president called on the rebels to lay down their arms.",
		"The president > appeal > the rebels to lay down their arms"},
	{"The bishop urged both sides to stop the fighting.",
		"The bishop > appeal > both sides to stop the fighting"},
	{"The rebels vowed to continue their campaign.",
		"The rebels > pledge > to continue their campaign"},
	{"The rebels threatened to attack the port.",
		"The rebels > threaten > to attack the port"},
	{"The general denied that his troops had fired on the crowd.",
		"The general > deny > his troops had fired on the crowd"},
	{"The general denied killing the prisoners.",
		"The general > deny > killing the prisoners"},
	{"The general rejected the accusations as baseless.",
		"The general > reject > the accusations as baseless"},
	{"The opposition accused the army of shelling the market.",
		"The opposition > accuse > the army of shelling the market"},
	{"Belkov blamed the Northern Front for the bombing.",
		"Belkov > accuse > the Northern Front for the bombing"},
	{"The secretary-general condemned the attack on the convoy.",
		"The secretary-general > condemn > the attack on the convoy"},
	{"The envoy praised the decision to reopen the crossing.",
		"The envoy > praise > the decision to reopen the crossing"},
	{"The Northern Front claimed responsibility for the bombing.",
		"The Northern Front > claim_responsibility > the bombing"},
	{"The Northern Front claimed that it had shot down a drone.",
		"The Northern Front > inform > it had shot down a drone"},
	{"The ministry expressed concern about the fate of the hostages.",
		"The ministry > inform > the fate of the hostages"},
	{"The mayor confirmed that two bodies were found in the river.",
		"The mayor > inform > two bodies were found in the river"},
	{"Witnesses said the gunmen fled in a white van.",
		"Witnesses > inform > the gunmen fled in a white van"},
	{"One witness told the newspaper that he heard two explosions.",
		"One witness > inform > he heard two explosions"},
	{"The minister demanded that the general resign.",
		"The minister > demand > the general resign"},
	{"“We carried out the attack on the barracks,” the group said in a statement.",
		"the group > claim_responsibility > “We carried out the attack on the barracks”"},
	{"“They will pay the price for this crime,” the colonel said.",
		"the colonel > threaten > “They will pay the price for this crime”"},
	{"“The government must release the prisoners,” she said.",
		"- > demand > “The government must release the prisoners”"},
	{"“Stand with our people,” the president said.",
		"the president > appeal > “Stand with our people”"},
	{"“We condemn this cowardly attack,” the spokesman said.",
		"the spokesman > condemn > “We condemn this cowardly attack”"},
	{"“These claims are baseless,” the spokesman said.",
		"the spokesman > deny > “These claims are baseless”"},
	{"“We are ready for talks,” the rebel leader said.",
		"the rebel leader > propose > “We are ready for talks”"},
	{"“We will rebuild every house,” the governor said.",
		"the governor > pledge > “We will rebuild every house”"},
	{"“We thank the doctors who came to help,” the mayor said.",
		"the mayor > praise > “We thank the doctors who came to help”"},
	{"The army said that the rebels were responsible for the massacre.",
		"The army > accuse > the rebels were responsible for the massacre"},
	{"The rebel leader said that Radio Horizon reported the death of two commanders.",
		"The rebel leader > inform > Radio Horizon reported the death of two commanders\nRadio Horizon > inform > the death of two commanders"},
	{"The minister said on Friday that the police had arrested five suspects.",
		"The minister > inform > the police had arrested five suspects"},
	{"Speaking at a press conference in Nairobi, the envoy said that the ceasefire was holding.",
		"the envoy > inform > the ceasefire was holding"},
	{"The prime minister told parliament on Monday that the strikes would continue.",
		"The prime minister > inform > the strikes would continue"},
	{"The ministry did not say how many people were killed.",
		""},
	{"The governor refused to comment.",
		""},
	{"He believes that the militants crossed the border at night.",
		"- > inform > the militants crossed the border at night"},
	{"The delegation agreed to release 20 prisoners.",
		"The delegation > agree > to release 20 prisoners"},
	{"The mediator proposed a ceasefire of ten days.",
		"The mediator > propose > a ceasefire of ten days"},
	{"The lawyer asked the court whether the witness was alive.",
		"The lawyer > inform > whether the witness was alive"},
	{"The dispute began in March and four houses burned down.",
		""},
	{"The minister was quoted as saying that the mine would be closed.",
		"The minister > inform > the mine would be closed"},
	{"As the radio reported, the dam was destroyed by the floods.",
		"the radio > inform > the dam was destroyed by the floods"},
	{"Residents said they feared the army would return.",
		"Residents > inform > they feared the army would return"},
	{"The army called the raid a success.",
		"The army > other > the raid a success"},
	{"THE GOVERNMENT SAID THAT THE GUERRILLAS KILLED TWO PEASANTS.",
		"THE GOVERNMENT > inform > THE GUERRILLAS KILLED TWO PEASANTS"},
	{"GENERAL RAMIRO PLATA STATED THAT THE ARMY WILL NOT NEGOTIATE WITH THE REBELS.",
		"GENERAL RAMIRO PLATA > inform > THE ARMY WILL NOT NEGOTIATE WITH THE REBELS"},
	{"the mayor said that three people were killed.",
		"the mayor > inform > three people were killed"},
	{"“First paragraph of the speech is here.¶“Second paragraph of the speech ends here,” the bishop said.",
		"the bishop > inform > “First paragraph of the speech is here. “Second paragraph of the speech ends here”"},
	{"“They came at dawn,” Mina Torvald said.¶“They took my brother,” she said.¶“Nobody helped us.”",
		"Mina Torvald > inform > “They came at dawn”\nshe > inform > “They took my brother”\nshe > inform > “Nobody helped us”"},
	{"The ceasefire, the mediator said, will begin on Sunday.",
		"the mediator > inform > The ceasefire, the mediator said, will begin on Sunday"},
	{"Three police officers were wounded, the interior ministry said in a statement on Monday.",
		"the interior ministry > inform > Three police officers were wounded"},
	{"The minister said: “We have lost 12 men.”",
		"The minister > inform > “We have lost 12 men”"},
	{"The spokesman described the raid as a “cowardly crime”.",
		"The spokesman > condemn > “the raid as a “cowardly crime””"},
	{"The foreign ministry summoned the ambassador and demanded an apology for the raid.",
		"The foreign ministry > demand > an apology for the raid"},
	{"The party leader criticised the government for its silence.",
		"The party leader > condemn > the government for its silence"},
	{"A survey by the institute found that most families had fled.",
		"A survey by the institute > inform > most families had fled"},
	{"The rebels said they would release the hostages if the army withdrew.",
		"The rebels > inform > they would release the hostages if the army withdrew"},
	{"The army chief ordered his troops to stop at the river.",
		"The army chief > demand > his troops to stop at the river"},
	{"The minister promised to pay for the damage.",
		"The minister > pledge > to pay for the damage"},
	{"The envoy welcomed the truce.",
		"The envoy > praise > the truce"},
	{"The ministry dismissed the report as propaganda.",
		"The ministry > reject > the report as propaganda"},
	{"The commission warned of a new wave of violence in the valley.",
		"The commission > inform > a new wave of violence in the valley"},
	{"Two nurses were abducted on the road to the camp, the official added.",
		"the official > inform > Two nurses were abducted on the road to the camp"},
	{"A guard was killed on Saturday, a provincial police spokesman confirmed.",
		"a provincial police spokesman > inform > A guard was killed on Saturday"},
	{"The attack was condemned by the bishop.",
		"the bishop > condemn > The attack"},
	{"It was announced that the bridge would be closed.",
		"- > inform > the bridge would be closed"},
	{"No group has claimed responsibility for the bombing.",
		""},
	{"The president insisted that the election would be held in June.",
		"The president > inform > the election would be held in June"},
	{"Neighbours told police that they had heard shots.",
		"Neighbours > inform > they had heard shots"},
	{"“Who did this?” she asked.",
		"- > inform > “Who did this”"},
	{"The delegation asked the rebels to free the nurses.",
		"The delegation > appeal > the rebels to free the nurses"},
	{"The guard, who said he had seen the bodies, left the town.",
		"The guard > inform > he had seen the bodies"},
	{"Officials in the capital said on condition of anonymity that the talks had stalled.",
		"Officials in the capital > inform > the talks had stalled"},
}
