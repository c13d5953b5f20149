package encoder

import "github.com/tollbook/tollbook/language/kernel"

// batchPieces is how many pieces are enough to go through the layers together.
const batchPieces = 128

// A window is what the transformer sees at a time: whole sentences, or a piece of a long one, between the two marks.
type window struct {
	rows, endRows int // rows of the batch
	words, end    int // words of the text
}

// A part is the words of a sentence in a window: all of them, unless the sentence is too long for one.
type part struct {
	sentence, window int
	start, end       int // words of the text
}

// A Workspace is the memory that reading needs. The zero value is ready. It must not be used by two goroutines at a time.
type Workspace struct {
	reading Reading

	pieces  []int32 // of the batch, one a row
	cases   []uint8
	firsts  []int // of each word of the batch, the row of its first piece
	start   int   // the first word of the batch
	windows []window
	parts   []part
	text    []byte
	next    []int32 // pieces of the next sentence
	cuts    []int   // of each word of it, where they end
	bounds  []int   // of each sentence of the text, the number of words up to its end

	x, y, wide []float32
	rows       kernel.Rows
	attention  kernel.Attention

	heads      headSpace
	trees      treeSpace
	spansSpace spanSpace
}

// Read reads the words of a text. ends has, of each sentence, the number of words up to its end; no sentence may be empty. The first
// so many sentences are the title: they stand in windows of their own, so that nothing that is found reaches from it into the text.
// The Reading holds until the Workspace is used again.
func (r *Reader) Read(s *Workspace, words []string, ends []int, title int) *Reading {
	s.reading.reset(len(words), len(ends))
	s.bounds = ends
	s.clearBatch(0)
	start := 0
	for k, end := range ends {
		r.cut(s, words[start:end])
		if k == title || s.rowsLeft(r.Pieces) < len(s.next) {
			r.closeWindow(s)
		}
		r.place(s, words, k, start, end)
		start = end
	}
	r.closeWindow(s)
	r.flush(s)
	return &s.reading
}

// cut makes the pieces of the words of a sentence.
func (r *Reader) cut(s *Workspace, words []string) {
	s.next, s.cuts = s.next[:0], s.cuts[:0]
	for _, w := range words {
		s.next = r.vocabulary.appendPieces(s.next, w, &s.text)
		s.cuts = append(s.cuts, len(s.next))
	}
}

// rowsLeft says how many more pieces the open window takes.
func (s *Workspace) rowsLeft(pieces int) int {
	if len(s.windows) == 0 || s.windows[len(s.windows)-1].endRows > 0 {
		return pieces - 2
	}
	return pieces - 1 - (len(s.pieces) - s.windows[len(s.windows)-1].rows)
}

// place puts the words of sentence k into the open window, and into new ones as it fills up.
func (r *Reader) place(s *Workspace, words []string, k, start, end int) {
	at := 0
	from := start
	for i := start; i < end; i++ {
		next := s.next[at:s.cuts[i-start]]
		at = s.cuts[i-start]
		if s.rowsLeft(r.Pieces) < len(next) {
			s.addPart(k, from, i)
			from = i
			r.closeWindow(s)
		}
		if len(s.windows) == 0 || s.windows[len(s.windows)-1].endRows > 0 {
			s.windows = append(s.windows, window{rows: len(s.pieces), words: i})
			s.addRow(r.vocabulary.first, 0)
		}
		s.firsts = append(s.firsts, len(s.pieces))
		class := caseOf(words[i])
		for _, p := range next {
			s.addRow(p, class)
		}
		s.windows[len(s.windows)-1].end = i + 1
	}
	s.addPart(k, from, end)
}

func (s *Workspace) addPart(sentence, start, end int) {
	if start < end {
		s.parts = append(s.parts, part{sentence, len(s.windows) - 1, start, end})
	}
}

func (s *Workspace) addRow(piece int32, class uint8) {
	s.pieces, s.cases = append(s.pieces, piece), append(s.cases, class)
}

// closeWindow ends the open window, if there is one, and reads the batch if that is full.
func (r *Reader) closeWindow(s *Workspace) {
	if len(s.windows) == 0 || s.windows[len(s.windows)-1].endRows > 0 {
		return
	}
	s.addRow(r.vocabulary.last, 0)
	w := &s.windows[len(s.windows)-1]
	w.endRows = len(s.pieces)
	if len(s.pieces) >= batchPieces {
		r.flush(s)
	}
}

// flush reads the batch and begins another.
func (r *Reader) flush(s *Workspace) {
	if len(s.windows) > 0 {
		end := s.windows[len(s.windows)-1].end
		r.encode(s)
		r.tell(s)
		s.clearBatch(end)
	}
}

