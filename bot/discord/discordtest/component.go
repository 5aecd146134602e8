package discordtest

import "fmt"

// Types of components.
const (
	rowOf     = 1
	aButton   = 2
	aSelect   = 3
	textInput = 4
	labelled  = 18
)

// A Component is a button, a select, a field, or what holds some.
type Component struct {
	Type        int         `json:"type"`
	Custom      string      `json:"custom_id,omitempty"`
	Style       int         `json:"style,omitempty"`
	Label       string      `json:"label,omitempty"`
	Description string      `json:"description,omitempty"`
	Placeholder string      `json:"placeholder,omitempty"`
	Options     []Option    `json:"options,omitempty"`
	Required    *bool       `json:"required,omitempty"`
	MaxLength   int         `json:"max_length,omitempty"`
	Component   *Component  `json:"component,omitempty"`
	Components  []Component `json:"components,omitempty"`
}

// An Option is one of a select's.
type Option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// walk calls do for each component, those inside others too.
func walk(list []Component, do func(Component)) {
	for _, c := range list {
		do(c)
		walk(c.Components, do)
		if c.Component != nil {
			walk([]Component{*c.Component}, do)
		}
	}
}

// find is the button, select or field with that label or name.
func find(list []Component, label string) (found Component, ok bool) {
	walk(list, func(c Component) {
		if !ok && c.Custom != "" && (c.Label == label || c.Custom == label) {
			found, ok = c, true
		}
	})
	return found, ok
}

// checkRows holds a message's components against the documentation:
// https://docs.discord.com/developers/components/reference
func checkRows(list []Component) (why []string) {
	if len(list) > 5 {
		why = append(why, fmt.Sprintf("%d rows, at most 5", len(list)))
	}
	for _, r := range list {
		if r.Type != rowOf {
			why = append(why, fmt.Sprintf("a component of type %d outside a row", r.Type))
		}
		for _, c := range r.Components {
			switch {
			case c.Type == aSelect && len(r.Components) != 1:
				why = append(why, "a select that is not alone in its row")
			case c.Type == aButton && (c.Style < 1 || c.Style > 4 || c.Label == ""):
				why = append(why, fmt.Sprintf("a button %q of style %d", c.Label, c.Style))
			case c.Type == aButton && length(c.Label) > 80:
				why = append(why, "a button's label over 80 characters")
			case c.Type != aSelect && c.Type != aButton:
				why = append(why, fmt.Sprintf("a component of type %d in a row", c.Type))
			}
		}
	}
	return append(why, checkParts(list)...)
}

// checkParts holds what all components have in common against the documentation.
func checkParts(list []Component) (why []string) {
	names := map[string]bool{}
	walk(list, func(c Component) {
		if c.Type == rowOf || c.Type == labelled {
			return
		}
		if n := length(c.Custom); n < 1 || n > 100 {
			why = append(why, fmt.Sprintf("custom_id of %d characters", n))
		}
		if names[c.Custom] {
			why = append(why, fmt.Sprintf("custom_id %q twice", c.Custom))
		}
		names[c.Custom] = true
		if c.Type == aSelect && len(c.Options) == 0 || len(c.Options) > 25 {
			why = append(why, fmt.Sprintf("a select of %d options", len(c.Options)))
		}
		values := map[string]bool{}
		for _, o := range c.Options {
			if length(o.Label) < 1 || length(o.Label) > 100 || length(o.Value) < 1 || length(o.Value) > 100 || values[o.Value] {
				why = append(why, fmt.Sprintf("an option %q with the value %q", o.Label, o.Value))
			}
			values[o.Value] = true
		}
	})
	return why
}
