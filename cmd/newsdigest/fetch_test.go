package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPackedPages(t *testing.T) {
	pack := func(page string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write([]byte(page))
		z.Close()
		return b.Bytes()
	}
	const text = "The harbour of Varn froze on Monday for the first time in forty years, and the boats stayed."
	good := pack("<html><body><article><p>" + text + "</p></article></body></html>")
	dir := t.TempDir()
	var in bytes.Buffer
	for i, c := range []struct {
		name string
		data []byte
	}{
		{"page.html.gz", good},
		{"page.html", good}, // what it holds tells, not its name
		{"cut.gz", good[:len(good)-12]},
		{"bomb.gz", pack(strings.Repeat("a", 8<<20))},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, c.data, 0o666); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&in, "{\"id\":%d,\"url\":\"https://gazette.example/x\",\"file\":%q}\n", i, path)
	}
	var out, complaints bytes.Buffer
	code := run(t.Context(), []string{"fetch", "--batch"}, stdio{&in, &out, &complaints})
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	want := []string{`"text":"` + text + `"}}`, `"text":"` + text + `"}}`, `{"id":2,"error":"read ` + dir, `at most 5 MB are read`}
	if code != 0 || complaints.Len() != 0 || len(lines) != len(want) {
		t.Fatalf("exit code %d, said %q, printed\n%s", code, &complaints, &out)
	}
	for i, w := range want {
		if !strings.Contains(lines[i], w) {
			t.Errorf("line %d: got %s, want %q in it", i, lines[i], w)
		}
	}
}
