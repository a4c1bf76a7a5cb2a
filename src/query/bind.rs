//! Puts values in the place of variables: in the algebra of a query, never in its text.
//!
//! So a value is one term whatever signs it holds. The evaluator's own substitution takes only
//! variables that SELECT projects; here a parameter may stand anywhere. Each pattern that uses the
//! variable is asked with the term instead, and gives the variable back bound to it, so that what
//! groups, projects or joins by the variable works on.

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
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

    fn expression(&self, expression: Expression) -> Expression {
        use Expression as E;
        let one = |it: Box<E>| Box::new(self.expression(*it));
        let list = |them: Vec<E>| them.into_iter().map(|it| self.expression(it)).collect();
        match expression {
            E::Variable(variable) => match self.value(&variable).and_then(constant) {
                Some(value) => value,
                None => E::Variable(variable),
            },
            E::Bound(variable) if self.value(&variable).and_then(constant).is_some() => {
                E::Literal(true.into())
            }
            E::Bound(_) | E::NamedNode(_) | E::Literal(_) => expression,
            E::Or(a, b) => E::Or(one(a), one(b)),
            E::And(a, b) => E::And(one(a), one(b)),
            E::Equal(a, b) => E::Equal(one(a), one(b)),
            E::SameTerm(a, b) => E::SameTerm(one(a), one(b)),
            E::Greater(a, b) => E::Greater(one(a), one(b)),
            E::GreaterOrEqual(a, b) => E::GreaterOrEqual(one(a), one(b)),
            E::Less(a, b) => E::Less(one(a), one(b)),
            E::LessOrEqual(a, b) => E::LessOrEqual(one(a), one(b)),
            E::Add(a, b) => E::Add(one(a), one(b)),
            E::Subtract(a, b) => E::Subtract(one(a), one(b)),
            E::Multiply(a, b) => E::Multiply(one(a), one(b)),
            E::Divide(a, b) => E::Divide(one(a), one(b)),
            E::UnaryPlus(a) => E::UnaryPlus(one(a)),
            E::UnaryMinus(a) => E::UnaryMinus(one(a)),
            E::Not(a) => E::Not(one(a)),
            E::In(a, them) => E::In(one(a), list(them)),
            E::Coalesce(them) => E::Coalesce(list(them)),
            E::FunctionCall(function, them) => E::FunctionCall(function, list(them)),
            E::If(a, b, c) => E::If(one(a), one(b), one(c)),
            E::Exists(pattern) => E::Exists(Box::new(self.pattern(*pattern))),
        }
    }

    fn order(&self, order: OrderExpression) -> OrderExpression {
        match order {
            OrderExpression::Asc(it) => OrderExpression::Asc(self.expression(it)),
            OrderExpression::Desc(it) => OrderExpression::Desc(self.expression(it)),
        }
    }

    fn aggregate(&self, aggregate: AggregateExpression) -> AggregateExpression {
        match aggregate {
            AggregateExpression::CountSolutions { .. } => aggregate,
            AggregateExpression::FunctionCall {
                name,
                expr,
                distinct,
            } => AggregateExpression::FunctionCall {
                name,
                expr: self.expression(expr),
                distinct,
            },
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Answer, sparql};
    use oxigraph::io::RdfFormat;
    use oxigraph::model::{Literal, NamedNode};
    use oxigraph::store::Store;

    fn store() -> Store {
        let store = Store::new().unwrap();
        let trig = "PREFIX : <http://x/>
            :g1 { :a :uses :p ; :size 3 . :b :uses :p ; :size 5 . :a :uses :q . :p :in :north }
            :g2 { :c :uses :q ; :size 7 . :q :in :south . :a :uses :p }";
        store
            .load_from_slice(RdfFormat::TriG, trig.as_bytes())
            .unwrap();
        store
    }

    fn node(name: &str) -> Term {
        NamedNode::new(format!("http://x/{name}")).unwrap().into()
    }

    /// The rows as text, cells parted by spaces, IRIs by their last letters.
    fn ask(query: &str, values: &[(&str, Term)]) -> Vec<String> {
        let query = format!("PREFIX : <http://x/> {query}");
        let query = sparql::parse(&query, "q").unwrap();
        let values = values
            .iter()
            .map(|(name, term)| ((*name).to_owned(), term.clone()))
            .collect();
        match sparql::run(&bind(query, &values), &store()).unwrap() {
            Answer::Solutions { rows, .. } => rows
                .iter()
                .map(|row| {
                    let cell = |term: &Option<Term>| match term {
                        Some(Term::NamedNode(node)) => node.as_str().replace("http://x/", ""),
                        Some(Term::Literal(literal)) => literal.value().to_owned(),
                        _ => "-".to_owned(),
                    };
                    row.iter().map(cell).collect::<Vec<_>>().join(" ")
                })
                .collect(),
            Answer::Boolean(value) => vec![value.to_string()],
            Answer::Graph(triples) => triples.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn a_variable_is_bound_wherever_it_stands() {
        let p = [("p", node("p"))];
        for (query, rows) in [
            ("SELECT ?who ?p { ?who :uses ?p }", vec!["a p", "b p"]),
            ("SELECT ?who { ?who :uses ?p }", vec!["a", "b"]),
            (
                "SELECT ?who ?p { GRAPH ?g { ?who :uses ?p } FILTER(?g = :g1) }",
                vec!["a p", "b p"],
            ),
            (
                "SELECT ?who { ?who :uses/:in ?w . ?p :in ?w }",
                vec!["a", "b"],
            ),
            (
                "SELECT ?p (COUNT(?who) AS ?n) { ?who :uses ?p } GROUP BY ?p",
                vec!["p 2"],
            ),
            (
                "SELECT ?who ?w { ?who :uses :q OPTIONAL { ?p :in ?w } }",
                vec!["a north", "c north"],
            ),
            (
                "SELECT ?who { ?who :uses ?x FILTER(?x != ?p) }",
                vec!["a", "c"],
            ),
            (
                "SELECT ?who { ?who :size ?n FILTER NOT EXISTS { ?who :uses ?p } }",
                vec!["c"],
            ),
            (
                "SELECT ?who { ?who :size ?n MINUS { ?who :uses ?p } }",
                vec!["c"],
            ),
            ("SELECT ?p { VALUES ?p { :p :q } }", vec!["p"]),
            (
                "SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?who :uses ?p } } }",
                vec!["2"],
            ),
            (
                "SELECT ?who { { ?who :uses ?p } UNION { ?who :in ?p } }",
                vec!["a", "b"],
            ),
            ("SELECT (BOUND(?p) AS ?is) {}", vec!["true"]),
            (
                "SELECT ?who { ?who ?uses ?p . ?who :size ?n } ORDER BY DESC(?n)",
                vec!["b", "a"],
            ),
            ("ASK { :c :uses ?p }", vec!["false"]),
            (
                "CONSTRUCT { ?p :by ?who } { ?who :uses ?p . ?who :size 5 }",
                vec!["<http://x/p> <http://x/by> <http://x/b>"],
            ),
        ] {
            assert_eq!(ask(query, &p), rows, "{query}");
        }
    }

    #[test]
    fn predicates_graphs_and_literals_can_be_bound() {
        assert_eq!(
            ask("SELECT ?s { ?s ?how :p }", &[("how", node("uses"))]),
            ["a", "b"]
        );
        assert_eq!(
            ask(
                "SELECT ?s ?g { GRAPH ?g { ?s :uses :p } }",
                &[("g", node("g2"))]
            ),
            ["a g2"]
        );
        let five = Term::from(Literal::from(5));
        assert_eq!(
            ask("SELECT ?s { ?s :size ?n }", &[("n", five.clone())]),
            ["b"]
        );
        assert_eq!(
            ask(
                "SELECT ?s { ?s :size ?n FILTER(?n > ?least) }",
                &[("least", five.clone())]
            ),
            ["c"]
        );
        let none: [&str; 0] = [];
        assert_eq!(
            ask("SELECT ?s { ?s ?how :p }", &[("how", five)]),
            none,
            "a number is no predicate"
        );
    }

    #[test]
    fn without_values_a_query_is_as_it_was() {
        let query = "SELECT ?who ?p { ?who :uses ?p OPTIONAL { ?p :in ?w } FILTER(BOUND(?w)) }";
        assert_eq!(ask(query, &[]).len(), 4);
        assert_eq!(ask(query, &[("nobody", node("x"))]).len(), 4);
    }
}
