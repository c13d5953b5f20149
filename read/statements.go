package read

// findStatements needs actors, places and times, and adds d.statements.
func findStatements(d *draft) {}

// statementOf gives the innermost statement whose content covers token tok, -1 if there is none.
func (d *draft) statementOf(tok int) int {
	best := -1
	for i := range d.statements {
		c := d.statements[i].content
		if !c.Has(tok) {
			continue
		}
		if best < 0 || c.End-c.Start < d.statements[best].content.End-d.statements[best].content.Start {
			best = i
		}
	}
	return best
}
