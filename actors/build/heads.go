package main

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// office is the longest title first: what stands before the name.
var offices = []string{"Co-Vice President", "Interim Prime Minister", "Acting Prime Minister", "Interim President", "Transitional President", "Acting President", "Transition President",
	"First Vice President", "Second Vice President", "Vice President", "Deputy Prime Minister", "First Deputy Prime Minister", "Prime Minister", "President", "Chancellor",
	"Supreme Leader", "King", "Queen", "Emperor", "Sultan", "Emir", "Amir", "Grand Duke", "Crown Prince", "Prince", "Premier", "Taoiseach", "State Affairs Commission President",
	"Governor General", "Governor-General", "Chief Executive", "Chairman"}

// spelled gives the offices by the names that reports give them.
var spelled = map[string]string{"co-vice president": "vice president", "amir": "emir", "governor-general": "governor general", "interim prime minister": "prime minister", "acting prime minister": "prime minister",
	"interim president": "president", "acting president": "president", "transitional president": "president", "transition president": "president",
	"first vice president": "vice president", "second vice president": "vice president", "first deputy prime minister": "deputy prime minister", "state affairs commission president": "leader"}

var (
	since    = regexp.MustCompile(`^([^()]+?)(?:\s*\([^)]*\))?\s*\((?:[^()]*?)since (\d{1,2} )?([A-Z][a-z]+) (\d{4})`)
	honours  = regexp.MustCompile(`\b(Lt|Brig|Maj|Gen|Col|Capt|Adm|Dr|Sir|Dame|Field Marshal|Sheikh|Marshal|Ret|H\.E|Ratu)\.?\s+`)
	brackets = regexp.MustCompile(`\([^)]*\)|"[^"]*"|<[^>]*>`)
)

// parseHeads reads "President Asif Ali ZARDARI (since 10 March 2024); Vice President ...".
func parseHeads(text, country string) []head {
	var out []head
	for _, part := range strings.Split(html.UnescapeString(text), ";") {
		part = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(part), "represented by"))
		m := since.FindStringSubmatch(part)
		if m == nil {
			continue
		}
		day := strings.TrimSpace(m[2])
		layout := "2 January 2006"
		if day == "" {
			day = "1"
		}
		from, err := time.Parse(layout, day+" "+m[3]+" "+m[4])
		if err != nil {
			continue
		}
		office, name := cutOffice(m[1])
		if h, ok := nameHead(name); ok && office != "" && (strings.Contains(h.name, " ") || isRoyal(office)) {
			h.country, h.office, h.since = country, office, from.Format("2006-01-02")
			out = append(out, h)
		}
	}
	return out
}

// isRoyal says whether holders of an office go by one name.
func isRoyal(office string) bool {
	switch office {
	case "king", "queen", "emperor", "emir", "sultan", "grand duke", "prince":
		return true
	}
	return false
}

// cutOffice cuts the office off a name. Of two ("King and Prime Minister") the first counts.
func cutOffice(s string) (office, name string) {
	for {
		cut := false
		for _, o := range offices {
			rest, ok := strings.CutPrefix(s, o+" ")
			if !ok {
				continue
			}
			if office == "" {
				if office = strings.ToLower(o); spelled[office] != "" {
					office = spelled[office]
				}
			}
			s, cut = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(rest), "and ")), true
			break
		}
		if !cut {
			return office, s
		}
	}
}

// nameHead reads a name whose family name, or the name that a person goes by, is in capitals: "Asif Ali ZARDARI", "XI Jinping".
func nameHead(s string) (head, bool) {
	s = brackets.ReplaceAllString(s, " ")
	for prev := ""; prev != s; {
		prev, s = s, honours.ReplaceAllString(s, "")
	}
	s, _, _ = strings.Cut(s, ",")
	if at := strings.Index(s, " of "); at > 0 {
		s = s[:at]
	}
	words := strings.Fields(s)
	if len(words) == 0 || strings.ToLower(words[0][:1]) == words[0][:1] || len(words) > 9 || strings.ContainsAny(s, "0123456789:|") {
		return head{}, false
	}
	first, last := -1, -1 // the run in capitals
	for i, w := range words {
		if strings.ToUpper(w) == w && len([]rune(w)) > 1 && !strings.HasSuffix(w, ".") && !isRoman(w) {
			if first < 0 {
				first = i
			}
			if last < 0 || last == i-1 {
				last = i
			}
		}
	}
	if first < 0 || last < first {
		return head{}, false
	}
	plain := make([]string, len(words))
	for i, w := range words {
		if plain[i] = w; i >= first && i <= last {
			plain[i] = titleCase(w)
		}
	}
	h := head{name: strings.Join(plain, " ")}
	family := plain[first : last+1]
	add := func(parts ...string) {
		a := strings.Join(parts, " ")
		if len(parts) > 1 && a != h.name && !slices.Contains(h.aliases, a) && isWhole(parts[0]) && isWhole(parts[len(parts)-1]) {
			h.aliases = append(h.aliases, a)
		}
	}
	if first > 0 {
		add(append(slices.Clone(plain[:first]), family...)...) // without what follows the family name
		add(append([]string{plain[0]}, family...)...)          // the first forename
		add(append([]string{plain[first-1]}, family...)...)    // the last: "Muhammad Shehbaz SHARIF"
		add(plain[0], family[len(family)-1])                   // "Ellen SIRLEAF"
	} else if last+1 < len(words) {
		add(append(slices.Clone(plain[last+1:last+2]), family...)...) // "Jinping Xi", "Assoumani Azali"
		add(append(slices.Clone(family), plain[last+1])...)
	}
	h.id = slug(h.name)
	return h, h.id != ""
}

// isWhole refuses particles, initials and numerals, which neither begin nor end a name.
func isWhole(w string) bool {
	return !isRoman(w) && !strings.HasSuffix(w, ".") && strings.ToLower(w) != w
}

func isRoman(w string) bool { return strings.Trim(w, "IVX") == "" }

// titleCase writes a name in capitals as names are written, "O'NEILL" and "DIAZ-CANEL" too.
func titleCase(w string) string {
	up := true
	return strings.Map(func(r rune) rune {
		out := unicode.ToLower(r)
		if up {
			out = r
		}
		up = !unicode.IsLetter(r)
		return out
	}, w)
}

const accented, unaccented = "áàâäãåéèêëíìîïóòôöõøúùûüñçšžćčğşı", "aaaaaaeeeeiiiioooooouuuuncszccgsi"

func slug(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if i := strings.IndexRune(accented, r); i >= 0 {
			r = rune(unaccented[len([]rune(accented[:i]))])
		}
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case (r == ' ' || r == '-' || r == '\'') && b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
