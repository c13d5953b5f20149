package recorder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func readAll(t testing.TB, form, table string) (out []*Incident, faults []string) {
	t.Helper()
	err := ByName(form).Read(strings.NewReader(table), func(x *Incident) error { out = append(out, x); return nil },
		func(e *RowError) { faults = append(faults, e.Error()) })
	if err != nil {
		t.Fatal(err)
	}
	return out, faults
}

// short forms of an incident, for tests.
func told(x *Incident) string {
	n := func(p *int) string {
		if p == nil {
			return "?"
		}
		return fmt.Sprint(*p)
	}
	point := "no point"
	if x.Lat != nil {
		point = fmt.Sprint(*x.Lat, " ", *x.Lon)
	}
	return fmt.Sprintf("%s %s..%s | %s (%s) | %s %s, %s @ %s ~%d | %s | %s | %s/%s/%s %s", x.ID, x.From, x.To, x.Type, x.Class, x.Country, x.Place, x.Admin1, point, x.Precision,
		strings.Join(x.SideA, "+"), strings.Join(x.SideB, "+"), n(x.Low), n(x.Best), n(x.High), n(x.Injured))
}

const acledHead = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,assoc_actor_1,actor2,iso,country,admin1,location,latitude,longitude,geo_precision,notes,fatalities\n"

