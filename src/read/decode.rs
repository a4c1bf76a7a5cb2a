//! Bytes of a file into text: the encoding from a byte order mark, UTF-8 where it fits, what the
//! mark-up declares, else a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// A decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub text: String,
    /// What was amiss although the text could be read.
    pub doubt: Option<String>,
}

/// How a binary file starts, and what it is.
const BINARY: [(&[u8], &str); 12] = [
    (b"%PDF", "a PDF file: save its text and read that"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a sound, film or picture (RIFF)"),
    (
        b"PK\x03\x04",
        "a ZIP archive or an office document: unpack it, or save it as text",
    ),
    (b"\x1f\x8b", "packed with gzip: unpack it first"),
    (b"BZh", "packed with bzip2: unpack it first"),
    (b"\xfd7zXZ", "packed with xz: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd: unpack it first"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database (SQLite)"),
];

/// Decodes the content of a file.
///
/// # Errors
/// A message that says what the file is instead: empty or binary.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("the file is empty: expected text".to_owned());
    }
    if let Some((_, what)) = BINARY.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(format!("no text but {what}"));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return checked(with(encoding, &bytes[mark..]));
    }
    if bytes.contains(&0) {
        return Err(
            "no text: it holds NUL bytes; expected text in UTF-8 or an older encoding".to_owned(),
        );
    }
    let broken = match std::str::from_utf8(bytes) {
        Ok(text) => {
            return checked(Decoded {
                text: text.to_owned(),
                doubt: None,
            });
        }
        Err(error) => error,
    };
    if is_mostly_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let at = broken.valid_up_to();
        return checked(Decoded {
            text,
            doubt: Some(if broken.error_len().is_none() {
                format!("cut off in the middle of a character at byte {at}: read as far as it goes")
            } else {
                format!("no valid UTF-8 at byte {at}: what is damaged was read as \u{fffd}")
            }),
        });
    }
    if let Some(encoding) = declared(bytes) {
        return checked(with(encoding, bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    checked(with(detector.guess(None, Utf8Detection::Deny), bytes))
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        doubt: damaged.then(|| {
            format!(
                "not all of it is {}: what is damaged was read as \u{fffd}",
                encoding.name()
            )
        }),
    }
}

/// Refuses what decodes to control characters: binary content without NUL bytes.
fn checked(decoded: Decoded) -> Result<Decoded, String> {
    let control =
        |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}');
    // most texts
    let plain = |b: &u8| !b.is_ascii_control() || matches!(b, b'\n' | b'\r' | b'\t' | b'\x0c');
    let start = &decoded.text.as_bytes()[..decoded.text.len().min(4 * 4096)];
    let beyond_ascii = |at: usize| matches!(start.get(at..), Some([0xC2, 0x80..=0x9F, ..]));
    if start.iter().all(plain) && !memchr::memchr_iter(0xC2, start).any(beyond_ascii) {
        return Ok(decoded);
    }
    let start = decoded.text.chars().take(4096);
    let (all, odd) = start.fold((0, 0), |(all, odd), c| {
        (all + 1, odd + usize::from(control(&c) || c == '\0'))
    });
    if odd * 20 > all {
        return Err(
            "no text: it holds control characters; expected text in UTF-8 or an older encoding"
                .to_owned(),
        );
    }
    Ok(decoded)
}

/// Whether there are far more characters in valid UTF-8, ASCII aside, than damaged places.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut damaged) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    valid > 4 * damaged
}

/// The encoding that XML or HTML declares in its first 1024 bytes; UTF-8 is not among the answers,
/// for that has been tried.
/// <https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding>
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    if head.trim_ascii_start().first() != Some(&b'<') {
        return None;
    }
    let label = [b"charset".as_slice(), b"encoding"]
        .into_iter()
        .find_map(|key| {
            let at = memchr::memmem::find(&head, key)? + key.len();
            let rest = head[at..].trim_ascii_start().strip_prefix(b"=")?;
            let rest = rest.trim_ascii_start();
            let rest = rest
                .strip_prefix(b"\"")
                .or(rest.strip_prefix(b"'"))
                .unwrap_or(rest);
            let end = rest
                .iter()
                .position(|b| matches!(b, b'"' | b'\'' | b'>' | b';' | b' ' | b'/' | b'?'))?;
            Some(&rest[..end])
        })?;
    Encoding::for_label(label).filter(|encoding| *encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text
    }

    #[test]
    fn encodings_are_known_by_mark_fit_declaration_or_guess() {
        assert_eq!(text("\u{feff}L’été".as_bytes()), "L’été");
        assert_eq!(text(b"\xff\xfeA\0\xe9\0"), "Aé");
        assert_eq!(
            text(b"<?xml version='1.0' encoding='iso-8859-15'?><a>\xa4</a>"),
            "<?xml version='1.0' encoding='iso-8859-15'?><a>€</a>"
        );
        assert!(
            text(b"<meta charset=windows-1252><p>\x93clic\x94 \x97 \xe9t\xe9")
                .ends_with("“clic” — été")
        );
        // Browsers save pages as UTF-8 and leave the old declaration in them.
        assert!(text("<meta charset=iso-8859-1><p>été".as_bytes()).ends_with("été"));
        let french = b"Les t\xe2cherons du clic ont \xe9t\xe9 pay\xe9s \xe0 la t\xe2che : c\x92est l\x92\xe9conomie.";
        assert!(text(french).ends_with("payés à la tâche : c’est l’économie."));
    }

    #[test]
    fn damage_is_told_and_the_rest_read() {
        let cut = &"été à la tâche, déjà".as_bytes()[.."été à la tâche, déjà".len() - 1];
        let decoded = decode(cut).unwrap();
        assert!(decoded.text.starts_with("été à la tâche"));
        assert!(
            decoded
                .doubt
                .unwrap()
                .starts_with("cut off in the middle of a character")
        );
    }

    #[test]
    fn what_is_no_text_is_told() {
        let error = |bytes: &[u8]| decode(bytes).unwrap_err();
        assert!(error(b" \n").starts_with("the file is empty"));
        assert!(error(b"%PDF-1.4 ...").contains("PDF"));
        assert!(error(b"ab\0cd").contains("NUL"));
        assert!(error(&[1, 2, 3, 4, 5, 6]).contains("control characters"));
    }
}
