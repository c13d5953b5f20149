package alert

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/wneessen/go-mail"

	"github.com/tollbook/tollbook/fetch"
)

// mail sends a message by mail, again where the server is busy or does not answer.
func (s *Sender) mail(ctx context.Context, server *Server, r *Receiver, m *Message) error {
	msg, err := s.letter(server, r, m)
	if err != nil {
		return err
	}
	client, err := server.client()
	if err != nil {
		return err
	}
	for try := 1; ; try++ {
		err := client.DialAndSendWithContext(ctx, msg)
		if err == nil || ctx.Err() != nil || try == mailTries {
			return err
		}
		if said, is := errors.AsType[*mail.SendError](err); is && !said.IsTemp() {
			return err
		}
		if err := s.wait(ctx, try); err != nil {
			return err
		}
	}
}

// letter writes a message as a mail. Its name stays the same, so that one that came twice is shown once.
func (s *Sender) letter(server *Server, r *Receiver, m *Message) (*mail.Msg, error) {
	msg := mail.NewMsg(mail.WithNoDefaultUserAgent())
	if err := msg.From(server.From); err != nil {
		return nil, err
	}
	if err := msg.To(r.Address); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(server.From, "@")
	msg.Subject(m.Subject())
	msg.SetDateWithValue(s.now())
	msg.SetMessageIDWithValue(m.ID + "." + strings.TrimPrefix(r.Key(), "mail ") + "@" + domain)
	msg.SetUserAgent(fetch.UserAgent)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody's holiday is answered to it
	msg.SetBodyString(mail.TypeTextPlain, m.Text())
	return msg, nil
}

func (x *Server) client() (*mail.Client, error) {
	port, err := strconv.Atoi(x.Port)
	if err != nil {
		return nil, err
	}
	options := []mail.Option{mail.WithPort(port), mail.WithTimeout(sendTimeout)}
	switch x.TLS {
	case "implicit":
		options = append(options, mail.WithSSL())
	case "none":
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if x.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(x.User), mail.WithPassword(x.password))
	}
	return mail.NewClient(x.Host, options...)
}
