// Package store keeps what must survive a crash, and the queue of what is to
// be done, in one SQLite file or in a Postgres database.
//
//	s, err := store.Open(ctx, "newsdigest.db", slog.Default())
//	…
//	defer s.Close()
//	b, err := bot.New(s, …)
//
// A [Store] is the bot.Store and the bot.ChatLog. What it promises rests on
// three rules. A job is queued in the transaction that makes the work for it,
// so neither is there without the other. A job's end and the look for work
// that came meanwhile are one transaction too, so no work is left without a
// job. And every commit is on the disk before it returns (synchronous=FULL):
// a delivery that was stored as sending stays so through a power cut.
//
// Those who write at one moment share a commit, on SQLite each in a savepoint
// of its own; what a person waits for is written first.
//
// One process works on a file at a time: Open holds a lock beside it, in
// FILE.lock, until Close or the process's end. So whatever the file says is
// being done at Open has no doer any more, and is done again at once.
//
// On Postgres any number of replicas work. Each keeps one connection while it
// works, on which its advisory locks are. Where that is lost the replica drops
// what it does; some seconds later another one takes that over.
//
// The queries in queries.sql run on Postgres as they are. Therefore times are
// milliseconds in 64-bit integers, ids and JSON are text, what is not given is
// ” or 0, orders that meet null say where it goes, names are compared exactly
// or by lower(), and no query takes a list or skips locked rows.
package store

//go:generate sqlc generate
//go:generate sqlc compile -f sqlc.sqlite.yaml
