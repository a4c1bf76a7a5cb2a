//! Puts values in the place of variables: in the algebra of a query, never in its text.
//!
//! So a value is one term whatever signs it holds. The evaluator's own substitution takes only
//! variables that SELECT projects; here a parameter may stand anywhere. Each pattern that uses the
//! variable is asked with the term instead, and gives the variable back bound to it, so that what
//! groups, projects or joins by the variable works on.

mod expression;
#[cfg(test)]
mod tests;

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};
use std::collections::BTreeMap;

/// Values by the names of their variables, without `?`. A term is an IRI or a literal; blank nodes
/// name nothing outside of their file and bind nothing.
pub type Values = BTreeMap<String, Term>;

/// The query with the values in the place of their variables.
///
/// A variable that the query itself gives a value (`BIND`, `AS`) is no parameter; questions with such
/// a one are refused before.
pub fn bind(query: Query, values: &Values) -> Query {
    let values = Bind { values };
    match query {
        Query::Select {
            dataset,
            pattern,
            base_iri,
        } => Query::Select {
            dataset,
            pattern: values.pattern(pattern),
            base_iri,
        },
        Query::Construct {
            template,
            dataset,
            pattern,
            base_iri,
        } => Query::Construct {
            template: template
                .into_iter()
                .map(|triple| values.triple(triple).0)
                .collect(),
            dataset,
            pattern: values.pattern(pattern),
            base_iri,
        },
        Query::Describe {
            dataset,
            pattern,
            base_iri,
        } => Query::Describe {
            dataset,
            pattern: values.pattern(pattern),
            base_iri,
        },
        Query::Ask {
            dataset,
            pattern,
            base_iri,
        } => Query::Ask {
            dataset,
            pattern: values.pattern(pattern),
            base_iri,
        },
    }
}

struct Bind<'v> {
    values: &'v Values,
}

/// Variables that a pattern used and that were replaced in it.
type Replaced = Vec<Variable>;

