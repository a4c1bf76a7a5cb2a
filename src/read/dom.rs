//! The tree of an HTML page, or of a part of it, into text and blocks.

use dom_query::{NodeData, NodeRef};

use super::body::Builder;
use crate::model::BlockKind;

/// What is to be done at a place of the tree: nodes wait on a list of our own, for trees can be
/// deeper than the stack.
enum Step<'a> {
    Enter(NodeRef<'a>, BlockKind),
    EndBlock,
    StopItalic,
    Cell,
}

/// Adds the text below `root` to `builder`.
pub(super) fn walk(root: &NodeRef<'_>, builder: &mut Builder) {
    let mut steps = vec![Step::Enter(*root, BlockKind::Paragraph)];
    while let Some(step) = steps.pop() {
        let (node, kind) = match step {
            Step::Enter(node, kind) => (node, kind),
            Step::EndBlock => {
                builder.end();
                continue;
            }
            Step::StopItalic => {
                builder.stop_italic();
                continue;
            }
            Step::Cell => {
                builder.cell();
                continue;
            }
        };
        let what = node.query(|node| match &node.data {
            NodeData::Text { contents } => What::Text(contents.to_string()),
            NodeData::Element(element) => What::of(&element.name.local, kind),
            NodeData::Document | NodeData::Fragment => What::Through,
            _ => What::Nothing,
        });
        match what.unwrap_or(What::Nothing) {
            What::Nothing => {}
            What::Text(text) => builder.text(&text, kind),
            What::Break => builder.end(),
            What::Through => children(&node, kind, &mut steps),
            What::Italic => {
                builder.start_italic();
                steps.push(Step::StopItalic);
                children(&node, kind, &mut steps);
            }
            What::Cell => {
                steps.push(Step::Cell);
                children(&node, kind, &mut steps);
            }
            What::Block(mut kind) => {
                if is_notes(&node) {
                    kind = BlockKind::Footnote;
                }
                builder.end();
                steps.push(Step::EndBlock);
                children(&node, kind, &mut steps);
            }
        }
    }
}

fn children<'a>(node: &NodeRef<'a>, kind: BlockKind, steps: &mut Vec<Step<'a>>) {
    steps.extend(node.children_it(true).map(|child| Step::Enter(child, kind)));
}

/// A list of notes at the end of a text, by its class or role.
fn is_notes(node: &NodeRef<'_>) -> bool {
    let noted = |value: &str| {
        let value = value.to_ascii_lowercase();
        ["footnote", "endnote"]
            .iter()
            .any(|note| value.contains(note))
    };
    node.attr("role").is_some_and(|role| noted(&role))
        || node.attr("class").is_some_and(|class| noted(&class))
}

/// What an element means for the text.
enum What {
    Nothing,
    Text(String),
    Break,
    Through,
    Italic,
    Cell,
    Block(BlockKind),
}

impl What {
    /// Inside of a quotation or a note, paragraphs stay part of it.
    fn of(name: &str, outer: BlockKind) -> What {
        let inherited = match outer {
            BlockKind::Quotation | BlockKind::Footnote | BlockKind::ListItem => outer,
            _ => BlockKind::Paragraph,
        };
        match name {
            "script" | "style" | "noscript" | "template" | "head" | "title" | "nav" | "form"
            | "button" | "select" | "textarea" | "svg" | "iframe" | "object" | "audio"
            | "video" | "canvas" => What::Nothing,
            "br" | "hr" => What::Break,
            "i" | "em" | "cite" | "dfn" => What::Italic,
            "td" | "th" => What::Cell,
            "tr" => What::Block(BlockKind::TableRow),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => What::Block(BlockKind::Heading),
            "li" if outer != BlockKind::Footnote => What::Block(BlockKind::ListItem),
            "blockquote" => What::Block(BlockKind::Quotation),
            "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside"
            | "figure" | "figcaption" | "ul" | "ol" | "dl" | "dt" | "dd" | "table" | "thead"
            | "tbody" | "tfoot" | "caption" | "pre" | "address" | "details" | "summary"
            | "hgroup" | "fieldset" | "body" | "html" | "li" => What::Block(match outer {
                // A paragraph in a cell belongs to the row.
                BlockKind::TableRow => return What::Through,
                _ => inherited,
            }),
            _ => What::Through,
        }
    }
}
