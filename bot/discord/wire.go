package discord

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// The gateway's protocol, on which the library is too old: it ends a session
// that could be resumed, resumes at the wrong address, identifies at once where
// it is to wait, and waits without a limit or a context.
// https://docs.discord.com/developers/events/gateway

// Operations of the gateway.
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// gatewayVersion is that of the API whose description the tests hold requests against.
const gatewayVersion = "10"

// maxFrame is of what comes over the gateway, in bytes: a large server's first event.
const maxFrame = 64 << 20

// Codes with which a connection is closed:
// https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
const (
	closeResumable = 4000 // by us; after 1000 and 1001 the session could not be resumed
	closeUnknown   = 4003
	closeToken     = 4004
	closeSequence  = 4007
	closeTimeout   = 4009
	closeShard     = 4010
	closeSharding  = 4011
	closeVersion   = 4012
	closeIntents   = 4013
	closeForbidden = 4014
)

// Why a connection ended.
var (
	errReconnect = errors.New("Discord asks to connect again")
	errInvalid   = errors.New("the session cannot be resumed")
	errNotNow    = errors.New("the session cannot be resumed yet")
	errZombie    = errors.New("heartbeats are not answered")
	errSilent    = errors.New("the gateway is silent")
)

// A frame is what goes over the gateway.
type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s,omitempty"`
	Type string          `json:"t,omitempty"`
}

// An identity begins a session.
type identity struct {
	Token      string            `json:"token"`
	Properties map[string]string `json:"properties"`
	Compress   bool              `json:"compress"`
	Shard      [2]int            `json:"shard"`
	Intents    int               `json:"intents"`
}

// A session outlives its connections. Its zero value is none.
type session struct {
	id  string
	seq int64
	url string // where it is resumed
}

type resumption struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int64  `json:"seq"`
}

// A wire is one connection to the gateway.
type wire struct {
	conn  *websocket.Conn
	write sync.Mutex
	seq   atomic.Int64 // of the last event; negative: none came
	acked atomic.Bool  // the last heartbeat was answered

	mu  sync.Mutex
	why error // ours, where we ended it
}

// connect opens a connection and reads the gateway's hello.
func connect(ctx context.Context, address string, patience time.Duration) (*wire, time.Duration, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, 0, errors.New("the gateway's address cannot be read")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	q := u.Query()
	q.Set("v", gatewayVersion)
	q.Set("encoding", "json")
	u.RawQuery = q.Encode()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	dialer := websocket.Dialer{Proxy: websocket.DefaultDialer.Proxy, HandshakeTimeout: patience}
	conn, _, err := dialer.DialContext(ctx, u.String(), nil)
	if err != nil {
		return nil, 0, err
	}
	conn.SetReadLimit(maxFrame)
	w := &wire{conn: conn}
	w.seq.Store(-1)
	w.acked.Store(true)
	stop := context.AfterFunc(ctx, func() { w.end(websocket.CloseNormalClosure, ctx.Err()) })
	defer stop()
	var hello struct {
		Interval int64 `json:"heartbeat_interval"` // in milliseconds
	}
	f, err := w.read()
	switch {
	case err != nil:
	case f.Op != opHello:
		err = fmt.Errorf("the gateway begins with operation %d", f.Op)
	default:
		err = json.Unmarshal(f.Data, &hello)
	}
	if err == nil && hello.Interval <= 0 {
		err = errors.New("the gateway's hello names no interval")
	}
	if err != nil {
		w.end(closeResumable, err)
		return nil, 0, err
	}
	return w, time.Duration(hello.Interval) * time.Millisecond, nil
}

