package desk

import "net/http"

func (d *Desk) report(*http.Request) (*view, error) {
	return nil, missing("reports cannot be shown yet", "")
}
