package read

import "testing"

// TestShots: some of those only said to be shot may be dead, and no figure of the injured is lost for it.
func TestShots(t *testing.T) {
	checkCounts(t, [][2]string{
		{"Five men were shot in a park. Three of the men suffered minor injuries and another was taken to a hospital in stable condition. The fifth man was pronounced dead.",
			"killed_or_injured 5; injured 3; injured 1; killed 1"},
		{"One man was killed and three others were shot and wounded. Police said the shooting of the four was planned.", "killed 1; injured 3; killed_or_injured 4"},
		{"Ato Lem was found dead at the scene. A woman and two other men were also shot.", "killed 1; injured 1; injured 2"},
		{"A girl was shot and killed. Her mother shot the child and a 45-year-old man.", "killed 1 civilian; injured 1"},
		{"A boy was shot to death. His father was hospitalized with gunshot wounds.", "killed 1 civilian; injured 1 civilian"},
		{"Two men were shot, one fatally.", "killed_or_injured 2; killed 1"},
		{"The rampage left four soldiers including the gunman dead.", "killed 4 security; killed 1 militant part of c1"},
	})
}

// TestWhoIsHit: people told by their age alone, by a name with a word for a number in it, or as the object of a bullet.
func TestWhoIsHit(t *testing.T) {
	checkCounts(t, [][2]string{
		{"A 17-year-old and an 18-year-old were shot, police said.", "injured 1; injured 1"},
		{"A mother who was shot in the head by her 4-year-old child has died.", "killed 1 civilian"},
		{"A bullet went through his hand and struck a 9-year-old girl.", "injured 1 civilian"},
		{"Three teachers, ages 25, 26, and 33, were injured and taken to a local hospital.", "injured 3 civilian"},
		{"Fifteen people, between the ages of 11 and 25, were shot.", "injured 15"},
		{"Ato Lem killed his sons, ages 3 and 4, on Friday.", "killed 2 civilian"},
		{"He accidentally shot himself in the hand with a 9mm handgun.", "injured 1"},
		{"Ato Lem wounded Ira Dov, Jr., 26, of Orlin.", "injured 1"},
		{"The couple faced a charge of injury to a child for the death of a girl.", "killed 1 civilian"},
		{"A bullet grazed his head on Friday.", ""},
	})
}

// TestToldOtherwise: whom the clause tells as harmed in other words, or farther away.
func TestToldOtherwise(t *testing.T) {
	checkCounts(t, [][2]string{
		{"Ato Lem, 16, was in the backseat and died after being shot.", "killed 1"},
		{"The suspect shot a woman, her mother and a boy before killing himself.", "injured 1; injured 1 civilian; injured 1 civilian; killed 1"},
		{"Police say one adult male and one adult female were shot.", "injured 1; injured 1"},
		{"The child is currently in stable but serious condition in a hospital.", "injured 1 civilian"},
		{"Two men, ages 20 and 21, and a girl, 16, were shot in the leg.", "injured 2; injured 1 civilian"},
		{"A 16-year-old who police believe was shot in a row over a pair of shoes died on Tuesday.", "killed 1"},
	})
}
