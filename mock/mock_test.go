package mock_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/mock"
	"github.com/graphgen/graphgen/spec"
)

const shop = `
graphgen: 1
page: Shop
version: v19.0
source: {format: html}
nodes:
  - name: Shop
    path: /{shop_id}
    fields:
      - {name: id, type: numeric string, default: true}
      - {name: name, type: string, default: true}
      - {name: opened, type: datetime}
      - {name: kind, type: "enum {ONLINE, STREET}"}
      - {name: rating, type: "float (min: 1) (max: 5)"}
      - {name: site, type: URL}
      - {name: tags, type: list<string>}
      - {name: hours, type: "map<string, int>"}
      - {name: owner, type: Person}
      - {name: address, type: Address}
      - {name: group, type: Group}
      - {name: place, type: Object, fields: [{name: city, type: string}, {name: zip, type: string}]}
      - {name: staff, type: object, fields: [{name: data, type: "object[]", fields: [{name: id, type: string}, {name: email, type: string}]}]}
    edges:
      - {name: items, type: Edge<Item>}
      - {name: visits}
  - name: Item
    path: /{item_id}
    fields:
      - {name: id, type: numeric string}
      - {name: created_time, type: datetime}
      - {name: price, type: int}
  - name: Person
    path: /{person_id}
    fields: [{name: id, type: numeric string}, {name: name, type: string}, {name: email, type: string}]
  - name: Address
    fields: [{name: street, type: string}, {name: number, type: int}]
  - name: AdAccount
    path: /act_{ad_account_id}
    fields: [{name: id, type: numeric string, default: true}]
operations:
  - {op: "GET /{shop_id}", returns: Shop}
  - {op: "DELETE /{item_id}", result: [{name: success, type: bool}]}
  - {op: "GET /{item_id}", returns: Item}
  - {op: "GET /act_{ad_account_id}", returns: AdAccount}
  - op: POST /{shop_id}
    permissions: [shop_write]
    errors: [200]
    params:
      - {name: name, type: string}
      - {name: open, type: boolean}
      - {name: since, type: datetime}
      - {name: at, type: unix timestamp}
      - {name: owner_id, type: numeric string}
      - {name: rating, type: "float (min: 1) (max: 5)"}
      - {name: visitors, type: unsigned int32}
      - {name: tags, type: list<string>}
      - {name: sizes, type: "list<enum {S, M}>"}
      - {name: hours, type: "map<enum {mon, tue}, int>"}
      - {name: address, type: Address}
      - {name: anything, type: Object}
      - {name: either, type: "int | list<int>"}
      - name: place
        type: Object
        params: [{name: city, type: string, required: true}, {name: floors, type: list<int>}]
      - {name: logo, type: file}
    result: [{name: success, type: bool}]
  - op: GET /{shop_id}/items
    params:
      - {name: order, type: string, values: [cheap, new]}
    returns: list<Item>
    paging: cursor
    summary: [{name: total_count, type: int}, {name: order, type: string}]
    errors: [100, 80001]
  - op: POST /{shop_id}/items
    deprecated: {text: gone, applies: {from: v6.0}}
    permissions: [shop_write]
    params:
      - {name: access_token, type: string, required: true}
      - {name: price, type: int, required: true}
    creates: Item
    read_after_write: id
    result: [{name: id, type: numeric string}]
errors:
  - {code: 80001, message: Too many calls}
`

func shopAPI(t testing.TB) *spec.API {
	t.Helper()
	page, issues := spec.ReadPage("shop.yaml", []byte(shop))
	require.NoError(t, issues.Err())
	api, issues := spec.Merge([]*spec.Page{page})
	require.NoError(t, issues.Err())
	return api
}

// shopServer is a server of the shop, and ways to call it.
type shopServer struct {
	*mock.Server
	t *testing.T
}

func newShop(t *testing.T, opts ...mock.Option) shopServer {
	t.Helper()
	s := mock.New(shopAPI(t), append([]mock.Option{mock.WithNode("1", "Shop")}, opts...)...)
	require.NoError(t, s.Err())
	return shopServer{s, t}
}

// serve makes one request with a token and returns the recorded reply.
func (s shopServer) serve(method, target, contentType, body string) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host = "graph.example"
	r.Header.Set("Authorization", "Bearer token")
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

const formType = "application/x-www-form-urlencoded"

// get is the body of a read, with the slashes as they are usually written.
func (s shopServer) get(target string) string {
	s.t.Helper()
	return strings.ReplaceAll(s.serve("GET", target, "", "").Body.String(), `\/`, "/")
}

