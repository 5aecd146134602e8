package main

import (
	"context"
	"embed"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"

	"newsdigest/bot"
	"newsdigest/config"
	"newsdigest/digest/article"
	"newsdigest/digest/source"
)

// exampleFiles are the articles of the edition that is shown where nobody has
// written a config: the founding article, and others about invented places.
//
//go:embed example/*.txt
var exampleFiles embed.FS

// example is the source that stands for all sources where there is no config.
type example struct{}

func (example) Fetch(context.Context) ([]article.Article, error) {
	entries, err := exampleFiles.ReadDir("example")
	if err != nil {
		return nil, err
	}
	var out []article.Article
	for _, e := range entries {
		data, err := exampleFiles.ReadFile(path.Join("example", e.Name()))
		if err != nil {
			return nil, err
		}
		a, err := source.ParseFile(e.Name(), data)
		if err != nil {
			return nil, fmt.Errorf("example %s: %w", e.Name(), err)
		}
		out = append(out, a)
	}
	return out, nil
}

// exampleSetup is what run does without a config: one channel on the page,
// with an edition at once and each morning.
func exampleSetup() (setup, error) {
	folder, err := dataFolder()
	if err != nil {
		return setup{}, err
	}
	return setup{
		sources:  map[string]source.Source{"example": example{}},
		channels: []bot.Channel{{ID: "web:demo", Sources: []string{"example"}, Schedule: bot.Schedule{Expr: "0 8 * * *", Zone: "UTC"}, Stories: 5}},
		store:    filepath.Join(folder, "example.db"),
		keep:     config.Keep{Articles: config.DefaultKeepArticles, Questions: config.DefaultKeepQuestions},
		atOnce:   true,
	}, nil
}

// dataFolder is where this user's programs keep their data.
func dataFolder() (string, error) {
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "newsdigest"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no folder for the example's data: %w; name one in XDG_DATA_HOME, or write a config with `newsdigest init`", err)
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "newsdigest"), nil
	case "windows":
		if dir := os.Getenv("LocalAppData"); dir != "" {
			return filepath.Join(dir, "newsdigest"), nil
		}
	}
	return filepath.Join(home, ".local", "share", "newsdigest"), nil
}
