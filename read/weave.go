package read

// weave needs all parts of the draft and settles what hangs between them.
func weave(d *draft, line *dateline) {
	listTriggers(d)
	line.place = -1
	for i, p := range d.places {
		if line.words.Overlaps(p.Range) {
			line.place = i
			break
		}
	}
}
