package report

import "strings"

// monthNames are those of the languages in which most news is written, January first; forms of one name are set apart by slashes.
var monthNames = []string{
	"january february march april may june july august september/sept october november december",
	"jan feb mar apr may jun jul aug sep oct nov dec",
	"januar/jänner februar/feber märz/maerz/mär april mai juni juli august september oktober/okt november dezember/dez",
	"janvier/janv février/fevrier/févr mars avril mai juin juillet/juil août/aout septembre octobre novembre décembre/decembre/déc",
	"enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic",
	"gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/set ottobre/ott novembre dicembre",
	"janeiro fevereiro/fev março/marco abril maio/mai junho julho agosto setembro outubro/out novembro dezembro",
	"januari februari maart/mrt april mei juni juli augustus/augusti september oktober november december",
	"januar februar marts/mars april maj/mai juni juli august september oktober november desember",
	"stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj czerwca/czerwiec lipca/lipiec sierpnia/sierpień września/wrzesień października/październik listopada/listopad grudnia/grudzień",
	"января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль августа/август сентября/сентябрь октября/октябрь ноября/ноябрь декабря/декабрь",
	"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
	"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
	"januari februari maret april mei juni juli agustus september oktober november desember",
	"ledna února března dubna května června července srpna září října listopadu prosince",
	"január február március április május június július augusztus szeptember október november december",
	"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
	"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
	"يناير فبراير مارس أبريل/ابريل/إبريل مايو يونيو/يونيه يوليو/يوليه أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر",
	"जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर नवंबर/नवम्बर दिसंबर/दिसम्बर",
	"জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট/আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
	"جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
}

// months gives the number of a month by its name. A name that means two months in two languages means none.
var months = func() map[string]int {
	out := map[string]int{}
	for _, language := range monthNames {
		for i, names := range strings.Fields(language) {
			for name := range strings.SplitSeq(names, "/") {
				if before, there := out[name]; there && before != i+1 {
					out[name] = 0
				} else if !there {
					out[name] = i + 1
				}
			}
		}
	}
	return out
}()

func monthNumber(word string) int { return months[strings.ToLower(word)] }