func (s shopServer) post(target, form string) string {
	s.t.Helper()
	return strings.ReplaceAll(s.serve("POST", target, formType, form).Body.String(), `\/`, "/")
}

func TestRefusals(t *testing.T) {
	s := newShop(t)
	shopID, itemID := s.ID("Shop", 1), s.ID("Item", 1)
	for _, tc := range []struct{ method, target, form, want string }{
		{"GET", "/v99.0/1", "", `"code":2500`},
		{"GET", "/5/nothing", "", `Unknown path components: /5/nothing`},
		{"GET", "/" + s.ID("Person", 1), "", `Unsupported get request`},
		{"GET", "/1/items/x", "", `Unknown path components: /1/items/x`},
		{"GET", "/", "", `Unknown path components: /`},
		{"GET", "/1//items", "", `Unknown path components: /1//items`},
		{"GET", "/" + shopID + "/nothing", "", `(#100) Tried accessing nonexisting field (nothing) on node type (Shop)`},
		{"GET", "/" + itemID + "/items", "", `(#100) Tried accessing nonexisting field (items) on node type (Item)`},
		{"DELETE", "/" + shopID, "", `Unsupported delete request. Object with ID '` + shopID + `' does not exist`},
		{"PUT", "/5", "", `"type":"GraphMethodException","code":100,"error_subcode":33`},
		{"GET", "/1?fields=name,gone", "", `nonexisting field (gone)`},
		{"GET", "/1?fields=owner{gone}", "", `nonexisting field (gone) on node type (Person)`},
		{"GET", "/1?fields=place{gone}", "", `nonexisting field (gone) of place`},
		{"GET", "/1?fields=name{x}", "", `Subfields are not supported by name`},
		{"GET", "/1?fields=items.colour(red)", "", `Unknown parameter: items.colour`},
		{"GET", "/1?fields=items.order(red)", "", `Param order must be one of {cheap, new}`},
		{"GET", "/1?fields=items{id", "", `Syntax error at character 8: items{id`},
		{"GET", "/1?fields=a,,b", "", `Syntax error at character 2: a,,b`},
		{"GET", "/1/items?colour=red", "", `(#100) Unknown parameter: colour`},
		{"GET", "/1/items?order=red", "", `(#100) Param order must be one of {cheap, new}`},
		{"GET", "/1/items?limit=-1", "", `Param limit must be an integer of 0 or more`},
		{"GET", "/1/items?after=x", "", `Invalid cursors values: after`},
		{"GET", "/1/items?summary=gone", "", `nonexisting summary field (gone)`},
		{"GET", "/?ids=" + strings.Repeat("1,", 50) + "1", "", `Too many IDs. Maximum: 50. Provided: 51`},
		{"GET", "/?ids=1,2&fields=gone", "", `nonexisting field (gone)`},
		{"POST", "/1/items", "", `(#100) The parameter price is required`},
		{"POST", "/1/items", "price=", `Param price must be an integer`},
		{"POST", "/1/items", "price=1.5", `Param price must be an integer`},
		{"POST", "/" + shopID, "open=maybe", `Param open must be a boolean`},
		{"POST", "/" + shopID, "since=tomorrow", `Param since must be a valid datetime`},
		{"POST", "/" + shopID, "since=1704207845000", `Param since must be a valid datetime`},
		{"POST", "/" + shopID, "at=2024-01-02", `Param at must be a valid unix timestamp`},
		{"POST", "/" + shopID, "owner_id=ada", `Param owner_id must be a valid numeric string`},
		{"POST", "/" + shopID, "rating=9", `Param rating must be a number between 1 and 5`},
		{"POST", "/" + shopID, "visitors=-1", `Param visitors must be an integer`},
		{"POST", "/" + shopID, `tags={"a":1}`, `Param tags must be an array`},
		{"POST", "/" + shopID, `tags=[{}]`, `Param tags[0] must be a string`},
		{"POST", "/" + shopID, `sizes=["S","XL"]`, `Param sizes[1] must be one of {S, M}`},
		{"POST", "/" + shopID, `sizes=S,XL`, `Param sizes[1] must be one of {S, M}`},
		{"POST", "/" + shopID, `hours=[]`, `Param hours must be an object`},
		{"POST", "/" + shopID, `hours={"sun":1}`, `Param hours's key must be one of {mon, tue}`},
		{"POST", "/" + shopID, `hours={"mon":"x"}`, `Param hours.mon must be an integer`},
		{"POST", "/" + shopID, `address={"door":1}`, `Unknown parameter: address.door`},
		{"POST", "/" + shopID, `address={"number":"x"}`, `Param address.number must be an integer`},
		{"POST", "/" + shopID, `anything=x`, `Param anything must be an object`},
		{"POST", "/" + shopID, `either=x`, `Param either must be an integer`},
		{"POST", "/" + shopID, `place={}`, `The parameter place.city is required`},
		{"POST", "/" + shopID, `place={"city":"Rome","floors":["x"]}`, `Param place.floors[0] must be an integer`},
		{"POST", "/" + shopID, `place={"city":"Rome"`, `Param place must be an object`},
		{"POST", "/" + shopID, `logo=x`, `Param logo must be a file`},
		{"POST", "/" + shopID, `name=%zz`, `The form cannot be read`},
	} {
		w := s.serve(tc.method, tc.target, formType, tc.form)
		body := strings.ReplaceAll(w.Body.String(), `\/`, "/")
		name := tc.method + " " + tc.target + " " + tc.form
		assert.Equal(t, http.StatusBadRequest, w.Code, name)
		assert.Contains(t, body, `{"error":{"message":"`, name)
		assert.Contains(t, body, tc.want, name)
	}
}

