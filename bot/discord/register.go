package discord

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"reflect"
	"slices"

	"newsdigest/bot"
)

// A definition is a command as Discord keeps it:
// https://docs.discord.com/developers/interactions/application-commands#application-command-object
type definition struct {
	ID          string       `json:"id,omitempty"` // that Discord gave it
	Type        int          `json:"type"`
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Options     []definition `json:"options,omitempty"`

	// Of an option:
	Required     bool `json:"required,omitempty"`
	Autocomplete bool `json:"autocomplete,omitempty"`
	MaxLength    int  `json:"max_length,omitempty"`

	// Of a command:
	Contexts []int   `json:"contexts,omitempty"`
	Installs []int   `json:"integration_types,omitempty"`
	Default  *string `json:"default_member_permissions,omitempty"` // nil: everybody has it
	Handler  int     `json:"handler,omitempty"`                    // of what opens an activity
}

// Types of commands and of options.
const (
	slashCommand   = 1
	messageCommand = 3
	entryPoint     = 4

	subcommand = 1
	textOption = 3
)

// definitions are our commands. Discord lets a whole command be kept from
// people by default, not a subcommand: who may pause is asked when they do.
func definitions() []definition {
	text := func(name, about string, most int) definition {
		return definition{Type: textOption, Name: name, Description: about, MaxLength: most}
	}
	must := func(d definition) definition { d.Required = true; return d }
	sub := func(name, about string, options ...definition) definition {
		return definition{Type: subcommand, Name: name, Description: about, Options: options}
	}
	which := text(optionStory, "Which of this channel's last stories; left out: the one that answers best", maxChoice)
	which.Autocomplete = true
	list := []definition{
		{Type: slashCommand, Name: commandDigest, Description: "Digests of the news, for you alone until you post them", Options: []definition{
			sub("url", "Digest a page", must(text(optionURL, "The page's address, as in https://example.org/story", maxAddress))),
			sub("new", "What this channel's sources have that it did not get yet"),
			sub("next", "When the next edition comes"),
			sub("sources", "This channel's sources, and how they do"),
			sub("why", "Why an article was, or was not, posted here", must(text(optionURL, "The article's address", maxAddress))),
			sub("pause", "No more editions here, for those who may manage the channel", text(optionReason, "Why; shown to who asks for the next edition", maxReason)),
			sub("resume", "Editions again, for those who may manage the channel"),
			sub("help", "What can be asked for"),
		}},
		{Type: slashCommand, Name: commandAsk, Description: "Ask about the stories that this channel had last", Options: []definition{
			must(text(optionQuestion, "As in: Who responded?", maxAsked)), which,
		}},
		{Type: messageCommand, Name: commandLinks},
	}
	for i := range list {
		list[i].Contexts, list[i].Installs = []int{0}, []int{0} // in servers, that invited the bot
	}
	return list
}

// register has Discord keep our commands, where it keeps others.
func (d *desk) register(ctx context.Context, app string) {
	d.mu.Lock()
	was := d.registered
	d.registered, d.app = true, app
	d.mu.Unlock()
	if was {
		return
	}
	for vain := 1; ; vain++ {
		var err error
		if !isID(app) {
			var a application
			a, err = d.p.application(ctx)
			app = a.ID
			d.mu.Lock()
			d.app = app
			d.mu.Unlock()
		}
		if err == nil {
			err = d.p.register(ctx, app)
		}
		if err == nil || ctx.Err() != nil {
			return
		}
		f, ok := errors.AsType[*failure](err)
		if !ok || f.outcome == bot.Refused || vain > maxReads || !nap(ctx, d.p.pause(vain)) {
			d.p.log.Error("Discord does not take the commands /digest and /ask; they are offered again at the next start", "platform", Name, "error", err)
			return
		}
	}
}

func (p *Platform) register(ctx context.Context, app string) error {
	path := "applications/" + app + "/commands"
	var held []definition
	if err := p.rest.patiently(ctx, http.MethodGet, path, nil, &held); err != nil {
		return err
	}
	want := definitions()
	for _, h := range held {
		if h.Type == entryPoint { // Discord's own: it may not be left out
			want = append(want, h)
		}
	}
	if reflect.DeepEqual(normal(held), normal(want)) {
		return nil
	}
	if err := p.rest.patiently(ctx, http.MethodPut, path, want, nil); err != nil {
		return err
	}
	p.log.Info("the commands are registered", "platform", Name)
	return nil
}

// normal is a list of commands in a form that can be compared.
func normal(list []definition) []definition {
	out := slices.Clone(list)
	for i := range out {
		d := &out[i]
		d.ID = ""
		d.Contexts, d.Installs = slices.Sorted(slices.Values(d.Contexts)), slices.Sorted(slices.Values(d.Installs))
		if len(d.Options) == 0 {
			d.Options = nil
		} else {
			d.Options = slices.Clone(d.Options)
			for j, o := range d.Options { // whose order is the one they are shown in
				d.Options[j] = normal([]definition{o})[0]
			}
		}
	}
	slices.SortStableFunc(out, func(a, b definition) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Name, b.Name))
	})
	return out
}
