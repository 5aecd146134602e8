package slacktest

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"
)

// HTML is a page that shows the messages much as Slack's own apps show blocks,
// each below who wrote it. It is for looking at: Slack's own looks differ in
// fonts and colours. The body's data-overflow is how many pixels something
// stands over the page's edge.
func HTML(messages ...Message) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Messages</title><style>
body{margin:0;background:#fff;color:#1d1c1d;font:15px/1.466 Lato,"Helvetica Neue",Arial,sans-serif}
.message{display:flex;gap:8px;padding:10px 20px;max-width:720px}
.message.reply{margin-left:44px}
.face{flex:none;width:36px;height:36px;border-radius:6px;background:#1f3a5f;color:#fff;font-weight:700;text-align:center;line-height:36px}
.person .face{background:#7a5c3e}
.body{flex:1;min-width:0;overflow-wrap:anywhere}
.who{font-weight:900}.app{font-size:10px;background:#ddd;border-radius:2px;padding:1px 3px;margin-left:4px;font-weight:700}
.block{margin:4px 0 8px}
.section{margin:0}
blockquote{margin:4px 0;padding-left:12px;border-left:4px solid #ddd}
ul{margin:2px 0;padding-left:22px}
a{color:#1264a3;text-decoration:none}
.context{font-size:13px;color:#616061}
.actions{display:flex;flex-wrap:wrap;gap:8px}
button{flex:none;font-family:inherit;font-size:13px;font-weight:700;line-height:26px;background:#fff;border:1px solid #868686;border-radius:4px;padding:0 12px;color:#1d1c1d}
.row{display:flex;gap:12px;align-items:flex-start;justify-content:space-between}
</style><body>`)
	for _, m := range messages {
		class, who, face := "message", m.User, "P"
		if m.BotID != "" || m.Blocks != nil {
			who, face = BotName, "n"
		} else {
			class += " person"
		}
		if m.ThreadTS != "" {
			class += " reply"
		}
		fmt.Fprintf(&b, `<div class="%s"><div class="face">%s</div><div class="body"><span class="who">%s</span>`, class, face, html.EscapeString(who))
		if who == BotName {
			b.WriteString(`<span class="app">APP</span>`)
		}
		var blocks []node
		if m.Blocks == nil || json.Unmarshal(m.Blocks, &blocks) != nil {
			fmt.Fprintf(&b, `<div class="block">%s</div>`, m.Text) // which Slack keeps escaped
		}
		for _, block := range blocks {
			b.WriteString(`<div class="block">`)
			draw(&b, block)
			b.WriteString(`</div>`)
		}
		b.WriteString("</div></div>\n")
	}
	b.WriteString(`<script>document.body.dataset.overflow=document.documentElement.scrollWidth-document.documentElement.clientWidth</script></body></html>`)
	return b.String()
}

func all(b *strings.Builder, v any) {
	list, _ := v.([]any)
	for _, e := range list {
		if n, ok := e.(node); ok {
			draw(b, n)
		}
	}
}

// draw shows a block, or a part of one.
func draw(b *strings.Builder, e node) {
	words, _ := e["text"].(string)
	if t, ok := e["text"].(node); ok {
		words, _ = t["text"].(string)
	}
	words = strings.ReplaceAll(html.EscapeString(words), "\n", "<br>")
	inside := func(open, shut string) {
		b.WriteString(open)
		all(b, e["elements"])
		b.WriteString(shut)
	}
	style, _ := e["style"].(node)
	bold, _ := style["bold"].(bool)
	if bold {
		words = "<b>" + words + "</b>"
	}
	switch e["type"] {
	case "rich_text":
		inside("", "")
	case "rich_text_section":
		inside(`<p class="section">`, "</p>")
	case "rich_text_quote":
		inside("<blockquote>", "</blockquote>")
	case "rich_text_list":
		list, _ := e["elements"].([]any)
		b.WriteString("<ul>")
		for _, item := range list {
			b.WriteString("<li>")
			all(b, []any{item})
			b.WriteString("</li>")
		}
		b.WriteString("</ul>")
	case "context":
		inside(`<div class="context">`, "</div>")
	case "actions":
		inside(`<div class="actions">`, "</div>")
	case "section":
		b.WriteString(`<div class="row"><span>` + words + `</span>`)
		if a, ok := e["accessory"].(node); ok {
			draw(b, a)
		}
		b.WriteString("</div>")
	case "button":
		b.WriteString(`<button type="button">` + words + `</button>`)
	case "link":
		address, _ := e["url"].(string)
		fmt.Fprintf(b, `<a href="%s">%s</a>`, html.EscapeString(address), words)
	case "usergroup":
		b.WriteString("@group")
	default:
		b.WriteString(words)
	}
}