func (s *Workspace) clearBatch(start int) {
	s.pieces, s.cases, s.firsts = s.pieces[:0], s.cases[:0], s.firsts[:0]
	s.windows, s.parts = s.windows[:0], s.parts[:0]
	s.start = start
}

// encode sets the rows of s.x to the vectors of the words of the batch and then of the first marks of its windows.
func (r *Reader) encode(s *Workspace) {
	n := len(s.pieces)
	s.x, s.y, s.wide = room(s.x, n*r.Width), room(s.y, n*r.Width), room(s.wide, n*max(3*r.Width, r.Inner))
	r.embed(s)
	for i := range r.layers {
		l := &r.layers[i]
		s.quantiseEven(n, l.even1)
		kernel.Multiply(s.wide, &s.rows, l.qkv)
		for _, w := range s.windows {
			s.attention.Attend(s.y[w.rows*r.Width:w.endRows*r.Width], s.wide[w.rows*3*r.Width:], w.endRows-w.rows, r.Heads)
		}
		if i == len(r.layers)-1 {
			n = r.keepFirsts(s)
		}
		l.finish(s, n, r.Width)
	}
}

// finish does what follows the attention: x and y are what went into it and what came out.
func (l *layer) finish(s *Workspace, n, width int) {
	x, y := s.x[:n*width], s.y[:n*width]
	kernel.Quantise(&s.rows, y, n, width)
	kernel.Multiply(y, &s.rows, l.out)
	kernel.AddNorm(x, y, l.weight1, l.bias1)
	s.quantiseEven(n, l.even2)
	kernel.Multiply(s.wide, &s.rows, l.up)
	kernel.QuantiseGelu(&s.rows, s.wide, n, l.up.Out)
	kernel.Multiply(y, &s.rows, l.down)
	kernel.AddNorm(x, y, l.weight2, l.bias2)
}

// quantiseEven sets s.rows to the first n rows of s.x, times even. A few channels of x are far larger than all others, and would leave them
// little of the range of int8; even evens that out, and the weights that meet the channels are that much larger (Xiao and others, "SmoothQuant", 2023).
// s.y is overwritten.
func (s *Workspace) quantiseEven(n int, even []float32) {
	width := len(even)
	for i := range n {
		x, y := s.x[i*width:][:width], s.y[i*width:][:width]
		for j, e := range even {
			y[j] = float32(x[j] * e)
		}
	}
	kernel.Quantise(&s.rows, s.y, n, width)
}

// embed sets the rows of s.x to the embeddings of the pieces.
func (r *Reader) embed(s *Workspace) {
	for _, w := range s.windows {
		for row := w.rows; row < w.endRows; row++ {
			x, y := s.x[row*r.Width:(row+1)*r.Width], s.y[row*r.Width:(row+1)*r.Width]
			piece, class, at := int(s.pieces[row]), int(s.cases[row]), row-w.rows
			word := r.words[piece*r.Width : (piece+1)*r.Width]
			scale := r.scales[piece]
			place, letters := r.places[at*r.Width:(at+1)*r.Width], r.cases[class*r.Width:(class+1)*r.Width]
			for i := range x {
				x[i] = float32(float32(word[i]) * scale)
				y[i] = place[i] + letters[i]
			}
		}
	}
	n := len(s.pieces) * r.Width
	kernel.AddNorm(s.x[:n], s.y[:n], r.normWeight, r.normBias)
}

// keepFirsts moves the rows of s.x and s.y that are used after the last attention to the front, those of the words and then those
// of the windows' first marks, and gives their number. A word's row never lies before its place.
func (r *Reader) keepFirsts(s *Workspace) int {
	s.heads.marks = room(s.heads.marks, 2*len(s.windows)*r.Width)
	for i, w := range s.windows {
		copy(s.heads.marks[2*i*r.Width:], s.x[w.rows*r.Width:(w.rows+1)*r.Width])
		copy(s.heads.marks[(2*i+1)*r.Width:], s.y[w.rows*r.Width:(w.rows+1)*r.Width])
	}
	for i, row := range s.firsts {
		copy(s.x[i*r.Width:(i+1)*r.Width], s.x[row*r.Width:])
		copy(s.y[i*r.Width:(i+1)*r.Width], s.y[row*r.Width:])
	}
	n := len(s.firsts)
	for i := range s.windows {
		copy(s.x[n*r.Width:(n+1)*r.Width], s.heads.marks[2*i*r.Width:])
		copy(s.y[n*r.Width:(n+1)*r.Width], s.heads.marks[(2*i+1)*r.Width:])
		n++
	}
	return n
}
