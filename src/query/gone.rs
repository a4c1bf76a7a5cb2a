//! What goes when posts are forgotten: the posts that a person means, and what only they say.

use super::knowledge::{iri, node};
use super::names::fold;
use super::near::nearest;
use super::posts::PostInfo;
use super::{Knowledge, QueryError, short_name};
use crate::vocab::property;
use oxigraph::model::{NamedNodeRef, Term};
use serde::Serialize;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A text that means no post, or several.
#[derive(thiserror::Error, Clone, PartialEq, Eq, Debug)]
pub enum PostError {
    #[error("no post is called `{name}`, and none comes from a file of that name")]
    None { name: String, near: Vec<String> },
    #[error("{} posts are called `{name}`", choices.len())]
    Several { name: String, choices: Vec<String> },
}

impl PostError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            PostError::None { near, .. } if near.is_empty() => None,
            PostError::None { near, .. } => Some(format!("did you mean {}?", near.join(" or "))),
            PostError::Several { choices, .. } => Some(choices.iter().fold(
                "name one by what stands in brackets:".to_owned(),
                |help, choice| format!("{help}\n  {choice}"),
            )),
        }
    }
}

/// What one post takes with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Gone {
    pub post: PostInfo,
    pub claims: usize,
    /// Asserted facts that no other post states.
    pub facts: usize,
    /// Entities that no other post mentions, by label.
    pub entities: Vec<String>,
}

impl Knowledge<'_> {
    /// The posts that a text means: one by IRI, by id (`post/…` or what stands behind it) or by
    /// title, case and accents aside; or all that come from a file.
    ///
    /// # Errors
    /// [`PostError`] where there is none, or a title is that of several.
    pub fn posts_called(
        &self,
        name: &str,
    ) -> Result<Result<Vec<Rc<PostInfo>>, PostError>, QueryError> {
        let posts = self.all_posts()?;
        let bare = name.trim().trim_start_matches('<').trim_end_matches('>');
        let by_iri = |post: &&Rc<PostInfo>| {
            let id = short_name(&post.iri);
            post.iri == bare || id == bare || id.strip_prefix("post/") == Some(bare)
        };
        if let Some(post) = posts.iter().find(by_iri) {
            return Ok(Ok(vec![Rc::clone(post)]));
        }
        let of_file: Vec<_> = posts
            .iter()
            .filter(|post| post.files.iter().any(|file| file == name))
            .cloned()
            .collect();
        if !of_file.is_empty() {
            return Ok(Ok(of_file));
        }
        let folded = fold(name);
        let titled: Vec<_> = posts
            .iter()
            .filter(|post| {
                post.title
                    .as_deref()
                    .is_some_and(|title| fold(title) == folded)
            })
            .cloned()
            .collect();
        Ok(match titled.as_slice() {
            [_] => Ok(titled),
            [] => {
                let known = posts
                    .iter()
                    .flat_map(|post| post.title.iter().chain(&post.files));
                Err(PostError::None {
                    name: name.to_owned(),
                    near: nearest(name, known.map(String::as_str), 3)
                        .into_iter()
                        .map(|near| format!("`{near}`"))
                        .collect(),
                })
            }
            several => Err(PostError::Several {
                name: name.to_owned(),
                choices: several
                    .iter()
                    .map(|post| format!("{} [{}]", post.cited(), short_name(&post.iri)))
                    .collect(),
            }),
        })
    }

    /// # Errors
    /// Where the store cannot be read.
    pub fn goes_with(&self, post: &PostInfo) -> Result<Gone, QueryError> {
        let graph = NamedNodeRef::new_unchecked(&post.iri);
        let mut gone = Gone {
            post: post.clone(),
            claims: 0,
            facts: 0,
            entities: vec![],
        };
        let subject = node(property::SUBJECT.iri());
        let mut facts = BTreeSet::new();
        for quad in self
            .store
            .quads_for_pattern(None, Some(subject), None, Some(graph.into()))
        {
            let Term::NamedNode(claim) = quad?.subject.into() else {
                continue;
            };
            gone.claims += 1;
            for claim in self.claims_named(claim.as_ref())? {
                let fact = (claim.subject, claim.predicate, claim.object.to_string());
                if claim.post.as_str() == post.iri && facts.insert(fact.clone()) {
                    let (subject, predicate, _) = &fact;
                    let stated: Vec<_> = self
                        .store
                        .quads_for_pattern(
                            Some(subject.as_ref().into()),
                            Some(predicate.as_ref()),
                            Some(claim.object.as_ref()),
                            None,
                        )
                        .collect::<Result<_, _>>()?;
                    let only = stated.iter().all(|quad| quad.graph_name == graph.into());
                    gone.facts += usize::from(!stated.is_empty() && only);
                }
            }
        }
        for entity in self.objects(graph, property::MENTIONS, Some(graph))? {
            if let Some(entity) = iri(entity)
                && self.posts_with(entity.as_ref())?.len() == 1
            {
                gone.entities.push(self.label(entity.as_ref())?);
            }
        }
        gone.entities.sort();
        Ok(gone)
    }
}
