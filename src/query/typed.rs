//! Values of parameters as they were typed, on their way to terms.

use super::bind::Values;
use super::class;
use super::param::{Kind, Param, ParamError};
use crate::ontology::schema::Schema;
use oxigraph::model::{NamedNode, NamedNodeRef};

/// Values that are checked as far as that needs no store: names of entities wait for one.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Typed {
    known: Values,
    /// Of parameters that are entities: the name of the parameter, and the name that was typed.
    waiting: Vec<(String, String)>,
}

impl Typed {
    /// `schema` is asked where the parameter is a class.
    pub(super) fn add<'o, E: From<ParamError>>(
        &mut self,
        param: &Param,
        text: &str,
        schema: &dyn Fn() -> Result<&'o Schema, E>,
    ) -> Result<(), E> {
        let name = || param.name.clone();
        if let Some(literal) = param.literal(text)? {
            self.known.insert(name(), literal.into());
        } else if param.kind == Kind::Class {
            let class = class::find(schema()?, text).map_err(|source| ParamError::Class {
                name: name(),
                source,
            })?;
            let class = NamedNodeRef::new_unchecked(class.iri().as_str());
            self.known.insert(name(), class.into_owned().into());
        } else {
            self.waiting.push((name(), text.to_owned()));
        }
        Ok(())
    }

    /// Whether some are names of entities.
    pub fn has_entities(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The terms; `entity` finds what a name stands for: behind the name of the parameter comes what was typed.
    ///
    /// # Errors
    /// Those of `entity`.
    pub fn values<E>(
        self,
        entity: &dyn Fn(&str, &str) -> Result<NamedNode, E>,
    ) -> Result<Values, E> {
        let mut values = self.known;
        for (name, typed) in self.waiting {
            let entity = entity(&name, &typed)?;
            values.insert(name, entity.into());
        }
        Ok(values)
    }
}
