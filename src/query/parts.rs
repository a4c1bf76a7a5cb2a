//! The parts of a query's pattern, wherever they stand, for whoever looks at them or changes some.

use spargebra::algebra::{
    AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression as Path,
};
use spargebra::{Query, term::TermPattern};

/// What comes after a part was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
    /// The parts inside of it.
    Inside,
    /// The next one beside it: it was changed, or what is inside is to stay.
    Beside,
}

/// Shows each part of a pattern to `change`, the outer ones first, also those of `EXISTS`.
pub fn each_part(pattern: &mut GraphPattern, change: &mut dyn FnMut(&mut GraphPattern) -> Then) {
    if change(pattern) == Then::Beside {
        return;
    }
    match pattern {
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => {}
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            each_part(left, change);
            each_part(right, change);
        }
        GraphPattern::LeftJoin {
            left,
            right,
            expression,
        } => {
            each_part(left, change);
            each_part(right, change);
            if let Some(expression) = expression {
                in_expression(expression, change);
            }
        }
        GraphPattern::Filter { expr, inner } => {
            each_part(inner, change);
            in_expression(expr, change);
        }
        GraphPattern::Extend {
            inner, expression, ..
        } => {
            each_part(inner, change);
            in_expression(expression, change);
        }
        GraphPattern::OrderBy { inner, expression } => {
            each_part(inner, change);
            for by in expression {
                let (OrderExpression::Asc(by) | OrderExpression::Desc(by)) = by;
                in_expression(by, change);
            }
        }
        GraphPattern::Group {
            inner, aggregates, ..
        } => {
            each_part(inner, change);
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    in_expression(expr, change);
                }
            }
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Service { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => each_part(inner, change),
    }
}

/// As [`each_part`], for who only looks.
pub(super) fn each_part_of(pattern: &GraphPattern, look: &mut dyn FnMut(&GraphPattern) -> Then) {
    // A pattern is small: a copy costs less than a second walk beside the first would.
    each_part(&mut pattern.clone(), &mut |part| look(part));
}

fn in_expression(expression: &mut Expression, change: &mut dyn FnMut(&mut GraphPattern) -> Then) {
    match expression {
        Expression::Exists(pattern) => each_part(pattern, change),
        Expression::Or(a, b)
        | Expression::And(a, b)
        | Expression::Equal(a, b)
        | Expression::SameTerm(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b)
        | Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b) => {
            in_expression(a, change);
            in_expression(b, change);
        }
        Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => {
            in_expression(a, change);
        }
        Expression::If(a, b, c) => {
            in_expression(a, change);
            in_expression(b, change);
            in_expression(c, change);
        }
        Expression::In(a, list) => {
            in_expression(a, change);
            list.iter_mut().for_each(|it| in_expression(it, change));
        }
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => {
            list.iter_mut().for_each(|it| in_expression(it, change));
        }
        Expression::NamedNode(_)
        | Expression::Literal(_)
        | Expression::Variable(_)
        | Expression::Bound(_) => {}
    }
}

/// Makes of each path `a|b` the union that the standard takes it for
/// (<https://www.w3.org/TR/sparql11-query/#defn_evalPP_alternative>): the engine gives a pair that has both
/// once, the standard twice.
pub(super) fn with_alternatives_as_unions(query: &Query) -> Query {
    let mut query = query.clone();
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    each_part(pattern, &mut |part| match part {
        GraphPattern::Path {
            subject,
            path,
            object,
        } => {
            let all = alternatives(path);
            if all.len() > 1 {
                *part = union(subject, all, object);
            }
            Then::Beside
        }
        _ => Then::Inside,
    });
    query
}

/// The ways of a path that stand side by side in it.
fn alternatives(path: &Path) -> Vec<Path> {
    match path {
        Path::Alternative(one, other) => {
            let mut all = alternatives(one);
            all.extend(alternatives(other));
            all
        }
        Path::Reverse(inner) => {
            let all = alternatives(inner).into_iter();
            all.map(|path| Path::Reverse(Box::new(path))).collect()
        }
        other => vec![other.clone()],
    }
}

fn union(subject: &TermPattern, paths: Vec<Path>, object: &TermPattern) -> GraphPattern {
    paths
        .into_iter()
        .map(|path| GraphPattern::Path {
            subject: subject.clone(),
            path,
            object: object.clone(),
        })
        .reduce(|left, right| GraphPattern::Union {
            left: Box::new(left),
            right: Box::new(right),
        })
        .unwrap_or_default()
}
