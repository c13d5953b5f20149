package read

import (
	"strconv"
	"strings"

	"github.com/tollbook/tollbook/language"
)

// cardinalAt reads a whole number in digits or words from token i on: "1,200", "1.2 million",
// "a hundred and fifty", "two dozen", "twenty-one". It gives the number and the token after it.
func cardinalAt(toks []language.Token, i, end int) (value, next int, ok bool) {
	w := numbers()
	if i >= end {
		return 0, 0, false
	}
	if value, next, ok = articleNumber(toks, i, end); ok {
		return scaled(toks, value, next, end)
	}
	if number, isDigits := digits(toks[i].Lower); isDigits {
		return digitNumber(toks, number, i, end)
	}
	total, current, last, read := 0, 0, 1000, false
	for next = i; next < end; next++ {
		if next > i && toks[next].Lower == "-" && next+1 < end && last >= 20 && last < 100 && w.unitBelow(toks[next+1].Lower, 10) {
			next++ // "twenty - one" in three tokens
		}
		word := toks[next].Lower
		if word == "and" && read && last >= 100 && next+1 < end && w.isUnit(toks[next+1].Lower) && scaleAt(toks, next-1) >= 100 {
			next++
			word = toks[next].Lower
		}
		unit, isUnit := w.unitValue(word)
		scale, isScale := w.scale[word]
		switch {
		case isUnit && (!read || last >= 100 || last >= 20 && last < 100 && unit < 10):
			current += unit
			last = unit
		case isScale && read:
			if scale >= 1000 {
				total, current = total+current*scale, 0
			} else {
				current *= scale
			}
			last = scale
		default:
			return total + current, next, read && total+current <= maxFigure
		}
		read = true
		if total+current > maxFigure {
			return 0, 0, false
		}
	}
	return total + current, next, read
}

// articleNumber reads "a hundred", "half a dozen", "a dozen".
func articleNumber(toks []language.Token, i, end int) (value, next int, ok bool) {
	half := false
	if toks[i].Lower == "half" && i+2 < end {
		half, i = true, i+1
	}
	if word := toks[i].Lower; word != "a" && word != "an" || i+1 >= end {
		return 0, 0, false
	}
	if toks[i+1].Lower == "half" && i+2 < end {
		half, i = true, i+1
	}
	scale, ok := numbers().scale[toks[i+1].Lower]
	if !ok {
		return 0, 0, false
	}
	if half {
		scale /= 2
	}
	return scale, i + 2, true
}

// scaled adds what follows "a hundred": "and fifty", "thousand".
func scaled(toks []language.Token, value, next, end int) (int, int, bool) {
	w := numbers()
	if next < end && w.scale[toks[next].Lower] > value {
		return value * w.scale[toks[next].Lower], next + 1, true
	}
	from := next
	if from < end && toks[from].Lower == "and" {
		from++
	}
	if value >= 100 && from < end && w.isUnit(toks[from].Lower) && (from > next || !isArticle(toks[next].Lower)) {
		if rest, after, ok := cardinalAt(toks, from, end); ok && rest < value {
			return value + rest, after, true
		}
	}
	return value, next, true
}

func isArticle(word string) bool { return word == "a" || word == "an" || word == "the" }

func digitNumber(toks []language.Token, number float64, i, end int) (int, int, bool) {
	next, scaled := i+1, false
	for next+1 < end && number < 1000 && toks[next].Lower == "," && len(toks[next+1].Lower) == 3 && allDigits(toks[next+1].Lower) &&
		toks[next].Start == toks[next-1].End && toks[i].Lower != "0" && (i == 0 || !isMonth(toks[i-1].Lower)) { // "1, 800", as some texts have it
		thousands, _ := strconv.Atoi(toks[next+1].Lower)
		number, next = number*1000+float64(thousands), next+2
	}
	for next < end {
		scale, ok := numbers().scale[toks[next].Lower]
		if !ok || number*float64(scale) > maxFigure {
			break
		}
		number, next, scaled = number*float64(scale), next+1, true
	}
	value := int(number + 0.5)
	if !scaled && float64(value) != number || value > maxFigure {
		return 0, 0, false
	}
	return value, next, true
}

func scaleAt(toks []language.Token, i int) int {
	if i < 0 {
		return 0
	}
	return numbers().scale[toks[i].Lower]
}

func (w *numberWords) isUnit(word string) bool { _, ok := w.unitValue(word); return ok }

func (w *numberWords) unitBelow(word string, limit int) bool {
	value, ok := w.unit[word]
	return ok && value < limit
}

// unitValue gives the value of "seven", "forty" and "forty-seven".
func (w *numberWords) unitValue(word string) (int, bool) {
	if value, ok := w.unit[word]; ok {
		return value, true
	}
	tens, ones, ok := strings.Cut(word, "-")
	if !ok || w.unit[tens] < 20 || !w.unitBelow(ones, 10) {
		return 0, false
	}
	return w.unit[tens] + w.unit[ones], true
}

// digits reads "12", "1,200", "1 200 000", "2.5"; for "5-7" it gives the 5.
func digits(word string) (float64, bool) {
	if first, _, ok := hyphenated(word); ok {
		return float64(first), true
	}
	if len(word) == 0 || len(word) > 14 || word[0] < '0' || word[0] > '9' {
		return 0, false
	}
	whole, fraction, isDecimal := strings.Cut(word, ".")
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if i > 0 && len(group) != 3 || i == 0 && len(groups) > 1 && (len(group) == 0 || len(group) > 3) || !allDigits(group) {
			return 0, false
		}
	}
	whole = strings.Join(groups, "")
	if isDecimal {
		if !allDigits(fraction) {
			return 0, false
		}
		whole += "." + fraction
	}
	value, err := strconv.ParseFloat(whole, 64)
	return value, err == nil
}

// hyphenated reads "5-7" in one token.
func hyphenated(word string) (low, high int, ok bool) {
	for _, mark := range []string{"-", "–"} {
		first, second, found := strings.Cut(word, mark)
		if !found || !allDigits(first) || !allDigits(second) || len(first) > 6 || len(second) > 6 {
			continue
		}
		low, _ = strconv.Atoi(first)
		high, _ = strconv.Atoi(second)
		return low, high, low < high
	}
	return 0, 0, false
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
