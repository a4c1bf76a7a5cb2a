use tacheron::model::*;
use tacheron::ontology::Knowledge;
fn main() {
    let t0 = std::time::Instant::now();
    let k = match match std::env::var_os("ONTOLOGY") {
        Some(f) => Knowledge::load_folder(f.as_ref(), &|_| false),
        None => Knowledge::load(&[]),
    } {
        Ok(k) => k,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(2)
        }
    };
    eprintln!("load {:?}", t0.elapsed());
    if std::env::args().nth(1).as_deref() == Some("--check") {
        for e in tacheron::examples::failures(&k) {
            println!("{e}");
        }
        return;
    }
    let mut out = std::io::BufWriter::new(std::io::stdout());
    let mut bytes = 0;
    let mut time = std::time::Duration::ZERO;
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        let text = String::from_utf8(b).unwrap();
        let lang = if text.contains(" della ") || text.contains(" che ") && text.contains(" il ") {
            "it"
        } else if text.matches(" the ").count() > text.matches(" les ").count() * 2 {
            "en"
        } else if text.contains(" der ") && text.contains(" und ") {
            "de"
        } else if text.contains(" los ") {
            "es"
        } else if text.contains(" os ") {
            "pt"
        } else {
            "fr"
        };
        let mut blocks = vec![];
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let t = line.trim();
            if !t.is_empty() {
                let off = at + line.find(t).unwrap();
                let kind = if blocks.is_empty() {
                    BlockKind::Title
                } else {
                    BlockKind::Paragraph
                };
                blocks.push(Block {
                    span: Span::new(off, off + t.len()),
                    kind,
                    lang: None,
                });
            }
            at += line.len();
        }
        let n = text.chars().count();
        let title = text.lines().next().map(str::to_owned);
        let date = k
            .calendar
            .dates(
                title.as_deref().unwrap_or(""),
                Lang::from_tag(lang).unwrap(),
            )
            .iter()
            .find_map(|d| d.date.full());
        let lang = f
            .rsplit('/')
            .next()
            .and_then(|n| Lang::from_tag(&n[..2]))
            .map_or(lang.to_owned(), |l| {
                if ["fr", "it", "en", "de", "es", "pt"].contains(&l.as_str()) {
                    l.to_string()
                } else {
                    lang.to_owned()
                }
            });
        let lang = lang.as_str();
        let post = Post {
            iri: f.clone(),
            title,
            date,
            lang: Lang::from_tag(lang).unwrap(),
            url: None,
            author: None,
            medium: None,
            blocks,
            italics: vec![],
            hash: String::new(),
            sources: vec![Source {
                file: f.clone(),
                hash: String::new(),
                start: 0,
                end: n,
            }],
            text,
        };
        bytes += post.text.len();
        let t = std::time::Instant::now();
        if std::env::var_os("NAMES").is_some() {
            let d = tacheron::analysis::read(&post, &k);
            for m in 0..d.mentions.len() {
                if d.mentions[m]
                    .kinds
                    .has(tacheron::ontology::kinds::Kinds::NAME)
                {
                    eprintln!("NAME {}", d.name(m));
                }
            }
        }
        let x = tacheron::analysis::extract(&post, &k);
        time += t.elapsed();
        tacheron::write::jsonl::write(&post, &x, false, &mut out).unwrap();
    }
    eprintln!("{bytes} bytes in {time:?}");
}
