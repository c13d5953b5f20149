package read

import "github.com/tollbook/tollbook/actors"

// placeByGroups gives the places of a report of which it does not tell in which country they lie that of the armed groups it names, where these all
// fight in one country and the report speaks of no other.
func (d *draft) placeByGroups() {
	home := ""
	for i := range d.actors {
		a := &d.actors[i]
		if a.Kind != actors.ArmedGroup || a.Country == "" {
			continue
		}
		if home != "" && a.Country != home {
			return
		}
		home = a.Country
	}
	if home == "" {
		return
	}
	for i := range d.places {
		if c := d.places[i].Country; c != "" && c != home {
			return
		}
	}
	for i := range d.places {
		if m := &d.places[i]; m.Place == nil && m.Country == "" {
			m.Country = home
		}
	}
}
