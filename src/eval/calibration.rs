//! What rules say of themselves beside what is true: how often each is right in annotated texts.

use std::collections::BTreeMap;
use std::fmt;

use super::tally::Tally;

/// Groups of confidence, by their lower bound.
const BINS: [f32; 6] = [0.95, 0.9, 0.85, 0.8, 0.7, 0.0];
/// Of a normal distribution: 95 of 100 lie within so many standard deviations.
const Z: f64 = 1.96;
/// A rule is not judged by fewer facts than this.
const ENOUGH: usize = 3;

/// A found fact of which the gold knows whether it is right.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub lang: String,
    pub rule: &'static str,
    pub said: f32,
    pub right: bool,
}

/// Said against true, over all facts and rule by rule.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    /// By the lower bound of the group, the highest first: what was said on average, and what was true.
    bins: Vec<(f32, f64, Tally)>,
    /// By language and id of the rule.
    pub rules: BTreeMap<(String, &'static str), Record>,
    /// The mean square of said minus true.
    brier: f64,
    /// How far said is from true in a group, on average over the facts.
    error: f64,
}

/// How one rule did.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Record {
    /// Its confidence, 0 to 1.
    pub said: f32,
    pub tally: Tally,
}

impl Calibration {
    pub(super) fn of(judged: &[Judged]) -> Self {
        let mut calibration = Calibration::default();
        for low in BINS {
            let high = BINS.iter().rev().find(|&&bound| bound > low);
            let inside = |it: &&Judged| it.said >= low && high.is_none_or(|&high| it.said < high);
            let (mut tally, mut said) = (Tally::default(), 0.0);
            for it in judged.iter().filter(inside) {
                said += f64::from(it.said);
                count(&mut tally, it.right);
            }
            let all = tally.right + tally.wrong;
            if all > 0 {
                let said = said / all as f64;
                calibration.error +=
                    (said - tally.precision()).abs() * all as f64 / judged.len() as f64;
                calibration.bins.push((low, said, tally));
            }
        }
        for it in judged {
            let missed = f64::from(it.said) - f64::from(u8::from(it.right));
            calibration.brier += missed * missed / judged.len() as f64;
            let key = (it.lang.clone(), it.rule);
            let record = calibration.rules.entry(key).or_default();
            record.said = it.said;
            count(&mut record.tally, it.right);
        }
        calibration
    }

    /// As the file `calibration.toml` of the knowledge: for each language and rule, how many of its facts
    /// were right.
    pub fn toml(&self) -> String {
        let mut text = String::from(
            "# How many facts of each rule were right in annotated texts, of how many that were judged.\n\
             # A rule's confidence is its own word, weighed with these. Made by\n\
             # `tacheron eval GOLD --calibration --write-calibration FILE`.\n",
        );
        let mut before = "";
        for ((lang, rule), record) in &self.rules {
            if lang != before {
                text.push_str(&format!("\n[{lang}]\n"));
                before = lang;
            }
            let Tally { right, wrong, .. } = record.tally;
            let all = right + wrong;
            text.push_str(&format!("\"{rule}\" = {{ right = {right}, of = {all} }}\n"));
        }
        text
    }
}

impl Record {
    /// Where its true precision lies with 95 of 100 (the interval of Wilson, 1927).
    pub fn interval(&self) -> (f64, f64) {
        let all = (self.tally.right + self.tally.wrong) as f64;
        if all == 0.0 {
            return (0.0, 1.0);
        }
        let share = self.tally.precision();
        let square = Z * Z / all;
        let middle = share + square / 2.0;
        let reach = Z * (share * (1.0 - share) / all + square / (4.0 * all)).sqrt();
        let clamp = |it: f64| (it / (1.0 + square)).clamp(0.0, 1.0);
        (clamp(middle - reach), clamp(middle + reach))
    }

    /// Whether it claims more than it holds: with enough facts, even the upper end of the interval is less
    /// than what it says.
    pub fn does_badly(&self) -> bool {
        self.tally.right + self.tally.wrong >= ENOUGH && self.interval().1 < f64::from(self.said)
    }
}

fn count(tally: &mut Tally, right: bool) {
    match right {
        true => tally.right += 1,
        false => tally.wrong += 1,
    }
}

/// Groups first, then the rules that got something wrong, the worst first.
impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (low, said, tally) in &self.bins {
            let all = tally.right + tally.wrong;
            writeln!(
                f,
                "said from {low:.2}   {said:.3} on average   true {:.3}   ({} of {all})",
                tally.precision(),
                tally.right,
            )?;
        }
        writeln!(
            f,
            "expected calibration error {:.3}   Brier score {:.3}   {} rules judged",
            self.error,
            self.brier,
            self.rules.len()
        )?;
        let mut wrong: Vec<_> = self
            .rules
            .iter()
            .filter(|(_, it)| it.tally.wrong > 0)
            .collect();
        wrong.sort_by(|(a, one), (b, other)| {
            let weight = |it: &Record| (it.does_badly(), it.tally.wrong);
            weight(other).cmp(&weight(one)).then_with(|| a.cmp(b))
        });
        for ((lang, rule), record) in wrong {
            let (low, high) = record.interval();
            let badly = match record.does_badly() {
                true => "   does badly: mend it, or let it claim less",
                false => "",
            };
            writeln!(
                f,
                "{lang} {rule:32} said {:.2}   true {:.2} ({low:.2} to {high:.2}, {} of {}){badly}",
                record.said,
                record.tally.precision(),
                record.tally.right,
                record.tally.right + record.tally.wrong,
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Calibration, Judged};

    fn judged(rule: &'static str, said: f32, right: usize, wrong: usize) -> Vec<Judged> {
        let lang = "en".to_owned();
        let one = |right| Judged {
            lang: lang.clone(),
            rule,
            said,
            right,
        };
        let mut all = vec![one(true); right];
        all.extend(vec![one(false); wrong]);
        all
    }

    #[test]
    fn said_beside_true() {
        let facts = [judged("good", 0.9, 9, 1), judged("bad", 0.9, 1, 5)].concat();
        let calibration = Calibration::of(&facts);
        let text = calibration.to_string();
        assert!(text.starts_with("said from 0.90   0.900 on average   true 0.625   (10 of 16)\n"));
        let record = |rule| calibration.rules[&("en".to_owned(), rule)];
        assert!(record("bad").does_badly());
        assert!(!record("good").does_badly());
        let (low, high) = record("good").interval();
        // as binom.test(9, 10) of statistics packages has it by Wilson's way
        assert!((low - 0.5958).abs() < 1e-3 && (high - 0.9821).abs() < 1e-3);
        assert!(calibration.toml().ends_with(
            "\n[en]\n\"bad\" = { right = 1, of = 6 }\n\"good\" = { right = 9, of = 10 }\n"
        ));
    }

    #[test]
    fn nothing_judged() {
        let calibration = Calibration::of(&[]);
        assert!(calibration.rules.is_empty());
        assert!(calibration.to_string().contains("0 rules judged"));
    }
}
