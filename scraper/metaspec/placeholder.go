package metaspec

import "strings"

// placeholder is what stands for a node in a path: ad_account_id for AdAccount,
// rtb_dynamic_post_id for RTBDynamicPost, ig_user_id for IGUser.
func placeholder(node string) string {
	var b strings.Builder
	for i := range len(node) {
		if isUpper(node[i]) && i > 0 && node[i-1] != '_' {
			endsCapitals := i+1 < len(node) && isLower(node[i+1])
			if !isUpper(node[i-1]) || endsCapitals {
				b.WriteByte('_')
			}
		}
		b.WriteByte(node[i])
	}
	return strings.ToLower(b.String()) + "_id"
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