// read returns the next frame.
func (w *wire) read() (frame, error) {
	var f frame
	kind, from, err := w.conn.NextReader()
	if err != nil {
		return f, w.reason(err)
	}
	if kind == websocket.BinaryMessage {
		z, err := zlib.NewReader(from)
		if err != nil {
			return f, err
		}
		defer z.Close()
		from = io.LimitReader(z, maxFrame)
	}
	var b bytes.Buffer
	if _, err := b.ReadFrom(from); err != nil {
		return f, w.reason(err)
	}
	return f, json.Unmarshal(b.Bytes(), &f)
}

func (w *wire) send(op int, data any) error {
	b, err := json.Marshal(data)
	if err != nil {
		return err
	}
	w.write.Lock()
	defer w.write.Unlock()
	if err := w.conn.SetWriteDeadline(time.Now().Add(requestTime)); err != nil {
		return err
	}
	return w.conn.WriteJSON(frame{Op: op, Data: b})
}

func (w *wire) beat() error {
	if seq := w.seq.Load(); seq >= 0 {
		return w.send(opHeartbeat, seq)
	}
	return w.send(opHeartbeat, nil)
}

// end closes the connection; what is read then fails with why.
func (w *wire) end(code int, why error) {
	w.mu.Lock()
	if w.why == nil {
		w.why = why
	}
	w.mu.Unlock()
	// The close frame may be lost; the connection ends all the same.
	_ = w.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	_ = w.conn.Close()
}

// reason is why reading failed: for our reason, where it is ours.
func (w *wire) reason(err error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.why != nil {
		return w.why
	}
	return err
}

// beats sends heartbeats until ctx ends, the first one after a part of the
// interval, and ends a connection on which one was not answered by the next.
func (w *wire) beats(ctx context.Context, interval time.Duration) {
	wait := time.Duration(rand.Float64() * float64(interval))
	for nap(ctx, wait) {
		if !w.acked.Swap(false) {
			w.end(closeResumable, errZombie)
			return
		}
		if err := w.beat(); err != nil {
			w.end(closeResumable, err)
			return
		}
		wait = interval
	}
}

// run speaks with the gateway until the connection ends, and says why. hello is
// how long it may be silent before the session has begun, or was resumed.
// begun and event are called in the events' order.
func (w *wire) run(ctx context.Context, interval, hello time.Duration, s *session, me identity, event func(frame)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	stop := context.AfterFunc(ctx, func() { w.end(websocket.CloseNormalClosure, context.Cause(ctx)) })
	defer stop()
	if s.id != "" {
		w.seq.Store(s.seq)
	}
	wg.Go(func() { w.beats(ctx, interval) })
	var err error
	if s.id == "" {
		err = w.send(opIdentify, me)
	} else {
		err = w.send(opResume, resumption{me.Token, s.id, s.seq})
	}
	if err != nil {
		w.end(closeResumable, err)
		return err
	}
	silence := time.AfterFunc(hello, func() { w.end(closeResumable, errSilent) })
	defer silence.Stop()
	for {
		f, err := w.read()
		if err != nil {
			w.end(closeResumable, err)
			return err
		}
		switch f.Op {
		case opDispatch:
			event(f)
			if f.Seq != nil {
				s.seq = *f.Seq
				w.seq.Store(*f.Seq)
			}
			if f.Type == "READY" || f.Type == "RESUMED" {
				silence.Stop()
			} else if silence.Stop() {
				silence.Reset(hello) // what was missed comes before RESUMED
			}
		case opHeartbeat:
			if err := w.beat(); err != nil {
				w.end(closeResumable, err)
				return err
			}
		case opAck:
			w.acked.Store(true)
		case opReconnect:
			w.end(closeResumable, errReconnect)
			return errReconnect
		case opInvalid:
			why := errInvalid
			if bytes.Equal(bytes.TrimSpace(f.Data), []byte("true")) {
				why = errNotNow
			}
			w.end(closeResumable, why)
			return why
		}
	}
}

// properties say what connects.
func properties() map[string]string {
	return map[string]string{"os": runtime.GOOS, "browser": "newsdigest", "device": "newsdigest"}
}
