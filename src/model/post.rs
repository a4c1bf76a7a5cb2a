//! A post: one text by somebody, with what its source says about it.

use super::{Lang, PartialDate, Span};

/// One post as a reader hands it on.
#[derive(Clone, PartialEq, Debug)]
pub struct Post {
    /// `https://w3id.org/tacheron/id/post/…`; the same for the same post on every machine.
    pub iri: String,
    /// The heading, without mark-up. `None` where the source gives none.
    pub title: Option<String>,
    /// When it was published. `None` where neither the source's meta data nor its heading says so.
    pub date: Option<PartialDate>,
    /// The main language of the text.
    pub lang: Lang,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Who signed it, as the meta data of its source has it.
    pub author: Option<String>,
    /// The medium in which it appeared, as the meta data or the heading of its source has it.
    pub medium: Option<String>,
    /// The text, heading included where the source has one there; paragraphs are ended by `\n`.
    /// Every position in the program counts in this.
    pub text: String,
    /// The parts of the text, in order, not overlapping; white space between them belongs to none.
    pub blocks: Vec<Block>,
    /// Pieces of the text that its mark-up sets in italics: titles of works, mostly.
    pub italics: Vec<Span>,
    /// BLAKE3 of title, date and text (hexadecimal): two readings of the same content are equal in it.
    pub hash: String,
    /// Where it was read; more than one where several files carry it. Never empty.
    pub sources: Vec<Source>,
}

/// A part of the text of a post.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
    /// Its own language where it is not the post's.
    pub lang: Option<Lang>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// The heading of the post itself.
    Title,
    /// A heading inside of it.
    Heading,
    Paragraph,
    ListItem,
    Quotation,
    /// A row of a table, its cells parted by tabs.
    TableRow,
    Footnote,
}

/// A file, or a part of one, that carries a post.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Source {
    /// As it was named when it was read; `-` is standard input.
    pub file: String,
    /// BLAKE3 of the whole file (hexadecimal).
    pub hash: String,
    /// Where the post starts in the text of the file: characters from 0. The file itself decoded to
    /// UTF-8 for plain text and dumps; 0 where the text was read out of mark-up.
    pub start: usize,
    /// Where it ends there: characters, exclusive.
    pub end: usize,
}
