// Command split cuts the texts of reports into the words and sentences that the reader sees, so that what it
// learns from is cut as it is when it reads.
//
//	go run ./train/reader/split < reports.jsonl > words.jsonl
//
// Each line out belongs to one line in: {"spans": [[start, end], …], "starts": [first word of each sentence, …]},
// with offsets in code points of the report's text.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"unicode/utf8"

	"github.com/tollbook/tollbook/language"
)

type words struct {
	Spans  [][2]int `json:"spans"`
	Starts []int    `json:"starts"`
}

func main() {
	log.SetFlags(0)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(out)
	for in.Scan() {
		var report struct {
			Text string `json:"text"`
		}
		if err := json.Unmarshal(in.Bytes(), &report); err != nil {
			log.Fatal(err)
		}
		if err := encoder.Encode(cut(report.Text)); err != nil {
			log.Fatal(err)
		}
	}
	if err := in.Err(); err != nil {
		log.Fatal(err)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

// cut gives the words and sentences of a text.
func cut(text string) words {
	d := language.Split("", text)
	w := words{Spans: make([][2]int, 0, len(d.Tokens)), Starts: make([]int, 0, len(d.Sentences))}
	at, points := d.Body, 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		points += utf8.RuneCountInString(d.Text[at:t.Start])
		end := points + utf8.RuneCountInString(d.Text[t.Start:t.End])
		w.Spans = append(w.Spans, [2]int{points, end})
		at, points = t.End, end
	}
	for i := range d.Sentences {
		w.Starts = append(w.Starts, d.Sentences[i].Start)
	}
	return w
}
