//! Texts as DOT has them: quoted, escaped, broken into lines.

/// The characters of a line of a label, about; words are not broken.
const LINE: usize = 18;

/// Only what a browser may open without danger becomes a link: a post can say what it likes.
pub fn web_address(url: &str) -> Option<&str> {
    let safe = url.starts_with("https://") || url.starts_with("http://");
    safe.then_some(url)
}

/// Breaks a label into lines between words.
pub fn wrapped(label: &str) -> String {
    let mut lines = String::with_capacity(label.len());
    let mut length = 0;
    for word in label.split_whitespace() {
        let size = word.chars().count();
        if length > 0 {
            let breaks = length + 1 + size > LINE;
            lines.push(if breaks { '\n' } else { ' ' });
            length = if breaks { 0 } else { length + 1 };
        }
        lines.push_str(word);
        length += size;
    }
    lines
}

/// A text as a quoted string of DOT, for labels, tooltips and addresses, which Graphviz reads a second time:
/// there a backslash starts an escape (`\n`, `\N`) and an ampersand an entity of HTML.
/// A quoted string is never one of those that are HTML.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("\\n"),
            // Control characters are not allowed in SVG (XML 1.0, section 2.2) and mean nothing here.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
