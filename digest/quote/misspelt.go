package quote

import "strings"

// shortestMisspelt is how long a surname must be, in bytes, for a slip of the
// pen in it to be told from another name.
const shortestMisspelt = 5

// mostSlips bounds the surnames that are compared for slips in one article.
const mostSlips = 100_000

// misspelt returns the only surname in byLast from which w differs by one
// letter, in a short one by a vowel: Giulini for Giuliani, Sarea for Saree. Empty where there is none, more than one, or
// nothing left of the bound.
func misspelt(byLast map[string][]int, w string, left *int) string {
	if *left -= len(byLast); len(w) < shortestMisspelt || classes[w] != 0 || *left < 0 {
		return ""
	}
	found := ""
	for last := range byLast {
		if len(last) >= shortestMisspelt && last[0] == w[0] && w != last+"s" && oneEdit(last, w) && (len(w) > 6 || vowelSlip(last, w)) {
			if found != "" {
				return ""
			}
			found = last
		}
	}
	return found
}

// vowelSlip reports whether a and b differ by one vowel for another: Wasef, Wasif.
func vowelSlip(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] != b[i] {
			return strings.IndexByte("aeiouy", a[i]) >= 0 && strings.IndexByte("aeiouy", b[i]) >= 0
		}
	}
	return false
}

// oneEdit reports whether one byte put in, left out or changed, or two
// exchanged, makes b of a.
func oneEdit(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) > len(b) {
		return a[i+1:] == b[i:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
