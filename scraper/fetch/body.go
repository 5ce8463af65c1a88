package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// maxBody is how many bytes a page may have, packed or unpacked. The scraper
// reads no more either.
const maxBody = 32 << 20

// tooLarge is a body of more bytes than are allowed.
type tooLarge struct{ limit int64 }

func (e tooLarge) Error() string { return fmt.Sprintf("has more than %d bytes", e.limit) }

func isTooLarge(err error) bool { return errors.As(err, new(tooLarge)) }

// errEncoding is a Content-Encoding that nobody asked for.
var errEncoding = errors.New("comes in an encoding that was not asked for")

// readBody reads and unpacks a body. It never holds more than the limit: a
// bomb ends there.
func readBody(r io.Reader, encoding string, limit int64) ([]byte, error) {
	packed := io.LimitReader(r, limit+1)
	unpacked, err := unpack(packed, encoding)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	n, err := io.Copy(&b, io.LimitReader(unpacked, limit+1))
	switch {
	case n > limit:
		return nil, tooLarge{limit}
	case err == nil:
		return b.Bytes(), nil
	case packed.(*io.LimitedReader).N <= 0:
		return nil, tooLarge{limit}
	default:
		return nil, err
	}
}

func unpack(r io.Reader, encoding string) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "br":
		return brotli.NewReader(r), nil
	default:
		return nil, errEncoding
	}
}
