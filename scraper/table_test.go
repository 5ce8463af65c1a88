package scraper

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestColumnOf(t *testing.T) {
	for title, want := range map[string]column{
		"Name": colName, "Property Name": colName, "Parameter": colName, "Field": colName, "Field Name": colName,
		"Key": colName, "Placeholder": colName, "フィールド": colName, "Kolom": colName,
		"Description": colDescription, "Value": colDescription, "詳細": colDescription, "Keterangan": colDescription,
		"Type": colType, "Edge": colEdge,
		"Error": colCode, "Error Code": colCode, "Kesalahan": colCode, "错误": colCode,
		"Values for `period`": colOther, "Used to Publish": colOther, "": colOther,
	} {
		assert.Equal(t, want, columnOf(title), title)
	}
}

func TestColumns(t *testing.T) {
	header := func(titles ...string) Table {
		var h []Text
		for _, s := range titles {
			h = append(h, plain(s))
		}
		return Table{Header: h}
	}
	assert.Equal(t, []column{colName, colOther, colDescription}, columns(header("Key", "Placeholder", "Value")))
	assert.Equal(t, []column{colName, colDescription, colType}, columns(header("Name", " description ", "TYPE")))
	assert.Equal(t, []column{colName, colDescription, colType}, columns(Table{}), "a table without a header")
}
