package mock

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Option changes a server that [New] makes.
type Option func(*settings)

type settings struct {
	tokens       map[string]access // nil: any token will do
	appSecret    string
	nodes        []knownNode
	elements     int
	noDeprecated bool
	faults       []Fault
	observe      func(Call)
	sleep        func(context.Context, time.Duration) error
	err          error
}

// access is what a token may do.
type access struct {
	everything  bool
	permissions []string
}

type knownNode struct{ id, name string }

// defaultElements make three pages of the size that the API takes by default.
const defaultElements = 60

func defaults() settings {
	return settings{elements: defaultElements, sleep: sleep}
}

// WithToken accepts a token, with the permissions that it has; without any it
// may do everything. Other tokens are refused then. May be given several times.
//
// The reference lists permissions, but does not say which of them suffice. A
// call is refused for a token that has none of those listed for it.
func WithToken(token string, permissions ...string) Option {
	return func(s *settings) {
		if s.tokens == nil {
			s.tokens = make(map[string]access)
		}
		s.tokens[token] = access{len(permissions) == 0, slices.Clone(permissions)}
	}
}

// WithAppSecret refuses calls without an appsecret_proof that fits their token.
func WithAppSecret(secret string) Option {
	return func(s *settings) { s.appSecret = secret }
}

// WithNode says what an id stands for: WithNode("1234", "Page").
func WithNode(id, node string) Option {
	return func(s *settings) { s.nodes = append(s.nodes, knownNode{id, node}) }
}

// WithElements says how many elements each list has; the default is 60.
func WithElements(n int) Option {
	return func(s *settings) {
		if (n < 0 || n > maxSerial) && s.err == nil {
			s.err = fmt.Errorf("mock: WithElements(%d): a list has from 0 to %d elements", n, maxSerial)
		}
		s.elements = n
	}
}

// WithoutDeprecated refuses, with code 12, the operations that the spec calls
// deprecated in its version.
func WithoutDeprecated() Option {
	return func(s *settings) { s.noDeprecated = true }
}

// WithFault has replies spoilt. Of several faults that meet in one reply each
// spoils what the one before it left.
func WithFault(faults ...Fault) Option {
	return func(s *settings) { s.faults = append(s.faults, faults...) }
}

// WithObserver calls f for each call once it is answered, and for each item of
// a batch, from the goroutine of the request. See [Recorder].
func WithObserver(f func(Call)) Option {
	return func(s *settings) { s.observe = f }
}

// WithSleep replaces how the server waits where a fault makes it slow.
func WithSleep(sleep func(context.Context, time.Duration) error) Option {
	return func(s *settings) { s.sleep = sleep }
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
