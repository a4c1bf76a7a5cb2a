//! The grammar of SPARQL 1.1 (<https://www.w3.org/TR/sparql11-query/#sparqlGrammar>), to say where a text
//! leaves it and what could stand there.
//!
//! The engine's parser tries and goes back, and tells the furthest place that any of its tries looked at:
//! mostly far behind the fault. The grammar needs no more than one piece ahead, so a walk that never goes
//! back stops at the very piece that does not fit, and knows all that would have fitted.

mod expression;
mod pattern;
#[cfg(test)]
mod tests;
mod update;

use super::lexer::{Kind, Lexeme, lexemes};

/// What a text is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Query,
    Update,
}

/// Where a text leaves the grammar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stop<'t> {
    /// The piece that does not fit; `None` at the end of the text.
    pub at: Option<Lexeme<'t>>,
    /// The last piece that did; `None` where none did.
    pub last: Option<Lexeme<'t>>,
    /// What would have fitted, in words, in the order of the grammar. Never empty.
    pub expected: Vec<&'static str>,
}

/// The first place where a text leaves the grammar; `None` where it does not.
pub(super) fn check(text: &str, form: Form) -> Option<Stop<'_>> {
    let mut walk = Walk {
        pieces: lexemes(text).collect(),
        at: 0,
        wanted: vec![],
    };
    let whole = match form {
        Form::Query => walk.query(),
        Form::Update => walk.update(),
    };
    if whole.is_ok() && walk.at == walk.pieces.len() {
        return None;
    }
    if whole.is_ok() {
        walk.want("the end");
    }
    Some(Stop {
        at: walk.pieces.get(walk.at).cloned(),
        last: walk
            .at
            .checked_sub(1)
            .and_then(|at| walk.pieces.get(at).cloned()),
        expected: walk.wanted,
    })
}

/// The text leaves the grammar here; [`Walk`] knows where and why.
struct Off;

type Walked = Result<(), Off>;

struct Walk<'t> {
    pieces: Vec<Lexeme<'t>>,
    at: usize,
    /// What was looked for at this piece and not found.
    wanted: Vec<&'static str>,
}

