package read

import "testing"

// Ages and the numbers of pictures are no figures of people.
func TestCountAges(t *testing.T) {
	checkCounts(t, [][2]string{
		{"Ato Lem Jr. 26, was shot dead in Orlin.", "killed 1"},
		{"Ira Lem, 29 and unarmed, was shot dead in Orlin.", "killed 1"},
		{"Two women, believed to be 30 and 60, were shot dead in Orlin.", "killed 2"},
		{"A 25 y/o man was shot and killed in Orlin.", "killed 1"},
		{"A 6-month old boy was killed in Orlin.", "killed 1 civilian"},
		{"Image 4 of 11 Ato Lem and Ira Lem were shot dead in Orlin.", "killed 1; killed 1"},
		{"Photo 7 / 9 Ato Lem was shot dead in Orlin.", "killed 1"},
		{"Of the crew, 29 and their captain died in Orlin.", "killed 29; killed 1 security"},
		{"Ato Lem and 26 others were killed in Orlin.", "killed 1; killed 26"},
		{"Five of 11 were shot dead in Orlin.", "killed 5"},
	})
}

// Who is called by a first name after a full one is the same.
func TestCountFirstNames(t *testing.T) {
	checkCounts(t, [][2]string{
		{"A boy was shot dead in Orlin on Monday. Police said Ato Rado Lem was killed by a stray shot. Ato died in the street.", "killed 1 civilian"},
		{"A boy was shot dead in Orlin on Monday. Police said Ato Lem was killed by a stray shot. Ira Behr died in the street.", "killed 1 civilian; killed 1"},
	})
}

// One person told again by a description, a name, or what he did to himself.
func TestCountSamePerson(t *testing.T) {
	checkCounts(t, [][2]string{
		{"A man is charged with fatally shooting a motorcycle rider in Orlin. Ato Lem was pronounced dead at the scene.", "killed 1 civilian"},
		{"He was not charged in the shooting death of Ato Lem in Orlin. The 2-year-old toddler died from a single gunshot wound.", "killed 1"},
		{"A child was rushed to the hospital after he shot himself in the face on Friday.", "injured 1 civilian"},
		{"A woman was rushed to the hospital after a man shot her in Orlin. He then shot himself in the face.", "injured 1; injured 1"},
		{"Ato Lem was shot dead in Orlin on Monday. On Friday, police said, Ato Lem, 7, was fatally shot in Velm.", "killed 1"},
		{"Ato Lem was shot dead in Orlin. A toddler was killed too.", "killed 1; killed 1 civilian"},
	})
}
