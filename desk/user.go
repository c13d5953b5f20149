package desk

import "context"

// A User is who looks at the desk.
type User struct {
	Name string // as judgements are signed
	Role string // reader, coder or editor
	// LogsIn says that people log in here: somebody without a name has not yet.
	LogsIn bool
}

type userKey struct{}

type refusedKey struct{}

// Refused has the desk answer a request with a page that says why it is refused.
func Refused(ctx context.Context, status int, reason, hint string) context.Context {
	return context.WithValue(ctx, refusedKey{}, &problem{status, reason, hint})
}

// WithUser says who asks. What checks a session calls it before the desk is asked.
func WithUser(ctx context.Context, u User) context.Context {
	return context.WithValue(ctx, userKey{}, u)
}

// UserOf tells who asks. Where nobody has to say who he is, as on one's own machine, he is "you" and may do everything.
func UserOf(ctx context.Context) User {
	if u, ok := ctx.Value(userKey{}).(User); ok {
		return u
	}
	return User{Name: "you", Role: "editor"}
}
