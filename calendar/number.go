package calendar

// A quantity is a number in the text.
type quantity struct {
	n     int
	most  int  // upper end of "two to three", else n
	half  bool // and a half
	vague bool // "several", "a few": no number
}

// number reads the number that begins at atom i: "2,000", "ten", "twenty-four", "a couple of", "several",
// "two or three", "2 1/2". It gives the atom after it, or i where there is none.
func (s *scanner) number(i int) (quantity, int) {
	q, j := s.plainNumber(i)
	if j == i || q.vague {
		return q, j
	}
	if k := s.half(j); k > j {
		q.half, j = true, k
	}
	if s.is(j, "to", "or", "-", "–") {
		if r, k := s.plainNumber(j + 1); k > j+1 && !r.vague && r.n > q.n && !s.at(j+1).is("a", "an") {
			q.most, j = r.n, k
		}
	}
	return q, j
}

// half reads "1/2", "½", "and a half" after a number.
func (s *scanner) half(i int) int {
	switch {
	case s.is(i, "½"):
		return i + 1
	case s.at(i).value == 1 && s.is(i+1, "/") && s.at(i+2).value == 2:
		return i + 3
	case s.is(i, "and") && s.is(i+1, "a") && s.is(i+2, "half"):
		return i + 3
	}
	return i
}

func (s *scanner) plainNumber(i int) (quantity, int) {
	a := s.at(i)
	switch {
	case a.value >= 0:
		n, j := s.figures(i)
		return quantity{n: n, most: n}, j
	case a.is("a", "an"):
		return s.article(i)
	case a.is("half") && s.is(i+1, "a", "an"):
		return quantity{half: true}, i + 2
	case a.in(vague) || a.is("dozens", "hundreds", "thousands", "scores"):
		if s.is(i+1, "of") {
			return quantity{vague: true}, i + 2
		}
		return quantity{vague: true}, i + 1
	case a.is("dozen"):
		return quantity{n: 12, most: 12}, i + 1
	case a.in(number):
		n, j := s.numberWords(i)
		return quantity{n: n, most: n}, j
	}
	return quantity{}, i
}

// figures reads digits with commas between groups of three: "2,000".
func (s *scanner) figures(i int) (int, int) {
	n := s.at(i).value
	j := i + 1
	for s.is(j, ",") && !s.at(j).spaced && s.at(j+1).value >= 0 && !s.at(j+1).spaced && s.at(j+1).end-s.at(j+1).start == 3 && n < 1_000_000 {
		n, j = n*1000+s.at(j+1).value, j+2
	}
	return n, j
}

// article reads the numbers that begin with "a": "a couple of", "a few", "a dozen", "a hundred", "a".
func (s *scanner) article(i int) (quantity, int) {
	next := s.at(i + 1)
	switch {
	case next.is("couple"):
		if s.is(i+2, "of") {
			return quantity{n: 2, most: 2}, i + 3
		}
		return quantity{n: 2, most: 2}, i + 2
	case next.is("few"):
		return quantity{vague: true}, i + 2
	case next.is("number") && s.is(i+2, "of"):
		return quantity{vague: true}, i + 3
	case next.is("dozen"):
		return quantity{n: 12, most: 12}, i + 2
	case next.is("half"):
		return quantity{half: true}, i + 2
	case next.is("hundred", "thousand"):
		n, j := s.numberWords(i + 1)
		return quantity{n: n, most: n}, j
	}
	return quantity{n: 1, most: 1}, i + 1
}

// numberWords reads a number in words up to the thousands.
func (s *scanner) numberWords(i int) (int, int) {
	total, part, j, last := 0, 0, i, 1_000_000
	for {
		k := j
		if j > i && s.is(k, "-") || j > i && s.is(k, "and") && (last == 100 || last == 1000) {
			k++
		}
		v, ok := s.at(k).get(number)
		if !ok || k > j && v >= 100 {
			break
		}
		switch {
		case v == 1000 && last < 1000 || v == 1000 && j == i:
			total, part = total+max(part, 1)*1000, 0
		case v == 100 && (j == i || part > 0 && part < 100 && last < 100):
			part = max(part, 1) * 100
		case v < 100 && (j == i || last == 100 || last == 1000 || last >= 20 && last < 100 && v < 10 && v > 0):
			part += v
		default:
			return total + part, j
		}
		last, j = v, k+1
	}
	return total + part, j
}

// ordinal reads "first", "twenty-first", "21st", "8th". It gives the atom after it, or i.
func (s *scanner) ordinal(i int) (int, int) {
	a := s.at(i)
	if a.value > 0 && s.is(i+1, "st", "nd", "rd", "th") && !s.at(i+1).spaced {
		return a.value, i + 2
	}
	if v, ok := a.get(ordinal); ok {
		return v, i + 1
	}
	if tens, ok := a.get(number); ok && tens >= 20 && tens <= 90 && s.is(i+1, "-") {
		if v, ok := s.at(i + 2).get(ordinal); ok && v < 10 {
			return tens + v, i + 3
		}
	}
	return 0, i
}

// year reads a year: "1998", "'98", and in words "nineteen ninety-eight", "two thousand".
func (s *scanner) year(i int) (int, int) {
	a := s.at(i)
	switch {
	case a.value >= 1000 && a.value <= 2199 && a.end-a.start == 4:
		return a.value, i + 1
	case a.is("'", "’", "‘", "`") && s.at(i+1).value >= 0 && !s.at(i+1).spaced && s.at(i+1).end-s.at(i+1).start == 2:
		return shortYear(s.at(i + 1).value), i + 2
	case a.is("nineteen", "eighteen"):
		century, _ := a.get(number)
		if n, j := s.numberWords(i + 1); j > i+1 && n >= 10 && n < 100 {
			return century*100 + n, j
		}
	case a.is("two") && s.is(i+1, "thousand"):
		if n, j := s.numberWords(i); n >= 2000 && n < 2100 {
			return n, j
		}
	}
	return 0, i
}

// shortYear gives the year of two digits: 40 to 99 are of the twentieth century.
func shortYear(n int) int {
	if n >= 40 {
		return 1900 + n
	}
	return 2000 + n
}
