package bot

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Addresses are the web addresses that a person typed in a text, each once;
// one may lack its scheme.
func Addresses(text string) []string {
	var out []string
	for w := range strings.FieldsSeq(text) {
		w = strings.Trim(w, "<>()[]\"'“”‘’,;")
		if !strings.Contains(w, "://") {
			// "nato.int/story" is meant as an address, "e.g." is not.
			host, _, _ := strings.Cut(w, "/")
			if !hostForm.MatchString(host) {
				continue
			}
			w = "https://" + w
		}
		u, err := url.Parse(w)
		if err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// hostForm is how the start of an address looks that is typed without its
// scheme: a name with dots, or a number that is then refused.
var hostForm = regexp.MustCompile(`^(?i:([\p{L}\p{N}-]+\.)+\p{L}{2,}|localhost|[0-9]+(\.[0-9]+){3}|\[[0-9a-f:.]+\])(:[0-9]+)?$`)
