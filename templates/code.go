package templates

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// This file names error codes. One code has one name in the whole package: from
// the table of well-known codes, else made of the first words of the message
// that the reference gives, else of the number.

// wellKnown are codes whose messages give no good name, or that have several.
var wellKnown = map[int]string{
	1:       "ErrUnknown",
	2:       "ErrServiceUnavailable",
	3:       "ErrUnknownMethod",
	4:       "ErrAppRequestLimit",
	10:      "ErrPermissionDenied",
	17:      "ErrUserRequestLimit",
	32:      "ErrPageRequestLimit",
	100:     "ErrInvalidParameter",
	102:     "ErrSessionExpired",
	104:     "ErrIncorrectSignature",
	190:     "ErrInvalidAccessToken",
	200:     "ErrPermissionsError",
	230:     "ErrMessageNotPermitted",
	341:     "ErrAppLimit",
	368:     "ErrActionBlocked",
	458:     "ErrAppNotInstalled",
	459:     "ErrUserCheckpointed",
	460:     "ErrPasswordChanged",
	463:     "ErrSessionEnded",
	464:     "ErrUserUnconfirmed",
	467:     "ErrSessionInvalidated",
	506:     "ErrDuplicatePost",
	613:     "ErrRateLimitExceeded",
	803:     "ErrUnknownAlias",
	2500:    "ErrGraphQuery",
	2635:    "ErrVersionDeprecated",
	80000:   "ErrAdsInsightsRateLimit",
	80001:   "ErrPageRateLimit",
	80002:   "ErrInstagramRateLimit",
	80003:   "ErrCustomAudienceRateLimit",
	80004:   "ErrAdsManagementRateLimit",
	80005:   "ErrLeadGenRateLimit",
	80006:   "ErrMessengerRateLimit",
	80008:   "ErrWhatsAppRateLimit",
	80009:   "ErrCatalogRateLimit",
	80014:   "ErrCatalogBatchRateLimit",
	1609005: "ErrLinkNotPosted",
}

// maxNameWords bounds the words that a message gives to a name.
const maxNameWords = 6

// codePlan is an error code.
type codePlan struct {
	id      *ident
	code    int
	message string
}

// codeName is the Go name of an error code.
func codeName(code int, message string) string {
	if name := wellKnown[code]; name != "" {
		return name
	}
	words := firstClause(message)
	if len(words) > maxNameWords {
		words = words[:maxNameWords]
		for len(words) > 1 && linkWords[strings.ToLower(words[len(words)-1])] {
			words = words[:len(words)-1]
		}
	}
	if len(words) > 0 && (strings.EqualFold(words[0], "error") || strings.EqualFold(words[0], "the")) {
		words = words[1:]
	}
	if len(words) == 0 {
		return "Err" + namePart(strconv.Itoa(code))
	}
	for i, word := range words {
		words[i] = namePart(word)
	}
	return "Err" + strings.Join(words, "")
}

// linkWords do not end a name that was cut.
var linkWords = map[string]bool{
	"a": true, "an": true, "and": true, "as": true, "at": true, "because": true, "by": true, "for": true, "from": true,
	"in": true, "is": true, "of": true, "on": true, "or": true, "that": true, "the": true, "this": true, "to": true,
	"was": true, "with": true, "your": true,
}

// firstClause are the words of a message up to its first stop.
func firstClause(message string) []string {
	message = strings.TrimLeftFunc(message, func(r rune) bool { return !unicode.IsLetter(r) })
	if end := strings.IndexAny(message, ".:;,(\n"); end >= 0 {
		message = message[:end]
	}
	return strings.Fields(message)
}

// planCodes claims a constant for every code of the spec.
func (p *planner) planCodes() {
	messages := map[int]string{}
	for _, m := range p.api.Errors {
		if _, ok := messages[m.Code]; !ok {
			messages[m.Code] = m.Message
		}
	}
	for _, op := range p.api.Operations {
		for _, code := range op.Errors {
			if _, ok := messages[code]; !ok {
				messages[code] = ""
			}
		}
	}
	for code, message := range messages {
		name := codeName(code, message)
		key := fmt.Sprintf("error %d", code)
		p.codes[code] = &codePlan{
			id:   p.pkg.pin(p.pkg.claim(rankConst, key, fixed(name, name+namePart(strconv.Itoa(code)))), "const", "error/"+strconv.Itoa(code)),
			code: code, message: message,
		}
	}
}

// doc is the comment of the constant.
func (c *codePlan) doc() comment {
	doc := comment{fmt.Sprintf("%s is code %d.", c.id.name, c.code)}
	if lines := prose(c.message); len(lines) > 0 {
		doc[0] = fmt.Sprintf("%s is code %d: %s", c.id.name, c.code, lines[0])
		doc = append(doc, lines[1:]...)
		doc[len(doc)-1] = finished(doc[len(doc)-1])
	}
	return doc
}

// codesPlan is the file of all error codes.
type codesPlan struct{ codes []*codePlan }

func (c *codesPlan) position() position { return position{} }
func (c *codesPlan) uses() []*ident     { return nil }

// permPlan is a permission.
type permPlan struct {
	id         *ident
	wire       string
	deprecated []string
}

// planPermissions claims a constant for every permission of the spec.
func (p *planner) planPermissions() {
	for _, op := range p.api.Operations {
		for _, perms := range [][]string{op.Permissions, op.UsualPermissions} {
			for _, wire := range perms {
				p.planPermission(wire)
			}
		}
	}
}

func (p *planner) planPermission(wire string) {
	if p.perms[wire] != nil {
		return
	}
	p.perms[wire] = &permPlan{
		id:   p.pkg.pin(p.pkg.claim(rankConst, "permission "+wire, fixed("Perm"+namePart(wire), "Permission"+namePart(wire))), "const", "perm/"+wire),
		wire: wire, deprecated: p.deprecation("permission", wire),
	}
}

// permsPlan is the file of all permissions.
type permsPlan struct{ perms []*permPlan }

func (c *permsPlan) position() position { return position{} }
func (c *permsPlan) uses() []*ident     { return nil }
