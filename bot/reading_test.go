package bot

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"newsdigest/digest/article"
)

func TestReadingsAreShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var rs readings
		n := 0
		text, failure := "news", error(nil)
		read := func(then time.Time) error {
			_, _, err := rs.read(t.Context(), "feed", then, time.Now(), func() ([]article.Article, error) {
				n++
				time.Sleep(time.Second) // in fake time
				if failure != nil {
					return nil, failure
				}
				return []article.Article{{Text: text}}, nil
			})
			return err
		}
		reads := func(what string, want int) {
			t.Helper()
			if n != want {
				t.Errorf("%s: the source was read %d times, want %d", what, n, want)
			}
		}
		due := time.Now().Add(-time.Millisecond)
		many := func() {
			var wg sync.WaitGroup
			for range 1000 {
				wg.Go(func() {
					if err := read(due); !errors.Is(err, failure) {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		}
		many()
		reads("1,000 channels at once", 1)
		many()
		reads("1,000 more that were due then", 1)
		due = time.Now().Add(-time.Millisecond)
		many()
		reads("that were due later", 2)
		time.Sleep(keepReading)
		many()
		reads("after a while", 3)
		synctest.Wait()

		failure = errors.New("no such host")
		due = time.Now().Add(-time.Millisecond)
		many()
		many()
		reads("that cannot be read", 4)
		time.Sleep(keepFailure)
		many()
		reads("that could not be read a while ago", 5)

		failure, text = nil, strings.Repeat("x", maxReadBytes+1)
		due = time.Now().Add(-time.Millisecond)
		many()
		many()
		reads("that is too much to keep", 7)
		time.Sleep(keepReading)
		synctest.Wait()
		if len(rs.last) != 0 || rs.size != 0 {
			t.Errorf("%d readings, %d bytes are kept at rest", len(rs.last), rs.size)
		}
	})
}

// Who reads for many may be stopped; another one reads then.
func TestReaderIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var rs readings
		ctx, stop := context.WithCancel(t.Context())
		now := time.Now()
		due := now.Add(-time.Millisecond)
		var wg sync.WaitGroup
		wg.Go(func() {
			_, _, err := rs.read(ctx, "feed", due, now, func() ([]article.Article, error) { <-ctx.Done(); return nil, ctx.Err() })
			if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		synctest.Wait()
		wg.Go(func() {
			as, mine, err := rs.read(t.Context(), "feed", due, now, func() ([]article.Article, error) { return make([]article.Article, 2), nil })
			if len(as) != 2 || !mine || err != nil {
				t.Errorf("%d articles, %v, %v", len(as), mine, err)
			}
		})
		synctest.Wait()
		stop()
		wg.Wait()
	})
}
