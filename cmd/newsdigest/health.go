package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

type healthCmd struct {
	URL string `arg:"" default:"http://127.0.0.1:8080/healthz" help:"The page's health address."`
}

// Run asks a running page whether it is well, for images that hold no curl.
func (c healthCmd) Run(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 4*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.URL, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(resp.Body, 1000)) // what of it comes is said
		return fmt.Errorf("%s answers %s: %s", c.URL, resp.Status, bytes.TrimSpace(said))
	}
	return nil
}
