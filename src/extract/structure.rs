//! Forms of text that a sentence does not show: what a post says of itself, programmes, bibliographies.

use super::draft::Draft;
use crate::ontology::Knowledge;

/// Finds out what the post as a whole is: its medium, its own title as a work, who is interviewed.
pub fn roles(_draft: &mut Draft, _knowledge: &Knowledge) {}

/// Reads programmes, lists of references and credits.
pub fn read(_draft: &mut Draft, _knowledge: &Knowledge) {}
