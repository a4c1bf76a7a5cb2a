//! What makes a post the same post: its IRI, its hash, the fingerprint of its paragraphs.

use crate::fold::fold;
use crate::model::{PartialDate, Post};
use crate::vocab::ID;

/// How long the readable part of a post's IRI may be, in characters.
const SLUG: usize = 60;
/// How much of a text without title and address stands for it, in characters.
const OPENING: usize = 200;
/// Shorter paragraphs are in too many posts to tell one.
const PARAGRAPH: usize = 80;

/// `https://w3id.org/tacheron/id/post/{slug}-{hex}`: the slug from the title or the first words, the
/// eight digits from BLAKE3 of the address, else of title and date, else of the text's start.
pub(super) fn iri(
    url: Option<&str>,
    title: Option<&str>,
    date: Option<PartialDate>,
    text: &str,
) -> String {
    let identity = match (url, title.map(normalised).filter(|title| !title.is_empty())) {
        (Some(url), _) => url.trim().to_owned(),
        (None, Some(title)) => match date {
            Some(date) => format!("{title}\n{date}"),
            None => title,
        },
        (None, None) => opening(text),
    };
    let hash = blake3::hash(identity.as_bytes()).to_hex();
    let slug = match title.map(slug).filter(|slug| !slug.is_empty()) {
        Some(slug) => slug,
        None => slug(&opening(text)),
    };
    let dash = if slug.is_empty() { "" } else { "-" };
    format!("{ID}post/{slug}{dash}{}", &hash[..8])
}

/// The first characters of a normalised text.
fn opening(text: &str) -> String {
    // mostly a piece of it holds enough letters
    let piece = text.char_indices().nth(4 * OPENING);
    let start = normalised(piece.map_or(text, |(end, _)| &text[..end]));
    let whole = match piece {
        Some(_) if start.chars().count() < OPENING => normalised(text),
        _ => start,
    };
    whole.chars().take(OPENING).collect()
}

/// BLAKE3 of title, date and text, in hexadecimal.
pub(super) fn hash(title: Option<&str>, date: Option<PartialDate>, text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    // Each part with its length, so that no two contents give the same bytes.
    for part in [
        title.unwrap_or_default(),
        &date.map(|date| date.to_string()).unwrap_or_default(),
        text,
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// One number for each paragraph of at least 80 characters, in order: the first four bytes of BLAKE3
/// of its normalised text. Two copies of a post share most of them, whatever its file looks like.
pub fn fingerprint(post: &Post) -> Vec<u32> {
    post.blocks
        .iter()
        .filter_map(|block| mark(block.span.of(&post.text)))
        .collect()
}

/// The mark of one paragraph in a fingerprint; `None` if it is too short for one.
pub(super) fn mark(paragraph: &str) -> Option<u32> {
    // Characters are never more than bytes.
    if paragraph.len() < PARAGRAPH {
        return None;
    }
    let text = normalised(paragraph);
    (text.chars().count() >= PARAGRAPH).then(|| {
        let hash = blake3::hash(text.as_bytes());
        let [a, b, c, d, ..] = *hash.as_bytes();
        u32::from_le_bytes([a, b, c, d])
    })
}

/// Letters and digits, folded, one space between words: what stays of a text in any copy.
pub(super) fn normalised(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in fold(text).split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            if !normal.is_empty() {
                normal.push(' ');
            }
            normal.push_str(word);
        }
    }
    normal
}

/// ASCII letters and digits, words joined by `-`, cut at a word.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in normalised(text).split(' ') {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        if slug.len() + 1 + word.len() > SLUG {
            if slug.is_empty() {
                slug.extend(word.chars().take(SLUG));
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::{hash, iri, mark, slug};

    #[test]
    fn slugs_are_short_ascii_words() {
        assert_eq!(slug("  L’été à Łódź : “clic” !"), "l-ete-a-lodz-clic");
        assert_eq!(slug("日本"), "");
        assert_eq!(slug(&"a".repeat(90)).len(), 60);
        assert!(slug(&"mot ".repeat(90)).len() <= 60);
    }

    #[test]
    fn identity_is_the_address_else_the_title_else_the_text() {
        let by_url = iri(Some("https://a.example/1"), Some("Un"), None, "x");
        assert!(by_url.starts_with("https://w3id.org/tacheron/id/post/un-"));
        let other = iri(Some("https://a.example/1"), Some("Deux"), None, "y");
        assert_eq!(by_url[by_url.len() - 8..], other[other.len() - 8..]);
        assert_eq!(
            iri(None, Some("Le Clic !"), None, "x"),
            iri(None, Some("le  clic"), None, "y")
        );
        assert_ne!(
            iri(None, None, None, "Bonjour"),
            iri(None, None, None, "Salut")
        );
        assert!(iri(None, None, None, "").ends_with(&blake3::hash(b"").to_hex()[..8]));
    }

    #[test]
    fn hashes_and_marks_tell_contents_apart() {
        assert_ne!(hash(Some("a"), None, "b"), hash(None, None, "ab"));
        assert_eq!(mark("court"), None);
        let long =
            "Un paragraphe assez long pour dire de quel billet il est, quelle que soit sa copie.";
        assert_eq!(mark(long), mark(&long.to_uppercase().replace(' ', "  ")));
    }
}
