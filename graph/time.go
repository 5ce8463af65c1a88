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
	var seconds, nanos int64
	if n, err := strconv.ParseInt(string(text), 10, 64); err != nil {
		f, ok := parseFloat(text)
		if !ok || math.Abs(f) >= firstMillisecond || f < firstUnix {
			return time.Time{}, false
		}
		seconds = int64(f)
		nanos = int64(math.Round((f-float64(seconds))*1e6)) * 1000
	} else if seconds = n; n >= firstMillisecond || n <= -firstMillisecond {
		seconds, nanos = n/1000, n%1000*int64(time.Millisecond)
	}
	if seconds < firstUnix || seconds > lastUnix {
		return time.Time{}, false
	}
	return time.Unix(seconds, nanos).UTC(), true
}

// parseDate reads 2006-01-02[T15:04:05[.999][Z|±07[:]00]]. It does not use
// time.Parse, which would try each form in turn, and which returns the local
// time zone of the machine when its offset happens to fit.
func parseDate(text []byte) (time.Time, bool) {
	c := clock{text: text}
	year := c.number(0, 4)
	month := c.number('-', 2)
	day := c.number('-', 2)
	var hour, minute, second, nano, offset int
	if len(c.text) > 0 {
		sep := byte('T')
		if c.text[0] == ' ' {
			sep = ' '
		}
		hour = c.number(sep, 2)
		minute = c.number(':', 2)
		second = c.number(':', 2)
		nano = c.fraction()
		offset = c.zone()
	}
	if c.bad || len(c.text) > 0 || year < 1 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	zone := time.UTC
	if offset != 0 {
		zone = time.FixedZone("", offset)
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, nano, zone)
	_, m, d := t.Date()
	return t, int(m) == month && d == day // not 30 February
}

// clock reads the parts of a time one after the other.
type clock struct {
	text []byte
	bad  bool
}

// number reads so many digits, and the separator before them unless that is 0.
func (c *clock) number(sep byte, digits int) (value int) {
	if sep != 0 {
		digits++
	}
	if len(c.text) < digits || sep != 0 && c.text[0] != sep {
		c.bad = true
		return 0
	}
	text := c.text[:digits]
	c.text = c.text[digits:]
	if sep != 0 {
		text = text[1:]
	}
	for _, b := range text {
		if b < '0' || b > '9' {
			c.bad = true
		}
		value = value*10 + int(b) - '0'
	}
	return value
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
	hours, minutes := c.number(0, 2), 0
	if len(c.text) > 0 {
		sep := byte(0)
		if c.text[0] == ':' {
			sep = ':'
		}
		minutes = c.number(sep, 2)
	}
	c.bad = c.bad || hours > 23 || minutes > 59
	return sign * (hours*60 + minutes) * 60
}
