//! Counts of right, wrong and missed, and what follows from them.

use std::fmt;

/// What was found, what was found wrongly, and what was not found.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Tally {
    /// How much of what was found is right, 0 to 1; 0 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// How much of what there is was found, 0 to 1; 0 where there is nothing.
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "P {:.3}  R {:.3}  F1 {:.3}   ({} right, {} wrong, {} missed)",
            self.precision(),
            self.recall(),
            self.f1(),
            self.right,
            self.wrong,
            self.missed
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn figures() {
        let tally = Tally {
            right: 3,
            wrong: 1,
            missed: 3,
        };
        assert_eq!(
            tally.to_string(),
            "P 0.750  R 0.500  F1 0.600   (3 right, 1 wrong, 3 missed)"
        );
        assert_eq!(Tally::default().f1(), 0.0);
    }
}
