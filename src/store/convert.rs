//! The store's door: our quads to oxigraph's and back.

use iref::{Iri, IriBuf};
use oxigraph::model as ox;
use rdf_syntax::{BlankIdBuf, GroundTerm, Id, LangTagBuf, Literal, LiteralType, Term};

use super::StoreError;
use crate::model::Quad;
use crate::vocab::{Property, datatype};

/// One of our quads as oxigraph's.
///
/// # Errors
/// An IRI that oxigraph would not read back.
pub fn to_oxigraph(quad: &Quad) -> Result<ox::Quad, StoreError> {
    let subject = match quad.subject() {
        Id::Iri(iri) => ox::NamedOrBlankNode::NamedNode(named(iri)?),
        Id::BlankId(id) => {
            ox::NamedOrBlankNode::BlankNode(ox::BlankNode::new_unchecked(id.suffix()))
        }
    };
    let object = match quad.object() {
        Term::BlankId(id) => ox::Term::BlankNode(ox::BlankNode::new_unchecked(id.suffix())),
        Term::Ground(GroundTerm::Iri(iri)) => ox::Term::NamedNode(named(iri)?),
        Term::Ground(GroundTerm::Literal(literal)) => ox::Term::Literal(to_literal(literal)?),
    };
    let graph = match quad.graph() {
        Some(graph) => ox::GraphName::NamedNode(named(graph)?),
        None => ox::GraphName::DefaultGraph,
    };
    Ok(ox::Quad::new(
        subject,
        predicate(*quad.predicate()),
        object,
        graph,
    ))
}

/// One of oxigraph's quads as ours; `None` where no vocabulary declares its predicate, or where a term is
/// none that `rdf-syntax` knows.
pub fn from_oxigraph(quad: &ox::Quad) -> Option<Quad> {
    let subject = match &quad.subject {
        ox::NamedOrBlankNode::NamedNode(node) => Id::Iri(iri(node)?),
        ox::NamedOrBlankNode::BlankNode(node) => Id::BlankId(blank(node)?),
    };
    let object = match &quad.object {
        ox::Term::NamedNode(node) => Term::iri(iri(node)?),
        ox::Term::BlankNode(node) => Term::BlankId(blank(node)?),
        ox::Term::Literal(literal) => Term::literal(from_literal(literal)?),
    };
    let graph = match &quad.graph_name {
        ox::GraphName::NamedNode(node) => Some(iri(node)?),
        ox::GraphName::DefaultGraph => None,
        ox::GraphName::BlankNode(_) => return None,
    };
    let predicate = Property::known(quad.predicate.as_str())?;
    Some(rdf_types::Quad(subject, predicate, object, graph))
}

/// A property as oxigraph's predicate. It was checked when the program or the ontology was read.
pub fn predicate(property: Property) -> ox::NamedNode {
    ox::NamedNode::new_unchecked(property.iri().as_str())
}

/// An IRI as oxigraph's, checked by oxigraph's own rules: what it writes, it must read again.
pub fn named(iri: &Iri) -> Result<ox::NamedNode, StoreError> {
    ox::NamedNode::new(iri.as_str()).map_err(|_| StoreError::Iri(iri.to_string()))
}

fn to_literal(literal: &Literal) -> Result<ox::Literal, StoreError> {
    Ok(match &literal.r#type {
        // Tags are compared without case and kept in small letters.
        LiteralType::LangString(tag) => ox::Literal::new_language_tagged_literal_unchecked(
            literal.as_str(),
            tag.as_str().to_ascii_lowercase(),
        ),
        LiteralType::Any(iri) if **iri == *datatype::STRING => {
            ox::Literal::new_simple_literal(literal.as_str())
        }
        LiteralType::Any(iri) => ox::Literal::new_typed_literal(literal.as_str(), named(iri)?),
    })
}

fn from_literal(literal: &ox::Literal) -> Option<Literal> {
    let kind = match literal.language() {
        Some(tag) => LiteralType::LangString(LangTagBuf::new(tag.to_owned()).ok()?),
        None => LiteralType::Any(IriBuf::new(literal.datatype().as_str().to_owned()).ok()?),
    };
    Some(Literal::new(literal.value(), kind))
}

fn iri(node: &ox::NamedNode) -> Option<IriBuf> {
    IriBuf::new(node.as_str().to_owned()).ok()
}

fn blank(node: &ox::BlankNode) -> Option<BlankIdBuf> {
    BlankIdBuf::new(format!("_:{}", node.as_str())).ok()
}
