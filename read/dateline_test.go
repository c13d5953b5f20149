package read

import (
	"testing"

	"github.com/tollbook/tollbook/calendar"
	"github.com/tollbook/tollbook/language"
)

func TestDatelines(t *testing.T) {
	for _, tc := range []struct{ text, published, words, day string }{
		{"ISLAMABAD: The interior minister spoke to reporters.", "2025-10-09", "ISLAMABAD:", ""},
		{"KABUL, Afghanistan (AP) — A mine went off.", "2024-03-02", "KABUL, Afghanistan (AP) —", ""},
		{"SAN SALVADOR, 3 JAN 90 -- [REPORT] [TEXT] THE ARMY SAID TODAY THAT TWO SOLDIERS DIED.", "", "SAN SALVADOR, 3 JAN 90 --", "1990-01-03"},
		{"SOFIA (BULGARIA), 31 MAR 89 (BTA) -- [TEXT] THE MINISTER LEFT.", "1989-04-02", "SOFIA (BULGARIA), 31 MAR 89 (BTA) --", "1989-03-31"},
		{"NAIROBI, Oct 9 (Agency) - Four people were hurt.", "2024-10-10", "NAIROBI, Oct 9 (Agency) -", "2024-10-09"},
		{"NAIROBI, Oct 9 (Agency) - Four people were hurt.", "", "NAIROBI, Oct 9 (Agency) -", ""},
		{"LAGOS, Dec. 30 (Agency) - Four people were hurt.", "2024-01-02", "LAGOS, Dec. 30 (Agency) -", "2023-12-30"},
		{"BAGHDAD/ERBIL — Talks went on.", "2024-10-10", "BAGHDAD/ERBIL —", ""},
		{"(Reuters) - Rebels left the town.", "2024-10-10", "(Reuters) -", ""},
		{"(CNN) Rebels left the town.", "2024-10-10", "(CNN)", ""},
		{"PORT-AU-PRINCE, Haiti — Gangs set fire to a market.", "2024-10-10", "PORT-AU-PRINCE, Haiti —", ""},
		{"Bamako, 4 May 2023 (Agency) – Convoys moved north.", "2023-05-05", "Bamako, 4 May 2023 (Agency) –", "2023-05-04"},
		{"JUBA, Thursday (Agency) — Two aid workers are missing.", "2024-10-12", "JUBA, Thursday (Agency) —", "2024-10-10"},
		{"Market blast kills two\n\nMOGADISHU, Somalia (AP) — A bomb went off.", "2024-10-12", "MOGADISHU, Somalia (AP) —", ""},
		{"Bouar, the Central African Republic — Soldiers fired at a bus here.", "2024-10-12", "Bouar, the Central African Republic —", ""},
		{"Wau, South Sudan – Two aid workers are missing.", "2024-10-12", "Wau, South Sudan –", ""},
		{"The Post, Juba — long late — came at last.", "2024-10-12", "", ""},
		{"CLANDESTINE, NO DATE (RADIO VOZ) -- [TEXT] THE COLUMN MOVED ON.", "", "CLANDESTINE, NO DATE (RADIO VOZ) --", ""},

		{"A bomb went off near Gao — two died.", "2024-10-12", "", ""},
		{"Question: Who fired first?", "2024-10-12", "", ""},
		{"Marta Quispe: We will march again.", "2024-10-12", "", ""},
		{"The UN - long absent - came back.", "2024-10-12", "", ""},
		{"THREE MEN DIED ON 4 MAY IN A FIRE.", "2024-10-12", "", ""},
		{"Police (PNC) said two men died.", "2024-10-12", "", ""},
		{"On October 9, rebels took the town — again.", "2024-10-12", "", ""},
		{"", "2024-10-12", "", ""},
	} {
		doc := language.Parse("Fire at the docks", tc.text)
		line := findDateline(doc, calendar.ParseDay(tc.published))
		words := ""
		if !line.words.Empty() {
			words = doc.Phrase(line.words)
		}
		if words != tc.words || line.day.String() != tc.day || line.place != -1 {
			t.Errorf("%q: dateline %q of %q, place %d; want %q of %q", tc.text, words, line.day, line.place, tc.words, tc.day)
		}
	}
}
