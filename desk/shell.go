package desk

import (
	"net/http"
	"slices"
	"time"
)

// A shell is what stands around a page.
type shell struct {
	Title   string
	Name    string // of the page
	Menu    []item
	User    User
	Theme   string // light, dark, or empty for what the system prefers
	Notice  string
	Words   string // what the search box holds
	Here    string // the page's own address
	JSON    string // addresses of its other forms; empty where there are none
	CSV     string
	Version string
	Data    any
}

func (d *Desk) shell(r *http.Request, p page, v *view) shell {
	s := shell{Title: v.Title, Name: p.name, Menu: menu(), User: UserOf(r.Context()), Theme: themeOf(r), Notice: d.options.Notice, Words: r.URL.Query().Get("q"),
		Here: r.URL.RequestURI(), Data: v.Data}
	for i := range s.Menu {
		s.Menu[i].Current = slices.Contains(s.Menu[i].Pages, p.name)
	}
	if r.Method == http.MethodPost { // the answer to a form is no page that one can come back to
		s.Here = "/"
		return s
	}
	if p.name != "error" {
		s.JSON = otherForm(r, asJSON)
		if v.Table != nil {
			s.CSV = otherForm(r, asCSV)
		}
	}
	return s
}

// otherForm gives the address of a page in another form.
func otherForm(r *http.Request, f format) string {
	u := *r.URL
	if u.Path == "/" {
		u.Path = "/overview"
	}
	u.Path += "." + string(f)
	u.RawPath = ""
	return u.RequestURI()
}

const themeCookie = "theme"

// themeOf gives the theme that somebody chose; empty for none.
func themeOf(r *http.Request) string {
	if c, err := r.Cookie(themeCookie); err == nil && (c.Value == "light" || c.Value == "dark") {
		return c.Value
	}
	return ""
}

// setTheme keeps the theme that somebody chose.
func (d *Desk) setTheme(w http.ResponseWriter, r *http.Request) (string, error) {
	if err := parseForm(r); err != nil {
		return "", err
	}
	theme := r.PostForm.Get("theme")
	c := &http.Cookie{Name: themeCookie, Value: theme, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil, MaxAge: int((365 * 24 * time.Hour).Seconds())}
	if !slices.Contains([]string{"light", "dark"}, theme) {
		c.Value, c.MaxAge = "", -1
	}
	http.SetCookie(w, c)
	return local(r.PostForm.Get("back")), nil
}
