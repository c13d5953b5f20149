package access

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// Argon2id's parameters, as OWASP advises for logins: two passes over 19 MiB.
const (
	argonMemory = 19 * 1024 // KiB
	argonPasses = 2
	argonLanes  = 1
	argonKey    = 32
	argonSalt   = 16
)

// Lengths of passwords. The upper one only keeps requests small.
const (
	shortestPassword = 12
	longestPassword  = 256
)

// ErrPassword says what a password must be.
var ErrPassword = fmt.Errorf("a password has %d to %d characters", shortestPassword, longestPassword)

// hashing bounds how many passwords are hashed at a time, since each takes memory and a processor.
var hashing = make(chan struct{}, 2)

// hashPassword gives a password in the form in which it is kept.
func hashPassword(password string) (string, error) {
	if n := utf8.RuneCountInString(password); n < shortestPassword || n > longestPassword || !utf8.ValidString(password) {
		return "", ErrPassword
	}
	salt := make([]byte, argonSalt)
	_, _ = rand.Read(salt) // never fails
	return encodePassword(salt, argon(password, salt, argonPasses, argonMemory, argonLanes)), nil
}

func argon(password string, salt []byte, passes, memory uint32, lanes uint8) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(password), salt, passes, memory, lanes, argonKey)
}

func encodePassword(salt, key []byte) string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonPasses, argonLanes, b64.EncodeToString(salt), b64.EncodeToString(key))
}

// nobodysPassword is compared with where there is no account, so that the answer takes as long.
var nobodysPassword = encodePassword(make([]byte, argonSalt), make([]byte, argonKey))

var errHash = errors.New("a password is kept in a form that is not known")

// checkPassword says whether a password is the one that is kept.
func checkPassword(kept, password string) (bool, error) {
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, errHash
	}
	var version int
	var memory, passes uint32
	var lanes uint8
	if _, err := fmt.Sscanf(parts[2], "v=%d", &version); err != nil || version != argon2.Version {
		return false, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &lanes); err != nil || memory > 1<<20 || passes > 16 || passes == 0 || lanes == 0 {
		return false, errHash
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, errHash
	}
	key, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(key) != argonKey {
		return false, errHash
	}
	return subtle.ConstantTimeCompare(key, argon(password, salt, passes, memory, lanes)) == 1, nil
}

// secret gives a new secret that cannot be guessed.
func secret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// digest gives the form in which secrets are kept. They are long and random, so that a plain hash will do.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
