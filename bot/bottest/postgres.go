package bottest

import (
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// postgresAddress names a server that tests make their databases on.
const postgresAddress = "NEWSDIGEST_TEST_POSTGRES"

// Postgres is the address of a new, empty database, which is dropped when the
// test ends. Without a server the test is not run, which is an error in CI.
func Postgres(t testing.TB) string {
	t.Helper()
	server := os.Getenv(postgresAddress)
	if server == "" {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no Postgres: %s is not set", postgresAddress)
		}
		t.Skipf("%s is not set, so this is not tried on Postgres; set it to postgres://user@host:port/postgres of a server for tests", postgresAddress)
	}
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := "newsdigest_" + strings.ToLower(rand.Text())
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatalf("make a database on %s: %v", postgresAddress, err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// Name is the name of the database at an address.
func Name(address string) string {
	name, _, _ := strings.Cut(address[strings.LastIndex(address, "/")+1:], "?")
	return name
}

// Exec executes the statements there, on one connection.
func Exec(t testing.TB, address string, statements ...string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}
