//! Markdown: CommonMark with tables and footnotes, fields in its front matter.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::Problem;
use super::blocks::is_wrapped;
use super::body::Builder;
use super::draft::{Draft, Words};
use super::front_matter;
use super::html::read_date;
use super::lines::lines;
use crate::model::{BlockKind, Lang, Span};

/// Marks that plain text with some of Markdown's has at least: one may be chance.
const MARKS: usize = 2;

/// Whether a text that is not called Markdown has its marks: pieces in bold or italics, links with their addresses.
pub(super) fn is_marked(text: &str) -> bool {
    if !text.contains(['*', '[']) {
        return false;
    }
    let marks = Parser::new(text).filter(|event| {
        matches!(
            event,
            Event::Start(
                Tag::Strong
                    | Tag::Emphasis
                    | Tag::Link {
                        link_type: LinkType::Inline,
                        ..
                    }
            )
        )
    });
    marks.take(MARKS).count() == MARKS
}

/// The post of a text that [is marked](is_marked): its lines end where they end in plain text, not only at a
/// blank line.
///
/// # Errors
/// As [`read`].
pub(super) fn read_text(file: &str, text: &str, words: &Words) -> Result<Vec<Draft>, Problem> {
    let mut marked = String::with_capacity(text.len());
    let found = lines(text, Span::new(0, text.len()));
    for paragraph in found.split_inclusive(|line| line.apart_after) {
        let end = match is_wrapped(text, paragraph) {
            true => "\n",
            false => "  \n",
        };
        for line in paragraph {
            let start = text[..line.span.start as usize]
                .rfind('\n')
                .map_or(0, |at| at + 1);
            marked.push_str(text[start..line.span.end as usize].trim_end());
            marked.push_str(end);
        }
        marked.push('\n');
    }
    read(file, &marked, words)
}

/// The post of a Markdown file. Its title is that of the front matter, else its only `# heading`
/// where the text starts with that, else its first block where that looks like a title.
///
/// # Errors
/// If its front matter is broken.
pub(super) fn read(file: &str, text: &str, words: &Words) -> Result<Vec<Draft>, Problem> {
    let (matter, start) = front_matter::read(file, text)?;
    let lang = matter.get(&["lang", "language", "locale"]);
    let lang_of_dates = lang.as_deref().and_then(Lang::from_tag).unwrap_or(Lang::EN);
    let date = match matter.get(&["date", "published", "pubdate"]) {
        None => None,
        Some(date) => Some(read_date(&date, lang_of_dates, words).ok_or_else(|| {
            let line = text
                .lines()
                .position(|line| line.contains(&date))
                .unwrap_or(0);
            Problem::at(
                file,
                line + 1,
                format!("`{date}` is no date: expected YYYY, YYYY-MM or YYYY-MM-DD"),
            )
        })?),
    };
    let (mut builder, first_heading) = build(&text[start..]);
    let title = matter.get(&["title"]).or(first_heading);
    let title = title.or_else(|| builder.title());
    let body = builder.finish(title.as_deref());
    Ok(vec![Draft {
        title,
        date,
        lang,
        url: matter.get(&["url", "link", "permalink", "canonical"]),
        author: matter.get(&["author", "authors"]),
        medium: matter.get(&["medium", "publication", "site", "source"]),
        end: body.text.chars().count(),
        body,
        start: 0,
    }])
}

/// The text, and the heading that it starts with if that is of the first level.
fn build(text: &str) -> (Builder, Option<String>) {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut builder = Builder::default();
    let mut kinds = vec![BlockKind::Paragraph];
    let mut title: Option<String> = None;
    let mut in_title = false;
    let mut html = String::new();
    let mut hidden = 0usize;
    for (number, event) in Parser::new_ext(text, options).enumerate() {
        let kind = kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        match event {
            Event::Start(tag) => {
                let inner = match &tag {
                    Tag::Heading { level, .. } => {
                        in_title = number == 0 && *level == HeadingLevel::H1;
                        Some(BlockKind::Heading)
                    }
                    Tag::BlockQuote(_) => Some(BlockKind::Quotation),
                    Tag::Item => Some(BlockKind::ListItem),
                    Tag::FootnoteDefinition(_) => Some(BlockKind::Footnote),
                    Tag::TableHead | Tag::TableRow => Some(BlockKind::TableRow),
                    Tag::Paragraph
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::List(_)
                    | Tag::Table(_) => Some(kind),
                    _ => None,
                };
                match tag {
                    Tag::Emphasis => builder.start_italic(),
                    Tag::Image { .. } => hidden += 1,
                    _ => {}
                }
                if let Some(inner) = inner {
                    builder.end();
                    kinds.push(inner);
                }
            }
            Event::End(tag) => match tag {
                TagEnd::Emphasis => builder.stop_italic(),
                TagEnd::Image => hidden = hidden.saturating_sub(1),
                TagEnd::TableCell => builder.cell(),
                TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::Item
                | TagEnd::FootnoteDefinition
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::Paragraph
                | TagEnd::CodeBlock
                | TagEnd::List(_)
                | TagEnd::Table => {
                    builder.end();
                    in_title = false;
                    if kinds.len() > 1 {
                        kinds.pop();
                    }
                }
                TagEnd::HtmlBlock => {
                    builder.end();
                    if kinds.len() > 1 {
                        kinds.pop();
                    }
                    let inner = super::html::fragment(&std::mem::take(&mut html), None);
                    for block in inner.blocks {
                        builder.text(block.span.of(&inner.text), block.kind);
                        builder.end();
                    }
                }
                _ => {}
            },
            // The text of an image is what is shown where it cannot be.
            Event::Text(_) | Event::Code(_) if hidden > 0 => {}
            Event::Text(text) | Event::Code(text) => {
                builder.text(&text, kind);
                if in_title {
                    title.get_or_insert_default().push_str(&text);
                }
            }
            Event::Html(piece) => html.push_str(&piece),
            Event::SoftBreak => builder.text(" ", kind),
            Event::HardBreak | Event::Rule => builder.end(),
            Event::FootnoteReference(label) => builder.text(&format!("[{label}]"), kind),
            _ => {}
        }
    }
    (builder, title)
}
