//! Expressions, functions, and literals.

use super::super::lexer::Kind;
use super::super::words::{AGGREGATES, ARGUMENTS};
use super::{Off, Walk, Walked};

/// Operators between two expressions. How they bind does not matter for what fits where.
const OPERATORS: &[&str] = &[
    "||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/",
];

impl Walk<'_> {
    pub(super) fn starts_literal(&self) -> bool {
        self.is_kind(&[Kind::String, Kind::Number])
            || self.is_word("true")
            || self.is_word("false")
            || ((self.is_sign("-") || self.is_sign("+"))
                && self
                    .pieces
                    .get(self.at + 1)
                    .is_some_and(|it| it.kind == Kind::Number))
    }

    pub(super) fn literal(&mut self) -> Walked {
        if self.is_sign("-") || self.is_sign("+") {
            self.take();
        }
        let text = self.is_kind(&[Kind::String]);
        self.take();
        if text && self.is_kind(&[Kind::Language]) {
            self.take();
        } else if text && self.is_sign("^^") {
            self.take();
            self.must_iri()?;
        }
        Ok(())
    }

    /// What FILTER and HAVING take.
    pub(super) fn constraint(&mut self) -> Walked {
        if self.sign("(") {
            self.expression()?;
            return self.must_sign(")");
        }
        if self.is_kind(&[Kind::Iri, Kind::Name]) {
            self.take();
            return self.arguments(0, usize::MAX);
        }
        if self.starts_function() {
            return self.function();
        }
        self.want("a function");
        Err(Off)
    }

    pub(super) fn starts_constraint(&self) -> bool {
        self.is_sign("(") || self.is_kind(&[Kind::Iri, Kind::Name]) || self.starts_function()
    }

    fn starts_function(&self) -> bool {
        ARGUMENTS.iter().any(|(name, ..)| self.is_word(name))
            || AGGREGATES.iter().any(|name| self.is_word(name))
            || self.is_word("EXISTS")
            || self.is_word("NOT")
    }

    fn function(&mut self) -> Walked {
        if self.is_word("NOT") {
            self.take();
            self.must_word("EXISTS")?;
            return self.group();
        }
        if self.is_word("EXISTS") {
            self.take();
            return self.group();
        }
        if AGGREGATES.iter().any(|name| self.is_word(name)) {
            return self.aggregate();
        }
        let found = ARGUMENTS.iter().find(|(name, ..)| self.is_word(name));
        let Some((_, least, most)) = found else {
            return Err(Off);
        };
        self.take();
        self.arguments(*least, *most)
    }

    fn aggregate(&mut self) -> Walked {
        let counts = self.is_word("COUNT");
        let joins = self.is_word("GROUP_CONCAT");
        self.take();
        self.must_sign("(")?;
        if self.is_word("DISTINCT") {
            self.take();
        }
        if !(counts && self.sign("*")) {
            self.expression()?;
        }
        if joins && self.sign(";") {
            self.must_word("SEPARATOR")?;
            self.must_sign("=")?;
            let text = self.is_kind(&[Kind::String]);
            let done = self.if_is(text, "a text");
            self.must(done)?;
        }
        self.must_sign(")")
    }

    /// `( … )` with so many expressions.
    fn arguments(&mut self, least: usize, most: usize) -> Walked {
        self.must_sign("(")?;
        if least == 0 && self.sign(")") {
            return Ok(());
        }
        if most == 0 {
            return self.must_sign(")");
        }
        // A cast or a function of somebody's own may be told to take each value once.
        if most == usize::MAX && self.is_word("DISTINCT") {
            self.take();
        }
        self.expression()?;
        let mut count = 1;
        while count < most && self.sign(",") {
            self.expression()?;
            count += 1;
        }
        if count < least {
            return Err(Off);
        }
        self.must_sign(")")
    }

    pub(super) fn expression(&mut self) -> Walked {
        self.operand()?;
        loop {
            if OPERATORS.iter().any(|sign| self.is_sign(sign)) {
                self.take();
                self.operand()?;
            } else if self.is_word("IN") || self.is_word("NOT") {
                if self.is_word("NOT") {
                    self.take();
                    self.must_word("IN")?;
                } else {
                    self.take();
                }
                self.arguments(0, usize::MAX)?;
            } else {
                self.want("an operator such as = or &&");
                return Ok(());
            }
        }
    }

    fn operand(&mut self) -> Walked {
        while ["!", "-", "+"].iter().any(|sign| self.is_sign(sign)) {
            self.take();
        }
        if self.is_sign("(") {
            self.take();
            self.expression()?;
            return self.must_sign(")");
        }
        if self.starts_function() {
            return self.function();
        }
        if self.is_kind(&[Kind::Iri, Kind::Name]) {
            self.take();
            if self.is_sign("(") {
                return self.arguments(0, usize::MAX);
            }
            return Ok(());
        }
        if self.starts_literal() {
            return self.literal();
        }
        if self.is_kind(&[Kind::Variable]) {
            self.take();
            return Ok(());
        }
        self.want("a variable");
        self.want("a value");
        self.want("a function");
        Err(Off)
    }
}
