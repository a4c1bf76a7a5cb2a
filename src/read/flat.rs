//! HTML whose elements do not stand in one another without end.
//!
//! A parser's time grows with the square of the depth: a page of 60,000 unclosed tags would take half
//! a minute. Browsers stop at a depth of 512 as well.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// How deep elements may stand in one another.
const DEEPEST: usize = 512;

/// Elements that have no end, or whose end is often left out: they say nothing of the depth.
const FLAT: [&[u8]; 34] = [
    b"area",
    b"base",
    b"body",
    b"br",
    b"col",
    b"colgroup",
    b"dd",
    b"dt",
    b"embed",
    b"head",
    b"hr",
    b"html",
    b"img",
    b"input",
    b"li",
    b"link",
    b"meta",
    b"optgroup",
    b"option",
    b"p",
    b"param",
    b"path",
    b"rp",
    b"rt",
    b"source",
    b"svg",
    b"tbody",
    b"td",
    b"tfoot",
    b"th",
    b"thead",
    b"tr",
    b"track",
    b"wbr",
];

/// The page, without the tags that stand deeper than 512 in one another; their text stays.
pub(super) fn flat(html: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    // What of the page is copied to `kept`.
    let mut copied = 0;
    let mut depth = 0usize;
    let mut at = 0;
    let bytes = html.as_bytes();
    while let Some(next) = memchr(b'<', &bytes[at..]) {
        let start = at + next;
        let rest = &bytes[start + 1..];
        let closing = rest.first() == Some(&b'/');
        let name = name(if closing { &rest[1..] } else { rest });
        if rest.starts_with(b"!--") {
            at = past(bytes, start, b"-->");
            continue;
        }
        if name.is_empty() {
            at = start + 1;
            continue;
        }
        let end = past(bytes, start, b">");
        at = end;
        if !closing && (name == b"script" || name == b"style") {
            let tag = [b"</".as_slice(), &name].concat();
            at = past_ignoring_case(bytes, end, &tag);
            continue;
        }
        if FLAT.contains(&name.as_slice()) || bytes[..end].ends_with(b"/>") {
            continue;
        }
        let too_deep = depth > DEEPEST || !closing && depth == DEEPEST;
        depth = if closing {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        if too_deep {
            kept.push_str(&html[copied..start]);
            // The words on both sides stay apart.
            kept.push(' ');
            copied = end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

/// The name that a tag starts with, in lower case; empty if it is no tag.
fn name(tag: &[u8]) -> Vec<u8> {
    if !tag.first().is_some_and(u8::is_ascii_alphabetic) {
        return Vec::new();
    }
    let end = tag
        .iter()
        .take(32)
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        .unwrap_or(tag.len().min(32));
    tag[..end].to_ascii_lowercase()
}

/// The byte behind the next `mark`; the end if there is none.
fn past(bytes: &[u8], from: usize, mark: &[u8]) -> usize {
    memmem::find(&bytes[from..], mark).map_or(bytes.len(), |at| from + at + mark.len())
}

fn past_ignoring_case(bytes: &[u8], from: usize, mark: &[u8]) -> usize {
    let mut at = from;
    while let Some(next) = memmem::find(&bytes[at..], b"</") {
        let start = at + next;
        let end = (start + mark.len()).min(bytes.len());
        if bytes[start..end].eq_ignore_ascii_case(mark) {
            return end;
        }
        at = start + 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::flat;

    #[test]
    fn pages_of_sane_depth_stay_as_they_are() {
        let page = "<!-- <b> --><script>if (a<b) {}</SCRIPT><p>un<p>deux<br><b>x</b> 1 < 2 & 3 > 2";
        assert!(matches!(flat(&page.repeat(2000)), Cow::Borrowed(_)));
    }

    #[test]
    fn the_text_of_deep_pages_stays() {
        let deep = format!(
            "{}texte{}<p>été",
            "<div>".repeat(2000),
            "</div>".repeat(2000)
        );
        let flat = flat(&deep);
        assert_eq!(flat.matches("<div>").count(), 512);
        assert_eq!(flat.matches("</div>").count(), 512);
        assert!(flat.contains("texte") && flat.ends_with("<p>été"));
    }
}
