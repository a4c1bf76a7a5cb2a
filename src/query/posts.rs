//! Posts as a source is cited: title, date, medium.

use super::decided::is_decided;
use super::knowledge::value;
use super::{Knowledge, QueryError, short_name};
use crate::vocab::{DECIDED, class, property};
use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use serde::Serialize;
use std::rc::Rc;

/// What the store knows of a post.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct PostInfo {
    /// As the post says it: `2019`, `2019-02` or `2019-02-14`.
    pub date: Option<String>,
    pub iri: String,
    pub title: Option<String>,
    /// Two letters.
    pub lang: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
    pub medium: Option<String>,
    /// The files that carry it, sorted.
    pub files: Vec<String>,
}

impl PostInfo {
    /// The title, or the short name of the post where it has none.
    pub fn name(&self) -> String {
        self.title.clone().unwrap_or_else(|| short_name(&self.iri))
    }

    /// As it is cited: title, medium and date as far as they are known; the medium once, where the
    /// title ends with it: `Who trains it? (Le Figaro, 22 mars 2017)`.
    pub fn cited(&self) -> String {
        let name = self.name();
        let medium = self
            .medium
            .as_ref()
            .filter(|medium| !name.contains(*medium));
        let parts = [Some(&name), medium, self.date.as_ref()];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(", ")
    }
}

impl Knowledge<'_> {
    /// # Errors
    /// Where the store cannot be read.
    pub fn post(&self, post: NamedNodeRef<'_>) -> Result<Rc<PostInfo>, QueryError> {
        if let Some(info) = self.posts.borrow().get(post.as_str()) {
            return Ok(Rc::clone(info));
        }
        let one = |property| -> Result<Option<String>, QueryError> {
            Ok(self
                .object(post, property, Some(post))?
                .map(|term| match term {
                    Term::NamedNode(node) => node.into_string(),
                    other => value(other).unwrap_or_default(),
                }))
        };
        let mut files = vec![];
        for source in self.objects(post, property::DERIVED_FROM, Some(post))? {
            if let Term::NamedNode(source) = source {
                let names = self.objects(source.as_ref(), property::FILE, Some(post))?;
                files.extend(names.into_iter().filter_map(value));
            }
        }
        files.sort();
        files.dedup();
        let title = match is_decided(post.as_str()) {
            true => Some(DECIDED.to_owned()),
            false => one(property::HEADLINE)?,
        };
        let info = Rc::new(PostInfo {
            date: one(property::DATE_PUBLISHED)?,
            iri: post.as_str().to_owned(),
            title,
            lang: one(property::IN_LANGUAGE)?,
            url: one(property::URL)?,
            author: one(property::AUTHOR)?,
            medium: one(property::PUBLISHER)?,
            files,
        });
        self.posts
            .borrow_mut()
            .insert(post.as_str().to_owned(), Rc::clone(&info));
        Ok(info)
    }

    /// All posts, by date and IRI; those without a date first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn all_posts(&self) -> Result<Vec<Rc<PostInfo>>, QueryError> {
        let posts = self.subjects(property::TYPE, super::knowledge::node(class::POST.iri()))?;
        self.sorted_posts(posts)
    }

    /// The posts that mention an entity, by date and IRI.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn posts_with(&self, entity: NamedNodeRef<'_>) -> Result<Vec<Rc<PostInfo>>, QueryError> {
        let posts = self.subjects(property::MENTIONS, entity)?;
        self.sorted_posts(posts)
    }

    fn sorted_posts(&self, posts: Vec<NamedNode>) -> Result<Vec<Rc<PostInfo>>, QueryError> {
        let mut infos = posts
            .iter()
            .map(|post| self.post(post.as_ref()))
            .collect::<Result<Vec<_>, _>>()?;
        infos.sort();
        infos.dedup();
        Ok(infos)
    }

    pub(super) fn subjects(
        &self,
        property: crate::vocab::Property,
        object: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, QueryError> {
        let mut subjects = vec![];
        let property = super::knowledge::node(property.iri());
        for quad in self
            .store
            .quads_for_pattern(None, Some(property), Some(object.into()), None)
        {
            if let Term::NamedNode(subject) = quad?.subject.into() {
                subjects.push(subject);
            }
        }
        Ok(subjects)
    }
}
