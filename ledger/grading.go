package ledger

import (
	"fmt"
	"strings"
)

// A Grading says how well an incident is documented, in Airwars' words (docs/counting.md), and why.
type Grading struct {
	Grade string `json:"grade"` // confirmed, contested, discounted, fair or weak
	Why   string `json:"why"`
}

// An attribution is somebody's word on who did it.
type attribution struct {
	what saidOf
	day  string // of publication
	whom string
}

type saidOf int

const (
	claimedIt saidOf = iota
	wasBlamed
	deniedIt
)

// grade follows Airwars: discounted where the dead were combatants after all or another party did it, confirmed where a side accepts responsibility,
// contested where sides blame each other or the one blamed denies it, fair from two independent sources on, else weak.
func (x *Incident) grade() {
	blamed := map[string]bool{}
	for _, b := range x.Blamed {
		blamed[b.Whom] = true
	}
	other := x.anotherParty()
	switch {
	case x.discounted != "":
		x.Grading = Grading{"discounted", x.discounted}
	case other != "":
		x.Grading = Grading{"discounted", other}
	case len(x.Claimed) > 1 || len(blamed) > 1 || len(x.Claimed) == 1 && len(blamed) == 1 && !blamed[x.Claimed[0]]:
		x.Grading = Grading{"contested", "several are held responsible, or say that they are"}
	case len(x.Denied) > 0:
		x.Grading = Grading{"contested", strings.Join(x.Denied, ", ") + " denies it"}
	case len(x.Claimed) > 0:
		x.Grading = Grading{"confirmed", strings.Join(x.Claimed, ", ") + " accepts responsibility"}
	case x.Independent > 1:
		x.Grading = Grading{"fair", fmt.Sprintf("%d independent texts tell of it", x.Independent)}
	default:
		x.Grading = Grading{"weak", "one text alone tells of it"}
	}
}

// anotherParty says why the one blamed did not do it: he denies it, and later another one alone says that he did, whereafter nobody blames the first again.
func (x *Incident) anotherParty() string {
	for i, claim := range x.said {
		if claim.what != claimedIt || len(x.Claimed) != 1 {
			continue
		}
		accused, denied, again := "", false, false
		for k, s := range x.said {
			switch {
			case s.what == wasBlamed && s.whom == claim.whom:
			case s.what == wasBlamed && (s.day < claim.day || s.day == claim.day && k < i):
				again = again || accused != "" && accused != s.whom
				accused = s.whom
			case s.what == wasBlamed:
				again = true
			}
		}
		for _, s := range x.said {
			denied = denied || s.what == deniedIt && s.whom == accused && s.day < claim.day
		}
		if accused != "" && denied && !again {
			return fmt.Sprintf("%s, held responsible at first, denied it, and %s says later that it did it", accused, claim.whom)
		}
	}
	return ""
}