func TestAcceptedRequests(t *testing.T) {
	s := newShop(t)
	shopID := s.ID("Shop", 1)
	for _, tc := range []struct{ method, target, form string }{
		{"GET", "/v19.0/1", ""},
		{"GET", "/v2.12/1/", ""}, // an older version is served by this one
		{"GET", "/me", ""},
		{"GET", "/act_1", ""},
		{"GET", "/act_" + s.ID("AdAccount", 3), ""},
		{"GET", "/1/items?order=new&limit=5&pretty=1", ""},
		{"GET", "/?ids=1,2&fields=id", ""},
		{"POST", "/" + shopID, "open=1&since=2024-01-02T15:04:05%2B0000&at=1704207845&owner_id=1_2&rating=2.5"},
		{"POST", "/" + shopID, `tags=a,b&sizes=["S"]&hours={"mon":8}&address={"number":5}&anything={"x":[1]}&either=[1,2]`},
		{"POST", "/" + shopID, `place={"city":"Rome","floors":[1,"2",null]}&name=[not+a+list`},
		{"POST", "/5?method=delete", ""},
	} {
		w := s.serve(tc.method, tc.target, formType, tc.form)
		assert.Equal(t, http.StatusOK, w.Code, "%s %s %s: %s", tc.method, tc.target, tc.form, w.Body)
	}
	w := s.serve("POST", "/"+shopID, "application/json", `{"name":"x","open":true,"tags":["a"],"place":{"city":"Rome"}}`)
	assert.Equal(t, http.StatusOK, w.Code, w.Body)
	w = s.serve("POST", "/"+shopID, "application/json", `[]`)
	assert.Contains(t, w.Body.String(), "The body is no JSON object")
}

func TestExamplesOfEveryType(t *testing.T) {
	s := newShop(t)
	assert.JSONEq(t, `{"id":"1","name":"example name"}`, s.get("/1"), "the default fields")
	assert.JSONEq(t, `{
		"opened":"2024-01-02T15:04:05+0000", "kind":"ONLINE", "rating":1, "site":"https://example.com/1/site",
		"tags":["example tags"], "hours":{"key":1}, "owner":{"id":"990003395290000001","name":"Example Person"},
		"address":{"street":"example street","number":1}, "group":{"id":"990000245210000001","name":"Example Group"},
		"place":{"city":"example city","zip":"example zip"}, "id":"1"}`,
		s.get("/1?fields=opened,kind,rating,site,tags,hours,owner,address,group,place"))
	assert.JSONEq(t, `{"town":{"city":"example city"},"owner":{"email":"example email 1","id":"990003395290000001"},
		"staff":{"data":[{"email":"example email"}]},"group":{"colour":"example colour 1","id":"990000245210000001"},"id":"1"}`,
		s.get("/1?fields=place.as(town){city},owner.fields(email),staff{email},group{colour}"))
	assert.JSONEq(t, `{"1":{"id":"1"},"2":{"id":"2"}}`, s.get("/?ids=1,2&fields=id"))
	item := s.ID("Item", 7)
	assert.JSONEq(t, `{"id":"`+item+`","created_time":"2024-01-02T14:57:05+0000"}`, s.get("/"+item), "where no field is a default: the id and the times")
}

