package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"newsdigest/bot"
	"newsdigest/bot/store/internal/query"
)

// Queues are apart so that a question waits neither for editions that are
// being made nor for ones that are being delivered.
const (
	queueEditions  = "editions"
	queueDelivery  = "delivery"
	queueQuestions = "questions"
)

const (
	fetchCooldown = 20 * time.Millisecond
	fetchPoll     = time.Second
	softStop      = 10 * time.Second // then what is being done is cut short
	hardStop      = 16 * time.Second // then Work returns whatever is left
	jobTimeout    = time.Minute      // longer than one bot.Worker.Deliver takes
	makeTimeout   = 5 * time.Minute
	rescueAfter   = 10 * time.Minute
	keepDone      = time.Hour
	laneBusy      = time.Second // another replica is about to let go of the lane
	// A retry that failed waits so long at most: a database that was gone for a
	// while, or a disk that was full, is tried again soon after it is back.
	longestRetry = 30 * time.Second
)

// openStates are a job's states before its end. With the finished ones in it
// too, a job could not be queued again for an hour.
var openStates = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

type editionArgs struct {
	Edition string `json:"edition" river:"unique"`
}

func (editionArgs) Kind() string { return "edition" }

func (editionArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: queueEditions, MaxAttempts: 5, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: openStates}}
}

type answerArgs struct {
	Channel  string `json:"channel" river:"unique"`
	Question string `json:"question" river:"unique"`
}

func (answerArgs) Kind() string { return "answer" }

func (answerArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: queueQuestions, MaxAttempts: 3, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: openStates}}
}

type deliverArgs struct {
	Channel string `json:"channel" river:"unique"`
	Lane    string `json:"lane" river:"unique"`
}

func newDeliverArgs(c bot.ChannelID, l bot.Lane) deliverArgs {
	return deliverArgs{Channel: string(c), Lane: l.String()}
}

func (deliverArgs) Kind() string { return "deliver" }

func (a deliverArgs) InsertOpts() river.InsertOpts {
	queue := queueDelivery
	if a.Lane == bot.Threads.String() {
		queue = queueQuestions
	}
	return river.InsertOpts{Queue: queue, MaxAttempts: 1000, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: openStates}}
}

func (s *Store) enqueue(ctx context.Context, tx *sql.Tx, args river.JobArgs) error {
	in, err := s.jobs.InsertTx(ctx, tx, args, nil)
	if err != nil {
		return fmt.Errorf("queue %s: %w", args.Kind(), err)
	}
	if !in.UniqueSkippedAsDuplicate {
		s.engine.added(tx, in.Job.Queue)
	}
	return nil
}

type editionWorker struct {
	river.WorkerDefaults[editionArgs]
	w bot.Worker
}

func (editionWorker) Timeout(*river.Job[editionArgs]) time.Duration { return makeTimeout }

func (e *editionWorker) Work(ctx context.Context, job *river.Job[editionArgs]) error {
	return e.w.MakeEdition(ctx, bot.EditionID(job.Args.Edition), job.Attempt >= job.MaxAttempts)
}

type answerWorker struct {
	river.WorkerDefaults[answerArgs]
	s *Store
	w bot.Worker
}

func (a *answerWorker) Work(ctx context.Context, job *river.Job[answerArgs]) error {
	for {
		wait, err := a.w.Answer(ctx, bot.ChannelID(job.Args.Channel), bot.QuestionID(job.Args.Question), job.Attempt >= job.MaxAttempts)
		if err != nil {
			return err
		}
		if wait > 0 {
			return river.JobSnooze(wait)
		}
		done, err := finish(ctx, a.s, job, func(q *query.Queries) (bool, error) {
			r, err := q.GetQuestion(ctx, query.GetQuestionParams{Channel: job.Args.Channel, ID: job.Args.Question})
			if errors.Is(err, sql.ErrNoRows) {
				return false, nil
			}
			return r.State == questionOpen, err
		})
		if done || err != nil {
			return err
		}
	}
}

type deliverWorker struct {
	river.WorkerDefaults[deliverArgs]
	s *Store
	w bot.Worker
}

func (deliverWorker) NextRetry(job *river.Job[deliverArgs]) time.Time {
	return time.Now().Add(min(time.Second<<min(job.Attempt, 10), longestRetry))
}