func TestACLED(t *testing.T) {
	got, faults := readAll(t, "acled", "\ufeff"+acledHead+
		"#event+code,#date+occurred,#x,#event+type,#x,#group,#x,#group,#x,#country,#adm1,#loc,#geo+lat,#geo+lon,#x,#description,#affected+killed\n"+
		"MLI1,2026-03-11,1,Battles,Armed clash,Northern Front,Front Allies; Others,Military Forces of Mali,466,Mali,Gao,Ansongo,15.66,0.5,2,\"Fighting,\nat dawn\",6\n"+
		"MLI2,17 March 2026,2,Riots,Mob violence,Rioters (Mali),,,,Mali,Gao,Gao,16.27,-0.04,1,'=SUM(1),0\n"+
		"MLI3,2026-02-15,3,Strategic developments,Agreement,A,,B,466,Mali,Gao,Gao,16.27,-0.04,3,,\n"+
		"MLI4,2026-02-30,1,Battles,,A,,B,466,Mali,Gao,Gao,16.27,-0.04,1,,4\n"+
		",2026-02-03,1,Battles,,A,,B,466,Mali,Gao,Gao,16.27,-0.04,1,,4\n"+
		"MLI6,2026-02-03,1,Battles,,A,,B,466,Mali,Gao,Gao,116.27,-0.04,1,,4\n"+
		"MLI7,2026-02-03,1,Battles,,A,,B,466,Mali,Gao,Gao,16.27,-0.04,1,,some\n"+
		"MLI8,2026-02-03,1,Battles\n"+
		"MLI9,2026-02-03,9,Battles,,A,,B,466,Mali,Gao,Gao,16.27,-0.04,1,,4\n"+
		"MLI10,2026-02-03,1,Battles,,A\"x,,B,466,Mali,Gao,Gao,16.27,-0.04,1,,4\n"+
		",,,,,,,,,,,,,,,,\n"+
		"MLI11,2026-02-03,1,Battles,,A,,B,,Atlantis,Gao,Gao,,,1,,4\n")
	var lines []string
	for _, x := range got {
		lines = append(lines, told(x))
	}
	want := []string{
		"MLI1 2026-03-11..2026-03-11 | Battles: Armed clash (violence) | MLI Ansongo, Gao @ 15.66 0.5 ~2 | Northern Front+Front Allies+Others | Military Forces of Mali | 6/6/6 ?",
		"MLI2 2026-03-14..2026-03-20 | Riots: Mob violence (riot) | MLI Gao, Gao @ 16.27 -0.04 ~1 | Rioters (Mali) |  | 0/0/0 ?",
		"MLI3 2026-02-01..2026-02-28 | Strategic developments: Agreement (other) | MLI Gao, Gao @ 16.27 -0.04 ~4 | A | B | ?/?/? ?",
		"MLI11 2026-02-03..2026-02-03 | Battles (violence) |  Gao, Gao @ no point ~1 | A | B | 4/4/4 ?",
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
	if got[0].Notes != "Fighting, at dawn" || got[1].Notes != "=SUM(1)" || got[1].Row["event_id_cnty"] != "MLI2" {
		t.Errorf("%q, %q, %v", got[0].Notes, got[1].Notes, got[1].Row)
	}
	wantFaults := []string{
		`line 7: event_date is "2026-02-30", which is no day`,
		"line 8: has no id",
		`line 9: latitude and longitude are "116.27" and "-0.04", which is no point`,
		`line 10: fatalities is "some", which is no number of people`,
		"line 11: 4 cells, and the table has 17 columns",
		`line 12: time_precision is "9", and goes to 3`,
		`line 13: bare " in non-quoted-field`,
	}
	if d := cmp.Diff(wantFaults, faults); d != "" {
		t.Error(d)
	}
}

// A table whose cells are parted by semicolons is read too.
func TestSemicolons(t *testing.T) {
	got, _ := readAll(t, "acled", strings.ReplaceAll(acledHead, ",", ";")+"MLI1;2026-03-11;1;Battles;;A;;B;466;Mali;Gao, north;Ansongo;15.66;0.5;2;;6\n")
	if len(got) != 1 || got[0].Admin1 != "Gao, north" {
		t.Error(got)
	}
}

func TestUCDP(t *testing.T) {
	row := make([]string, len(UCDPColumns))
	set := func(pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			for k, name := range UCDPColumns {
				if name == pairs[i] {
					row[k] = pairs[i+1]
				}
			}
		}
		return strings.Join(row, ",") + "\n"
	}
	one := set("id", "17", "type_of_violence", "1", "side_a", "Government of Mali", "side_b", "Northern Front", "where_prec", "3", "where_coordinates", "Ansongo town", "adm_1", "Gao region",
		"latitude", "15.66", "longitude", "0.5", "country", "Mali", "date_start", "2026-03-11 00:00:00.000", "date_end", "2026-03-12 00:00:00.000", "best", "6", "high", "8", "low", "5")
	two := set("id", "18", "country", "Yemen (North Yemen)", "low", "9")
	three := set("id", "19", "country", "DR Congo (Zaire)", "low", "6", "type_of_violence", "3", "date_end", "2026-03-10")
	four := set("id", "20", "date_end", "2026-03-12", "country", "Atlantis")
	want := []string{
		"17 2026-03-11..2026-03-12 | State-based violence (violence) | MLI Ansongo town, Gao region @ 15.66 0.5 ~3 | Government of Mali | Northern Front | 5/6/8 ?",
		"20 2026-03-11..2026-03-12 | One-sided violence (violence) |  Ansongo town, Gao region @ 15.66 0.5 ~3 | Government of Mali | Northern Front | 6/6/8 ?",
	}
	for name, table := range map[string]string{"with a head": strings.Join(UCDPColumns, ",") + "\n" + one + two + three + four, "without": one + two + three + four} {
		got, faults := readAll(t, "ucdp", table)
		var lines []string
		for _, x := range got {
			lines = append(lines, told(x))
		}
		if d := cmp.Diff(want, lines); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		if len(faults) != 2 || !strings.HasSuffix(faults[0], "its lowest number of dead, 9, is above its highest, 8") || !strings.HasSuffix(faults[1], "ends on 2026-03-10, before it begins on 2026-03-11") {
			t.Errorf("%s: %q", name, faults)
		}
	}
	older, _ := readAll(t, "ucdp", strings.NewReplacer(",best,", ",best_est,", ",high,", ",high_est,", ",low,", ",low_est,").Replace(strings.Join(UCDPColumns, ","))+"\n"+one)
	if len(older) != 1 || *older[0].Best != 6 {
		t.Error("the names of older versions are not read")
	}
}

