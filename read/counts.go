package read

// findCounts needs statements and events, and adds d.counts.
func findCounts(d *draft) {}
