package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"time"

	"newsdigest/digest/article"
)

// longestLine bounds one line of a batch, in bytes: a 50 MB article and its JSON.
const longestLine = 64 << 20

// A request is one line of a batch: a JSON object. Keys that a command does
// not know are ignored.
type request map[string]json.RawMessage

// batch answers each line of in with a line of out, in order, and each as soon
// as it and those before it are done: {"id": …, member: answer(line)}, or
// {"id": …, "error": "why"} where answer fails or the line is no request. The
// id is given back as it came. Blank lines are skipped. Lines are answered at
// the same time on all cores. The error is that of reading or writing.
func batch(ctx context.Context, in io.Reader, out io.Writer, member string, answer func(request) (json.RawMessage, error)) error {
	ctx, cancel := context.WithCancel(ctx)
	workers := runtime.GOMAXPROCS(0)
	jobs := make(chan *job)
	inOrder := make(chan *job, 2*workers)
	var readErr error // written before inOrder is closed

	// A read from a terminal cannot be called back: after ctx's end this
	// goroutine may wait for it until the process ends.
	go func() {
		defer close(inOrder)
		defer close(jobs)
		r := bufio.NewReaderSize(in, 64<<10)
		for number := 1; ; number++ {
			line, err := readLine(r, longestLine)
			if err != nil && !errors.Is(err, errLongLine) {
				if err != io.EOF {
					readErr = fmt.Errorf("read line %d: %w", number, err)
				}
				return
			}
			if err == nil && len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			j := &job{line: line, err: err, done: make(chan []byte, 1)}
			for _, queue := range []chan *job{inOrder, jobs} {
				select {
				case queue <- j:
				case <-ctx.Done():
					return
				}
			}
		}
	}()

	var wait sync.WaitGroup
	defer wait.Wait()
	defer cancel()
	for range workers {
		wait.Go(func() {
			for {
				select {
				case j, ok := <-jobs:
					if !ok {
						return
					}
					j.done <- j.reply(member, answer)
				case <-ctx.Done():
					return
				}
			}
		})
	}

	for {
		select {
		case j, ok := <-inOrder:
			if !ok {
				return errors.Join(readErr, ctx.Err())
			}
			select {
			case reply := <-j.done:
				if _, err := out.Write(reply); err != nil {
					return fmt.Errorf("write an answer: %w", err)
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// A job is one line on its way.
type job struct {
	line []byte
	err  error // why the line could not be read
	done chan []byte
}

func (j *job) reply(member string, answer func(request) (json.RawMessage, error)) []byte {
	id := json.RawMessage("null")
	value, err := func() (value json.RawMessage, err error) {
		// One article that breaks the program must not take the others with it.
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("the program broke on this line, please report it: %v", r)
			}
		}()
		if j.err != nil {
			return nil, j.err
		}
		req, err := parseRequest(j.line)
		if err != nil {
			return nil, err
		}
		if given, ok := req["id"]; ok {
			id = given
		}
		return answer(req)
	}()
	if err != nil {
		member = "error"
		value = quoted(err.Error())
	}
	var b bytes.Buffer
	b.WriteString(`{"id":`)
	if err := json.Compact(&b, id); err != nil {
		panic(err) // unreachable: it was read as JSON
	}
	fmt.Fprintf(&b, ",%s:%s}\n", quoted(member), value)
	return b.Bytes()
}

// quoted is s as JSON, with <, > and & as they are.
func quoted(s string) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // unreachable: a string is always JSON
	}
	return bytes.TrimSpace(b.Bytes())
}

func parseRequest(line []byte) (request, error) {
	line = bytes.TrimPrefix(line, []byte("\ufeff"))
	var req request
	var wrongType *json.UnmarshalTypeError
	err := json.Unmarshal(line, &req)
	switch {
	case errors.As(err, &wrongType), err == nil && req == nil:
		return nil, errors.New(`the line is JSON but no object: write {"id": …, "text": "…"}`)
	case err != nil:
		return nil, fmt.Errorf("the line is not JSON: %w", err)
	}
	return req, nil
}

// str reads a string; a missing or null one is empty.
func (r request) str(key string) (string, error) {
	raw, ok := r[key]
	if !ok || string(raw) == "null" {
		return "", nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", fmt.Errorf("%q must be a string", key)
	}
	return s, nil
}

// needStr is str for what must be there.
func (r request) needStr(key string) (string, error) {
	if raw, ok := r[key]; !ok || string(raw) == "null" {
		return "", fmt.Errorf("%q is missing: it must be a string", key)
	}
	return r.str(key)
}

// article reads "text", and "title" and "published" where they are given.
func (r request) article() (article.Article, error) {
	text, errText := r.needStr("text")
	title, errTitle := r.str("title")
	when, errWhen := r.str("published")
	published, errDate := parsePublished(when)
	if err := errors.Join(errText, errTitle, errWhen, errDate); err != nil {
		return article.Article{}, oneLine(err)
	}
	return article.Article{ID: article.NewID("", text), Title: title, Published: published, Text: text}, nil
}

// oneLine joins what errors.Join parts by line ends.
func oneLine(err error) error {
	return errors.New(strings.ReplaceAll(err.Error(), "\n", "; "))
}

// parsePublished reads RFC 3339 or a date alone, which is taken as UTC.
func parsePublished(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf(`"published" is %q: write it as 2006-01-02T15:04:05Z or 2006-01-02`, s)
}

var errLongLine = fmt.Errorf("the line is longer than %d MB", longestLine>>20)

// readLine returns the next line without its end. Of a line of more than limit
// bytes it reads all and returns errLongLine; at the end of r, io.EOF.
func readLine(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	long, any := false, false
	for {
		part, err := r.ReadSlice('\n')
		any = any || len(part) > 0
		if !long && len(line)+len(part) > limit {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && (err != io.EOF || !any):
			return nil, err
		case long:
			return nil, errLongLine
		}
		return bytes.TrimSuffix(line, []byte("\n")), nil
	}
}
