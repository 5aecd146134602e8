package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// echo answers with the length of "text".
func echo(r request) (json.RawMessage, error) {
	a, err := r.article()
	if err != nil {
		return nil, err
	}
	if a.Text == "break" {
		panic("at the seams")
	}
	return json.RawMessage(fmt.Sprint(len(a.Text))), nil
}

func TestBatchLines(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{`{"id":1,"text":"abc"}`, `{"id":1,"n":3}`},
		{`{"id":"a","text":"","title":null,"extra":[1]}`, `{"id":"a","n":0}`},
		{`{"id":{"b":[1, null]},"text":"é"}`, `{"id":{"b":[1,null]},"n":2}`},
		{`{"id":12345678901234567890,"text":"abc"}`, `{"id":12345678901234567890,"n":3}`},
		{`{"text":"abc"}`, `{"id":null,"n":3}`},
		{`{"id":1,"TEXT":"abc"}`, `{"id":1,"error":"\"text\" is missing: it must be a string"}`},
		{`{"id":1,"text":5}`, `{"id":1,"error":"\"text\" must be a string"}`},
		{`{"id":1,"text":null}`, `{"id":1,"error":"\"text\" is missing: it must be a string"}`},
		{`{"id":1,"text":"a","title":7,"published":"soon"}`, `{"id":1,"error":"\"title\" must be a string; \"published\" is \"soon\": write it as 2006-01-02T15:04:05Z or 2006-01-02"}`},
		{`{"id":1,"text":"a","published":"2026-11-24"}`, `{"id":1,"n":1}`},
		{`{"id":1,"text":"a","published":"2026-11-24T08:00:00+01:00"}`, `{"id":1,"n":1}`},
		{`{"id":"<&>","text":"break"}`, `{"id":"<&>","error":"the program broke on this line, please report it: at the seams"}`},
		{`[1]`, `{"id":null,"error":"the line is JSON but no object: write {\"id\": …, \"text\": \"…\"}"}`},
		{`null`, `{"id":null,"error":"the line is JSON but no object: write {\"id\": …, \"text\": \"…\"}"}`},
		{"\ufeff{\"id\":1,\"text\":\"abc\"}\r", `{"id":1,"n":3}`},
		{`{"id":1,`, `{"id":null,"error":"the line is not JSON: unexpected end of JSON input"}`},
		{" \t\r", ""},
	} {
		var out strings.Builder
		if err := batch(t.Context(), strings.NewReader(tc.in+"\n"), &out, "n", echo); err != nil {
			t.Errorf("%s: %v", tc.in, err)
		}
		if got := strings.TrimSuffix(out.String(), "\n"); got != tc.want {
			t.Errorf("%s\n got %s\nwant %s", tc.in, got, tc.want)
		}
		if got := out.String(); got != "" && !json.Valid([]byte(got)) {
			t.Errorf("%s is answered with no JSON: %s", tc.in, got)
		}
	}
}

func TestBatchKeepsTheOrder(t *testing.T) {
	var in, want strings.Builder
	for i := range 500 {
		text := strings.Repeat("x", (i*37)%900)
		fmt.Fprintf(&in, "{\"id\":%d,\"text\":%q}\n", i, text)
		fmt.Fprintf(&want, "{\"id\":%d,\"n\":%d}\n", i, len(text))
	}
	var out strings.Builder
	if err := batch(t.Context(), strings.NewReader(in.String()), &out, "n", echo); err != nil {
		t.Fatal(err)
	}
	if out.String() != want.String() {
		t.Errorf("the answers are not in the order of the lines:\n%.500s", out.String())
	}
}

