package gazetteer

import "testing"

func TestNamed(t *testing.T) {
	list := Named("Gao", "MLI")
	if len(list) == 0 || list[0].Country != "MLI" || list[0].Name != "Gao" {
		t.Fatalf("Gao in Mali: %+v", list)
	}
	for _, p := range list {
		if p.GeonameID == 0 {
			continue
		}
		if same, ok := ByID(p.GeonameID); !ok || same.Name != p.Name {
			t.Errorf("%d is %+v, want %s", p.GeonameID, same, p.Name)
		}
	}
	if list := Named("Nowhere at all", ""); len(list) > 0 {
		t.Errorf("a place that is none: %+v", list)
	}
	if _, ok := ByID(-1); ok {
		t.Error("there is a place -1")
	}
}