impl<'t> Walk<'t> {
    fn next(&self) -> Option<&Lexeme<'t>> {
        self.pieces.get(self.at)
    }

    fn take(&mut self) {
        self.at += 1;
        self.wanted.clear();
    }

    fn want(&mut self, what: &'static str) {
        if !self.wanted.contains(&what) {
            self.wanted.push(what);
        }
    }

    fn is_sign(&self, sign: &str) -> bool {
        self.next()
            .is_some_and(|it| it.kind == Kind::Sign && it.text == sign)
    }

    fn is_word(&self, word: &str) -> bool {
        self.next().is_some_and(|it| it.is_word(word))
    }

    fn is_kind(&self, kinds: &[Kind]) -> bool {
        self.next().is_some_and(|it| kinds.contains(&it.kind))
    }

    /// Takes it where it is there, else notes `what` as looked for.
    fn if_is(&mut self, is: bool, what: &'static str) -> bool {
        match is {
            true => self.take(),
            false => self.want(what),
        }
        is
    }

    fn sign(&mut self, sign: &'static str) -> bool {
        self.if_is(self.is_sign(sign), sign)
    }

    fn word(&mut self, word: &'static str) -> bool {
        self.if_is(self.is_word(word), word)
    }

    fn variable(&mut self) -> bool {
        self.if_is(self.is_kind(&[Kind::Variable]), "a variable")
    }

    fn iri(&mut self) -> bool {
        self.if_is(
            self.is_kind(&[Kind::Iri, Kind::Name]),
            "an IRI or a name such as tac:Platform",
        )
    }

    fn must(&mut self, done: bool) -> Walked {
        if done { Ok(()) } else { Err(Off) }
    }

    fn must_sign(&mut self, sign: &'static str) -> Walked {
        let done = self.sign(sign);
        self.must(done)
    }

    fn must_word(&mut self, word: &'static str) -> Walked {
        let done = self.word(word);
        self.must(done)
    }

    fn must_iri(&mut self) -> Walked {
        let done = self.iri();
        self.must(done)
    }

    fn must_variable(&mut self) -> Walked {
        let done = self.variable();
        self.must(done)
    }

    fn prologue(&mut self) -> Walked {
        loop {
            if self.is_word("BASE") {
                self.take();
                let iri = self.is_kind(&[Kind::Iri]);
                let done = self.if_is(iri, "an IRI in angle brackets");
                self.must(done)?;
            } else if self.is_word("PREFIX") {
                self.take();
                let name = self
                    .next()
                    .is_some_and(|it| it.kind == Kind::Name && it.text.ends_with(':'));
                let done = self.if_is(name, "a prefix with its colon");
                self.must(done)?;
                let iri = self.is_kind(&[Kind::Iri]);
                let done = self.if_is(iri, "an IRI in angle brackets");
                self.must(done)?;
            } else {
                return Ok(());
            }
        }
    }

    fn query(&mut self) -> Walked {
        self.prologue()?;
        if self.word("SELECT") {
            self.select()?;
            self.datasets()?;
            self.where_clause()?;
            self.modifiers()?;
        } else if self.word("CONSTRUCT") {
            self.construct()?;
        } else if self.word("DESCRIBE") {
            if !self.sign("*") {
                self.variable_or_iri()?;
                while self.is_kind(&[Kind::Variable, Kind::Iri, Kind::Name]) {
                    self.take();
                }
            }
            self.datasets()?;
            if self.is_word("WHERE") || self.is_sign("{") {
                self.where_clause()?;
            }
            self.modifiers()?;
        } else if self.word("ASK") {
            self.datasets()?;
            self.where_clause()?;
            self.modifiers()?;
        } else {
            return Err(Off);
        }
        self.values_clause()
    }

    /// Behind SELECT, to its WHERE.
    fn select(&mut self) -> Walked {
        if self.is_word("DISTINCT") || self.is_word("REDUCED") {
            self.take();
        }
        if self.sign("*") {
            return Ok(());
        }
        self.column()?;
        while self.is_kind(&[Kind::Variable]) || self.is_sign("(") {
            self.column()?;
        }
        // What could go on here is worth saying where it does not.
        self.want("a variable");
        Ok(())
    }

    fn column(&mut self) -> Walked {
        if self.variable() {
            return Ok(());
        }
        self.must_sign("(")?;
        self.expression()?;
        self.must_word("AS")?;
        self.must_variable()?;
        self.must_sign(")")
    }

    fn construct(&mut self) -> Walked {
        if self.sign("{") {
            self.triples(false)?;
            self.must_sign("}")?;
            self.datasets()?;
            self.where_clause()?;
        } else {
            self.datasets()?;
            self.must_word("WHERE")?;
            self.must_sign("{")?;
            self.triples(false)?;
            self.must_sign("}")?;
        }
        self.modifiers()
    }

    fn datasets(&mut self) -> Walked {
        while self.is_word("FROM") {
            self.take();
            self.word("NAMED");
            self.must_iri()?;
        }
        Ok(())
    }

    fn where_clause(&mut self) -> Walked {
        self.word("WHERE");
        self.group()
    }

    fn modifiers(&mut self) -> Walked {
        if self.is_word("GROUP") {
            self.take();
            self.must_word("BY")?;
            self.group_condition()?;
            while self.starts_condition() {
                self.group_condition()?;
            }
        }
        if self.is_word("HAVING") {
            self.take();
            self.constraint()?;
            while self.starts_constraint() {
                self.constraint()?;
            }
        }
        if self.is_word("ORDER") {
            self.take();
            self.must_word("BY")?;
            self.order_condition()?;
            while self.is_word("ASC") || self.is_word("DESC") || self.starts_condition() {
                self.order_condition()?;
            }
        }
        while self.is_word("LIMIT") || self.is_word("OFFSET") {
            self.take();
            let number = self.is_kind(&[Kind::Number]);
            let done = self.if_is(number, "a number");
            self.must(done)?;
        }
        Ok(())
    }

    fn starts_condition(&self) -> bool {
        self.is_kind(&[Kind::Variable]) || self.starts_constraint()
    }

    fn group_condition(&mut self) -> Walked {
        if self.variable() {
            return Ok(());
        }
        if self.sign("(") {
            self.expression()?;
            if self.word("AS") {
                self.must_variable()?;
            }
            return self.must_sign(")");
        }
        self.constraint()
    }

    fn order_condition(&mut self) -> Walked {
        if self.word("ASC") || self.word("DESC") {
            self.must_sign("(")?;
            self.expression()?;
            return self.must_sign(")");
        }
        if self.variable() {
            return Ok(());
        }
        self.constraint()
    }

    fn values_clause(&mut self) -> Walked {
        match self.is_word("VALUES") {
            true => {
                self.take();
                self.data_block()
            }
            false => Ok(()),
        }
    }
}
