package graph

import (
	"encoding/json"
	"net/http"
	"time"
)

// Usage says how much of its limits an app, a Page, an ad account or a
// business has used up. It comes with every reply that has usage headers.
// Loads are percentages of the limit; calls are refused at 100.
type Usage struct {
	App             Load            // X-App-Usage
	Page            Load            // X-Page-Usage
	AdAccount       AdAccountUsage  // X-Ad-Account-Usage
	BusinessUseCase []BusinessUsage // X-Business-Use-Case-Usage, sorted by business
}

// Load is how much of a limit is used, each in percent.
type Load struct {
	CallCount    Float `json:"call_count"`
	TotalTime    Float `json:"total_time"`
	TotalCPUTime Float `json:"total_cputime"`
}

// AdAccountUsage is the load of an ad account.
type AdAccountUsage struct {
	Used              Float  `json:"acc_id_util_pct"`     // percent
	ResetTimeDuration Int    `json:"reset_time_duration"` // seconds until the load is 0 again
	AccessTier        string `json:"ads_api_access_tier"`
}

// BusinessUsage is the load of a business for one kind of calls.
type BusinessUsage struct {
	BusinessID string `json:"-"`
	Kind       string `json:"type"` // such as "messenger", "pages" or "ads_management"
	Load
	AccessTier string `json:"ads_api_access_tier"`

	// RegainAccess is in how many minutes calls will be answered again;
	// 0 when they are not refused.
	RegainAccess Int `json:"estimated_time_to_regain_access"`
}

// RegainAccess is how long the API says that calls will be refused, 0 when it
// does not.
func (u Usage) RegainAccess() time.Duration {
	var minutes Int
	for i := range u.BusinessUseCase {
		minutes = max(minutes, u.BusinessUseCase[i].RegainAccess)
	}
	return time.Duration(minutes) * time.Minute
}

// usageOf reads the usage headers.
func usageOf(h http.Header) Usage {
	var u Usage
	u.read(h)
	return u
}

// read reads the usage headers. What does not read as documented says nothing.
func (u *Usage) read(h http.Header) {
	readHeader(h, "X-App-Usage", &u.App)
	readHeader(h, "X-Page-Usage", &u.Page)
	readHeader(h, "X-Ad-Account-Usage", &u.AdAccount)
	businesses := membersOf([]byte(h.Get("X-Business-Use-Case-Usage")))
	for _, id := range sortedNames(businesses) {
		var loads []BusinessUsage
		_ = json.Unmarshal(businesses[id], &loads)
		for i := range loads {
			loads[i].BusinessID = id
		}
		u.BusinessUseCase = append(u.BusinessUseCase, loads...)
	}
}

func readHeader(h http.Header, name string, out any) {
	if text := h.Get(name); text != "" {
		_ = json.Unmarshal([]byte(text), out)
	}
}
