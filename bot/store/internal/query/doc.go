// Package query holds the store's queries as Go functions. All but this file
// is generated from ../../queries.sql; see the parent's go:generate lines.
package query
