//! Which properties and classes a query or an update speaks of.

use oxigraph::model::NamedNode;
use oxigraph::model::vocab::rdf;
use spargebra::algebra::{
    AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression,
};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};
use spargebra::{GraphUpdateOperation, Query, Update};

/// What an IRI is used as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    Property,
    Class,
}

/// What is looked for, each once, in the order of the text's algebra.
#[derive(Default)]
pub(super) struct Uses(pub Vec<(NamedNode, Role)>);

impl Uses {
    /// What a query looks for. What its template makes is its own business, and what a `SERVICE` has is
    /// another store's.
    pub fn of_query(query: &Query) -> Self {
        let mut uses = Self::default();
        match query {
            Query::Select { pattern, .. }
            | Query::Construct { pattern, .. }
            | Query::Describe { pattern, .. }
            | Query::Ask { pattern, .. } => uses.pattern(pattern),
        }
        uses
    }

    /// What an update looks for, not what it puts in.
    pub fn of_update(update: &Update) -> Self {
        let mut uses = Self::default();
        for operation in &update.operations {
            if let GraphUpdateOperation::DeleteInsert { pattern, .. } = operation {
                uses.pattern(pattern);
            }
        }
        uses
    }

    fn add(&mut self, node: &NamedNode, role: Role) {
        if !self
            .0
            .iter()
            .any(|(known, of)| known == node && *of == role)
        {
            self.0.push((node.clone(), role));
        }
    }

    fn triple(&mut self, triple: &TriplePattern) {
        let NamedNodePattern::NamedNode(predicate) = &triple.predicate else {
            return;
        };
        self.add(predicate, Role::Property);
        if let (rdf::TYPE, TermPattern::NamedNode(class)) = (predicate.as_ref(), &triple.object) {
            self.add(class, Role::Class);
        }
    }

    fn path(&mut self, path: &PropertyPathExpression) {
        use PropertyPathExpression as P;
        match path {
            P::NamedNode(node) => self.add(node, Role::Property),
            P::Reverse(of) | P::ZeroOrMore(of) | P::OneOrMore(of) | P::ZeroOrOne(of) => {
                self.path(of)
            }
            P::Sequence(a, b) | P::Alternative(a, b) => {
                self.path(a);
                self.path(b);
            }
            // What is excluded need not be there.
            P::NegatedPropertySet(_) => {}
        }
    }

    fn pattern(&mut self, pattern: &GraphPattern) {
        use GraphPattern as P;
        match pattern {
            P::Bgp { patterns } => patterns.iter().for_each(|triple| self.triple(triple)),
            P::Path { path, .. } => self.path(path),
            P::Join { left, right }
            | P::Lateral { left, right }
            | P::Union { left, right }
            | P::Minus { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            P::LeftJoin {
                left,
                right,
                expression,
            } => {
                self.pattern(left);
                self.pattern(right);
                expression.iter().for_each(|it| self.expression(it));
            }
            P::Filter { expr, inner } => {
                self.pattern(inner);
                self.expression(expr);
            }
            P::Extend {
                inner, expression, ..
            } => {
                self.pattern(inner);
                self.expression(expression);
            }
            P::OrderBy { inner, expression } => {
                self.pattern(inner);
                for OrderExpression::Asc(it) | OrderExpression::Desc(it) in expression {
                    self.expression(it);
                }
            }
            P::Group {
                inner, aggregates, ..
            } => {
                self.pattern(inner);
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr);
                    }
                }
            }
            P::Graph { inner, .. }
            | P::Project { inner, .. }
            | P::Distinct { inner }
            | P::Reduced { inner }
            | P::Slice { inner, .. } => self.pattern(inner),
            P::Service { .. } | P::Values { .. } => {}
        }
    }

    /// Patterns are in expressions too: `EXISTS`.
    fn expression(&mut self, expression: &Expression) {
        use Expression as E;
        match expression {
            E::Exists(pattern) => self.pattern(pattern),
            E::Or(a, b)
            | E::And(a, b)
            | E::Equal(a, b)
            | E::SameTerm(a, b)
            | E::Greater(a, b)
            | E::GreaterOrEqual(a, b)
            | E::Less(a, b)
            | E::LessOrEqual(a, b)
            | E::Add(a, b)
            | E::Subtract(a, b)
            | E::Multiply(a, b)
            | E::Divide(a, b) => {
                self.expression(a);
                self.expression(b);
            }
            E::UnaryPlus(a) | E::UnaryMinus(a) | E::Not(a) => self.expression(a),
            E::In(a, them) => {
                self.expression(a);
                them.iter().for_each(|it| self.expression(it));
            }
            E::Coalesce(them) | E::FunctionCall(_, them) => {
                them.iter().for_each(|it| self.expression(it));
            }
            E::If(a, b, c) => [a, b, c].into_iter().for_each(|it| self.expression(it)),
            E::NamedNode(_) | E::Literal(_) | E::Variable(_) | E::Bound(_) => {}
        }
    }
}
