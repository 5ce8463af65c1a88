package graph

import (
	"bytes"
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
	Size        int64  // in bytes; 0 means unknown, and the request is sent in chunks
	ContentType string // default application/octet-stream
}

// upload is the file of a call and the name of its parameter.
type upload struct {
	name string
	file *File
}

func (c *call) checkUpload() (problems []string) {
	name, f := c.upload.name, c.upload.file
	if f.Reader == nil {
		problems = append(problems, name+": the file has no Reader")
	}
	if f.Size < 0 {
		problems = append(problems, fmt.Sprintf("%s: the file's Size is %d", name, f.Size))
	}
	if c.inQuery() {
		problems = append(problems, name+": a "+c.method+" cannot carry a file")
	}
	if c.batch != nil {
		problems = append(problems, name+": a batch cannot carry files; make this call by itself")
	}
	c.repeatable = false
	return problems
}

// body returns the multipart form of the parameters and the file, its content
// type, and its length, -1 when unknown. Only what surrounds the file is
// buffered.
func (u upload) body(params []param) (body *fileBody, contentType string, length int64, err error) {
	var head bytes.Buffer
	w := multipart.NewWriter(&head)
	for _, p := range params {
		if err := w.WriteField(p.name, p.value); err != nil {
			return nil, "", 0, err
		}
	}
	f := u.file
	name, kind := f.Name, f.ContentType
	if name == "" {
		name = "file"
	}
	if kind == "" {
		kind = "application/octet-stream"
	}
	_, err = w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {multipart.FileContentDisposition(u.name, name)},
		"Content-Type":        {kind},
	})
	if err != nil {
		return nil, "", 0, err
	}
	before := head.Len()
	if err := w.Close(); err != nil {
		return nil, "", 0, err
	}
	all := head.Bytes()
	length = -1
	if f.Size > 0 {
		length = int64(len(all)) + f.Size
	}
	body = newFileBody(bytes.NewReader(all[:before]), f.Reader, bytes.NewReader(all[before:]))
	return body, w.FormDataContentType(), length, nil
}

// fileBody is a request's body that the caller can take back. A transport may
// go on reading the body in its own goroutine after the reply has arrived, or
// after the call was given up; the reader under it is the caller's, who
// expects to have it back by then.
type fileBody struct {
	reader io.Reader
	turn   chan struct{} // holds one token while nobody reads
	gone   chan struct{} // closed when the caller has the reader back
}

var errFileTaken = errors.New("the call is over")

func newFileBody(parts ...io.Reader) *fileBody {
	b := &fileBody{reader: io.MultiReader(parts...), turn: make(chan struct{}, 1), gone: make(chan struct{})}
	b.turn <- struct{}{}
	return b
}

func (b *fileBody) Read(p []byte) (int, error) {
	select {
	case <-b.turn:
		defer func() { b.turn <- struct{}{} }()
	case <-b.gone:
		return 0, errFileTaken
	}
	select {
	case <-b.gone:
		return 0, errFileTaken
	default:
		return b.reader.Read(p)
	}
}

func (b *fileBody) Close() error { return nil }

// takeBack waits until no read is under way, or until done: a reader that
// blocks must not hold up a call that was cancelled. It is called once.
func (b *fileBody) takeBack(done <-chan struct{}) {
	close(b.gone)
	select {
	case <-b.turn:
		b.turn <- struct{}{}
	case <-done:
	}
}
