package main

import "newsdigest/config"

type schemaCmd struct{}

// Run prints the JSON Schema of the config, for editors.
func (schemaCmd) Run(std stdio) error {
	_, err := std.Out.Write(config.Schema())
	return err
}
