package mock

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
)

// request is a request of the API, by itself or in a batch.
type request struct {
	method   string
	version  string   // empty when the path has none
	segments []string // of the path, unescaped, without the version
	params   map[string]string
	files    []File
	token    string
	proof    string
	header   http.Header
	base     string // where this server is: http://127.0.0.1:1234
	batched  bool
	trace    string
}

const (
	maxForm  = 32 << 20
	maxValue = 4 << 20
)

// readRequest reads a request to its end. The request that comes with an
// error is good for nothing but being answered.
func readRequest(r *http.Request) (*request, *Error) {
	req := &request{method: r.Method, params: make(map[string]string), header: r.Header, base: "http://" + r.Host}
	if r.TLS != nil {
		req.base = "https://" + r.Host
	}
	if refusal := req.setPath(r.URL.EscapedPath()); refusal != nil {
		return req, refusal
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return req, invalid("", "The query cannot be read: %v", err)
	}
	req.add(query)
	if refusal := req.readBody(r); refusal != nil {
		return req, refusal
	}
	req.takeSecrets()
	// Clients that know nothing but GET and POST name the method.
	if method := strings.ToUpper(req.params["method"]); method == "GET" || method == "POST" || method == "DELETE" {
		req.method = method
		delete(req.params, "method")
	}
	return req, nil
}

func (req *request) setPath(escaped string) *Error {
	path := strings.Trim(escaped, "/")
	if path == "" {
		return nil
	}
	for text := range strings.SplitSeq(path, "/") {
		segment, err := url.PathUnescape(text)
		if err != nil || segment == "" {
			return unknownPath(escaped)
		}
		req.segments = append(req.segments, segment)
	}
	if versionForm.MatchString(req.segments[0]) {
		req.version, req.segments = req.segments[0], req.segments[1:]
	}
	return nil
}

// add takes the last of several values, as the API does.
func (req *request) add(values url.Values) {
	for name, v := range values {
		req.params[name] = v[len(v)-1]
	}
}

func (req *request) readBody(r *http.Request) *Error {
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body := http.MaxBytesReader(nil, r.Body, maxForm)
	switch kind {
	case "multipart/form-data":
		return req.readMultipart(multipart.NewReader(r.Body, params["boundary"]))
	case "application/json":
		return req.readJSON(body)
	}
	form, err := io.ReadAll(body)
	if err != nil {
		return invalid("", "The body cannot be read: %v", err)
	}
	if kind == "application/x-www-form-urlencoded" {
		return req.addForm(string(form))
	}
	return nil
}

func (req *request) addForm(form string) *Error {
	values, err := url.ParseQuery(form)
	if err != nil {
		return invalid("", "The form cannot be read: %v", err)
	}
	req.add(values)
	return nil
}

// readJSON reads parameters that come as one JSON object.
func (req *request) readJSON(body io.Reader) *Error {
	text, err := io.ReadAll(body)
	if err != nil {
		return invalid("", "The body cannot be read: %v", err)
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return invalid("", "The body is no JSON object: %v", err)
	}
	for name, raw := range members {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		req.params[name] = text
	}
	return nil
}

// readMultipart reads a form with files, of which only the size is kept.
func (req *request) readMultipart(form *multipart.Reader) *Error {
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return invalid("", "The form cannot be read: %v", err)
		}
		if part.FileName() == "" {
			value, err := io.ReadAll(io.LimitReader(part, maxValue))
			if err != nil {
				return invalid(part.FormName(), "The form cannot be read: %v", err)
			}
			req.params[part.FormName()] = string(value)
			continue
		}
		size, err := io.Copy(io.Discard, part)
		if err != nil {
			return invalid(part.FormName(), "The file cannot be read: %v", err)
		}
		req.files = append(req.files, File{
			Param: part.FormName(), Name: part.FileName(), ContentType: part.Header.Get("Content-Type"), Size: size,
		})
	}
}

// takeSecrets moves the token and its proof out of the parameters.
func (req *request) takeSecrets() {
	scheme, token, _ := strings.Cut(req.header.Get("Authorization"), " ")
	if strings.EqualFold(scheme, "Bearer") || strings.EqualFold(scheme, "OAuth") {
		req.token = strings.TrimSpace(token)
	}
	if token := req.params["access_token"]; token != "" {
		req.token = token
	}
	req.proof = req.params["appsecret_proof"]
	delete(req.params, "access_token")
	delete(req.params, "appsecret_proof")
}

// path is the path without the version.
func (req *request) path() string { return "/" + strings.Join(req.segments, "/") }

// isBatch tells a request that is many.
func (req *request) isBatch() bool {
	_, ok := req.params["batch"]
	return ok && req.method == "POST" && len(req.segments) == 0 && !req.batched
}

// isMultiple tells a read of many nodes at once: /?ids=1,2.
func (req *request) isMultiple() bool {
	_, ok := req.params["ids"]
	return ok && req.method == "GET" && len(req.segments) == 0
}