func (d *deliverWorker) Work(ctx context.Context, job *river.Job[deliverArgs]) error {
	lane := bot.Lane(0)
	if err := lane.UnmarshalText([]byte(job.Args.Lane)); err != nil {
		return river.JobCancel(err)
	}
	release, ok, err := d.s.engine.hold(ctx, job.Args.Channel+" "+job.Args.Lane)
	if err != nil {
		return err
	}
	if !ok {
		return river.JobSnooze(laneBusy)
	}
	defer release()
	for {
		wait, err := d.w.Deliver(ctx, bot.ChannelID(job.Args.Channel), lane)
		if err != nil {
			return err
		}
		if wait > 0 {
			return river.JobSnooze(wait)
		}
		done, err := finish(ctx, d.s, job, func(q *query.Queries) (bool, error) {
			return q.HasOpenDelivery(ctx, query.HasOpenDeliveryParams{Channel: job.Args.Channel, Lane: job.Args.Lane})
		})
		if done || err != nil {
			return err
		}
	}
}

// finish ends the job unless there is more work for it. Who makes such work
// queues this job too, which does nothing while it is open; so its end and the
// last look for work must not have room between them.
func finish[A river.JobArgs](ctx context.Context, s *Store, job *river.Job[A], more func(*query.Queries) (bool, error)) (done bool, err error) {
	err = s.tx(ctx, later, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		if _, err := river.JobCompleteTx[*embedded](ctx, tx, job); err != nil {
			return err
		}
		again, err := more(q)
		if err == nil && again {
			err = errMore
		}
		return err
	})
	if errors.Is(err, errMore) {
		return false, nil
	}
	return err == nil, err
}

var errMore = errors.New("there is more to do")

// Work is described at bot.Queue.
func (s *Store) Work(ctx context.Context, w bot.Worker) error {
	return s.engine.attend(ctx, func(ctx context.Context, name string) error { return s.work(ctx, name, w) })
}

// Lead is described at bot.Queue.
func (s *Store) Lead() bool { return s.engine.lead() }

func (s *Store) work(ctx context.Context, name string, w bot.Worker) error {
	workers := river.NewWorkers()
	river.AddWorker(workers, &editionWorker{w: w})
	river.AddWorker(workers, &answerWorker{s: s, w: w})
	river.AddWorker(workers, &deliverWorker{s: s, w: w})
	makers, _ := s.engine.width()
	client, err := river.NewClient[*sql.Tx](s.engine.driver(), &river.Config{
		ID: name,
		Queues: map[string]river.QueueConfig{
			queueEditions:  {MaxWorkers: makers, FetchPollInterval: 5 * time.Second},
			queueDelivery:  {MaxWorkers: 5000},
			queueQuestions: {MaxWorkers: 20},
		},
		Workers:                     workers,
		FetchCooldown:               fetchCooldown,
		FetchPollInterval:           fetchPoll,
		JobTimeout:                  jobTimeout,
		RescueStuckJobsAfter:        rescueAfter,
		SoftStopTimeout:             softStop,
		CompletedJobRetentionPeriod: keepDone,
		ErrorHandler:                jobErrors{s},
		Logger:                      s.riverLog(),
	})
	if err != nil {
		return fmt.Errorf("queue: %w", err)
	}
	// The jobs' own context must outlive ctx, so that what is being done is finished.
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("start the queue: %w", s.explain(err))
	}
	<-ctx.Done()
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), hardStop)
	defer cancel()
	if context.Cause(ctx) == errAway {
		return client.StopAndCancel(ending)
	}
	if err := client.Stop(ending); err != nil {
		return fmt.Errorf("stop the queue: what was being done did not end within %v: %w", hardStop, err)
	}
	return nil
}

// Sweep is described at bot.Queue.
func (s *Store) Sweep(ctx context.Context) error {
	return s.tx(ctx, later, func(ctx context.Context, tx *sql.Tx, q *query.Queries) error {
		editions, err := q.ListOpenEditions(ctx)
		if err != nil {
			return err
		}
		for _, id := range editions {
			if err := s.enqueue(ctx, tx, editionArgs{Edition: id}); err != nil {
				return err
			}
		}
		questions, err := q.ListOpenQuestions(ctx)
		if err != nil {
			return err
		}
		for _, r := range questions {
			if err := s.enqueue(ctx, tx, answerArgs{Channel: r.Channel, Question: r.ID}); err != nil {
				return err
			}
		}
		lanes, err := q.ListOpenLanes(ctx)
		if err != nil {
			return err
		}
		for _, r := range lanes {
			if err := s.enqueue(ctx, tx, deliverArgs{Channel: r.Channel, Lane: r.Lane}); err != nil {
				return err
			}
		}
		return nil
	})
}
