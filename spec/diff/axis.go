package diff

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Source says what a change does to Go code that calls the package.
type Source int

const (
	SourceNone    Source = iota
	SourceUnusual        // breaks only what few write: ==, unkeyed literals, method values
	SourceBreak          // callers do not compile any more
)

// Runtime says what a change does to a program that compiles.
type Runtime int

const (
	RuntimeNone     Runtime = iota
	RuntimePossible         // depends on what the program does
	RuntimeLoud             // the API or the decoder answers with an error
	RuntimeSilent           // wrong, missing or different data, and nobody says so
)

// Origin says who moved.
type Origin int

const (
	OriginAPI       Origin = iota // the page says something else
	OriginDocs                    // the page words it differently
	OriginScraper                 // the same page is read in another way
	OriginOverlay                 // a correction came or went
	OriginGenerator               // the same spec gives other Go
)

// Trigger says when a change takes effect.
type Trigger int

const (
	Unannounced   Trigger = iota // nobody said
	Never                        // it has no effect
	Now                          // at once
	OnBump                       // when a program calls the new version
	OnDate                       // on a day
	OnRelease                    // when a version comes out
	OnConditional                // for some callers, under a condition
)

// Effective is when a change takes effect. Text is a version, a date or a
// condition.
type Effective struct {
	Trigger Trigger
	Text    string
}

var (
	sourceWords  = []string{"none", "unusual", "break"}
	runtimeWords = []string{"none", "possible", "loud", "silent"}
	originWords  = []string{"api", "docs", "scraper", "overlay", "generator"}
	triggerWords = []string{"unannounced", "never", "now", "on-bump", "on-date", "on-release", "conditional"}
)

func (s Source) String() string  { return sourceWords[s] }
func (r Runtime) String() string { return runtimeWords[r] }
func (o Origin) String() string  { return originWords[o] }
func (t Trigger) String() string { return triggerWords[t] }

func (e Effective) String() string {
	if e.Text == "" {
		return e.Trigger.String()
	}
	return fmt.Sprintf("%s(%s)", e.Trigger, e.Text)
}

// The axes are words in JSON.

func (s Source) MarshalText() ([]byte, error)    { return []byte(s.String()), nil }
func (r Runtime) MarshalText() ([]byte, error)   { return []byte(r.String()), nil }
func (o Origin) MarshalText() ([]byte, error)    { return []byte(o.String()), nil }
func (c Class) MarshalText() ([]byte, error)     { return []byte(c.String()), nil }
func (e Effective) MarshalJSON() ([]byte, error) { return json.Marshal(e.String()) }

// Class is how much a reader must care, worst first. The compiler finds
// breaks; nobody else finds silent changes, so those come before all.
type Class int

const (
	Silent Class = iota
	Loud
	Break
	Unusual
	Possible
	Additive
	Docs
)

var classWords = []string{"silent", "loud", "break", "unusual", "possible", "additive", "docs"}

func (c Class) String() string { return classWords[c] }

// Level is a threshold for --fail-on.
type Level string

const (
	LevelNone    Level = ""        // never
	LevelSilent  Level = "silent"  // silent changes
	LevelRuntime Level = "runtime" // silent or loud ones
	LevelSource  Level = "source"  // what does not compile any more
	LevelAny     Level = "any"     // all but the docs
)

// Levels are the thresholds that a user can name.
var Levels = []Level{LevelSilent, LevelRuntime, LevelSource, LevelAny}

// Reaches tells whether a change is at the level. Each level asks one question;
// source does not include runtime.
func (l Level) Reaches(c *Change) bool {
	worst := max(c.Runtime, c.Deployed)
	switch l {
	case LevelSilent:
		return worst == RuntimeSilent
	case LevelRuntime:
		return worst >= RuntimeLoud
	case LevelSource:
		return c.Source == SourceBreak
	case LevelAny:
		return c.Class != Docs
	}
	return false
}

// Known tells a threshold from a typing error.
func (l Level) Known() bool { return slices.Contains(Levels, l) }
