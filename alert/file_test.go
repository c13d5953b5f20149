package alert

import (
	"strings"
	"testing"
)

const sample = `# who is told
desk  https://desk.example.org/
smtp  mail.example.org:587 from=desk@example.org user=desk password=$WORD

alert    Five or more killed in Mali   # and no less
search   country:MLI killed:>=5 "market day"
policy   ucdp
webhook  https://hooks.example.org/a?b=c secret=$HOOK allow=10.0.0.5,192.168.7.0/24
mail     Ada <ada@example.org>
atom     mali.atom

alert    All
search   killed:>=1
atom     /srv/all.atom
`

func variables(name string) string {
	return map[string]string{"WORD": "open", "HOOK": "whsec_" + "c2l4dGVlbiBieXRlcyBvciBtb3Jl", "SHORT": "short"}[name]
}

func TestParse(t *testing.T) {
	f, faults, err := Parse(strings.NewReader(sample), variables)
	if err != nil || len(faults) > 0 || len(f.Alerts) != 2 {
		t.Fatal(f, faults, err)
	}
	a := f.Alerts[0]
	if f.Desk != "https://desk.example.org" || f.Server.password != "open" || f.Server.TLS != "starttls" || a.Name != "Five or more killed in Mali" || a.Policy != "ucdp" ||
		a.Search != `country:MLI killed:>=5 "market day"` || len(a.Receivers) != 3 {
		t.Errorf("%+v", f)
	}
	hook := a.Receivers[0]
	if string(hook.secret) != "sixteen bytes or more" || len(hook.Allow) != 2 || hook.Allow[0].String() != "10.0.0.5/32" || hook.String() != "webhook https://hooks.example.org" {
		t.Errorf("%+v", hook)
	}
	if strings.Contains(hook.Key(), "hooks") || a.Receivers[1].Address != "ada@example.org" || a.Receivers[2].Address != "mali.atom" {
		t.Errorf("%+v", a.Receivers)
	}
}

func TestFaults(t *testing.T) {
	const good = "alert A\nsearch killed:>=1\n"
	for text, want := range map[string]string{
		"search killed:>=1":                                      `line 1: "search" stands before the first alert`,
		"alert":                                                  `line 1: something is missing after "alert"`,
		"alert A\natom a.atom":                                   `line 1: alert "A" has no search`,
		good:                                                     `line 1: alert "A" tells nobody`,
		good + "mail a@b.example":                                `line 1: alert "A" sends mail, and no line smtp`,
		good + "search killed:>=2\natom a":                       "line 3: an alert has one search",
		good + "atom a\natom a":                                  "line 4: this alert tells the same already",
		good + "atom a\n" + good + "atom b":                      "line 4: an alert of this name begins in line 1",
		good + "sms 123":                                         `line 3: "sms" is no setting`,
		"alert A\nsearch colour:red\natom a":                     `line 2: there is no filter "colour"`,
		good + "policy best\natom a":                             "line 3:",
		good + "webhook https://a.example":                       "line 3: a webhook needs secret=",
		good + "webhook https://a.example secret=$NONE":          "line 3: the variable NONE is not set",
		good + "webhook https://a.example secret=$SHORT":         "line 3: the secret is shorter than 16 bytes",
		good + "webhook https://a.example secret=whsec_-":        "line 3: what follows whsec_",
		good + "webhook ftp://a.example secret=0123456789abcdef": `line 3: "ftp://a.example" is no address of the web`,
		good + "webhook https://a.example secret=0123456789abcdef allow=home": "line 3: allow=home names no address",
		good + "webhook https://a.example colour=red":                         `line 3: there is no option "colour"`,
		good + "mail nobody":                                                `line 3: "nobody" is no address of mail`,
		"smtp mail.example.org from=a@b.example":                            "line 1: \"mail.example.org\" is no server with its port",
		"smtp mail.example.org:25 user=a":                                   "line 1: smtp needs from=",
		"smtp mail.example.org:25 from=a@b.example tls=maybe":               "line 1: tls=maybe",
		"smtp mail.example.org:25 from=a@b.example tls=none password=$WORD": "line 1: a password is not sent without TLS",
		"desk example.org":                                                  `line 1: "example.org" is no address of the web`,
	} {
		_, faults, err := Parse(strings.NewReader(text), variables)
		if err != nil || len(faults) == 0 || !strings.HasPrefix(faults[0].Error(), want) {
			t.Errorf("%q: %v, %v; want %q", text, faults, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, text string) {
		file, _, err := Parse(strings.NewReader(text), variables)
		if err == nil && file == nil {
			t.Error("neither a file nor an error")
		}
	})
}
