package codebook

// Nearest gives the name that a misspelt one was most likely meant for: at most two letters off, and of three or more; "" for none.
func Nearest(name string, names []string) string {
	best, least := "", 3
	for _, n := range names {
		if d := distance(name, n); d < least && d < len(n)-1 {
			best, least = n, d
		}
	}
	return best
}

// distance gives how many letters must be put in, left out or changed to make b of a (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// orNearest gives "did you mean ...?" where a name is near, and otherwise what all says.
func orNearest(name string, names []string, all string) string {
	if n := Nearest(name, names); n != "" {
		return "did you mean " + n + "?"
	}
	return all
}
