package mock

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// admit checks the token of a request and its proof.
func (s *Server) admit(req *request) *Error {
	if req.token == "" {
		return &Error{Code: 104, Message: "An access token is required to request this resource."}
	}
	if _, ok := s.set.tokens[req.token]; !ok && s.set.tokens != nil {
		return &Error{Code: 190, Message: "Invalid OAuth access token - Cannot parse access token"}
	}
	switch {
	case s.set.appSecret == "":
	case req.proof == "":
		return &Error{Code: 100, Type: "GraphMethodException", Message: "API calls from the server require an appsecret_proof argument"}
	case !hmac.Equal([]byte(req.proof), []byte(proof(s.set.appSecret, req.token))):
		return &Error{Code: 100, Type: "GraphMethodException", Message: "Invalid appsecret_proof provided in the API argument"}
	}
	return nil
}

func proof(secret, token string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(token))
	return hex.EncodeToString(mac.Sum(nil))
}

// permit checks that the token has one of the permissions that the reference
// lists. The code is the one that it lists too: 200, else 10.
func (s *Server) permit(op *spec.Operation, token string) *Error {
	access, listed := s.set.tokens[token]
	if !listed || access.everything || len(op.Permissions) == 0 {
		return nil
	}
	if slices.ContainsFunc(op.Permissions, func(p string) bool { return slices.Contains(access.permissions, p) }) {
		return nil
	}
	needed := strings.Join(op.Permissions, ", ")
	if slices.Contains(op.Errors, 200) {
		return &Error{Code: 200, Message: fmt.Sprintf("(#200) Requires one of the permissions %s", needed)}
	}
	return &Error{Code: 10, Message: fmt.Sprintf("(#10) This endpoint requires one of the permissions %s", needed)}
}
