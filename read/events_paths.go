package read

import (
	"github.com/tollbook/tollbook/language"
	"github.com/tollbook/tollbook/record"
)

// rolesByPath lets a pattern that says itself where its actor or its recipient hangs have the only word on it.
func (f *eventFinder) rolesByPath(a *act) {
	if paths := a.Arguments["actor"]; len(paths) > 0 {
		a.actors = nil
		delete(a.evidence, "actors")
		for _, j := range paths.From(f.doc, a.At) {
			f.perform(a, j)
		}
	}
	if paths := a.Arguments["recipient"]; len(paths) > 0 {
		a.recipients = nil
		delete(a.evidence, "recipients")
		for _, j := range paths.From(f.doc, a.At) {
			f.receive(a, j)
		}
	}
}

// thingsByPath does the same for what is hit, and for the means.
func (f *eventFinder) thingsByPath(a *act) {
	if paths := a.Arguments["target"]; len(paths) > 0 {
		a.targets = nil
		delete(a.evidence, "targets")
		for _, j := range paths.From(f.doc, a.At) {
			r := f.widen(j, j)
			a.addTarget(instrument{r, f.targetKind(r)})
			a.note("targets", r)
		}
	}
	if paths := a.Arguments["weapon"]; len(paths) > 0 {
		a.weapons = nil
		delete(a.evidence, "weapons")
		for _, j := range paths.From(f.doc, a.At) {
			r := f.widen(j, j)
			a.addWeapon(instrument{r, f.weaponKind(r)})
			a.note("weapons", r)
		}
	}
}

// realisByPattern lets a pattern that says itself when its act has not happened have the last word on it.
func (f *eventFinder) realisByPattern(a *act) {
	realis, cue := f.book.RealisAt(a.Trigger, f.doc, a.At)
	if realis == "" {
		return
	}
	delete(a.evidence, "realis")
	a.realis = record.Realis(realis)
	if cue >= 0 {
		a.note("realis", language.Range{Start: cue, End: cue + 1})
	}
}
