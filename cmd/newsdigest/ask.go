package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"newsdigest/digest"
	"newsdigest/digest/render"
)

type askCmd struct {
	Format string   `enum:"text,json" default:"text" help:"How to print: ${enum}. json is as docs/JSON.md says."`
	People []string `placeholder:"NAME" sep:"none" help:"As of newsdigest digest."`
	Batch  bool     `help:"Read one JSON object a line from standard input and print one a line, in order."`

	Source   string   `arg:"" optional:"" help:"A file, an address, or - for standard input."`
	Question []string `arg:"" optional:"" help:"The question."`
}

// Help is what --help adds.
func (askCmd) Help() string {
	return `With --batch each line is {"id", "text", "title"?, "turns": [{"q"}]}: one conversation, answered with {"id", "answers": […]} or {"id", "error"}. Each turn sees the earlier ones.`
}

func (c askCmd) question() string { return strings.TrimSpace(strings.Join(c.Question, " ")) }

// Validate tells a wrong command line from a question that could not be answered.
func (c askCmd) Validate() error {
	switch {
	case c.Batch && c.Source != "":
		return errors.New("--batch reads standard input: name no source beside it")
	case !c.Batch && c.Source == "":
		return errors.New(`name a source and a question: newsdigest ask FILE "Who disagreed?"`)
	case !c.Batch && c.question() == "":
		return fmt.Errorf(`write a question behind the source: newsdigest ask %s "Who disagreed?"`, c.Source)
	}
	return nil
}

func (c askCmd) Run(ctx context.Context, std stdio) error {
	options := digest.Options{People: c.People}
	if c.Batch {
		return batch(ctx, std.In, std.Out, "answers", func(r request) (json.RawMessage, error) {
			return converse(r, options)
		})
	}
	a, err := oneArticle(ctx, std.In, c.Source)
	if err != nil {
		return err
	}
	d := digest.New(a, options)
	answer := d.Ask(c.question(), nil)
	if c.Format == "json" {
		_, err = fmt.Fprintf(std.Out, "%s\n", render.AnswerJSON(d, answer))
	} else {
		_, err = io.WriteString(std.Out, render.AnswerText(render.ArrangeAnswer(d, answer)))
	}
	return err
}

// converse answers the turns of one line, each with the earlier ones known.
func converse(r request, options digest.Options) (json.RawMessage, error) {
	a, err := r.article()
	if err != nil {
		return nil, err
	}
	questions, err := r.questions()
	if err != nil {
		return nil, err
	}
	d := digest.New(a, options)
	var turns []digest.Turn
	var answers []digest.Answer
	for _, q := range questions {
		answer := d.Ask(q, turns)
		turns = append(turns, digest.Turn{Question: q, Answer: answer})
		answers = append(answers, answer)
	}
	var b bytes.Buffer
	b.WriteByte('[')
	for i, j := range render.AnswersJSON(d, answers) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(j)
	}
	b.WriteByte(']')
	return b.Bytes(), nil
}

// questions reads "turns".
func (r request) questions() ([]string, error) {
	var turns []request
	if raw, ok := r["turns"]; !ok || json.Unmarshal(raw, &turns) != nil || turns == nil {
		return nil, errors.New(`"turns" must be a list: [{"q": "Who disagreed?"}]`)
	}
	var out []string
	for i, turn := range turns {
		q, err := turn.needStr("q")
		if err != nil {
			return nil, fmt.Errorf("turn %d: %w", i+1, err)
		}
		out = append(out, q)
	}
	return out, nil
}
