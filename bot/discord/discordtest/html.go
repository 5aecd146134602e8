package discordtest

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// HTML is a page that shows the messages much as Discord's own apps do, each
// below who wrote it; those of a thread stand behind a line. It is for looking
// at: Discord's own looks differ in fonts and colours. The body's data-overflow
// is how many pixels something stands over the page's edge.
func HTML(messages ...Message) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Messages</title><style>
body{margin:0;background:#313338;color:#dbdee1;font:15px/1.375 "gg sans","Noto Sans","Helvetica Neue",Arial,sans-serif}
.message{display:flex;gap:14px;padding:8px 16px;max-width:640px}
.message.reply{margin-left:24px;border-left:2px solid #4e5058}
.face{flex:none;width:40px;height:40px;border-radius:50%;background:#4a5568;color:#fff;font-weight:700;text-align:center;line-height:40px}
.person .face{background:#7a5c3e}
.body{flex:1;min-width:0;overflow-wrap:anywhere}
.who{font-weight:600;color:#f2f3f5}.app{font-size:10px;background:#5865f2;color:#fff;border-radius:3px;padding:1px 4px;margin-left:6px;font-weight:600}
.only{font-size:12px;color:#949ba4;margin-top:4px}
.embed{background:#2b2d31;border-left:4px solid #4a5568;border-radius:4px;padding:10px 14px 12px 12px;margin-top:4px;max-width:520px}
.author{font-size:13px;font-weight:600;margin-bottom:4px}
.title{font-weight:600;font-size:16px;margin-bottom:6px}
.text{font-size:14px}
.line{min-height:19px}
.quote{border-left:4px solid #4e5058;padding-left:10px;margin:2px 0}
.small{font-size:12px;color:#949ba4}
.item{padding-left:18px;text-indent:-12px}
.footer{font-size:12px;color:#b5bac1;margin-top:8px}
a{color:#00a8fc;text-decoration:none}
.row{display:flex;flex-wrap:wrap;gap:8px;margin-top:6px}
button,.select{font-family:inherit;font-size:14px;font-weight:500;line-height:30px;border:0;border-radius:4px;padding:0 14px;background:#4e5058;color:#fff}
button.main{background:#5865f2}
.select{background:#1e1f22;color:#949ba4;flex:1;max-width:400px}
</style><body>`)
	for _, m := range messages {
		class, who := "message", m.Author.Name
		if m.Author.ID != Bot {
			class += " person"
		} else {
			who = "newsdigest"
		}
		if m.Reference != nil {
			class += " reply"
		}
		fmt.Fprintf(&b, `<div class="%s"><div class="face">%s</div><div class="body"><span class="who">%s</span>`, class, html.EscapeString(who[:1]), html.EscapeString(who))
		if m.Author.ID == Bot {
			b.WriteString(`<span class="app">APP</span>`)
		}
		b.WriteString(drawn(m.Content))
		for _, e := range m.Embeds {
			b.WriteString(`<div class="embed">`)
			if e.Author != nil {
				fmt.Fprintf(&b, `<div class="author">%s</div>`, html.EscapeString(e.Author.Name))
			}
			if e.Title != "" {
				title := inline(e.Title)
				if e.URL != "" {
					title = `<a href="` + html.EscapeString(e.URL) + `">` + title + `</a>`
				}
				b.WriteString(`<div class="title">` + title + `</div>`)
			}
			b.WriteString(`<div class="text">` + drawn(e.Description) + `</div>`)
			if e.Footer != nil {
				fmt.Fprintf(&b, `<div class="footer">%s</div>`, html.EscapeString(e.Footer.Text))
			}
			b.WriteString(`</div>`)
		}
		for _, r := range m.Parts {
			b.WriteString(`<div class="row">`)
			for _, c := range r.Components {
				switch {
				case c.Type == aSelect:
					fmt.Fprintf(&b, `<div class="select">%s ⌄</div>`, html.EscapeString(c.Placeholder))
				case c.Style == 1:
					fmt.Fprintf(&b, `<button class="main">%s</button>`, html.EscapeString(c.Label))
				default:
					fmt.Fprintf(&b, `<button>%s</button>`, html.EscapeString(c.Label))
				}
			}
			b.WriteString(`</div>`)
		}
		if m.Flags&ephemeral != 0 {
			b.WriteString(`<div class="only">Only you can see this · Dismiss message</div>`)
		}
		b.WriteString("</div></div>\n")
	}
	b.WriteString(`<script>document.body.dataset.overflow=document.documentElement.scrollWidth-document.documentElement.clientWidth</script></body></html>`)
	return b.String()
}

// drawn shows Markdown of several lines.
func drawn(md string) string {
	if md == "" {
		return ""
	}
	var b strings.Builder
	for line := range strings.SplitSeq(md, "\n") {
		class := "line"
		for prefix, c := range map[string]string{"> ": "quote", "-# ": "small", "- ": "item"} {
			if rest, ok := strings.CutPrefix(line, prefix); ok {
				line, class = rest, class+" "+c
				if c == "item" {
					line = "• " + line
				}
				break
			}
		}
		fmt.Fprintf(&b, `<div class="%s">%s</div>`, class, inline(line))
	}
	return b.String()
}

var (
	boldly = regexp.MustCompile(`\*\*(.+?)\*\*`)
	linked = regexp.MustCompile(`\[([^\]]*)\]\(([^)\s]*)\)`)
)

// inline shows Markdown in a line. Escaped characters are put aside meanwhile.
func inline(md string) string {
	var kept []string
	var b strings.Builder
	for i := 0; i < len(md); i++ {
		if md[i] == '\\' && i+1 < len(md) && plainEscape(rune(md[i+1])) {
			i++
			fmt.Fprintf(&b, "\x00%d\x00", len(kept))
			kept = append(kept, html.EscapeString(string(md[i])))
			continue
		}
		b.WriteByte(md[i])
	}
	out := html.EscapeString(strings.ReplaceAll(b.String(), "\x00", "\x01"))
	out = linked.ReplaceAllString(out, `<a href="$2">$1</a>`)
	out = boldly.ReplaceAllString(out, `<b>$1</b>`)
	for i, k := range kept {
		out = strings.Replace(out, fmt.Sprintf("\x01%d\x01", i), k, 1)
	}
	return out
}
