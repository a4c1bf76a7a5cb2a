//! Where quotation marks open and close.

use crate::extract::draft::Draft;

/// The quotations of a paragraph, by the tokens of their marks. One that the paragraph leaves open goes on to
/// its end, as where each paragraph of a long quotation begins with a mark.
pub fn in_block(draft: &Draft, block: usize) -> Vec<(usize, usize)> {
    let (first, end) = draft.block_tokens(block);
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for at in first..end {
        let mark = draft.mark(at);
        match open {
            Some((from, wanted)) if !mark.is_empty() && wanted.contains(mark) => {
                found.push((from, at));
                open = None;
            }
            Some(_) => {}
            None => open = closing(mark).map(|closing| (at, closing)),
        }
    }
    // an opening mark that is not closed; one that looks as a closing one does is none
    if let Some((from, wanted)) = open
        && wanted != "\""
        && from == first
    {
        found.push((from, end));
    }
    found
}

/// The marks that close a quotation that a mark opens.
fn closing(mark: &str) -> Option<&'static str> {
    match mark {
        "«" => Some("»"),
        "»" => Some("«"),
        "“" => Some("”"),
        "„" => Some("“”"),
        "\"" => Some("\""),
        _ => None,
    }
}
