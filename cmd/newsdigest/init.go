package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"newsdigest/config"
)

const defaultConfig = "newsdigest.yaml"

// firstArticle lies in the folder that the first config names, so that a
// first run has something to show.
//
//go:embed inbox/street-lamps.txt
var firstArticle string

type initCmd struct {
	File string `arg:"" optional:"" default:"newsdigest.yaml" help:"Where to write it."`
}

// Run writes a first config, and beside it the folder of articles that it
// names, unless that is there.
func (c initCmd) Run(std stdio) error {
	err := writeNew(c.File, config.First())
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and was left as it is: name another file, as in newsdigest init other.yaml", c.File)
	}
	if err != nil {
		return err
	}
	said := "Wrote " + c.File + "\n"

	inbox := filepath.Join(filepath.Dir(c.File), "inbox")
	article := filepath.Join(inbox, "street-lamps.txt")
	switch err := os.Mkdir(inbox, 0o755); {
	case err == nil:
		if err := writeNew(article, firstArticle); err != nil {
			return err
		}
		said += "Wrote " + article + ", an invented article to begin with\n"
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	next := "newsdigest run"
	if c.File != defaultConfig {
		next += " --config " + c.File
	}
	_, err = fmt.Fprintf(std.Out, "%sNext: %s\n", said, next)
	return err
}

// writeNew writes a file that is not there yet, whole or not at all.
func writeNew(path, text string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}
