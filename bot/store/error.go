package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"modernc.org/sqlite"
)

// An Error is why the store cannot be used, and what to do about it, in one line.
type Error struct {
	Path string // or the address, without its password
	Hint string // what is wrong, and what to do
	Err  error  // may be nil
}

func (e *Error) Error() string {
	if e.Err == nil {
		return fmt.Sprintf("store %s: %s", e.Path, e.Hint)
	}
	return fmt.Sprintf("store %s: %s (%s)", e.Path, e.Hint, strings.Join(strings.Fields(e.Err.Error()), " "))
}

func (e *Error) Unwrap() error { return e.Err }

// ErrNew: newsdigest has not run on that file or database yet.
var ErrNew = errors.New("newsdigest has not run on it yet")

const (
	noFile   = "there is no such file; newsdigest run makes it"
	noTables = "it holds nothing of newsdigest's yet; newsdigest run makes its tables"
)

// Is tells ErrNew, of which the hint says all.
func (e *Error) Is(target error) bool {
	return target == ErrNew && (e.Hint == noFile || e.Hint == noTables)
}

// SQLite's result codes: https://www.sqlite.org/rescode.html
const (
	codePerm     = 3
	codeBusy     = 5
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

var hints = map[int]string{
	codePerm:     "it may not be used; make the file and its folder writable for this user, or name another file",
	codeBusy:     "another program holds it; end that program",
	codeReadOnly: "it cannot be written; make the file and its folder writable for this user, or name another file",
	codeIO:       "the disk does not read or write; look at the disk, or name a file on another one",
	codeCorrupt:  "it is damaged; put a backup in its place, or move it away to begin anew",
	codeFull:     "the disk is full; free some space",
	codeCantOpen: "it cannot be opened; make the file and its folder writable for this user, or name another file",
	codeNotADB:   "it is not a database; name another file, or move it away to begin anew",
}

// code is SQLite's result code in err, without its extension; 0: there is none.
func code(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	if e, ok := errors.AsType[sqliteText](err); ok {
		return e.code
	}
	return 0
}

func (f *file) hint(err error) string { return hints[code(err)] }

// explain adds what to do to an error that the database gave.
func (s *Store) explain(err error) error {
	if s.engine == nil {
		return err
	}
	return explain(s.name, s.engine.hint, err)
}

func explain(name string, hint func(error) string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*Error](err); ok {
		return err
	}
	if hint := hint(err); hint != "" {
		return &Error{Path: name, Hint: hint, Err: err}
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return &Error{Path: name, Hint: "it cannot be opened; make the file and its folder writable for this user, or name another file", Err: bare(err)}
	}
	return err
}

// bare leaves out the path, which is said already.
func bare(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}
