package main

import (
	"strconv"
	"time"
)

// today is the day on which the command runs, as 2026-11-20. SOURCE_DATE_EPOCH
// (https://reproducible-builds.org/specs/source-date-epoch) sets it.
func (c *console) today() (string, error) {
	now := time.Now()
	if epoch := c.getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return "", &failure{where: "SOURCE_DATE_EPOCH", what: strconv.Quote(epoch) + " is no number of seconds", hint: "unset it, or set it to the output of date +%s"}
		}
		now = time.Unix(seconds, 0)
	}
	return now.UTC().Format(time.DateOnly), nil
}