// A line is answered before the next one is there.
func TestBatchStreams(t *testing.T) {
	in, lines := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- batch(t.Context(), in, out, "n", echo)
		out.Close()
	}()
	r := bufio.NewReader(answers)
	for i := range 3 {
		fmt.Fprintf(lines, "{\"id\":%d,\"text\":\"ab\"}\n", i)
		got, err := r.ReadString('\n')
		if want := fmt.Sprintf("{\"id\":%d,\"n\":2}\n", i); err != nil || got != want {
			t.Fatalf("line %d is answered with %q, %v", i, got, err)
		}
	}
	io.WriteString(lines, `{"id":"no line end","text":""}`)
	lines.Close()
	if got, _ := io.ReadAll(r); string(got) != "{\"id\":\"no line end\",\"n\":0}\n" {
		t.Errorf("the last line is answered with %q", got)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestBatchEnds(t *testing.T) {
	t.Run("when it is told to", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		in, lines := io.Pipe() // never written to
		defer lines.Close()
		done := make(chan error, 1)
		go func() { done <- batch(ctx, in, io.Discard, "n", echo) }()
		cancel()
		select {
		case err := <-done:
			if !errors.Is(err, context.Canceled) {
				t.Errorf("it ends with %v", err)
			}
		case <-time.After(time.Minute):
			t.Fatal("it waits for a line")
		}
	})
	t.Run("when nobody reads", func(t *testing.T) {
		in := strings.NewReader(strings.Repeat("{\"id\":1,\"text\":\"\"}\n", 1000))
		_, out := io.Pipe()
		out.CloseWithError(errors.New("gone"))
		if err := batch(t.Context(), in, out, "n", echo); err == nil || !strings.Contains(err.Error(), "write") {
			t.Errorf("it ends with %v", err)
		}
	})
	t.Run("when reading breaks", func(t *testing.T) {
		in := io.MultiReader(strings.NewReader("{\"id\":1,\"text\":\"ab\"}\n{"), broken{})
		var out strings.Builder
		err := batch(t.Context(), in, &out, "n", echo)
		if err == nil || !strings.Contains(err.Error(), "read line 2: disk on fire") || out.String() != "{\"id\":1,\"n\":2}\n" {
			t.Errorf("it ends with %v after %q", err, out.String())
		}
	})
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("disk on fire") }

func TestReadLine(t *testing.T) {
	long := bytes.Repeat([]byte("x"), 100_000) // more than a reader's buffer
	r := bufio.NewReader(io.MultiReader(bytes.NewReader(long), strings.NewReader("\n"), bytes.NewReader(long), strings.NewReader("yy\nshort\n\nlast")))
	for i, want := range []struct {
		length int
		err    error
	}{{100_000, nil}, {0, errLongLine}, {5, nil}, {0, nil}, {4, nil}, {0, io.EOF}, {0, io.EOF}} {
		line, err := readLine(r, 100_001)
		if len(line) != want.length || !errors.Is(err, want.err) {
			t.Errorf("line %d has %d bytes and %v, want %d and %v", i, len(line), err, want.length, want.err)
		}
	}
}

func FuzzBatch(f *testing.F) {
	f.Add([]byte(`{"id":1,"text":"He said: “Yes.”"}`))
	f.Add([]byte("{\"id\":[],\"text\":\"\xff\"}\n\n{}"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var out bytes.Buffer
		if err := batch(t.Context(), bytes.NewReader(in), &out, "n", echo); err != nil {
			t.Fatal(err)
		}
		lines := 0
		for line := range bytes.SplitSeq(in, []byte("\n")) {
			if len(bytes.TrimSpace(line)) > 0 {
				lines++
			}
		}
		answers := bytes.Split(bytes.TrimSuffix(out.Bytes(), []byte("\n")), []byte("\n"))
		if out.Len() == 0 {
			answers = nil
		}
		if len(answers) != lines {
			t.Fatalf("%d lines have %d answers: %q", lines, len(answers), out.Bytes())
		}
		for _, a := range answers {
			var v struct {
				ID    json.RawMessage
				N     *int
				Error *string
			}
			if err := json.Unmarshal(a, &v); err != nil || v.ID == nil || (v.N == nil) == (v.Error == nil) {
				t.Fatalf("%q is answered with %q (%v)", in, a, err)
			}
		}
	})
}
