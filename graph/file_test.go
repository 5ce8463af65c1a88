package graph

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type uploadRequest struct {
	PageID  ID     `graph:"page_id,path"`
	Caption string `graph:"caption"`
	Source  *File  `graph:"source"`
}

const uploadPath = "/{page_id}/photos"

// received is an upload as the server saw it.
type received struct {
	length              int64
	name, kind, caption string
	size                int64
	sum                 string
	proof               string
}

func newUploadServer(t *testing.T, got *received) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got.length = r.ContentLength
		reader, err := r.MultipartReader()
		if err != nil {
			http.Error(w, err.Error(), 400)
			return
		}
		for {
			part, err := reader.NextPart()
			if err != nil {
				break
			}
			readPart(part, got)
		}
		_, _ = io.WriteString(w, `{"id":"9"}`)
	}))
	t.Cleanup(s.Close)
	return s
}

func readPart(part *multipart.Part, got *received) {
	switch part.FormName() {
	case "caption", "appsecret_proof":
		text, _ := io.ReadAll(part)
		if part.FormName() == "caption" {
			got.caption = string(text)
		} else {
			got.proof = string(text)
		}
	case "source":
		got.name, got.kind = part.FileName(), part.Header.Get("Content-Type")
		sum := sha256.New()
		got.size, _ = io.Copy(sum, part)
		got.sum = fmt.Sprintf("%x", sum.Sum(nil))
	}
}

func TestFilesAreStreamed(t *testing.T) {
	const size = 8 << 20
	want := sha256.New()
	_, err := io.Copy(want, pattern(size))
	require.NoError(t, err)
	for name, tc := range map[string]struct {
		size   int64
		length bool
	}{"size known": {size, true}, "size unknown": {0, false}} {
		t.Run(name, func(t *testing.T) {
			var got received
			s := newUploadServer(t, &got)
			c := New(testToken, WithBaseURL(s.URL), WithAppSecret("secret"))
			source := &countingReader{r: pattern(size)}
			out := new(created)
			require.NoError(t, c.Do(t.Context(), "POST", uploadPath, &uploadRequest{
				PageID: "1", Caption: "a cat & a dog",
				Source: &File{Name: "cat\"\r\n.jpg", Reader: source, Size: tc.size, ContentType: "image/jpeg"},
			}, out))
			assert.Equal(t, ID("9"), out.ID)
			assert.Equal(t, int64(size), got.size)
			assert.Equal(t, fmt.Sprintf("%x", want.Sum(nil)), got.sum)
			assert.Equal(t, "a cat & a dog", got.caption)
			assert.Equal(t, "image/jpeg", got.kind)
			assert.NotContains(t, got.name, "\n")
			assert.Len(t, got.proof, 64)
			assert.Equal(t, tc.length, got.length > size)
			assert.Less(t, source.largest, 1<<20, "the file was read at once")
		})
	}
}

func pattern(size int64) io.Reader {
	return io.LimitReader(repeating("0123456789abcdef"), size)
}

type repeating string

func (s repeating) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		n += copy(p[n:], s)
	}
	return n - n%len(s), nil
}

type countingReader struct {
	r       io.Reader
	largest int
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.largest = max(c.largest, n)
	return n, err
}

func TestFileDefaults(t *testing.T) {
	var got received
	s := newUploadServer(t, &got)
	require.NoError(t, New("", WithBaseURL(s.URL)).Do(t.Context(), "POST", uploadPath,
		&uploadRequest{PageID: "1", Source: &File{Reader: strings.NewReader("x")}}, nil))
	assert.Equal(t, "file", got.name)
	assert.Equal(t, "application/octet-stream", got.kind)
}

func TestFilesThatCannotBeSent(t *testing.T) {
	c := New("")
	req := &uploadRequest{PageID: "1", Source: &File{Size: -1}}
	err := c.Do(t.Context(), "GET", uploadPath, req, nil, InBatch(NewBatch(c)))
	assert.EqualError(t, err, "graph: GET /{page_id}/photos: source: the file has no Reader; source: the file's Size is -1; "+
		"source: a GET cannot carry a file; source: a batch cannot carry files; make this call by itself")
}

