//! Words between quotation marks, and titles that stand there whole.

use super::Reader;
use crate::ontology::kinds::Kinds;
use crate::split::TokenKind;
use crate::tag::Mention;

impl Reader<'_> {
    /// Words between quotation marks, the marks included.
    pub(super) fn quotes(&self, out: &mut Vec<Mention>) {
        let mut open: Option<(usize, &str)> = None;
        for at in self.sentence.first..self.sentence.end {
            let token = &self.tokens[at];
            if token.kind != TokenKind::Mark {
                continue;
            }
            let mark = token.text(self.post);
            match (open, mark) {
                (Some((first, wanted)), m) if wanted.contains(m) => {
                    if at > first + 1 && at - first <= 40 {
                        out.push(Mention::new(first, at + 1, Kinds::QUOTED));
                    }
                    open = None;
                }
                // German guillemets point inwards
                (None, "»") if self.sentence.lang.as_str() == "de" => open = Some((at, "«")),
                (_, "«") => open = Some((at, "»")),
                (_, "“") => open = Some((at, "”“")),
                (_, "„") => open = Some((at, "“”\"")),
                (None, "\"") => open = Some((at, "\"")),
                (None, "‘") if !token.glued => open = Some((at, "’")),
                _ => {}
            }
        }
    }

    /// A title in quotation marks is all that stands between them: a work of the lexicon with which it
    /// starts is that work with its subtitle, or another one.
    pub(super) fn whole_titles(&self, out: &mut Vec<Mention>) {
        const LONGEST: usize = 24;
        let quoted = |m: &Mention| {
            out.iter()
                .find(|q| {
                    q.kinds.has(Kinds::QUOTED)
                        && q.first + 1 == m.first
                        && (m.end..q.end).any(|at| self.tokens[at].kind == TokenKind::Word)
                        && q.len() <= LONGEST
                })
                .map(|q| (q.first, q.end))
        };
        let known = |m: &Mention| m.entry.is_some() && m.best.has(Kinds::WORK);
        let longer: Vec<(usize, (usize, usize))> = (0..out.len())
            .filter(|&at| known(&out[at]))
            .filter_map(|at| Some((at, quoted(&out[at])?)))
            .collect();
        for (at, (first, end)) in longer.into_iter().rev() {
            let subtitled = [":", "–", "—", "-", "."]
                .iter()
                .any(|mark| self.is_mark(out[at].end, mark));
            if subtitled {
                (out[at].first, out[at].end) = (first, end);
            } else {
                out.remove(at);
            }
        }
    }
}
