// Package bottest holds what every bot.Platform and every bot.Store must do,
// as tests that each of them runs, and a chat service for tests that can go
// wrong in every way a real one does.
package bottest
