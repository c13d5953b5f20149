package read

// findStatements needs actors, places and times, and adds d.statements.
func findStatements(d *draft) {}
