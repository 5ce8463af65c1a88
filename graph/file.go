package graph

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/textproto"
)

// File is a file to upload. It is streamed, never held in memory, and it is
// read once: a call with a file is not repeated. The caller closes the Reader,
// after the call.
type File struct {
	Name        string // such as "cat.jpg"; the API reads the file's kind from it
	Reader      io.Reader
	Size        int64  // in bytes, exactly; 0 means unknown, and the request is sent in chunks
	ContentType string // default application/octet-stream
}

// attachment is what calls know of a [File], so that only programs that upload
// have the code for it.
type attachment interface {
	check(name, method string, batch bool) (problems []string)
	form(ctx context.Context, name string, params []param) (requestBody, error)
}

// check finds what keeps the file from being sent.
func (f *File) check(name, method string, batch bool) (problems []string) {
	if f.Reader == nil {
		problems = append(problems, name+": the file has no Reader")
	}
	if f.Size < 0 {
		problems = append(problems, fmt.Sprintf("%s: the file's Size is %d", name, f.Size))
	}
	if inQuery(method) {
		problems = append(problems, name+": a "+method+" cannot carry a file")
	}
	if batch {
		problems = append(problems, name+": a batch cannot carry files; make this call by itself")
	}
	return problems
}

// requestBody is the body of a request.
type requestBody struct {
	body        io.Reader
	contentType string
	length      int64  // -1 when unknown
	takeBack    func() // to be called when the request is over
}

// form is the parameters and the file. Only what surrounds the file is buffered.
func (f *File) form(ctx context.Context, name string, params []param) (requestBody, error) {
	var head bytes.Buffer
	w := multipart.NewWriter(&head)
	for _, p := range params {
		if err := w.WriteField(p.name, p.value); err != nil {
			return requestBody{}, err
		}
	}
	_, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition(name, cmp.Or(f.Name, "file"))},
		"Content-Type":        {cmp.Or(f.ContentType, "application/octet-stream")},
	})
	if err != nil {
		return requestBody{}, err
	}
	before := head.Len()
	if err := w.Close(); err != nil {
		return requestBody{}, err
	}
	all := head.Bytes()
	length := int64(-1)
	if f.Size > 0 {
		length = int64(len(all)) + f.Size
	}
	body := newFileBody(ctx.Done(), bytes.NewReader(all[:before]), &fileReader{name: name, file: f}, bytes.NewReader(all[before:]))
	return requestBody{body, w.FormDataContentType(), length, body.takeBack}, nil
}

// fileReader reads the file of an upload, and tells where it is not as the
// caller says. net/http would only count the bytes of the whole body.
type fileReader struct {
	name string // of the parameter
	file *File
	read int64
}

func (r *fileReader) Read(p []byte) (int, error) {
	n, err := r.file.Reader.Read(p)
	r.read += int64(n)
	switch size := r.file.Size; {
	case size > 0 && r.read > size:
		return 0, r.fail(fmt.Errorf("the file is longer than its Size of %d", size))
	case err == io.EOF && r.read < size:
		return n, r.fail(fmt.Errorf("the file ends after %d bytes, its Size says %d", r.read, size))
	case err != nil && err != io.EOF:
		return n, r.fail(err)
	}
	return n, err
}

func (r *fileReader) fail(err error) error { return &fileError{name: r.name, err: err} }

// fileError is what is wrong with a file, and would be again: its reader has
// been read.
type fileError struct {
	name string // of the parameter
	err  error
}

func (e *fileError) Error() string { return e.name + ": " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

// fileBody is a request's body that the caller gets back. A transport may go on
// reading a body in its own goroutine after the reply has arrived, and when a
// call is given up it waits for the read that is under way; but the reader is
// the caller's, who expects it back when the call returns, and a call to return
// when it is canceled. So each read runs in a goroutine with a buffer of its
// own, which neither side has to wait for.
type fileBody struct {
	reader   io.Reader
	canceled <-chan struct{}
	gone     chan struct{} // closed when the caller has the reader back

	turn   chan struct{} // holds one token while nobody reads
	result chan readResult
	buffer []byte
	rest   []byte // of the buffer, not yet handed on
	err    error  // after the rest
}

type readResult struct {
	n   int
	err error
}

const fileChunk = 64 << 10

var errFileTaken = errors.New("the call is over")

func newFileBody(canceled <-chan struct{}, parts ...io.Reader) *fileBody {
	b := &fileBody{
		reader:   io.MultiReader(parts...),
		canceled: canceled,
		gone:     make(chan struct{}),
		turn:     make(chan struct{}, 1),
		result:   make(chan readResult, 1),
		buffer:   make([]byte, fileChunk),
	}
	b.turn <- struct{}{}
	return b
}

func (b *fileBody) Read(p []byte) (int, error) {
	if len(b.rest) == 0 && b.err == nil {
		b.fill()
	}
	if len(b.rest) == 0 {
		return 0, b.err
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

// fill reads the next part of the file, or gives up.
func (b *fileBody) fill() {
	<-b.turn
	select {
	case <-b.gone:
		b.turn <- struct{}{}
		b.err = errFileTaken
		return
	default:
	}
	go func() {
		n, err := b.reader.Read(b.buffer)
		b.result <- readResult{n, err}
		b.turn <- struct{}{}
	}()
	select {
	case r := <-b.result:
		b.rest, b.err = b.buffer[:r.n], r.err
	case <-b.gone:
		b.err = errFileTaken
	case <-b.canceled: // which the call itself reports, with the cause
		b.err = errFileTaken
	}
}

// Close does nothing: the reader is the caller's to close.
func (b *fileBody) Close() error { return nil }

// takeBack waits until no read is under way, unless the call was canceled. It
// is called once.
func (b *fileBody) takeBack() {
	close(b.gone)
	select {
	case <-b.turn:
		b.turn <- struct{}{}
	case <-b.canceled:
	}
}
