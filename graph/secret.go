package graph

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// secret is a token, a proof or an app secret. It is a closure because fmt,
// test libraries and debug printers walk the fields of a struct by reflection,
// whatever its methods say, but none of them can look into a function.
type secret func() string

func newSecret(s string) secret {
	if s == "" {
		return nil
	}
	return func() string { return s }
}

func (s secret) reveal() string {
	if s == nil {
		return ""
	}
	return s()
}

// proof is the appsecret_proof of a token: it shows the API that the caller
// holds the app's secret, without sending it. There is none without both.
func proof(appSecret, token secret) secret {
	if appSecret == nil || token == nil {
		return nil
	}
	mac := hmac.New(sha256.New, []byte(appSecret.reveal()))
	mac.Write([]byte(token.reveal()))
	return newSecret(hex.EncodeToString(mac.Sum(nil)))
}