func TestGTD(t *testing.T) {
	got, faults := readAll(t, "gtd", "eventid,iyear,imonth,iday,extended,resolution,country_txt,provstate,city,latitude,longitude,specificity,vicinity,attacktype1_txt,targtype1_txt,target1,gname,nkill,nwound\n"+
		"202603110001,2026,3,11,0,,Mali,Gao,Ansongo,15.66,0.5,1,1,Armed Assault,Military,Army patrol,Northern Front,6.5,9\n"+
		"202603000002,2026,3,0,0,,Mali,Gao,Unknown,,,5,0,Unknown,,,Unknown,,-99\n"+
		"202600000003,2026,0,0,0,,Bosnia-Herzegovina,,Banja Luka\xe9,44.7,17.2,4,0,Unknown,,,Unknown,0,\n"+
		"202603300004,2026,3,30,1,4/2/2026,Mali,Gao,Gao,16.27,-0.04,1,0,Hostage Taking (Kidnapping),,,Unknown,0,0\n"+
		"202602300005,2026,2,30,0,,Mali,Gao,Gao,16.27,-0.04,1,0,Unknown,,,Unknown,0,0\n"+
		"202602300006,,2,3,0,,Mali,Gao,Gao,16.27,-0.04,1,0,Unknown,,,Unknown,0,0\n")
	var lines []string
	for _, x := range got {
		lines = append(lines, told(x))
	}
	want := []string{
		"202603110001 2026-03-11..2026-03-11 | Armed Assault (violence) | MLI Ansongo, Gao @ 15.66 0.5 ~2 | Northern Front | Army patrol+Military | 7/7/7 9",
		"202603000002 2026-03-01..2026-03-31 | Unknown (violence) | MLI , Gao @ no point ~6 |  |  | ?/?/? ?",
		"202600000003 2026-01-01..2026-12-31 | Unknown (violence) | BIH Banja Lukaé,  @ 44.7 17.2 ~4 |  |  | 0/0/0 ?",
		"202603300004 2026-03-30..2026-04-02 | Hostage Taking (Kidnapping) (violence) | MLI Gao, Gao @ 16.27 -0.04 ~1 |  |  | 0/0/0 0",
	}
	if d := cmp.Diff(want, lines); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"line 6: 2026-02-30 is no day", "line 7: has no year"}, faults); d != "" {
		t.Error(d)
	}
}

func TestNoTable(t *testing.T) {
	none := func(*Incident) error { return nil }
	for _, table := range []string{"", "a,b,c\n1,2,3\n", "\"never closed"} {
		for _, name := range Names() {
			if err := ByName(name).Read(strings.NewReader(table), none, func(*RowError) {}); !errors.Is(err, ErrNoTable) {
				t.Errorf("%s, %q: %v", name, table, err)
			}
		}
	}
	endless := acledHead + `MLI1,"` + strings.Repeat("x", mostRow+8192)
	if err := acledForm.Read(strings.NewReader(endless), none, func(*RowError) {}); !errors.Is(err, errRow) {
		t.Errorf("a row without an end: %v", err)
	}
	stop := errors.New("stop")
	if err := acledForm.Read(strings.NewReader(acledHead+"MLI1,2026-03-11,1,Battles,,A,,B,466,Mali,Gao,Ansongo,15.66,0.5,2,,6\n"), func(*Incident) error { return stop }, nil); !errors.Is(err, stop) {
		t.Errorf("taking fails: %v", err)
	}
}

// What is exported in the form of others is read back: see the golden files of exports.
func TestOwnExports(t *testing.T) {
	for _, name := range Names() {
		data, err := os.ReadFile(filepath.Join("..", "export", "testdata", name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		got, faults := readAll(t, name, string(data))
		if len(faults) > 0 || len(got) != strings.Count(string(data), "\n")-1 || len(got) == 0 {
			t.Errorf("%s: %d incidents; %q", name, len(got), faults)
		}
		for _, x := range got {
			if x.Country == "" || x.From == "" || x.Recorder != name {
				t.Errorf("%s: %s", name, told(x))
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("acled", acledHead+"MLI1,2026-03-11,1,Battles,,A,,B,466,Mali,Gao,Ansongo,15.66,0.5,2,,6\n")
	f.Add("ucdp", strings.Repeat("1,", 48)+"1\n")
	f.Add("gtd", "eventid,iyear,imonth,iday,country_txt,latitude,longitude,attacktype1_txt,gname,nkill,nwound\n1,2026,0,0,Mali,1,2,x,y,1e3,-9\n")
	f.Fuzz(func(t *testing.T, name, table string) {
		form := ByName(name)
		if form == nil {
			return
		}
		_ = form.Read(strings.NewReader(table), func(x *Incident) error {
			if x.ID == "" || x.From == "" || x.To < x.From || x.Lat != nil && (*x.Lat < -90 || *x.Lat > 90) || x.Best != nil && *x.Best < 0 {
				t.Errorf("%+v", x)
			}
			return nil
		}, func(e *RowError) {
			if e.Reason == "" || e.Line < 1 {
				t.Errorf("%+v", e)
			}
		})
	})
}
