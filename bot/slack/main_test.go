package slack_test

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if os.Getenv(childStore) != "" {
		os.Exit(child())
	}
	goleak.VerifyTestMain(m)
}
