//! Numbers in words, read word by word: "deux cent quatre-vingt mille", "achtundzwanzig".

use std::collections::BTreeMap;

/// A number of which some words are read.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Spelled {
    /// Thousands, millions and what else is complete.
    total: f64,
    /// What stands behind them, below a thousand.
    part: f64,
    /// The last power of ten of the total.
    scale: f64,
    any: bool,
}

/// What joins a word of a number to the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joint {
    /// "deux mille".
    Space,
    /// "dix-huit".
    Hyphen,
    /// "treinta y cinco", "two hundred and five".
    And,
}

impl Spelled {
    pub fn is_empty(self) -> bool {
        !self.any
    }

    pub fn value(self) -> f64 {
        self.total + self.part
    }

    /// Takes the next word in, by its value; `None` where it is no further part of this number.
    pub fn with(self, value: f64, joint: Joint) -> Option<Spelled> {
        match value {
            v if v >= 1000.0 => self.scaled(v, joint),
            v if v >= 100.0 => self.hundreds(v),
            v if v >= 1.0 => self.below_hundred(v, joint),
            _ => None,
        }
    }

    /// "deux mille"; "mil millones", where the greater power follows; "two million three hundred thousand".
    fn scaled(self, scale: f64, joint: Joint) -> Option<Spelled> {
        let ahead = self.total > 0.0 && (self.part == 0.0 || scale > self.scale);
        let counted = if ahead { self.value() } else { self.part };
        let total = match ahead {
            true if scale <= self.scale => {
                // "dois milhões e mil"
                (joint == Joint::And && scale < self.scale).then_some(self.total + scale)?
            }
            true => counted * scale,
            false => self.total + counted.max(1.0) * scale,
        };
        Some(Spelled {
            total,
            part: 0.0,
            scale,
            any: true,
        })
    }

    fn hundreds(self, value: f64) -> Option<Spelled> {
        let part = match self.part {
            0.0 => value,
            // "deux cents", "fifteen hundred"
            several if value == 100.0 && (2.0..100.0).contains(&several) => several * 100.0,
            _ => return None,
        };
        Some(Spelled {
            part,
            any: true,
            ..self
        })
    }

    fn below_hundred(self, value: f64, joint: Joint) -> Option<Spelled> {
        let rest = self.part % 100.0;
        let unit = value < 10.0;
        let added = match rest {
            0.0 => value,
            // "quatre-vingts"
            4.0 if value == 20.0 => 76.0,
            // "soixante-quinze", "quatre-vingt-dix"
            60.0 | 80.0 if (10.0..20.0).contains(&value) => value,
            // "dix-huit"
            10.0 if unit && joint == Joint::Hyphen => value,
            tens if unit && tens >= 20.0 && tens % 10.0 == 0.0 => value,
            _ => return None,
        };
        Some(Spelled {
            part: self.part + added,
            any: true,
            ..self
        })
    }
}

/// The pieces of which a language makes a number in one word, folded: `zwei`, `hundert`, `und`.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    values: BTreeMap<String, f64>,
    /// The first three bytes of all pieces: most words start otherwise.
    starts: Vec<[u8; 3]>,
}

/// No number that a text spells in one word has more pieces than this.
const MOST_PIECES: usize = 12;

impl Pieces {
    /// From folded words with their values; nought stands for the "und" that turns units and tens round.
    pub fn new(values: BTreeMap<String, f64>) -> Pieces {
        let mut starts: Vec<[u8; 3]> = values.keys().filter_map(|piece| start(piece)).collect();
        starts.sort_unstable();
        starts.dedup();
        Pieces { values, starts }
    }

    /// Whether a word, as it is written, may begin with a piece.
    pub fn may_start(&self, word: &str) -> bool {
        let three = start(word).map(|three| three.map(|b| b.to_ascii_lowercase()));
        three.is_some_and(|three| !three.is_ascii() || self.starts.binary_search(&three).is_ok())
            && !self.values.is_empty()
    }

