package graph

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The same page is decoded with the tolerant types and with the plain ones that
// somebody would write who knew the reply in advance:
//
//	go test -run - -bench . -benchmem ./graph

type benchUser struct {
	ID    ID     `json:"id,omitzero"`
	Name  string `json:"name,omitzero"`
	Email string `json:"email,omitzero"`
}

type benchMessage struct {
	ID          ID                `json:"id,omitzero"`
	CreatedTime Time              `json:"created_time,omitzero"`
	From        *benchUser        `json:"from,omitzero"`
	To          *Edge[*benchUser] `json:"to,omitzero"`
	Message     string            `json:"message,omitzero"`
}

type benchThread struct {
	ID           ID                   `json:"id,omitzero"`
	Link         string               `json:"link,omitzero"`
	UpdatedTime  Time                 `json:"updated_time,omitzero"`
	MessageCount Int                  `json:"message_count,omitzero"`
	UnreadCount  Int                  `json:"unread_count,omitzero"`
	CanReply     Bool                 `json:"can_reply,omitzero"`
	IsSubscribed Bool                 `json:"is_subscribed,omitzero"`
	Snippet      string               `json:"snippet,omitzero"`
	Participants *Edge[*benchUser]    `json:"participants,omitzero"`
	Messages     *Edge[*benchMessage] `json:"messages,omitzero"`
}

type plainUser struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

type plainPaging struct {
	Cursors struct {
		Before string `json:"before"`
		After  string `json:"after"`
	} `json:"cursors"`
	Next     string `json:"next"`
	Previous string `json:"previous"`
}

type plainList[T any] struct {
	Data   []T          `json:"data"`
	Paging *plainPaging `json:"paging"`
}

type plainMessage struct {
	ID          string                 `json:"id"`
	CreatedTime string                 `json:"created_time"`
	From        *plainUser             `json:"from"`
	To          *plainList[*plainUser] `json:"to"`
	Message     string                 `json:"message"`
}

type plainThread struct {
	ID           string                    `json:"id"`
	Link         string                    `json:"link"`
	UpdatedTime  string                    `json:"updated_time"`
	MessageCount int64                     `json:"message_count"`
	UnreadCount  int64                     `json:"unread_count"`
	CanReply     bool                      `json:"can_reply"`
	IsSubscribed bool                      `json:"is_subscribed"`
	Snippet      string                    `json:"snippet"`
	Participants *plainList[*plainUser]    `json:"participants"`
	Messages     *plainList[*plainMessage] `json:"messages"`
}

// benchPage is 100 conversations with 5 messages each, some 160 kB.
func benchPage() []byte {
	var b strings.Builder
	person := func(i int) string {
		return fmt.Sprintf(`{"id":"178414000%08d","name":"Person No. %d","email":"%d@example.com"}`, i, i, i)
	}
	b.WriteString(`{"data":[`)
	for i := range 100 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":"t_100%012d","link":"\/1234\/inbox\/100%012d\/","updated_time":"2024-02-%02dT15:04:05+0000",`+
			`"message_count":%d,"unread_count":0,"can_reply":true,"is_subscribed":true,"snippet":"Is the blue one still there, number %d?",`+
			`"participants":{"data":[%s,%s]},"messages":{"data":[`, i, i, i%28+1, i*3+1, i, person(i), person(1234))
		for j := range 5 {
			if j > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"id":"m_%040d","created_time":"2024-02-%02dT15:%02d:05+0000","from":%s,"message":"Hello, this is message %d of a talk about sizes and prices."}`,
				i*5+j, i%28+1, j, person(i), j)
		}
		b.WriteString(`],"paging":{"cursors":{"before":"QVFIUbefore","after":"QVFIUafter"}}}}`)
	}
	b.WriteString(`],"paging":{"cursors":{"before":"QVFIUa","after":"QVFIUb"},"next":"https:\/\/graph.facebook.com\/v19.0\/1234\/conversations?access_token=EAAG&limit=100&after=QVFIUb"}}`)
	return []byte(b.String())
}

func BenchmarkDecodeTolerant(b *testing.B) {
	page := benchPage()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		var out Edge[*benchThread]
		if err := decodeReply(page, &out, Redact); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodePlain(b *testing.B) {
	page := benchPage()
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		var out plainList[*plainThread]
		if err := json.Unmarshal(page, &out); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecodeSalvaged is a page with one bad field in each conversation.
func BenchmarkDecodeSalvaged(b *testing.B) {
	page := []byte(strings.ReplaceAll(string(benchPage()), `"unread_count":0`, `"unread_count":{}`))
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		var out Edge[*benchThread]
		if err := decodeReply(page, &out, Redact); !isPartial(err) {
			b.Fatal(err)
		}
	}
}

func BenchmarkRequest(b *testing.B) {
	c := New(testToken).ForPackage("graphapi", "v19.0")
	req := &listRequest{PageID: "1234", Folder: "inbox", Platform: "instagram", Fields: Fields("id", "updated_time", "messages.limit(5){id,message}"), Limit: 25}
	b.ReportAllocs()
	for b.Loop() {
		call, err := c.newCall("GET", listPath, req, nil)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := call.httpRequest(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// What a page costs is a promise, so its allocations, which do not depend on
// the machine, are tested.
func TestToleranceCostsFewAllocations(t *testing.T) {
	page := benchPage()
	assert.InDelta(t, 160_000, len(page), 20_000)
	tolerant := testing.AllocsPerRun(5, func() {
		require.NoError(t, decodeReply(page, new(Edge[*benchThread]), Redact))
	})
	plain := testing.AllocsPerRun(5, func() {
		require.NoError(t, json.Unmarshal(page, new(plainList[*plainThread])))
	})
	assert.LessOrEqual(t, tolerant, 1.1*plain)
}