func TestUploadIsNeverRepeated(t *testing.T) {
	api := newFakeAPI(t, replies(500, ``))
	c := api.client(WithRetry(DefaultRetry))
	withoutPauses(c, 0)
	err := c.Do(t.Context(), "POST", uploadPath, &uploadRequest{PageID: "1", Source: &File{Reader: strings.NewReader("x")}}, nil, Repeatable())
	require.Error(t, err)
	assert.Len(t, api.requests(), 1)
}

func TestErrorOfTheFileIsTheErrorOfTheCall(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{}`))
	broken := errors.New("the disk is broken")
	err := api.client().Do(t.Context(), "POST", uploadPath, &uploadRequest{PageID: "1",
		Source: &File{Reader: io.MultiReader(strings.NewReader("abc"), failing{broken})}}, nil)
	require.ErrorIs(t, err, broken)
	assert.EqualError(t, err, "graphapi: POST /1/photos: source: the disk is broken")
	assert.False(t, IsTransient(err), "the file has been read")
}

func TestFileOfAnotherSizeThanItSaysIsNamed(t *testing.T) {
	for _, tc := range []struct {
		text string
		size int64
		want string
	}{
		{"12345", 9, "source: the file ends after 5 bytes, its Size says 9"},
		{"", 9, "source: the file ends after 0 bytes, its Size says 9"},
		{"12345", 3, "source: the file is longer than its Size of 3"},
		{"12345", 5, ""},
		{"12345", 0, ""},
	} {
		for _, source := range []io.Reader{strings.NewReader(tc.text), iotest.OneByteReader(strings.NewReader(tc.text)), iotest.DataErrReader(strings.NewReader(tc.text))} {
			var got received
			s := newUploadServer(t, &got)
			err := New("", WithBaseURL(s.URL)).Do(t.Context(), "POST", uploadPath,
				&uploadRequest{PageID: "1", Source: &File{Reader: source, Size: tc.size}}, nil)
			if tc.want == "" {
				require.NoError(t, err)
				assert.Equal(t, int64(len(tc.text)), got.size)
				continue
			}
			require.EqualError(t, err, "graph: POST /1/photos: "+tc.want)
			assert.False(t, IsTransient(err))
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// The server answers before it has read the file, as it does when it refuses
// one. When the call returns, nobody may be reading the file any more.
func TestFileIsTheCallersAgainAfterAnEarlyReply(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(400)
		_, _ = io.WriteString(w, `{"error":{"message":"too large","code":100}}`)
	}))
	defer s.Close()
	for range 5 {
		source := &watchedReader{r: repeating("0123456789")}
		err := New("", WithBaseURL(s.URL)).Do(t.Context(), "POST", uploadPath,
			&uploadRequest{PageID: "1", Source: &File{Reader: source}}, nil)
		reads := source.reads // the race detector objects when a read is under way
		require.Error(t, err)
		time.Sleep(time.Millisecond)
		assert.Equal(t, reads, source.reads)
	}
}

type watchedReader struct {
	r     io.Reader
	reads int
}

func (w *watchedReader) Read(p []byte) (int, error) {
	w.reads++
	return w.r.Read(p)
}

func TestCancelingAnUploadDoesNotWaitForItsReader(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{}`))
	blocked, writer := io.Pipe()
	defer func() { _ = writer.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	err := api.client().Do(ctx, "POST", uploadPath, &uploadRequest{PageID: "1", Source: &File{Reader: blocked}}, nil)
	require.ErrorIs(t, err, context.Canceled)
}

func TestDeadlineOfAnUploadIsToldApartFromItsCancellation(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{}`))
	blocked, writer := io.Pipe()
	defer func() { _ = writer.Close() }()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	err := api.client().Do(ctx, "POST", uploadPath, &uploadRequest{PageID: "1", Source: &File{Reader: blocked}}, nil)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.NotErrorIs(t, err, context.Canceled)
}
