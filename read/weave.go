package read

// weave needs all parts of the draft and settles what hangs between them.
func weave(d *draft) {}
