package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tollbook/tollbook/ledger"
)

// A Flow draws who did what to whom: those who act on the left, those to whom it is done on the right, a band for each two.
type Flow struct {
	Width, Height float64
	Left, Right   []FlowNode
	Bands         []FlowBand
	Total         int // pairs in all, of which these are the ones with most incidents
}

// A FlowNode is an actor on one of the sides.
type FlowNode struct {
	Key, Name    string
	X, Y, Height float64
	Middle       float64
	Incidents    int
}

// A FlowBand is what one actor did to another.
type FlowBand struct {
	ledger.Edge
	FromName, ToName string
	Path, Title      string
	Width            float64
}

const (
	flowWidth = 860.0
	flowInset = 250.0 // where the names are
	flowBar   = 8.0
	flowGap   = 9.0
	flowLeast = 15.0 // height of a name
	flowRoom  = 300.0
	flowNames = 34
)

// drawFlow draws a graph of actors.
func drawFlow(g *ledger.ActorGraph) *Flow {
	if g == nil || len(g.Edges) == 0 {
		return nil
	}
	names := map[string]string{}
	for _, n := range g.Nodes {
		names[n.Key] = n.Name
	}
	total := 0
	for _, e := range g.Edges {
		total += e.Incidents
	}
	unit := min(22, flowRoom/float64(total))
	f := &Flow{Width: flowWidth, Total: g.Total}
	var left, right map[string]*FlowNode
	var leftHigh, rightHigh float64
	f.Left, left, leftHigh = flowSide(g.Edges, func(e *ledger.Edge) string { return e.From }, names, unit, flowInset)
	f.Right, right, rightHigh = flowSide(g.Edges, func(e *ledger.Edge) string { return e.To }, names, unit, flowWidth-flowInset-flowBar)
	f.Height = round(max(leftHigh, rightHigh))
	usedLeft, usedRight := map[string]float64{}, map[string]float64{}
	edges := slices.Clone(g.Edges)
	// Bands leave a side in the order of where they go, so that they cross as little as they can.
	slices.SortStableFunc(edges, func(a, b ledger.Edge) int {
		return cmp.Or(cmp.Compare(left[a.From].Y, left[b.From].Y), cmp.Compare(right[a.To].Y, right[b.To].Y))
	})
	arrive := map[[2]string]float64{}
	byRight := slices.Clone(edges)
	slices.SortStableFunc(byRight, func(a, b ledger.Edge) int {
		return cmp.Or(cmp.Compare(right[a.To].Y, right[b.To].Y), cmp.Compare(left[a.From].Y, left[b.From].Y))
	})
	for _, e := range byRight {
		arrive[[2]string{e.From, e.To}] = usedRight[e.To]
		usedRight[e.To] += float64(e.Incidents) * unit
	}
	for _, e := range edges {
		wide := float64(e.Incidents) * unit
		a, b := left[e.From], right[e.To]
		y1 := a.Y + (a.Height-heightOf(a, unit))/2 + usedLeft[e.From] + wide/2
		y2 := b.Y + (b.Height-heightOf(b, unit))/2 + arrive[[2]string{e.From, e.To}] + wide/2
		usedLeft[e.From] += wide
		x1, x2 := flowInset+flowBar, flowWidth-flowInset-flowBar
		band := FlowBand{Edge: e, FromName: names[e.From], ToName: names[e.To], Width: round(max(wide, 1.5))}
		band.Path = fmt.Sprintf("M%g %gC%g %g %g %g %g %g", x1, round(y1), (x1+x2)/2, round(y1), (x1+x2)/2, round(y2), x2, round(y2))
		band.Title = fmt.Sprintf("%s to %s: %s, %s killed%s", sentence(names[e.From]), names[e.To], plural(e.Incidents, "incident"), number(e.Killed.Best), kindsOf(e.Types))
		f.Bands = append(f.Bands, band)
	}
	return f
}

func heightOf(n *FlowNode, unit float64) float64 { return float64(n.Incidents) * unit }

// flowSide sets out one side, the busiest on top.
func flowSide(edges []ledger.Edge, of func(*ledger.Edge) string, names map[string]string, unit, x float64) ([]FlowNode, map[string]*FlowNode, float64) {
	var list []FlowNode
	at := map[string]int{}
	for i := range edges {
		key := of(&edges[i])
		n, known := at[key]
		if !known {
			n = len(list)
			at[key] = n
			list = append(list, FlowNode{Key: key, Name: shortName(names[key], flowNames), X: x})
		}
		list[n].Incidents += edges[i].Incidents
	}
	slices.SortStableFunc(list, func(a, b FlowNode) int { return cmp.Compare(b.Incidents, a.Incidents) })
	y := 4.0
	byKey := map[string]*FlowNode{}
	for i := range list {
		n := &list[i]
		n.Y, n.Height = round(y), round(max(heightOf(n, unit), flowLeast))
		n.Middle = round(n.Y + n.Height/2)
		y += n.Height + flowGap
		byKey[n.Key] = n
	}
	return list, byKey, y
}

// kindsOf writes the kinds of what was done, the most first.
func kindsOf(types []ledger.Facet) string {
	var out []string
	for _, t := range types[:min(len(types), 3)] {
		out = append(out, whatFacet(t.Value)+" "+number(t.Count))
	}
	if len(out) == 0 {
		return ""
	}
	return "; " + strings.Join(out, ", ")
}

// whatFacet names a type with its mode, as a graph counts them.
func whatFacet(value string) string {
	kind, mode, _ := strings.Cut(value, " ")
	return what(kind, mode)
}
