package discord

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"time"

	"newsdigest/bot"
)

// Types of channels: https://docs.discord.com/developers/resources/channel#channel-object-channel-types
const (
	newsThread    = 10
	publicThread  = 11
	privateThread = 12
	forumChannel  = 15
	mediaChannel  = 16
)

// A room is a channel or a thread, as Discord gives it.
type room struct {
	ID       string `json:"id"`
	Type     int    `json:"type"`
	Name     string `json:"name"`
	Guild    string `json:"guild_id"`
	Parent   string `json:"parent_id"` // of a thread its channel
	Owner    string `json:"owner_id"`
	Last     string `json:"last_message_id"`
	Flags    int    `json:"flags"`
	Tags     []tag  `json:"available_tags"`
	Metadata struct {
		Archived bool   `json:"archived"`
		Closed   string `json:"archive_timestamp"` // when it was archived, or woken
		Locked   bool   `json:"locked"`
	} `json:"thread_metadata"`
}

// A tag is one that a forum's posts may carry.
type tag struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Moderated bool   `json:"moderated"` // only moderators give it
}

func (r room) isThread() bool {
	return r.Type == newsThread || r.Type == publicThread || r.Type == privateThread
}

// isForum reports whether all that stands there are posts with a title.
func (r room) isForum() bool { return r.Type == forumChannel || r.Type == mediaChannel }

// maxRooms bounds what is remembered; what is forgotten is asked again.
const maxRooms = 20_000

// heard is a room and when the gateway told of it; 0: it was asked for.
type heard struct {
	room
	told uint64
}

// learn takes what the gateway tells.
func (p *Platform) learn(r room) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told++
	p.remember(heard{r, p.told})
}

// asking is taken before rooms are asked for, and given to answered with them.
func (p *Platform) asking() uint64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.told
}

// answered takes what was asked for. What the gateway told meanwhile is newer.
func (p *Platform) answered(r room, asked uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.rooms[r.ID].told <= asked && !p.deleted.has(r.ID) {
		p.remember(heard{room: r})
	}
}

// remember keeps r. p.mu is held.
func (p *Platform) remember(r heard) {
	if !isID(r.ID) {
		return
	}
	if len(p.rooms) >= maxRooms {
		for id := range p.rooms {
			delete(p.rooms, id)
			break
		}
	}
	p.rooms[r.ID] = r
}

func (p *Platform) forget(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.rooms, id)
}

// leave forgets what is in a server.
func (p *Platform) leave(guild string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, r := range p.rooms {
		if r.Guild == guild {
			delete(p.rooms, id)
		}
	}
}

func (p *Platform) known(id string) (room, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	r, ok := p.rooms[id]
	return r.room, ok
}

// shut is why nothing is answered in a thread, as far as it was told; empty: nothing is in the way.
func (p *Platform) shut(thread string) string {
	if p.deleted.has(thread) {
		return "the thread under the story was deleted"
	}
	if r, ok := p.known(thread); ok && r.Metadata.Locked {
		return closedThread
	}
	return ""
}

// room is the channel or thread of that id, as it was told of last.
func (p *Platform) room(ctx context.Context, id string) (room, error) {
	if r, ok := p.known(id); ok {
		return r, nil
	}
	return p.look(ctx, id)
}

// look asks for the channel or thread of that id.
func (p *Platform) look(ctx context.Context, id string) (room, error) {
	var r room
	asked := p.asking()
	if err := p.rest.patiently(ctx, http.MethodGet, "channels/"+id, nil, &r); err != nil {
		return room{}, err
	}
	p.answered(r, asked)
	return r, nil
}

// maxArchived bounds how many pages of archived threads are read.
const maxArchived = 50

// archived are the channel's threads that were archived since then, the last
// one first. get asks for what is at a path.
func archived(channel string, since time.Time, get func(path string, out any) error) ([]room, error) {
	var out []room
	path := "channels/" + channel + "/threads/archived/public?limit=" + strconv.Itoa(pageSize)
	for before, n := "", 0; n < maxArchived; n++ {
		var page struct {
			Threads []room `json:"threads"`
			More    bool   `json:"has_more"`
		}
		if err := get(path+before, &page); err != nil {
			return out, err
		}
		last := ""
		for _, t := range page.Threads {
			last = t.Metadata.Closed
			if at, err := time.Parse(time.RFC3339, last); err == nil && at.Before(since) {
				return out, nil
			}
			out = append(out, t)
		}
		next := "&before=" + url.QueryEscape(last)
		if !page.More || last == "" || next == before {
			return out, nil
		}
		before = next
	}
	return out, nil
}

// name keeps what people call one of our channels, and its server.
func (p *Platform) name(r room, server string) {
	if !p.channels[r.ID] || r.Name == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.names[r.ID] = "#" + r.Name
	if server != "" {
		p.names[r.ID] += " (" + server + ")"
	}
}

func (p *Platform) nameOf(id string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.names[id]
}

// Called implements bot.Namer. On Discord itself an id is enough: what is made
// of it is decided where it is shown.
func (p *Platform) Called(_ context.Context, c bot.ChannelID, here bool) string {
	if here {
		return ""
	}
	return p.nameOf(c.Name())
}

// idAmongWords is what may be an id among words, and is no part of an address,
// with what we say before it.
var idAmongWords = regexp.MustCompile(`(^|[\s(])(?:discord (?:channel|thread) )?(\d{17,20})([\s,.:;)’']|$)`)

// linked shows the ids of channels and threads that we know, in a text that is
// read in that server, as links, which have their names and ping nobody; those
// of other servers, where a link shows nothing, by their names. A text that
// would have more units than most stays as it is.
func (p *Platform) linked(text, server string, most int) string {
	linked := idAmongWords.ReplaceAllStringFunc(text, func(s string) string {
		m := idAmongWords.FindStringSubmatch(s)
		r, known := p.known(m[2])
		switch name := p.nameOf(m[2]); {
		case known && (server == "" || r.Guild == server), !known && p.channels[m[2]] && name == "":
			return m[1] + "<#" + m[2] + ">" + m[3]
		case name != "":
			return m[1] + escape(name) + m[3]
		}
		return s
	})
	if units(linked) > most {
		return text
	}
	return linked
}

// drawn is draw with the channels of what is said to those who run the bot.
func (p *Platform) drawn(post bot.Post) create {
	m := draw(post)
	if post.Notice != nil {
		in, _ := p.known(post.Channel.Name())
		m.Embeds[0].Description = p.linked(m.Embeds[0].Description, in.Guild, maxDescription)
	}
	return m
}