func TestPages(t *testing.T) {
	s := newShop(t, mock.WithElements(5))
	first := s.get("/v19.0/1/items?limit=2&fields=price")
	assert.JSONEq(t, `{"data":[{"price":1,"id":"990002702750000001"},{"price":1,"id":"990002702750000002"}],
		"paging":{"cursors":{"before":"MS9pdGVtczow","after":"MS9pdGVtczox"},
		"next":"http://graph.example/v19.0/1/items?access_token=token&after=MS9pdGVtczox&fields=price&limit=2"}}`, first)
	second := s.get("/1/items?limit=2&after=MS9pdGVtczox")
	assert.Contains(t, second, `"next":`)
	assert.Contains(t, second, `"previous":"http://graph.example/v19.0/1/items?access_token=token\u0026before=MS9pdGVtczoy\u0026limit=2"`)
	last := s.get("/1/items?limit=2&after=MS9pdGVtczoz")
	assert.Contains(t, last, `"after":"MS9pdGVtczo0"`, "the last page has a cursor")
	assert.NotContains(t, last, `"next"`)
	assert.JSONEq(t, `{"data":[]}`, s.get("/1/items?after=MS9pdGVtczo0"), "behind the last page")
	assert.Equal(t, first, s.get("/v19.0/1/items?limit=2&fields=price&before=MS9pdGVtczoy"))
	assert.Contains(t, s.get("/2/items?after=MS9pdGVtczox"), "Invalid cursors", "a cursor of another list")
	assert.JSONEq(t, `{"data":[],"summary":{"total_count":5,"order":"example order"}}`, s.get("/1/items?limit=0&summary=true"))
	assert.JSONEq(t, `{"data":[],"summary":{"total_count":5}}`, s.get("/1/items?limit=0&summary=total_count"))
}

func TestEdgesWithinNodes(t *testing.T) {
	s := newShop(t)
	assert.JSONEq(t, `{"items":{"data":[{"price":1,"id":"990002702750000001"}],"paging":{
		"cursors":{"before":"MS9pdGVtczow","after":"MS9pdGVtczow"},
		"next":"http://graph.example/v19.0/1/items?access_token=token&after=MS9pdGVtczow&fields=price&limit=1&order=new&summary=true"},
		"summary":{"total_count":60,"order":"example order"}},"id":"1"}`,
		s.get("/1?fields=items.limit(1).order(new).summary(true){price}"), `summary is a parameter of the edge`)
	assert.Contains(t, s.get("/1?fields=visits.limit(1){anything}"), `{"anything":"example anything 1","id":"9900`, "an edge of which the spec says nothing")
	assert.Contains(t, s.get("/1?fields="+strings.Repeat("visits.limit(100),", 100)+"name"), "reduce the amount of data")
}

func TestWrites(t *testing.T) {
	s := newShop(t)
	assert.JSONEq(t, `{"success":true}`, s.post("/"+s.ID("Shop", 1), "name=x"))
	created := s.post("/1/items", "price=3")
	assert.JSONEq(t, `{"id":"990002595160000001"}`, created)
	assert.JSONEq(t, `{"id":"990002595160000001","price":1}`, s.post("/1/items?fields=price", "price=3"), "read after write")
	assert.JSONEq(t, `{"success":true}`, s.serve("DELETE", "/990002595160000001", "", "").Body.String())
}

func TestUploads(t *testing.T) {
	var calls mock.Recorder
	s := newShop(t, mock.WithObserver(calls.Add))
	form := "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nShop\r\n" +
		"--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"l.png\"\r\nContent-Type: image/png\r\n\r\n12345\r\n--b--\r\n"
	w := s.serve("POST", "/"+s.ID("Shop", 1), "multipart/form-data; boundary=b", strings.Replace(form, "%s", "logo", 1))
	assert.Equal(t, http.StatusOK, w.Code, w.Body)
	require.Len(t, calls.Calls(), 1)
	assert.Equal(t, []mock.File{{Param: "logo", Name: "l.png", ContentType: "image/png", Size: 5}}, calls.Calls()[0].Files)
	assert.Equal(t, map[string]string{"name": "Shop"}, calls.Calls()[0].Params)
	assert.Equal(t, "POST /{shop_id}", calls.Calls()[0].Op)
	assert.Equal(t, "token", calls.Calls()[0].Token)
	for name, want := range map[string]string{"tags": "Param tags does not take a file", "photo": "Unknown parameter: photo"} {
		w := s.serve("POST", "/"+s.ID("Shop", 1), "multipart/form-data; boundary=b", strings.Replace(form, "%s", name, 1))
		assert.Contains(t, w.Body.String(), want)
	}
	w = s.serve("POST", "/1", "multipart/form-data; boundary=b", form[:len(form)-10])
	assert.Contains(t, w.Body.String(), "The file cannot be read")
	assert.Len(t, calls.Refused(), 2, "what cannot be read is no call")
}

