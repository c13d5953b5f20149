package read

import "testing"

// TestCountVictims: whom the words beside the harm do not name, the tree and the reader do.
func TestCountVictims(t *testing.T) {
	checkCounts(t, [][2]string{
		{"Six settlers were reported injured.", "injured 6 civilian"},
		{"A trader was found murdered in his shop.", "killed 1 civilian"},
		{"Gunmen beheaded her in front of the house.", "killed 1"},
		{"Six heavily-armed men were killed after crossing the river.", "killed 6"},
		{"A doctor of Tarsin, he was killed by two shots.", "killed 1"},
		{"A male and a female were wounded in the shooting.", "injured 1; injured 1"},
		{"The shooting sent four teens to a hospital.", "injured 4 civilian"},
		{"Police opened fire after the man shot at officers.", ""},
		{"Whenever a child is hurt the whole town mourns.", ""},
		{"Thirteen mayors were killed last year.", "killed 13 civilian tally"},
		{"A gunman killed three people and wounded 16 before taking his own life.", "killed 3; injured 16; killed 1"},
	})
}

// TestNoFigures: ages, references and the names of weapons count nobody.
func TestNoFigures(t *testing.T) {
	checkCounts(t, [][2]string{
		{"A woman was shot dead and another Orlin man, 76, was wounded.", "killed 1; injured 1"},
		{"Two men, ages 25 and 26, died at the scene.", "killed 2"},
		{"Deputies said he turned an AK-47 on a clerk and killed her.", "killed 1"},
		{"Two females and a male between 15 and 20 years old were injured in the shooting.", "injured 2; injured 1"},
	})
}

// TestOnePerson: one victim told in several ways is one, and a death takes the place of the injury.
func TestOnePerson(t *testing.T) {
	checkCounts(t, [][2]string{
		{"A man was shot and killed on Friday. The 23-year-old died at the scene.", "killed 1"},
		{"A man was killed in a shooting on Friday. Ato Lem was pronounced dead at a hospital, police said.", "killed 1"},
		{"A boy was critically hurt in the shooting. Police said the boy died on Friday.", "injured 1 civilian superseded by c2; killed 1 civilian"},
		{"The boy shot himself in the hand on Friday. Police said the child shot himself with a pistol.", "injured 1"},
		{"A man was killed in the blast. Another man was killed in a raid.", "killed 1; killed 1"},
		{"A student was wounded in an accidental shooting in Orlin on Friday. Ato Lem shot himself in the foot, police said.", "injured 1 civilian"},
	})
}

// TestPartsAndTotals: parts and totals are linked, whichever is told first, and nobody is added twice.
func TestPartsAndTotals(t *testing.T) {
	checkCounts(t, [][2]string{
		{"A gunman wounded three people in a bar on Friday. Ato Lem was killed. Three men were also wounded in the shooting, a hospital said.", "injured 3; killed 1; injured 3 repeats c1"},
		{"Two monks, Ato Lem and Sara Dov, were killed in an ambush.", "killed 2 civilian; killed 1 part of c1; killed 1 part of c1"},
		{"The attack left 12 dead: eight soldiers and four civilians.", "killed 12; killed 8 security part of c1; killed 4 civilian part of c1"},
		{"Five people were shot at a party. A woman is in critical condition. Four others were taken to a hospital.",
			"injured 5; injured 1 part of c1; injured 4 part of c1"},
		{"A gunman killed a woman and her son. The two died at the scene, police said.",
			"killed 1 part of c3; killed 1 civilian part of c3; killed 2"},
		{"A gunman killed her daughter and two grandchildren. Police said he killed Sara Lem, Ato Lem and Ena Dov.",
			"killed 1 civilian; killed 2 civilian; killed 1 repeats c1; killed 1 part of c2; killed 1 part of c2"},
		{"Three soldiers, two policemen and a child were killed.", "killed 3 security; killed 2 security; killed 1 civilian"},
		{"A bomb killed four people and wounded sixty others. One of the wounded later died.",
			"killed 4; injured 60; injured 1 part of c2 superseded by c4; killed 1"},
		{"Several people were shot at a wedding. Police said five people were shot.", "injured 3/-/- vague superseded by c2; injured 5"},
		{"The mayor was wounded in the blast. Ten people were killed and several wounded.", "injured 1 civilian; killed 10; injured 3/-/- vague"},
	})
}
