package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	switch os.Getenv(asProgram) {
	case "":
	case asPlain:
		fmt.Fprintln(os.Stderr, plain())
		os.Exit(1)
	default:
		main()
	}
	testscript.Main(m, map[string]func(){"newsdigest": main})
}

// TestScript runs each file of testdata/script against the real program.
// $TESTDATA is the module's testdata.
func TestScript(t *testing.T) {
	shared, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(shared); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("TESTDATA", shared)
			return nil
		},
	})
}
