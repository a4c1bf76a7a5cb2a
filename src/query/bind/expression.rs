//! Values in the expressions of a query: filters, `BIND`, orders, aggregates.

use super::{Bind, constant};
use spargebra::algebra::{AggregateExpression, Expression, OrderExpression};

impl Bind<'_> {
    pub(super) fn expression(&self, expression: Expression) -> Expression {
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

    pub(super) fn order(&self, order: OrderExpression) -> OrderExpression {
        match order {
            OrderExpression::Asc(it) => OrderExpression::Asc(self.expression(it)),
            OrderExpression::Desc(it) => OrderExpression::Desc(self.expression(it)),
        }
    }

    pub(super) fn aggregate(&self, aggregate: AggregateExpression) -> AggregateExpression {
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
