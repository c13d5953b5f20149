package read

// pursuits are verbs for what follows a crime by law.
var pursuits = map[string]bool{"search": true, "look": true, "seek": true, "hunt": true, "investigate": true, "arrest": true, "charge": true, "book": true, "jail": true,
	"indict": true, "arraign": true, "accuse": true, "plead": true, "convict": true, "sentence": true, "acquit": true, "try": true, "extradite": true,
	"question": true, "interview": true, "detain": true, "release": true, "appear": true}

// pursued says whether a time told before word i is that on which the law followed it up, by the verb v: "police were searching late on Tuesday for two
// suspects in a shooting". A time behind the word may be that of the crime, whatever it hangs from: "are investigating a shooting on Friday".
func (d *draft) pursued(t, v, i int) bool {
	return d.times[t].End <= i && v < i && pursuits[d.doc.Tokens[v].Lemma]
}
