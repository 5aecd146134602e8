package bot

import (
	"errors"
	"fmt"
	"testing"

	"newsdigest/digest"
)

func TestDigestsKeepsThoseAskedLast(t *testing.T) {
	var ds digests
	made := map[StoryID]int{}
	get := func(id StoryID) {
		if _, err := ds.get(id, func() (*digest.Digest, error) { made[id]++; return &digest.Digest{}, nil }); err != nil {
			t.Fatal(err)
		}
	}
	for i := range maxDigests {
		get(StoryID(fmt.Sprint(i)))
	}
	get("0")
	get("new") // in place of 1
	get("0")
	get("1")
	if made["0"] != 1 || made["1"] != 2 || len(ds.kept) != maxDigests || len(ds.used) != maxDigests {
		t.Errorf("made %v; %d kept, %d in use", made, len(ds.kept), len(ds.used))
	}
	bad := errors.New("no article")
	if _, err := ds.get("bad", func() (*digest.Digest, error) { return nil, bad }); !errors.Is(err, bad) || len(ds.kept) != maxDigests {
		t.Errorf("%v; %d kept", err, len(ds.kept))
	}
}