    /// The value of a folded word that is made of two pieces or more.
    pub fn value(&self, word: &str) -> Option<f64> {
        self.split(word, Spelled::default(), None, 0)
            .map(Spelled::value)
    }

    /// Reads the pieces of `rest`; `turned` is the unit that waits for its tens: "acht-und-zwanzig".
    fn split(
        &self,
        rest: &str,
        so_far: Spelled,
        turned: Option<f64>,
        count: usize,
    ) -> Option<Spelled> {
        if rest.is_empty() {
            return (count > 1 && turned.is_none()).then_some(so_far);
        }
        if count == MOST_PIECES {
            return None;
        }
        let ends = (1..=rest.len())
            .rev()
            .filter(|&end| rest.is_char_boundary(end));
        for end in ends {
            let Some(&value) = self.values.get(&rest[..end]) else {
                continue;
            };
            let behind = &rest[end..];
            let read = match (value, turned) {
                (0.0, None) => {
                    let unit = so_far.part % 100.0;
                    let without = Spelled {
                        part: so_far.part - unit,
                        ..so_far
                    };
                    (1.0..10.0)
                        .contains(&unit)
                        .then(|| self.split(behind, without, Some(unit), count + 1))
                        .flatten()
                }
                (tens, Some(unit)) if (20.0..100.0).contains(&tens) && tens % 10.0 == 0.0 => so_far
                    .with(tens + unit, Joint::Hyphen)
                    .and_then(|next| self.split(behind, next, None, count + 1)),
                (_, Some(_)) => None,
                // "zweieinhalb"
                (0.5, None) if behind.is_empty() && so_far.any => Some(Spelled {
                    part: so_far.part + 0.5,
                    ..so_far
                }),
                (value, None) => so_far
                    .with(value, Joint::Space)
                    .and_then(|next| self.split(behind, next, None, count + 1)),
            };
            if read.is_some() {
                return read;
            }
        }
        None
    }
}

fn start(word: &str) -> Option<[u8; 3]> {
    let bytes = word.as_bytes();
    Some([*bytes.first()?, *bytes.get(1)?, *bytes.get(2)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(values: &[f64]) -> Option<f64> {
        let mut all = values.iter();
        let read = all.try_fold(Spelled::default(), |so_far, &v| {
            so_far.with(v, Joint::Hyphen)
        });
        read.map(Spelled::value)
    }

    #[test]
    fn words_make_a_number() {
        assert_eq!(spelled(&[20.0, 8.0]), Some(28.0));
        assert_eq!(spelled(&[4.0, 20.0, 10.0, 8.0]), Some(98.0));
        assert_eq!(spelled(&[2.0, 100.0, 50.0, 1000.0]), Some(250_000.0));
        assert_eq!(spelled(&[1000.0, 1e6]), Some(1e9));
        assert_eq!(spelled(&[2.0, 1e6, 3.0, 100.0, 1000.0]), Some(2.3e6));
        assert_eq!(spelled(&[20.0, 30.0]), None);
        assert_eq!(spelled(&[2.0, 3.0]), None);
    }

    #[test]
    fn one_word_is_cut_into_its_pieces() {
        let pieces = [
            ("ein", 1.0),
            ("zwei", 2.0),
            ("acht", 8.0),
            ("zwanzig", 20.0),
            ("hundert", 100.0),
            ("tausend", 1000.0),
            ("und", 0.0),
            ("einhalb", 0.5),
        ];
        let pieces = Pieces::new(pieces.map(|(word, value)| (word.to_owned(), value)).into());
        assert_eq!(pieces.value("achtundzwanzig"), Some(28.0));
        assert_eq!(
            pieces.value("zweihunderttausendachthundert"),
            Some(200_800.0)
        );
        assert_eq!(pieces.value("hunderteinundzwanzig"), Some(121.0));
        assert_eq!(pieces.value("zweieinhalb"), Some(2.5));
        assert_eq!(pieces.value("achtung"), None);
        assert_eq!(pieces.value("zwanzigund"), None);
        assert!(pieces.may_start("Zweitausend") && !pieces.may_start("Lieferung"));
    }
}
