//! The nouns of the program, without any input or output: what flows from a reader to the store.
//!
//! `Post` → (split, tag, extract, resolve) → `Extraction` of `Entity` and `Fact` → quads.
//! One unit of position everywhere: **bytes of the post's text, from 0, half-open**. They become
//! characters at the edge only (JSON lines, Web Annotation selectors), with [`CharIndex`].

mod date;
mod fact;
mod lang;
mod position;
mod post;
mod quad;
pub mod view;

pub use date::PartialDate;
pub use fact::{AsOf, Basis, Entity, EntityId, Evidence, Extraction, Fact, Object, Stance, Value};
pub use lang::Lang;
pub use position::{CharIndex, Span};
pub use post::{Block, BlockKind, Post, Source};
pub use quad::Quad;
pub use view::{Choices, View};
