package config

import (
	"fmt"
	"log/slog"
)

// covered stands wherever a secret would.
const covered = "[secret]"

// A Secret is a token or password. However it is printed, formatted, logged or
// encoded, alone or inside another value, nothing of it comes out; [Secret.Reveal]
// alone gives it away. The zero Secret is not set.
type Secret struct {
	// A function, since what prints by reflection (fmt, of an unexported field;
	// go-cmp; debuggers' dumps) asks no methods and follows pointers.
	reveal func() string
}

// NewSecret keeps s.
func NewSecret(s string) Secret {
	if s == "" {
		return Secret{}
	}
	return Secret{reveal: func() string { return s }}
}

// Reveal is the secret itself; empty: it is not set.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

// IsSet reports whether there is a secret.
func (s Secret) IsSet() bool { return s.reveal != nil }

// Equal reports whether both hold the same.
func (s Secret) Equal(o Secret) bool { return s.Reveal() == o.Reveal() }

// String gives nothing of the secret; neither do the methods below.
func (s Secret) String() string { return covered }

// GoString covers %#v.
func (s Secret) GoString() string { return covered }

// Format covers every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(covered)) }

// LogValue covers log/slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(covered) }

// MarshalText covers encoders of text.
func (s Secret) MarshalText() ([]byte, error) { return []byte(covered), nil }

// MarshalJSON covers encoding/json.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + covered + `"`), nil }

// MarshalYAML covers YAML encoders.
func (s Secret) MarshalYAML() (any, error) { return covered, nil }