impl Bind<'_> {
    fn value(&self, variable: &Variable) -> Option<&Term> {
        self.values.get(variable.as_str())
    }

    fn pattern(&self, pattern: GraphPattern) -> GraphPattern {
        use GraphPattern as P;
        let inner = |inner: Box<P>| Box::new(self.pattern(*inner));
        match pattern {
            P::Bgp { patterns } => {
                let mut replaced = vec![];
                let patterns = patterns
                    .into_iter()
                    .map(|triple| {
                        let (triple, variables) = self.triple(triple);
                        replaced.extend(variables);
                        triple
                    })
                    .collect::<Vec<_>>();
                if patterns.iter().any(|it| self.names_nothing(&it.predicate)) {
                    return nothing();
                }
                self.give_back(P::Bgp { patterns }, replaced)
            }
            P::Path {
                subject,
                path,
                object,
            } => {
                let (subject, mut replaced) = self.term(subject);
                let (object, more) = self.term(object);
                replaced.extend(more);
                let path = P::Path {
                    subject,
                    path,
                    object,
                };
                self.give_back(path, replaced)
            }
            P::Graph { name, inner: of } => {
                let (name, replaced) = self.name(name);
                if self.names_nothing(&name) {
                    return nothing();
                }
                let graph = P::Graph {
                    name,
                    inner: inner(of),
                };
                self.give_back(graph, replaced)
            }
            P::Service {
                name,
                inner: of,
                silent,
            } => P::Service {
                name: self.name(name).0,
                inner: inner(of),
                silent,
            },
            P::Values {
                variables,
                bindings,
            } => self.values_block(variables, bindings),
            P::Join { left, right } => P::Join {
                left: inner(left),
                right: inner(right),
            },
            P::Lateral { left, right } => P::Lateral {
                left: inner(left),
                right: inner(right),
            },
            P::LeftJoin {
                left,
                right,
                expression,
            } => P::LeftJoin {
                left: inner(left),
                right: inner(right),
                expression: expression.map(|it| self.expression(it)),
            },
            P::Union { left, right } => P::Union {
                left: inner(left),
                right: inner(right),
            },
            P::Minus { left, right } => P::Minus {
                left: inner(left),
                right: inner(right),
            },
            P::Filter { expr, inner: of } => P::Filter {
                expr: self.expression(expr),
                inner: inner(of),
            },
            P::Extend {
                inner: of,
                variable,
                expression,
            } => P::Extend {
                inner: inner(of),
                variable,
                expression: self.expression(expression),
            },
            P::OrderBy {
                inner: of,
                expression,
            } => P::OrderBy {
                inner: inner(of),
                expression: expression.into_iter().map(|it| self.order(it)).collect(),
            },
            P::Project {
                inner: of,
                variables,
            } => P::Project {
                inner: inner(of),
                variables,
            },
            P::Distinct { inner: of } => P::Distinct { inner: inner(of) },
            P::Reduced { inner: of } => P::Reduced { inner: inner(of) },
            P::Slice {
                inner: of,
                start,
                length,
            } => P::Slice {
                inner: inner(of),
                start,
                length,
            },
            P::Group {
                inner: of,
                variables,
                aggregates,
            } => P::Group {
                inner: inner(of),
                variables,
                aggregates: aggregates
                    .into_iter()
                    .map(|(variable, it)| (variable, self.aggregate(it)))
                    .collect(),
            },
        }
    }

    /// The pattern without the variables, which it then binds to their values.
    fn give_back(&self, pattern: GraphPattern, mut replaced: Replaced) -> GraphPattern {
        replaced.sort_unstable();
        replaced.dedup();
        replaced.into_iter().fold(pattern, |inner, variable| {
            match self.value(&variable).and_then(constant) {
                Some(expression) => GraphPattern::Extend {
                    inner: Box::new(inner),
                    variable,
                    expression,
                },
                None => inner,
            }
        })
    }

    /// Rows that give the variable another value fall out, by a join with its own.
    fn values_block(
        &self,
        variables: Vec<Variable>,
        bindings: Vec<Vec<Option<GroundTerm>>>,
    ) -> GraphPattern {
        let own: Vec<(Variable, GroundTerm)> = variables
            .iter()
            .filter_map(|variable| Some((variable.clone(), ground(self.value(variable)?)?)))
            .collect();
        let block = GraphPattern::Values {
            variables,
            bindings,
        };
        if own.is_empty() {
            return block;
        }
        let (variables, row) = own.into_iter().map(|(v, term)| (v, Some(term))).unzip();
        GraphPattern::Join {
            left: Box::new(block),
            right: Box::new(GraphPattern::Values {
                variables,
                bindings: vec![row],
            }),
        }
    }

    fn triple(&self, triple: TriplePattern) -> (TriplePattern, Replaced) {
        let (subject, mut replaced) = self.term(triple.subject);
        let (predicate, more) = self.name(triple.predicate);
        replaced.extend(more);
        let (object, more) = self.term(triple.object);
        replaced.extend(more);
        let triple = TriplePattern {
            subject,
            predicate,
            object,
        };
        (triple, replaced)
    }

    fn term(&self, term: TermPattern) -> (TermPattern, Replaced) {
        let TermPattern::Variable(variable) = term else {
            return (term, vec![]);
        };
        match self.value(&variable) {
            Some(Term::NamedNode(node)) => (node.clone().into(), vec![variable]),
            Some(Term::Literal(literal)) => (literal.clone().into(), vec![variable]),
            _ => (variable.into(), vec![]),
        }
    }

    /// A literal names neither a predicate nor a graph: the variable stays; see
    /// [`names_nothing`](Self::names_nothing).
    fn name(&self, name: NamedNodePattern) -> (NamedNodePattern, Replaced) {
        let NamedNodePattern::Variable(variable) = name else {
            return (name, vec![]);
        };
        match self.value(&variable) {
            Some(Term::NamedNode(node)) => (node.clone().into(), vec![variable]),
            _ => (variable.into(), vec![]),
        }
    }

    /// Whether a variable was left in the place of a name because its value is a literal.
    fn names_nothing(&self, name: &NamedNodePattern) -> bool {
        matches!(name, NamedNodePattern::Variable(variable) if self.value(variable).is_some())
    }
}

/// A pattern without solutions.
fn nothing() -> GraphPattern {
    GraphPattern::Values {
        variables: vec![],
        bindings: vec![],
    }
}

fn constant(term: &Term) -> Option<Expression> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::Literal(literal) => Some(literal.clone().into()),
        _ => None,
    }
}

fn ground(term: &Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::Literal(literal) => Some(literal.clone().into()),
        _ => None,
    }
}
