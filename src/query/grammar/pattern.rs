//! Groups, the patterns in them, triples, and paths.

use super::super::lexer::Kind;
use super::{Off, Walk, Walked};

/// The words that start a pattern which is no triple.
const PATTERNS: &[&str] = &[
    "OPTIONAL", "MINUS", "GRAPH", "SERVICE", "FILTER", "BIND", "VALUES",
];

impl Walk<'_> {
    pub(super) fn variable_or_iri(&mut self) -> Walked {
        let done = self.variable() || self.iri();
        self.must(done)
    }

    /// `{ … }`.
    pub(super) fn group(&mut self) -> Walked {
        self.must_sign("{")?;
        if self.is_word("SELECT") {
            self.take();
            self.select()?;
            self.where_clause()?;
            self.modifiers()?;
            self.values_clause()?;
            return self.must_sign("}");
        }
        loop {
            if self.starts_subject() {
                self.triple(true)?;
                // A triple follows another only behind a stop.
                if self.sign(".") {
                    continue;
                }
                if self.starts_subject() {
                    return Err(Off);
                }
                continue;
            }
            if !self.starts_pattern() {
                self.want("a triple");
                self.want("a pattern such as OPTIONAL or FILTER");
                return self.must_sign("}");
            }
            self.pattern()?;
            if self.is_sign(".") {
                self.take();
            }
        }
    }

    fn starts_pattern(&self) -> bool {
        self.is_sign("{") || PATTERNS.iter().any(|word| self.is_word(word))
    }

    fn pattern(&mut self) -> Walked {
        if self.is_sign("{") {
            self.group()?;
            while self.word("UNION") {
                self.group()?;
            }
            return Ok(());
        }
        if self.word("OPTIONAL") || self.word("MINUS") {
            self.group()
        } else if self.word("GRAPH") {
            self.variable_or_iri()?;
            self.group()
        } else if self.word("SERVICE") {
            self.word("SILENT");
            self.variable_or_iri()?;
            self.group()
        } else if self.word("FILTER") {
            self.constraint()
        } else if self.word("BIND") {
            self.must_sign("(")?;
            self.expression()?;
            self.must_word("AS")?;
            self.must_variable()?;
            self.must_sign(")")
        } else {
            self.must_word("VALUES")?;
            self.data_block()
        }
    }

    /// Behind VALUES.
    pub(super) fn data_block(&mut self) -> Walked {
        if self.variable() {
            self.must_sign("{")?;
            while !self.sign("}") {
                self.data_value()?;
            }
            return Ok(());
        }
        self.must_sign("(")?;
        while !self.sign(")") {
            self.must_variable()?;
        }
        self.must_sign("{")?;
        while !self.sign("}") {
            self.must_sign("(")?;
            while !self.sign(")") {
                self.data_value()?;
            }
        }
        Ok(())
    }

    fn data_value(&mut self) -> Walked {
        if self.is_kind(&[Kind::Iri, Kind::Name]) || self.is_word("UNDEF") {
            self.take();
            return Ok(());
        }
        if self.starts_literal() {
            return self.literal();
        }
        self.want("an IRI");
        self.want("a text or number");
        self.want("UNDEF");
        Err(Off)
    }

    /// Triples with stops between them; with `paths` in the place of properties, as in a pattern.
    pub(super) fn triples(&mut self, paths: bool) -> Walked {
        while self.starts_subject() {
            self.triple(paths)?;
            if !self.sign(".") {
                return Ok(());
            }
        }
        self.want("a triple");
        Ok(())
    }

    pub(super) fn starts_subject(&self) -> bool {
        self.starts_term() || self.is_sign("[") || self.is_sign("(")
    }

    fn starts_term(&self) -> bool {
        self.is_kind(&[Kind::Variable, Kind::Iri, Kind::Name, Kind::Blank]) || self.starts_literal()
    }

    /// A subject with all that is said of it.
    fn triple(&mut self, paths: bool) -> Walked {
        let alone = self.node(paths)?;
        if alone && !self.starts_verb(paths) {
            return Ok(());
        }
        self.properties(paths)
    }

    fn starts_verb(&self, paths: bool) -> bool {
        self.is_kind(&[Kind::Variable, Kind::Iri, Kind::Name])
            || self.is_word("a")
            || (paths && ["^", "!", "("].iter().any(|sign| self.is_sign(sign)))
    }

    fn properties(&mut self, paths: bool) -> Walked {
        self.verb(paths)?;
        self.objects(paths)?;
        while self.sign(";") {
            if self.starts_verb(paths) {
                self.verb(paths)?;
                self.objects(paths)?;
            }
        }
        Ok(())
    }

    fn verb(&mut self, paths: bool) -> Walked {
        if !self.starts_verb(paths) {
            self.want("a property");
            self.want("a variable");
            return Err(Off);
        }
        if self.is_kind(&[Kind::Variable]) || !paths {
            self.take();
            return Ok(());
        }
        self.path()
    }

    fn objects(&mut self, paths: bool) -> Walked {
        self.object(paths)?;
        while self.sign(",") {
            self.object(paths)?;
        }
        Ok(())
    }

    fn object(&mut self, paths: bool) -> Walked {
        if self.starts_subject() {
            self.node(paths)?;
            return Ok(());
        }
        self.want("a variable");
        self.want("an IRI or a name such as tac:Platform");
        self.want("a value");
        Err(Off)
    }

    /// A term, a blank node in brackets, or a list; whether it says something itself.
    fn node(&mut self, paths: bool) -> Result<bool, Off> {
        if self.is_sign("[") {
            self.take();
            if self.sign("]") {
                return Ok(false);
            }
            self.properties(paths)?;
            self.must_sign("]")?;
            return Ok(true);
        }
        if self.is_sign("(") {
            self.take();
            if self.sign(")") {
                return Ok(false);
            }
            self.object(paths)?;
            while !self.sign(")") {
                self.object(paths)?;
            }
            return Ok(true);
        }
        if self.starts_literal() {
            self.literal()?;
        } else {
            self.take();
        }
        Ok(false)
    }

    fn path(&mut self) -> Walked {
        self.path_sequence()?;
        while self.is_sign("|") {
            self.take();
            self.path_sequence()?;
        }
        Ok(())
    }

    fn path_sequence(&mut self) -> Walked {
        self.path_step()?;
        while self.is_sign("/") {
            self.take();
            self.path_step()?;
        }
        Ok(())
    }

    fn path_step(&mut self) -> Walked {
        if self.is_sign("^") {
            self.take();
        }
        if self.is_sign("(") {
            self.take();
            self.path()?;
            self.must_sign(")")?;
        } else if self.is_sign("!") {
            self.take();
            self.negated()?;
        } else {
            self.property()?;
        }
        if ["?", "*", "+"].iter().any(|sign| self.is_sign(sign)) {
            self.take();
        }
        Ok(())
    }

    fn property(&mut self) -> Walked {
        let is = self.is_kind(&[Kind::Iri, Kind::Name]) || self.is_word("a");
        let done = self.if_is(is, "a property");
        self.must(done)
    }

    fn negated(&mut self) -> Walked {
        let one = |walk: &mut Self| {
            if walk.is_sign("^") {
                walk.take();
            }
            walk.property()
        };
        if !self.is_sign("(") {
            return one(self);
        }
        self.take();
        if self.sign(")") {
            return Ok(());
        }
        one(self)?;
        while self.sign("|") {
            one(self)?;
        }
        self.must_sign(")")
    }
}
