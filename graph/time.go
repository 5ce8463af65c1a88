package graph

import (
	"math"
	"strconv"
	"time"
)

// Time is a point in time. It decodes from the forms that the API uses,
//
//	"2019-01-02T15:04:05+0000"   also -07:00, -0700, Z and fractions of a second
//	"2019-01-02"                 midnight in UTC
//	1546441445, "1546441445"     unix seconds; from 100000000000 on, milliseconds
//
// and encodes as RFC 3339, or null when it is zero.
type Time struct{ time.Time }

// UnmarshalJSON reads the forms above. An empty string and null change nothing.
func (t *Time) UnmarshalJSON(data []byte) error {
	text, kind, err := scalar(data)
	switch {
	case err != nil:
		return err
	case kind == jsonNull, kind == jsonString && len(text) == 0:
		return nil
	case kind == jsonString, kind == jsonNumber:
		if parsed, ok := parseTime(text); ok {
			t.Time = parsed
			return nil
		}
	}
	return wrongScalar("a time", data)
}

// UnmarshalText reads the forms above, for maps and configuration files.
func (t *Time) UnmarshalText(text []byte) error {
	parsed, ok := parseTime(text)
	if !ok {
		return wrongScalar("a time", text)
	}
	t.Time = parsed
	return nil
}

// MarshalJSON writes RFC 3339, or null for the zero time.
func (t Time) MarshalJSON() ([]byte, error) {
	if t.IsZero() {
		return []byte("null"), nil
	}
	return t.Time.MarshalJSON()
}

func parseTime(text []byte) (time.Time, bool) {
	if len(text) >= len("2006-01-02") && text[4] == '-' {
		return parseDate(text)
	}
	return parseUnix(text)
}

const (
	firstMillisecond = 100_000_000_000 // as seconds, the year 5138
	lastUnix         = 253_402_300_799 // the end of the year 9999, the last that RFC 3339 can write
	firstUnix        = -62_135_596_800 // the beginning of the year 1
)

func parseUnix(text []byte) (time.Time, bool) {
	if n, err := strconv.ParseInt(string(text), 10, 64); err == nil {
		if n >= firstMillisecond || n <= -firstMillisecond {
			if n/1000 < firstUnix || n/1000 > lastUnix {
				return time.Time{}, false
			}
			return time.UnixMilli(n).UTC(), true
		}
		return time.Unix(n, 0).UTC(), n >= firstUnix
	}
	f, ok := parseFloat(text)
	if !ok || math.Abs(f) >= firstMillisecond || f < firstUnix {
		return time.Time{}, false
	}
	seconds, fraction := math.Modf(f)
	return time.Unix(int64(seconds), int64(math.Round(fraction*1e6))*1000).UTC(), true
}

// parseDate reads 2006-01-02[T15:04:05[.999][Z|±07[:]00]]. It does not use
// time.Parse, which would try each form in turn, and which returns the local
// time zone of the machine when its offset happens to fit.
func parseDate(text []byte) (time.Time, bool) {
	s := clock{text: text}
	year, month, day := s.digits(4), 0, 0
	s.literal('-')
	month = s.digits(2)
	s.literal('-')
	day = s.digits(2)
	var hour, minute, second, nano, offset int
	if len(s.text) > 0 {
		if s.text[0] == ' ' {
			s.literal(' ')
		} else {
			s.literal('T')
		}
		hour = s.digits(2)
		s.literal(':')
		minute = s.digits(2)
		s.literal(':')
		second = s.digits(2)
		nano = s.fraction()
		offset = s.zone()
	}
	if s.bad || len(s.text) > 0 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, nano, time.UTC)
	if t.Day() != day || t.Month() != time.Month(month) || year < 1 {
		return time.Time{}, false // 30 February
	}
	t = t.Add(-time.Duration(offset) * time.Second)
	if offset != 0 {
		t = t.In(time.FixedZone("", offset))
	}
	return t, true
}

// clock reads the parts of a time one after the other.
type clock struct {
	text []byte
	bad  bool
}

func (c *clock) digits(n int) (value int) {
	if len(c.text) < n {
		c.bad = true
		return 0
	}
	for _, b := range c.text[:n] {
		if b < '0' || b > '9' {
			c.bad = true
		}
		value = value*10 + int(b) - '0'
	}
	c.text = c.text[n:]
	return value
}

func (c *clock) literal(b byte) {
	if len(c.text) == 0 || c.text[0] != b {
		c.bad = true
		return
	}
	c.text = c.text[1:]
}

func (c *clock) fraction() (nano int) {
	if len(c.text) == 0 || c.text[0] != '.' {
		return 0
	}
	c.text = c.text[1:]
	unit := int(time.Second)
	n := 0
	for n < len(c.text) && c.text[n] >= '0' && c.text[n] <= '9' {
		unit /= 10
		nano += int(c.text[n]-'0') * unit
		n++
	}
	c.bad = c.bad || n == 0
	c.text = c.text[n:]
	return nano
}

// zone returns the offset in seconds. A time without a zone is in UTC.
func (c *clock) zone() int {
	if len(c.text) == 0 {
		return 0
	}
	sign := 1
	switch c.text[0] {
	case 'Z':
		c.text = c.text[1:]
		return 0
	case '-':
		sign = -1
	case '+':
	default:
		c.bad = true
		return 0
	}
	c.text = c.text[1:]
	hours, minutes := c.digits(2), 0
	if len(c.text) > 0 {
		if c.text[0] == ':' {
			c.text = c.text[1:]
		}
		minutes = c.digits(2)
	}
	c.bad = c.bad || hours > 23 || minutes > 59
	return sign * (hours*60 + minutes) * 60
}