func TestAccess(t *testing.T) {
	s := newShop(t, mock.WithToken("token", "shop_read"), mock.WithToken("writer", "shop_write", "shop_read"), mock.WithToken("all"), mock.WithAppSecret("secret"))
	get := func(header, query string) string {
		r := httptest.NewRequest("GET", "/1?"+query, nil)
		r.Header.Set("Authorization", header)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Body.String()
	}
	proof := "appsecret_proof=0329a06b62cd16b33eb6792be8c60b158d89a2ee3a876fce9a881ebb488c0914" // of "test" and "secret", not of a token here
	assert.Contains(t, get("", ""), `"code":104`)
	assert.Contains(t, get("Bearer wrong", ""), `"code":190`)
	assert.Contains(t, get("Bearer token", ""), "require an appsecret_proof argument")
	assert.Contains(t, get("OAuth token", proof), "Invalid appsecret_proof provided")

	open := newShop(t, mock.WithToken("token", "shop_read"), mock.WithToken("writer", "shop_write"), mock.WithToken("all"))
	assert.Contains(t, open.post("/1", "name=x"), `(#200) Requires one of the permissions shop_write`)
	assert.Contains(t, open.post("/1/items", "price=1"), `(#10) This endpoint requires one of the permissions shop_write`)
	assert.Contains(t, open.post("/1", "name=x&access_token=writer"), `"success":true`)
	assert.Contains(t, open.post("/1", "name=x&access_token=all"), `"success":true`)
	w := open.serve("GET", "/1?access_token=wrong", "", "")
	assert.Contains(t, w.Header().Get("Www-Authenticate"), `OAuth "Facebook Platform" "invalid_token"`)
}

func TestOptions(t *testing.T) {
	s := newShop(t, mock.WithNode("77", "Item"), mock.WithoutDeprecated())
	assert.Contains(t, s.get("/77/items"), "on node type (Item)")
	assert.Contains(t, s.get("/77?fields=price"), `"price":1`)
	assert.Contains(t, s.post("/1/items", "price=1"), `"message":"(#12) POST /{shop_id}/items is deprecated for versions v6.0 and higher"`)
	for want, opt := range map[string]mock.Option{
		`mock: WithNode("1", "Ship"): the spec has no such node`:                   mock.WithNode("1", "Ship"),
		`mock: WithElements(-1): a list has from 0 to 9999999 elements`:            mock.WithElements(-1),
		`mock: the spec has no operation GET /{shop_id}/nothing for the fault cut`: mock.WithFault(mock.Cut().On("get /{shop-id}/nothing")),
		`mock: the spec has no operation PATCH for the fault html`:                 mock.WithFault(mock.Gateway().On("PATCH")),
	} {
		s := mock.New(shopAPI(t), opt)
		require.EqualError(t, s.Err(), want)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "/1", nil))
		assert.Equal(t, http.StatusInternalServerError, w.Code)
		assert.Contains(t, w.Body.String(), "mock: ")
	}
}

func TestHeaders(t *testing.T) {
	s := newShop(t)
	w := s.serve("GET", "/v2.0/1/items", "", "")
	body, err := io.ReadAll(w.Result().Body)
	require.NoError(t, err)
	assert.Equal(t, "application/json; charset=UTF-8", w.Header().Get("Content-Type"))
	assert.Equal(t, "v19.0", w.Header().Get("Facebook-Api-Version"), "whatever was asked for")
	assert.Equal(t, "mock0000001", w.Header().Get("X-Fb-Trace-Id"))
	assert.JSONEq(t, `{"call_count":1,"total_cputime":0,"total_time":0}`, w.Header().Get("X-App-Usage"))
	assert.JSONEq(t, `{"1000000000":[{"type":"pages","call_count":1,"total_cputime":0,"total_time":0,"estimated_time_to_regain_access":0}]}`,
		w.Header().Get("X-Business-Use-Case-Usage"))
	assert.Equal(t, strconv.Itoa(len(body)), w.Header().Get("Content-Length"))
}
