package model

// A place is what the features use of one word of a State.
type place struct{ form, tag, rel, fine, coarse uint64 }

var nowhere = place{1, NoTag, NoRel, 255, 255}

func (s *State) place(i int32) place {
	if i < 0 {
		return nowhere
	}
	if int(i) >= len(s.Words) {
		return place{2, NoTag - 1, NoRel, 254, 254}
	}
	w := &s.Words[i]
	return place{uint64(w.Form), uint64(w.Tag), uint64(s.Rel[i]), uint64(w.Fine), uint64(w.Coarse)}
}

func (s *State) ends(i int32) (left, left2, right, right2 int32) {
	if i < 0 || int(i) >= len(s.Words) {
		return -1, -1, -1, -1
	}
	return s.left[i][0], s.left[i][1], s.right[i][0], s.right[i][1]
}

func (s *State) headOf(i int32) int32 {
	if i < 0 {
		return -1
	}
	return s.Head[i]
}

func (s *State) input(offset int) int32 {
	if i := s.Next + offset; i <= len(s.Words) {
		return int32(i)
	}
	return -1
}

// Features appends the keys of the features of a State, after Zhang and Nivre (2011).
func (s *State) Features(keys []uint64) []uint64 {
	top, next := s.Top(), s.input(0)
	tl, tl2, tr, tr2 := s.ends(top)
	nl, nl2, _, _ := s.ends(next)
	th := s.headOf(top)
	s0, s1, s2 := s.place(top), s.place(s.at(1)), s.place(s.at(2))
	n0, n1, n2, n3 := s.place(next), s.place(s.input(1)), s.place(s.input(2)), s.place(s.input(3))
	h, h2 := s.place(th), s.place(s.headOf(th))
	l, l2, r, r2 := s.place(tl), s.place(tl2), s.place(tr), s.place(tr2)
	m, m2 := s.place(nl), s.place(nl2)
	var distance, topLeft, topRight, nextLeft, setLeft, setRight, setNext uint64
	if top >= 0 {
		distance = bucket(int(next - top))
		topLeft, topRight = uint64(s.count[top][0]), uint64(s.count[top][1])
		setLeft, setRight = s.sets[top][0], s.sets[top][1]
	}
	if next >= 0 {
		nextLeft, setNext = uint64(s.count[next][0]), s.sets[next][0]
	}
	keys = append(keys,
		key(101, s0.form, s0.tag, 0), key(102, s0.form, s0.rel, 0), key(103, s0.tag, s0.rel, 0),
		key(104, n0.form, n0.tag, 0), key(105, n0.form, 0, 0), key(106, n0.tag, 0, 0),
		key(107, n1.form, n1.tag, 0), key(108, n1.form, 0, 0), key(109, n1.tag, 0, 0),
		key(110, n2.form, n2.tag, 0), key(111, n2.tag, 0, 0),
		key(113, s0.form, n0.form, 0),
		key(114, s0.form, n0.tag, s0.tag), key(115, s0.tag, n0.form, n0.tag),
		key(116, s0.form, n0.tag, 0), key(117, s0.tag, n0.form, 0),
		key(118, s0.tag, n0.tag, s0.rel), key(119, n0.tag, n1.tag, 0),
		key(120, n0.tag, n1.tag, n2.tag), key(121, s0.tag, n0.tag, n1.tag), key(122, h.tag, s0.tag, n0.tag),
		key(123, s0.tag, l.tag, n0.tag), key(124, s0.tag, r.tag, n0.tag), key(125, s0.tag, n0.tag, m.tag),
		key(126, s0.form, distance, 0), key(127, s0.tag, distance, 0), key(128, n0.form, distance, 0),
		key(129, n0.tag, distance, 0), key(130, s0.tag, n0.tag, distance),
		key(131, s0.form, topRight, 1), key(132, s0.tag, topRight, 0), key(133, s0.form, topLeft, 0),
		key(134, s0.tag, topLeft, 0), key(135, n0.form, nextLeft, 0), key(136, n0.tag, nextLeft, 0),
		key(137, h.form, h.tag, s0.rel), key(138, h.tag, s0.rel, s0.tag),
		key(139, l.form, l.rel, 0), key(140, l.tag, l.rel, s0.tag), key(141, r.form, r.rel, 0), key(142, r.tag, r.rel, s0.tag),
		key(143, m.form, m.rel, 0), key(144, m.tag, m.rel, n0.tag),
		key(145, h2.tag, h.rel, h.tag), key(146, l2.tag, l2.rel, s0.tag), key(147, r2.tag, r2.rel, s0.tag), key(148, m2.tag, m2.rel, n0.tag),
	)
	keys = append(keys,
		key(149, s0.tag, l.tag, l2.tag), key(150, s0.tag, r.tag, r2.tag), key(151, s0.tag, h.tag, h2.tag), key(152, n0.tag, m.tag, m2.tag),
		key(153, s0.form, setRight, 0), key(154, s0.tag, setRight, n0.tag), key(155, s0.form, setLeft, 0), key(156, s0.tag, setLeft, n0.tag),
		key(157, n0.form, setNext, 0), key(158, n0.tag, setNext, s0.tag),
		key(159, s1.form, s1.tag, 0), key(160, s1.tag, s0.tag, n0.tag), key(161, s1.form, n0.form, 0), key(162, s1.form, n0.tag, s0.tag),
		key(163, s2.tag, s1.tag, s0.tag<<8|n0.tag), key(164, s0.form, n1.form, 0), key(165, s0.tag, n0.tag, n1.tag<<8|n2.tag),
		key(166, n0.form, n1.form, 0), key(167, s0.rel, s1.rel, n0.tag<<8|s1.tag), key(168, n3.tag, n2.tag, n1.tag),
		key(174, h.form, n0.tag, s0.tag),
	)
	keys = append(keys,
		key(181, s0.fine, n0.fine, s0.rel), key(182, s0.fine, n0.tag, s0.tag), key(183, s0.tag, n0.fine, n0.tag),
		key(184, s0.fine, s0.tag, s0.rel), key(185, n0.fine, n0.tag, 0), key(186, n1.fine, n0.tag, s0.tag),
		key(187, s0.coarse<<8|s0.tag, n0.coarse<<8|n0.tag, n1.coarse<<8|n1.tag), key(188, h.fine, s0.fine, n0.tag),
		key(189, h.fine, n0.fine, s0.tag), key(190, r.fine, n0.fine, s0.tag), key(191, s1.fine, n0.fine, s0.tag),
		key(193, s0.coarse<<8|s0.tag, r.coarse<<8|r.rel, n0.coarse<<8|n0.tag),
		key(194, s0.fine, n1.fine, n0.tag), key(197, s0.coarse<<8|distance, n0.coarse, s0.tag<<8|n0.tag), key(198, s0.fine, setRight, n0.fine),
	)
	if int(next) < len(s.Words) && next >= 0 {
		keys = append(keys, key(177, uint64(s.Words[next].Suffix3), s0.tag, 0))
	}
	if top >= 0 && int(top) < len(s.Words) {
		keys = append(keys, key(178, uint64(s.Words[top].Suffix3), n0.tag, 0))
	}
	return keys
}

func bucket(n int) uint64 {
	switch {
	case n < 6:
		return uint64(n)
	case n < 11:
		return 6
	}
	return 7
}
