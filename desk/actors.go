package desk

import (
	"net/url"
	"strings"
)

// actorLink gives the address of an actor's page.
func actorLink(key string) string {
	return "/actors/" + strings.ReplaceAll(url.PathEscape(key), "%2F", "/")
}
