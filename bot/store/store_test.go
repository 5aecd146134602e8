package store_test

import (
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"newsdigest/bot/bottest"
	"newsdigest/bot/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, address string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), address, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		bottest.Store(t, func(t *testing.T) bottest.StoreUnderTest {
			return open(t, filepath.Join(t.TempDir(), "news.db"))
		})
	})
	t.Run("Postgres", func(t *testing.T) {
		bottest.Store(t, func(t *testing.T) bottest.StoreUnderTest { return open(t, bottest.Postgres(t)) })
	})
}
