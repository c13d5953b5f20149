package read

// findEvents needs statements, and adds d.events.
func findEvents(d *draft) {}
