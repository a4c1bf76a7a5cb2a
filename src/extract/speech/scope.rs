//! How far a source answers: its clause, and what belongs to it.

use super::clause::Clause;

/// How many words tell to whom or where something was said: "said the union in a statement".
const ADDRESSEE: usize = 6;
/// How far behind its comma a cue stands in a relative clause.
const RELATIVE: usize = 5;

impl Clause<'_> {
    /// The tokens of the clause around a cue that stands at its end or in its middle, end exclusive.
    pub fn around(&self, cue: (usize, usize)) -> (usize, usize) {
        if let Some(relative) = self.relative_around(cue) {
            return relative;
        }
        let from = self.left_bound(cue);
        let told = (from..cue.0).any(|at| self.verb(at));
        (from, self.right_bound(cue.1, told))
    }

    /// The relative clause between commas in which a cue stands: "riders, who according to the union are few, earn".
    fn relative_around(&self, cue: (usize, usize)) -> Option<(usize, usize)> {
        let comma = (self.first..cue.0).rev().find(|&at| self.mark(at) == ",")?;
        let pronoun =
            self.is(comma + 1, "relative-subjects") || self.is(comma + 1, "relative-pronouns");
        let opens = pronoun && comma + RELATIVE >= cue.0;
        let closes = (cue.1..self.end).find(|&at| matches!(self.mark(at), "," | ";"));
        opens.then_some((comma + 1, closes.unwrap_or(self.end)))
    }

    /// Where a clause begins whose words run up to a cue: behind "; " or ", and" where both sides are clauses.
    fn left_bound(&self, cue: (usize, usize)) -> usize {
        let rest = (cue.1..self.end).take_while(|&at| self.mark(at) != ";");
        let mut verb = rest.clone().any(|at| self.verb(at));
        for at in (self.first..cue.0).rev() {
            if self.mark(at) == ";" {
                return at + 1;
            }
            let joins = self.joins(at);
            let parted = at > self.first && self.mark(at - 1) == ",";
            // "…, vergibt aber nach Angaben von …": a second verb of the same subject
            let second = self.verb(at) && !self.light(at);
            let clause = joins && verb || second;
            if clause && parted && (self.first..at).any(|before| self.verb(before)) {
                return at;
            }
            verb |= self.verb(at);
        }
        self.first
    }

    /// A word that joins clauses. Words are compared without their accents: "è" (is) is no "e" (and).
    fn joins(&self, at: usize) -> bool {
        let and = self.is(at, "conjunctions") && self.draft.words(at, at + 1).is_ascii();
        and || self.is(at, "subordinators")
    }

    /// Where a clause ends that goes on behind a cue; one that has said what it says ends at ", and" too.
    fn right_bound(&self, from: usize, told: bool) -> usize {
        (from..self.end)
            .find(|&at| {
                let joins = self.joins(at);
                let parted = at > self.first && self.mark(at - 1) == ",";
                self.mark(at) == ";" || told && joins && parted
            })
            .unwrap_or(self.end)
    }

    /// Where what a verb of saying reports ends: at the next strong mark.
    pub fn complement_end(&self, from: usize) -> usize {
        (from..self.end)
            .find(|&at| self.mark(at) == ";")
            .unwrap_or(self.end)
    }

    /// The scope of a cue behind what it reports: ", said Maria Rossi". What follows the cue belongs to the report
    /// only where nothing was said before it: "Pay, she says, came to …".
    pub fn before(&self, cue: (usize, usize)) -> (usize, usize) {
        let (from, to) = self.around(cue);
        let told = (from..cue.0).any(|at| self.verb(at) || self.quote_mark(at));
        // ", disse a CUT em nota, "
        let near = (cue.1..self.end.min(cue.1 + ADDRESSEE)).find(|&at| !self.is_word(at));
        let goes_on = near.is_some_and(|at| {
            let relative =
                self.is(at + 1, "relative-pronouns") || self.is(at + 1, "relative-subjects");
            self.mark(at) == "," && !relative
        });
        // "il guadagno mediano, dice Marta Bruni, è di …": the verb of what was begun before the cue
        let verb = |at: usize| {
            let relative = self.is(at, "relative-pronouns") || self.is(at, "relative-subjects");
            let other = relative || self.joins(at) || self.is(at, "articles");
            (self.verb(at) || self.is(at, "auxiliaries")) && !other
        };
        let resumes = near.is_some_and(|at| self.mark(at) == "," && verb(at + 1));
        let goes_on = resumes || goes_on && !told;
        (from, if goes_on { to } else { cue.0 })
    }
}
