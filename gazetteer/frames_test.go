package gazetteer

import (
	"reflect"
	"testing"
)

// The name that the words around tell is one place, whether or not the gazetteer has it or a part of it.
func TestFramedNames(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Raiders burned the village of Zorbaga in western Niger.", []string{"Zorbaga=?/NER/0", "Niger=Niger/NER/5/western part"}},
		{"Nine men died in the town of Fort-Malouze. Haiti is in mourning.", []string{"Fort-Malouze=?/HTI/0", "Haiti=Haiti/HTI/6"}},
		{"Bandits raided Gidan Kwarma village in Nigeria.", []string{"Gidan Kwarma=?/NGA/0", "Nigeria=Nigeria/NGA/6"}},
		{"The dead were found in Tolmeku, a village in northern Ghana.", []string{"Tolmeku=?/GHA/0", "Ghana=Ghana/GHA/5/northern part"}},
		{"Jets bombed the villages of Tarbuda, Kafr Lusin and al-Zimara in Syria.",
			[]string{"Tarbuda=?/SYR/0", "Kafr Lusin=?/SYR/0", "al-Zimara=?/SYR/0", "Syria=Syria/SYR/6"}},
		{"Soldiers were ambushed near Dorgu, in Chad.", []string{"Dorgu=?/TCD/0/near", "Chad=Chad/TCD/6"}},
		{"A mosque in Herat-e-Khord district of Afghanistan was hit.", []string{"Herat-e-Khord=?/AFG/0", "Afghanistan=Afghanistan/AFG/6"}},
		{"Three miners died in San Lucas de Morales, Peru.", []string{"San Lucas de Morales=?/PER/0", "Peru=Peru/PER/6"}},
		{"GUERRILLAS ENTERED THE VILLAGE OF PALMUCHO IN EASTERN EL SALVADOR.", []string{"PALMUCHO=?/SLV/0", "EL SALVADOR=El Salvador/SLV/5/eastern part"}},
		{"Gunmen stormed a Dogon village in Mali.", []string{"Mali=Mali/MLI/6"}},
	} {
		if got := tell(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

func TestPrecision(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"A truck was attacked on the road between Kidal and Gao in Mali.", []string{"Kidal=Kidal/MLI/5", "Gao=Gao/MLI/5", "Mali=Mali/MLI/6"}},
		{"Two police officers died on the Kabul-Kandahar highway.", []string{"Kabul=Kabul/AFG/5", "Kandahar=Kandahār/AFG/5"}},
		{"Two shepherds died along the border with Chad.", []string{"Chad=Chad/TCD/5"}},
		{"Shots were fired across the Kyrgyz-Tajik border.", []string{"Kyrgyz=Kyrgyzstan/KGZ/5", "Tajik=Tajikistan/TJK/5"}},
		{"Four boys died on the outskirts of Herat.", []string{"Herat=Herāt/AFG/2/near"}},
		{"A post was stormed in Orakzai Agency.", []string{"Orakzai Agency=Orakzai/PAK/3"}},
		{"A tanker was seized off the coast of Oman.", []string{"Oman=Oman/OMN/7"}},
		{"A ship sank 40 miles off Mogadishu.", []string{"Mogadishu=Mogadishu/SOM/7"}},
		{"A vessel was boarded in the Arabian Sea.", []string{"Arabian Sea=Arabian Sea//7"}},
		{"Shells fell on the outskirts of Aleppo in Syria.", []string{"Aleppo=Aleppo/SYR/2/near", "Syria=Syria/SYR/6"}},
	} {
		if got := tell(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

// Governments are told by their capitals and countries.
func TestGovernments(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"Talks between Khartoum and Juba resumed.", []string{"Khartoum=Khartoum/SDN/1/associative", "Juba=Juba/SSD/1/associative"}},
		{"Ankara accused Damascus of shelling the border.", []string{"Ankara=Ankara/TUR/1/associative", "Damascus=Damascus/SYR/1/associative"}},
		{"Seoul and Tokyo agreed to share data.", []string{"Seoul=Seoul/KOR/1/associative", "Tokyo=Tokyo/JPN/1/associative"}},
		{"Iran warned Iraq on Monday.", []string{"Iran=Iran/IRN/6/associative", "Iraq=Iraq/IRQ/6/associative"}},
		{"Baku has rejected the offer.", []string{"Baku=Baku/AZE/1/associative"}},
		{"A bomb exploded in Ankara.", []string{"Ankara=Ankara/TUR/1"}},
		{"Chad's president left for Cameroon.", []string{"Chad=Chad/TCD/6", "Cameroon=Cameroon/CMR/6"}},
	} {
		if got := tell(test.text); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}
